"""Do closed days of stations and centres come in, twice without effect, and go back?"""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.tests import test_benefit_rosters, test_centre_rosters
from jingwei.ops.imports.tests.test_community_rosters import brought, codes, stage
from jingwei.ops.imports.tests.test_kinds_path import counts
from jingwei.ops.imports.writing.batch import undo_batch
from jingwei.systems.community.centres.models import ClosedDay
from jingwei.systems.public_benefit.network.models import Station, StationShut
from jingwei.systems.public_benefit.proxies.tests.conftest import streets  # noqa: F401

HEAD = "站点名称,关门第一天,关门最后一天,为什么关门\n"
STATIONS = HEAD + "示东苑服务站,2027-02-05,2027-02-11,春节放假\n示东苑服务站,2027-03-02,,停电检修\n"
CENTRES = STATIONS.replace("站点名称", "中心名称").replace("服务站", "便民服务中心")
LATER = date(2026, 11, 20)


@pytest.fixture
def town(streets: Any) -> Any:  # noqa: F811
    with acting(streets.lin_scope):
        brought(streets, "stations", test_benefit_rosters.STATIONS)
        brought(streets, "centres", test_centre_rosters.CENTRES)
    return streets


def shut(model: Any) -> list[tuple[date, date, str]]:
    return list(model.everything.order_by("first").values_list("first", "last", "why"))


ASKED = [
    (date(2027, 2, 5), date(2027, 2, 11), "春节放假"),
    (date(2027, 3, 2), date(2027, 3, 2), "停电检修"),
]


@pytest.mark.parametrize(
    ("kind", "text", "model"),
    [("station_shut", STATIONS, StationShut), ("centre_shut", CENTRES, ClosedDay)],
)
def test_closed_days_come_in_change_their_word_and_go_back(
    town: Any, kind: str, text: str, model: Any
) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, kind, text)
        assert (batch.new, batch.changed) == (2, 0)
        assert shut(model) == ASKED
        assert counts(stage(town, "lin", kind, text)) == (0, 0, 2, 0)
        later = brought(town, kind, text.replace("停电检修", "搬家"), as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        assert shut(model)[1][2] == "搬家"
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
        undo_batch(batch=later, by=lin, at=AT)
        undo_batch(batch=batch, by=lin, at=AT)
        assert shut(model) == []


def test_residents_and_the_office_read_what_came_in(town: Any) -> None:
    with acting(town.lin_scope):
        brought(town, "station_shut", STATIONS)
        page = Station.everything.get(name="示东苑服务站").public_id
    client = Client()
    client.force_login(town.accounts["lin"])
    assert "春节放假" in client.get(f"/benefit/network/{page}/").content.decode()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("示东苑服务站,2027-02-20,2027-02-11,春节", "shut.order"),
        ("示东苑服务站,2027-02,,春节", "shut.day"),
        ("示东苑服务站,2027-01-01,2027-04-01,修缮", "shut.long"),
        ("示东苑服务站,2026-10-01,2026-10-07,国庆放假", "shut.past"),
        ("没有的站,2027-02-05,,春节", "station.unknown"),
        ("示东苑服务站,2027-02-10,2027-02-12,春节", "shut.meets"),
        ("示东苑服务站,2027-05-01,,", "cell.required"),
    ],
)
def test_what_is_amiss_is_named_in_its_row(town: Any, row: str, code: str) -> None:
    with acting(town.lin_scope):
        brought(town, "station_shut", STATIONS)
        batch = stage(town, "lin", "station_shut", HEAD + row + "\n")
        assert (2, code) in codes(batch)
