"""Do those on duty at stations and delegates of studios come in, twice without effect, and back?"""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.tests.test_benefit_rosters import (
    DELEGATES,
    LATER,
    STAFF,
    STATIONS,
    STUDIOS,
)
from jingwei.ops.imports.tests.test_community_rosters import AS_OF, brought, codes, stage
from jingwei.ops.imports.tests.test_kinds_path import counts
from jingwei.ops.imports.writing.batch import undo_batch
from jingwei.systems.public_benefit.network import actions as network
from jingwei.systems.public_benefit.network import staffing
from jingwei.systems.public_benefit.network.models import Station, StationStaff
from jingwei.systems.public_benefit.proxies.tests.conftest import streets  # noqa: F401
from jingwei.systems.public_benefit.studios import actions as studios
from jingwei.systems.public_benefit.studios.models import StudioDelegate

HEAD = STAFF.split("\n")[0] + "\n"


@pytest.fixture
def town(streets: Any) -> Any:  # noqa: F811
    with acting(streets.lin_scope):
        brought(streets, "stations", STATIONS)
        brought(streets, "studios", STUDIOS)
    return streets


def terms() -> dict[str, tuple[str, date | None, date | None]]:
    return {
        row.name: (row.post, row.held.lower, row.held.upper)
        for row in StationStaff.everything.all()
    }


def test_who_is_on_duty_comes_in_with_a_term_changes_and_goes_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "staff", STAFF)
        assert (batch.new, batch.changed) == (2, 0)
        before = {
            "示例甲": ("代办员", date(2026, 11, 1), date(2027, 11, 1)),
            "示例乙": ("调解员", AS_OF, None),
        }
        assert terms() == before
        assert counts(stage(town, "lin", "staff", STAFF)) == (0, 0, 2, 0)
        client = Client()
        client.force_login(town.accounts["lin"])
        station = Station.everything.get(name="示东苑服务站")
        page = client.get(f"/benefit/network/{station.public_id}/").content.decode()
        assert "在岗到 2027-11-01" in page
        empty = HEAD + "示东苑服务站,示例甲,,,\n示东苑服务站,示例乙,网格调解,,2027-01-01\n"
        later = brought(town, "staff", empty, as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        assert terms() == before | {"示例乙": ("网格调解", AS_OF, date(2027, 1, 1))}
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
        undo_batch(batch=later, by=lin, at=AT)
        assert terms() == before
        undo_batch(batch=batch, by=lin, at=AT)
        assert terms() == {}


def test_all_that_is_amiss_with_a_term_is_said_at_once(town: Any) -> None:
    text = HEAD + (
        "没有的站,示例甲,代办员,,\n示东苑服务站,示例乙,,,\n"
        "示东苑服务站,示例丙,代办员,2026-10-01,\n示东苑服务站,示例丁,代办员,,2026-11-01\n"
        "示东苑服务站,示例戊,代办员,2026-11,2031\n"
    )
    with acting(town.lin_scope):
        assert set(codes(stage(town, "lin", "staff", text))) == {
            (2, "station.unknown"), (3, "cell.required"), (4, "staff.early"), (5, "staff.order"),
            (6, "agreement.day"),
        }  # fmt: skip


def test_a_term_that_is_known_may_be_ended_early_and_closes_with_its_station(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "staff", STAFF)
        one = StationStaff.everything.get(name="示例甲")
        staffing.end_staff(staff=one, by=lin, at=AT)
        one.refresh_from_db()
        assert one.held.upper == TODAY
        with pytest.raises(Refused, match="已经不在岗"):
            staffing.end_staff(staff=one, by=lin, at=AT)
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
        station = Station.everything.get(name="示东苑服务站")
        network.close_station(station=station, reason="并到镇里", by=lin, at=AT)
        assert not StationStaff.everything.filter(held__contains=TODAY).exists()


def test_delegates_come_in_and_an_empty_cell_takes_no_consent_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "delegates", DELEGATES)
        assert (batch.new, batch.changed) == (2, 0)
        said = dict(StudioDelegate.everything.values_list("name", "consent_on"))
        assert said == {"东甲": date(2026, 10, 20), "东乙": None}
        assert counts(stage(town, "lin", "delegates", DELEGATES)) == (0, 0, 2, 0)
        empty = DELEGATES.replace("2026-10-20", "").replace("东乙,", "东乙,2026-11-10")
        later = brought(town, "delegates", empty, as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        assert set(StudioDelegate.everything.values_list("consent_on", flat=True)) == {
            date(2026, 10, 20), date(2026, 11, 10),
        }  # fmt: skip
        undo_batch(batch=later, by=lin, at=AT)
        undo_batch(batch=batch, by=lin, at=AT)
        assert not StudioDelegate.everything.exists()


def test_a_delegate_is_a_member_of_the_studios_part_and_agreed_on_a_day(town: Any) -> None:
    head = DELEGATES.split("\n")[0] + "\n"
    text = head + (
        "没有的室,东甲,\n示东苑代表工作室,查无此人,\n示东苑代表工作室,东甲,2026-10\n"
        "示东苑网上室,东乙,2031-01-01\n"
    )
    with acting(town.lin_scope):
        assert set(codes(stage(town, "lin", "delegates", text))) == {
            (2, "studio.unknown"), (3, "agent.unknown"), (4, "contact.day"), (5, "date.future"),
        }  # fmt: skip


def test_who_left_since_then_is_not_written_over(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "delegates", DELEGATES)
        one = StudioDelegate.everything.get(name="东甲")
        studios.end_delegate(delegate=one, by=lin, at=AT)
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)


def test_a_neighbour_brings_nobody_to_ours(town: Any) -> None:
    with acting(town.gu_scope):
        for kind, text, code in (
            ("staff", STAFF, "station.unknown"), ("delegates", DELEGATES, "studio.unknown"),
        ):  # fmt: skip
            assert {said for _row, said in codes(stage(town, "gu", kind, text))} == {code}
