"""Do centres and what they do come in, held against the catalogue, and go back?"""

import io
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.rules import centres as rules
from jingwei.ops.imports.rules.offerings import doing
from jingwei.ops.imports.tests.test_community_rosters import brought, codes, stage
from jingwei.ops.imports.tests.test_kinds_path import counts, problems
from jingwei.ops.imports.writing.batch import undo_batch
from jingwei.systems.community.centres import actions, sheets
from jingwei.systems.community.centres.models import Offering, ServiceCentre
from jingwei.systems.community.centres.tests.conftest import listed
from jingwei.systems.community.grids import datum

CENTRES = """中心名称,级别,地址,电话,开放时间,周六,经度,纬度,坐标系
示东苑便民服务中心,社区级,示例路1号,0300-1234567,周一至周五 8:30-11:30；14:00-17:30,9:00-11:00,120.5,32.5,高德
示西苑便民服务中心,村,示例路2号,0300-1234568,每天8:00-18:00,,,,
"""  # noqa: E501
OFFERINGS = """中心名称,服务事项,价格,要带的材料,不许要的证明,办理时间,窗口,由谁办
示东苑便民服务中心,求职登记,0,身份证,无业证明,,2号窗口,
示东苑便民服务中心,配钥匙,,,,周三 9:00-11:00,,示例锁店
"""


def keys(town: Any) -> None:
    listed(town)
    listed(town, "配钥匙", kind="market", price=5, price_words="", never_ask=(), ring="")


def test_centres_come_in_with_their_week_and_go_back(town: Any) -> None:
    with acting(town.lin_scope):
        batch = brought(town, "centres", CENTRES)
        assert (batch.new, batch.changed) == (2, 0)
        east = ServiceCentre.everything.get(name="示东苑便民服务中心")
        assert [6, "09:00", "11:00"] in east.hours
        assert len(east.hours) == 11
        assert (east.longitude, east.latitude) == pytest.approx(
            datum.from_gcj02(120.5, 32.5), abs=1e-7
        )
        assert (east.org_id, east.level) == (town.east.pk, "community")
        assert counts(stage(town, "lin", "centres", CENTRES)) == (0, 0, 2, 0)
        moved = CENTRES.replace("示例路1号", "示例路9号").replace("9:00-11:00", "休息")
        later = brought(town, "centres", moved, as_of=date(2026, 11, 20))
        assert (later.new, later.changed) == (0, 1)
        east.refresh_from_db()
        assert (east.address, len(east.hours), east.version) == ("示例路9号", 10, 2)
        older = stage(town, "lin", "centres", CENTRES)
        assert (3, "row.newer_work") not in codes(older)
        assert (2, "row.newer_work") in codes(older)
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=town.lin_scope, at=town.at)
        undo_batch(batch=later, by=town.lin_scope, at=town.at)
        east.refresh_from_db()
        assert (east.address, len(east.hours)) == ("示例路1号", 11)
        undo_batch(batch=batch, by=town.lin_scope, at=town.at)
        assert not ServiceCentre.everything.exists()


def test_what_a_new_centre_lacks_is_said_at_once(town: Any) -> None:
    text = "名称,级别,地址,电话,开放时间,经度\n示甲中心,,,,早九晚五,120.1\n示乙中心,岛,示路,12,,\n"
    with acting(town.lin_scope):
        batch = stage(town, "lin", "centres", text)
        assert codes(batch) == [
            (2, "cell.required"), (2, "cell.required"), (2, "cell.required"), (2, "place.half"),
            (2, "centre.hours"), (3, "code.unknown"), (3, "centre.no_hours"),
        ], problems(batch)  # fmt: skip


def test_a_list_of_centres_that_left_the_program_changes_nothing(town: Any) -> None:
    with acting(town.lin_scope):
        brought(town, "centres", CENTRES)
        out = sheets.centres(ServiceCentre.everything.select_related("org").order_by("id"))
        rows = list(openpyxl.load_workbook(io.BytesIO(out)).active.values)
        said = "\n".join(
            ",".join("" if cell is None else str(cell) for cell in row) for row in rows
        )
        again = stage(town, "lin", "centres", said + "\n", as_of=TODAY, datum="cgcs2000")
        assert counts(again) == (0, 0, 2, 0), problems(again)
        points = sheets.points(ServiceCentre.everything.order_by("id"))
        assert counts(stage(town, "lin", "centres", points, as_of=TODAY)) == (0, 0, 1, 0)


def test_offerings_are_held_against_the_catalogue_and_go_back(town: Any) -> None:
    keys(town)
    with acting(town.lin_scope):
        brought(town, "centres", CENTRES)
        batch = brought(town, "offerings", OFFERINGS)
        assert (batch.new, batch.changed) == (2, 0)
        key = Offering.everything.get(provider="示例锁店")
        assert (key.weekdays, key.opens, key.closes) == ([3], time(9), time(11))
        assert Offering.everything.get(desk="2号窗口").weekdays == []
        assert counts(stage(town, "lin", "offerings", OFFERINGS)) == (0, 0, 2, 0)
        moved = OFFERINGS.replace("2号窗口", "5号窗口")
        later = brought(town, "offerings", moved, as_of=date(2026, 11, 20))
        assert (later.new, later.changed) == (0, 1)
        undo_batch(batch=later, by=town.lin_scope, at=town.at)
        assert Offering.everything.filter(desk="2号窗口").exists()
        undo_batch(batch=batch, by=town.lin_scope, at=town.at)
        assert not Offering.everything.exists()


def test_papers_that_nobody_may_ask_for_are_refused(town: Any) -> None:
    keys(town)
    text = """中心名称,服务事项,价格,要带的材料,不许要的证明,办理时间,性质
示东苑便民服务中心,求职登记,3,身份证、无业证明,,,公共服务
示东苑便民服务中心,配钥匙,5,,没这回事证明,天亮时,公共服务
示没有中心,求职登记,,,,,
示西苑便民服务中心,没有的事,,,,,
"""
    with acting(town.lin_scope):
        brought(town, "centres", CENTRES)
        batch = stage(town, "lin", "offerings", text)
        assert set(codes(batch)) == {
            (2, "offering.price"), (2, "offering.must_not_ask"), (3, "offering.kind"),
            (3, "offering.never_ask"), (3, "offering.hours"), (4, "centre.unknown"),
            (5, "offering.item_unknown"),
        }  # fmt: skip


def test_what_was_stopped_after_the_day_of_the_list_stays_stopped(town: Any) -> None:
    keys(town)
    with acting(town.lin_scope) as lin:
        brought(town, "centres", CENTRES)
        brought(town, "offerings", OFFERINGS)
        one = Offering.everything.get(provider="示例锁店")
        actions.stop_offering(offering=one, on=TODAY, by=lin, at=AT)
        again = stage(town, "lin", "offerings", OFFERINGS)
        assert codes(again) == [(3, "offering.stopped")]


def test_a_neighbour_brings_nothing_to_our_centres(town: Any) -> None:
    keys(town)
    with acting(town.lin_scope):
        brought(town, "centres", CENTRES)
    with acting(town.gu_scope):
        batch = stage(town, "gu", "offerings", OFFERINGS)
        assert {code for _row, code in codes(batch)} == {"centre.unknown"}


@pytest.mark.parametrize(
    ("text", "days", "stretches"),
    [
        ("周一至周五 8:30-11:30、14:00-17:30", 5, 10), ("8:30-17:30", 5, 5),
        ("每天 8:00—18:00", 7, 7),
        ("周一至周五上午8:30-11:30,下午2:00-5:30", 5, 10), ("周一、周三 9:00-11:00", 2, 2),
        ("星期一到星期日 08：30-17：00", 7, 7), ("周一到周五8点半至11点半", 5, 5),
        ("周一至周五（8:30-11:30，13:30-17:00）", 5, 10),
        ("周一至周五 8:30-11:30, 周六、周日 休息", 5, 5), ("周六至周一 9:00-10:00", 3, 3),
    ],
)  # fmt: skip
def test_hours_are_read_as_clerks_write_them(text: str, days: int, stretches: int) -> None:
    found = rules.week(text) or []
    assert (len({one[0] for one in found}), len(found)) == (days, stretches)


@pytest.mark.parametrize(
    "text",
    ["早九晚五", "周一 25:00-26:00", "周一 11:00-9:00", "周一 8:00-10:00 9:00-11:00", "8:00"],
)
def test_hours_that_no_clock_shows_are_not_guessed(text: str) -> None:
    assert rules.week(text) is None


def test_an_offering_has_one_stretch_a_day() -> None:
    assert doing("周三 9:00-11:00") == ([3], "09:00", "11:00")
    assert doing("随到随办") == ([], "", "")
    assert doing("周三 9:00-11:00 14:00-15:00") is None
