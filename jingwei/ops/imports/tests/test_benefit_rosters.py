"""Do stations, helpers, who runs errands and studios come in, twice without effect, and go back?"""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.tests.test_community_rosters import brought, codes, stage
from jingwei.ops.imports.tests.test_kinds_path import counts, problems
from jingwei.ops.imports.writing.batch import undo_batch
from jingwei.systems.public_benefit.network import agreed, agreements, sheets, staffing
from jingwei.systems.public_benefit.network.models import Provider, ProviderTerm, Station
from jingwei.systems.public_benefit.proxies.models import ProxyAgent
from jingwei.systems.public_benefit.proxies.tests.conftest import streets  # noqa: F401
from jingwei.systems.public_benefit.studios import sheets as studio_sheets
from jingwei.systems.public_benefit.studios.models import DelegateStudio

STATIONS = """站点名称,级别,村或社区,地点,电话,开门时间
示东苑服务站,社区,东苑社区,示例路1号,0300-1234567,周一至周五 8:30-11:30；14:00-17:30
示东镇服务站,镇,,示例路2号,0300-1234568,每天8:00-18:00
"""
PROVIDERS = """单位名称,类别,协议,起始日期,终止日期
示例农机合作社,合作社,示例协议一,2026-01-01,2027-01-01
示例志愿队,志愿队伍,示例协议二,2026-03-01,2027-03-01
"""
AGENTS = """村或社区,代办员,能代办哪些事
东苑社区,东甲,老年证、医保
东苑社区,东乙,水电缴费
"""
STUDIOS = """工作室名称,类别,社区或村,地点,电话,接待时间
示东苑代表工作室,集体,东苑社区,示例路1号二楼,0300-1234567,周二 9:00-11:00；周六 9:00-11:00
示东苑网上室,网上,东苑社区,社区网站首页,0300-1234567,每天8:00-18:00
"""
STAFF = """站点名称,姓名,岗位,起始日期,终止日期
示东苑服务站,示例甲,代办员,2026-11-01,2027-11-01
示东苑服务站,示例乙,调解员,,
"""
DELEGATES = """工作室名称,代表,同意公开姓名的日期
示东苑代表工作室,东甲,2026-10-20
示东苑代表工作室,东乙,
"""
LATER = date(2026, 11, 20)


@pytest.fixture
def town(streets: Any) -> Any:  # noqa: F811
    return streets


def test_stations_come_in_change_and_go_back(town: Any) -> None:
    with acting(town.lin_scope):
        batch = brought(town, "stations", STATIONS)
        assert (batch.new, batch.changed) == (2, 0)
        east = Station.everything.get(name="示东苑服务站")
        assert (east.level, east.unit_id, len(east.hours)) == (1, town.unit.pk, 10)
        assert Station.everything.get(level=2).unit_id is None
        assert counts(stage(town, "lin", "stations", STATIONS)) == (0, 0, 2, 0)
        later = brought(town, "stations", STATIONS.replace("示例路1号", "示例路9号"), as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        assert (2, "row.newer_work") in codes(stage(town, "lin", "stations", STATIONS))
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=town.lin_scope, at=town.at)
        undo_batch(batch=later, by=town.lin_scope, at=town.at)
        undo_batch(batch=batch, by=town.lin_scope, at=town.at)
        assert not Station.everything.exists()


def test_what_a_new_station_lacks_is_said_at_once(town: Any) -> None:
    head = "站点名称,级别,村或社区,地点,电话,开门时间\n"
    text = head + "示甲站,村,,,,早九晚五\n示乙站,岛,没有的村,示路,12,\n"
    with acting(town.lin_scope):
        batch = stage(town, "lin", "stations", text)
        assert set(codes(batch)) == {
            (2, "cell.required"), (2, "door.hours"), (3, "code.unknown"), (3, "door.unit"),
            (3, "door.phone"), (3, "cell.required"),
        }, problems(batch)  # fmt: skip
        assert codes(batch).count((2, "cell.required")) == 3  # 村或社区、地点、电话


def test_a_station_where_somebody_is_on_duty_stays(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "stations", STATIONS)
        one = Station.everything.get(level=1)
        staffing.name_staff(station=one, name="示例甲", post="代办员", by=lin, at=AT)
        with pytest.raises(Refused) as refused:
            undo_batch(batch=batch, by=lin, at=AT)
        assert "undo.station_staff" in {one.code for one in refused.value.findings}


def test_helpers_come_in_with_their_agreement_which_is_renewed_and_put_right(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "providers", PROVIDERS)
        assert (batch.new, batch.changed) == (2, 0)
        firm = Provider.everything.get(kind="firm")
        assert agreed.last_term(firm).held.upper == date(2027, 1, 1)
        assert counts(stage(town, "lin", "providers", PROVIDERS)) == (0, 0, 2, 0)
        renewed = PROVIDERS.replace("2026-01-01,2027-01-01", "2027-01-01,2028-01-01")
        later = brought(town, "providers", renewed.replace("示例协议二", "示例协议三"), as_of=LATER)
        assert (later.new, later.changed) == (0, 2)
        assert [one.held.lower.year for one in agreed.terms(firm)] == [2027, 2026]
        assert ProviderTerm.everything.filter(agreement="示例协议三").count() == 1
        undone = undo_batch(batch=later, by=lin, at=AT)
        assert (undone.removed, undone.restored) == (0, 2)
        assert [one.held.lower.year for one in agreed.terms(firm)] == [2026]
        assert ProviderTerm.everything.filter(agreement="示例协议二").count() == 1
        undo_batch(batch=batch, by=lin, at=AT)
        assert not Provider.everything.exists()
        assert not ProviderTerm.everything.exists()


def test_an_agreement_that_meets_another_or_ended_early_is_refused(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "providers", PROVIDERS)
        meets = PROVIDERS.replace("2026-01-01,2027-01-01", "2026-06-01,2027-06-01")
        assert codes(stage(town, "lin", "providers", meets)) == [(2, "agreement.overlap")]
        agreements.end_provider(
            provider=Provider.everything.get(kind="firm"), on=TODAY, reason="示例原因", by=lin,
            at=AT,
        )  # fmt: skip
        assert codes(stage(town, "lin", "providers", PROVIDERS)) == [(2, "agreement.ended")]
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
        wrong = PROVIDERS.replace("2026-03-01,2027-03-01", "2026-03,2026-01-01")
        assert (3, "agreement.day") in codes(stage(town, "lin", "providers", wrong))


def test_who_runs_errands_comes_in_and_goes_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "agents", AGENTS)
        assert (batch.new, batch.changed) == (2, 0)
        one = ProxyAgent.everything.get(name="东甲")
        assert (one.unit_id, one.org_id, one.does) == (town.unit.pk, town.east.pk, "老年证、医保")
        assert counts(stage(town, "lin", "agents", AGENTS)) == (0, 0, 2, 0)
        later = brought(town, "agents", AGENTS.replace("水电缴费", "邮寄"), as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        undo_batch(batch=later, by=lin, at=AT)
        undo_batch(batch=batch, by=lin, at=AT)
        assert not ProxyAgent.everything.exists()
        nobody = stage(town, "lin", "agents", AGENTS.replace("东甲", "查无示人"))
        assert codes(nobody) == [(2, "agent.unknown")]


def test_studios_come_in_and_go_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "studios", STUDIOS)
        assert (batch.new, batch.changed) == (2, 0)
        assert len(DelegateStudio.everything.get(kind="collective").hours) == 2
        assert counts(stage(town, "lin", "studios", STUDIOS)) == (0, 0, 2, 0)
        undo_batch(batch=batch, by=lin, at=AT)
        assert not DelegateStudio.everything.exists()


def test_doors_come_in_with_their_place_and_an_empty_cell_keeps_it(town: Any) -> None:
    head = "站点名称,级别,村或社区,地点,电话,开门时间,经度,纬度,坐标系\n"
    row = "示东苑服务站,社区,东苑社区,示例路1号,0300-1234567,每天8:00-18:00,"
    with acting(town.lin_scope) as lin:
        assert codes(stage(town, "lin", "stations", head + row + "120.86,,\n")) == [
            (2, "place.half"),
        ]  # fmt: skip
        placed = brought(town, "stations", head + row + "120.86,32.01,CGCS2000\n")
        one = Station.everything.get()
        assert (one.longitude, one.latitude) == (120.86, 32.01)
        again = stage(town, "lin", "stations", head + row + "120.86,32.01,CGCS2000\n")
        assert counts(again) == (0, 0, 1, 0)
        empty = brought(town, "stations", head + row + ",,\n", as_of=LATER)
        assert (empty.new, empty.changed) == (0, 0)
        bent = brought(town, "stations", head + row + "120.87,32.02,GCJ-02\n", as_of=LATER)
        assert bent.changed == 1
        one.refresh_from_db()
        assert 120.86 < (one.longitude or 0) < 120.869, "turned back by some hundred metres"
        rows = list(openpyxl.load_workbook(io.BytesIO(sheets.stations([one], {}))).active.values)
        said = "\n".join(",".join("" if c is None else str(c) for c in line) for line in rows)
        assert counts(stage(town, "lin", "stations", said + "\n", as_of=LATER)) == (0, 0, 1, 0)
        undo_batch(batch=bent, by=lin, at=AT)
        undo_batch(batch=placed, by=lin, at=AT)
        assert not Station.everything.exists()


def test_lists_that_left_the_program_change_nothing(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        for kind, text in (("stations", STATIONS), ("studios", STUDIOS), ("providers", PROVIDERS)):
            brought(town, kind, text)
        stations = Station.everything.select_related("org", "unit").order_by("id")
        studios = DelegateStudio.everything.select_related("org", "unit").order_by("id")
        for kind, book in (
            ("stations", sheets.stations(stations, {})),
            ("studios", studio_sheets.studios(studios, {})),
            ("providers", sheets.providers(agreed.providers(lin, TODAY))),
        ):
            rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.values)
            said = "\n".join(
                ",".join("" if cell is None else str(cell) for cell in row) for row in rows
            )
            again = stage(town, "lin", kind, said + "\n", as_of=TODAY)
            assert counts(again) == (0, 0, 2, 0), problems(again)


def test_a_neighbour_changes_nothing_of_ours(town: Any) -> None:
    with acting(town.lin_scope):
        brought(town, "stations", STATIONS)
        brought(town, "agents", AGENTS)
    with acting(town.gu_scope):
        assert codes(stage(town, "gu", "stations", STATIONS)) == [(2, "door.unit")]
        assert counts(stage(town, "gu", "stations", STATIONS))[1:3] == (0, 0)
        assert {code for _row, code in codes(stage(town, "gu", "agents", AGENTS))} == {"door.unit"}
