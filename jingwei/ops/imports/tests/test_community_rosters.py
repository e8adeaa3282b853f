"""Do buildings, grids and contacts come in, twice without effect, and go back?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import newer
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.staging.stages import STAGES
from jingwei.ops.imports.table import read_table
from jingwei.ops.imports.tests.test_kinds_path import counts, problems
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.systems.community.grids import actions, datum
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Contact,
    Grid,
    GridBuilding,
    GridShape,
    Stairwell,
    Worker,
)
from jingwei.systems.community.grids.tests.conftest import box, two_grids, unit_of

BUILDINGS = """社区,小区,楼号,单元,户数,经度,纬度,坐标系,用途
示例社区,东苑,5,2,24,120.25,32.25,CGCS2000,住宅
示例社区,东苑,6,1单元（12户）、2单元（11户）,,120.7526,32.2501,高德,
示例社区,,1,3,62,,,,
"""
GRIDS = """社区,网格编号,网格名称,楼栋,网格长,社区干部,网格员,党员中心户,任职时间
示例社区,G1,东格,1号楼、3幢,东甲,东甲,示网一、示网二,,2026-01-01
示例社区,G2,西格,2、4,示网三,,示网三,示户一,
"""
CONTACTS = """社区,楼栋,单元,姓名,本人同意日期
示例社区,1号楼,1单元,东甲,2026-10-01
示例社区,2,2,东乙,2026-10-05
"""
AS_OF = date(2026, 11, 1)


def stage(
    town: Any, who: str, kind: str, text: str | bytes, *, as_of: date = AS_OF, datum: str = ""
) -> Batch:
    scope = town.scopes[who]
    content = text.encode() if isinstance(text, str) else text
    batch = Batch.everything.create(
        org_id=scope.org_id, org_path=scope.path, kind=kind, file_name="表.csv", file_digest="x",
        file_size=len(content), as_of=as_of, account_id=scope.account_id, datum=datum,
        uploaded_at=town.at, state=Batch.State.CHECKING,
    )  # fmt: skip
    table = read_table(content, kind, today=town.on, name="表.csv", datum=datum)
    STAGES[kind](batch, table, scope, finder(scope), {})
    newer.keep_newer_work(batch, ())
    return batch


def codes(batch: Batch) -> list[tuple[int, str]]:
    return [
        (row_no, one["code"])
        for row_no, _verdict, _differs, issues in problems(batch)
        for one in issues or []
    ]


def brought(town: Any, kind: str, text: str | bytes, **more: Any) -> Batch:
    batch = stage(town, "lin", kind, text, **more)
    write_batch(batch=batch, by=town.lin_scope, at=town.at)
    batch.refresh_from_db()
    return batch


def everything() -> dict[str, list[Any]]:
    models = (Building, Stairwell, Grid, GridBuilding, GridShape, Worker, Assignment, Contact)
    return {
        one.__name__: sorted(map(str, one.everything.values_list(*[
            field.attname for field in one._meta.concrete_fields if field.attname != "version"
        ])))
        for one in models
    }  # fmt: skip


def test_buildings_come_in_with_stairwells_and_places_and_go_back(kept: Any) -> None:
    with acting(kept.lin_scope):
        before = everything()
        batch = stage(kept, "lin", "buildings", BUILDINGS, as_of=TODAY)
        assert counts(batch) == (2, 1, 0, 0), problems(batch)
        write_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        five = Building.everything.get(code="5")
        assert (five.name, five.households, five.point) == ("东苑5", 24, [120.25, 32.25])
        six = Building.everything.get(code="6")
        assert six.households == 23
        assert six.point == pytest.approx(datum.from_gcj02(120.7526, 32.2501), abs=1e-7)
        assert sorted(Stairwell.everything.filter(building=six).values_list(
            "name", "households")) == [("1单元", 12), ("2单元", 11)]  # fmt: skip
        one = Building.everything.get(code="1")
        assert (one.name, one.households) == ("1号楼", 62)
        assert Stairwell.everything.filter(building=one).count() == 3
        again = stage(kept, "lin", "buildings", BUILDINGS, as_of=TODAY)
        assert counts(again) == (0, 0, 3, 0)
        undo_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        assert everything() == before


def test_an_empty_cell_takes_nothing_away_and_an_older_list_nothing_newer(kept: Any) -> None:
    with acting(kept.lin_scope):
        bare = "社区,楼号,户数\n示例社区,5,\n示例社区,6,30\n"
        brought(kept, "buildings", BUILDINGS, as_of=date(2026, 11, 10))
        older = stage(kept, "lin", "buildings", bare, as_of=date(2026, 11, 1))
        assert counts(older) == (0, 0, 1, 0), problems(older)
        assert codes(older) == [(3, "row.newer_work")]
        later = brought(kept, "buildings", bare, as_of=date(2026, 11, 20))
        assert (later.new, later.changed) == (0, 1)
        assert Building.everything.get(code="6").point is not None


def test_every_fault_of_every_cell_is_said_at_once(kept: Any) -> None:
    text = """社区,楼号,单元,户数,经度,纬度,坐标系
示例社区,7,1单元、1单元,多,32.1,120.8,CGCS2000
没有的社区,8,2,10,,,
示例社区,9,,,120.5,,CGCS2000
示例社区,10,,,120.5,32.5,
示例社区,11,,,120.5,32.5,百度
示例社区,,,,,,
示例社区,12,,5,,,
示例社区,12幢,,6,,,
"""
    with acting(kept.lin_scope):
        batch = stage(kept, "lin", "buildings", text)
        assert counts(batch) == (0, 0, 0, 8), problems(batch)
        assert codes(batch) == [
            (2, "building.stairs"), (2, "number.unreadable"), (2, "place.longitude"),
            (2, "place.latitude"), (3, "community.unknown"), (4, "place.half"),
            (5, "place.datum"), (6, "place.bd09"), (7, "building.unnamed"),
            (8, "key.twice"), (9, "key.twice"),
        ]  # fmt: skip


def test_places_outside_the_community_give_the_wrong_datum_away(kept: Any) -> None:
    with as_owner():
        type(kept.community).everything.filter(pk=kept.community.pk).update(
            outline=box(120, 32, 121, 33)
        )
    rows = "".join(f"示例社区,{at},{119 + at / 1000},32.5\n" for at in range(20, 24))
    with acting(kept.lin_scope):
        batch = stage(kept, "lin", "buildings", "社区,楼号,经度,纬度\n" + rows, datum="gcj02")
        assert {code for _row, code in codes(batch)} == {"place.outside_all"}
        one = "社区,楼号,经度,纬度\n示例社区,20,119.9,32.5\n"
        assert codes(stage(kept, "lin", "buildings", one, datum="cgcs2000")) == [
            (2, "place.outside")
        ]


def test_a_gb18030_list_reads_like_any_other(kept: Any) -> None:
    with acting(kept.lin_scope):
        text = BUILDINGS.replace("东苑", "𬱖苑㐂")
        batch = brought(kept, "buildings", text.encode("gb18030"), as_of=TODAY)
        assert (batch.new, batch.changed) == (2, 1)
        assert Building.everything.get(code="5").compound == "𬱖苑㐂"


def test_a_neighbour_finds_no_community_of_ours(kept: Any) -> None:
    with acting(kept.gu_scope):
        batch = stage(kept, "gu", "buildings", BUILDINGS)
        assert {code for _row, code in codes(batch)} == {"community.unknown"}


def test_grids_come_in_with_their_people_and_go_back(kept: Any) -> None:
    with acting(kept.lin_scope):
        before = everything()
        batch = stage(kept, "lin", "grids", GRIDS)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        east = Grid.everything.get(code="G1")
        placed = GridBuilding.everything.filter(grid=east)
        assert set(placed.values_list("building__code", flat=True)) == {"1", "3"}
        told = Assignment.everything.filter(grid=east).values_list(
            "worker__name", "role", "is_lead", "held__startswith"
        )
        assert set(told) == {
            ("东甲", "cadre", True, date(2026, 1, 1)),
            ("示网一", "grid_worker", False, date(2026, 1, 1)),
            ("示网二", "grid_worker", False, date(2026, 1, 1)),
        }
        assert counts(stage(kept, "lin", "grids", GRIDS)) == (0, 0, 2, 0), problems(batch)
        undo_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        assert everything() == before


def test_a_later_ledger_moves_buildings_and_people_and_can_be_taken_back(kept: Any) -> None:
    later = """社区,网格编号,网格名称,楼栋,网格长,网格员
示例社区,G1,东格,1、2、3,示新一,示网一
示例社区,G2,西格新,4,,
"""
    with acting(kept.lin_scope):
        brought(kept, "grids", GRIDS)
        before = everything()
        batch = stage(kept, "lin", "grids", later, as_of=date(2026, 11, 10))
        assert counts(batch) == (0, 2, 0, 0), problems(batch)
        write_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        east = Grid.everything.get(code="G1")
        now = Assignment.everything.filter(grid=east, held__endswith=None)
        assert set(now.values_list("worker__name", "is_lead", "words")) == {
            ("示新一", True, "网格长"), ("示网一", False, ""),
        }  # fmt: skip
        ended = Assignment.everything.get(worker__name="东甲")
        assert ended.held.upper == date(2026, 11, 10)
        moved = GridBuilding.everything.get(building__code="2", held__endswith=None)
        assert (moved.grid_id, moved.held.lower) == (east.pk, date(2026, 11, 10))
        assert Grid.everything.get(code="G2").name == "西格新"
        older = stage(kept, "lin", "grids", GRIDS, as_of=AS_OF)
        assert counts(older)[:2] == (0, 0), problems(older)
        undo_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        assert everything() == before


def test_gaps_and_overlaps_are_said_of_the_rows(kept: Any) -> None:
    text = """社区,网格编号,网格名称,楼栋,网格长
示例社区,G1,东格,1、2、99,示一
示例社区,G2,西格,2、3,示一
示例社区,G3,空格,,
"""
    with acting(kept.lin_scope):
        batch = stage(kept, "lin", "grids", text)
        assert counts(batch) == (0, 0, 0, 3)
        assert set(codes(batch)) == {
            (2, "grid.unknown"), (2, "grid.overlap"), (2, "grid.lead_role"),
            (3, "grid.overlap"), (3, "grid.lead_twice"), (3, "grid.lead_role"),
            (4, "grid.empty"), (4, "grid.gap"),
        }  # fmt: skip


def test_a_community_waits_for_its_faulty_row(kept: Any) -> None:
    with acting(kept.lin_scope):
        batch = stage(kept, "lin", "grids", GRIDS.replace("2026-01-01", "2031-01-01"))
        assert set(codes(batch)) == {(2, "date.future"), (3, "grid.waits")}


def test_grids_on_file_that_a_list_leaves_out_count_too(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        actions.lay_grids(community=kept.community, laid=two_grids(), by=lin, at=AT)
        part = "社区,网格编号,网格名称,楼栋\n示例社区,G1,东格,1、2、3\n"
        batch = stage(kept, "lin", "grids", part, as_of=TODAY)
        assert codes(batch) == [(2, "grid.overlap")]
        closed = "社区,网格编号,网格名称,楼栋\n示例社区,G9,新格,1、2、3、4\n"
        assert (2, "grid.overlap") in codes(stage(kept, "lin", "grids", closed, as_of=TODAY))


def test_work_after_the_day_of_the_ledger_stays(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        actions.lay_grids(community=kept.community, laid=two_grids(), by=lin, at=AT)
        swapped = GRIDS.replace("1号楼、3幢", "2、4x").replace("2、4,", "1、3,")
        batch = stage(kept, "lin", "grids", swapped.replace("4x", "4"))
        assert counts(batch)[:2] == (0, 0)
        assert (2, "row.newer_work") in codes(batch)


def test_somebody_who_lays_grids_meanwhile_is_not_overwritten(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        batch = stage(kept, "lin", "grids", GRIDS, as_of=TODAY)
        actions.lay_grids(community=kept.community, laid=two_grids("H"), by=lin, at=AT)
        with pytest.raises(Refused) as refused:
            write_batch(batch=batch, by=lin, at=kept.at)
        assert "import.meanwhile" in refused.value.codes
        again = stage(kept, "lin", "grids", GRIDS, as_of=TODAY)
        assert {code for _row, code in codes(again)} >= {"grid.overlap"}


def test_what_was_used_since_keeps_a_batch_from_going_back(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        batch = brought(kept, "grids", GRIDS)
        grid = Grid.everything.get(code="G2")
        actions.assign(
            grid=grid, name="示后来", role="cadre", is_lead=False, since=TODAY, by=lin, at=AT
        )
        with pytest.raises(Refused) as refused:
            undo_batch(batch=batch, by=lin, at=kept.at)
        assert "西格" in str(refused.value.findings[0])
        assert Grid.everything.filter(code="G1").exists()


def test_contacts_need_a_consent_and_go_back(kept: Any) -> None:
    with acting(kept.lin_scope):
        batch = brought(kept, "contacts", CONTACTS)
        told = Contact.everything.values_list("person__name", "stairwell__name", "consent_on")
        assert set(told) == {
            ("东甲", "1单元", date(2026, 10, 1)), ("东乙", "2单元", date(2026, 10, 5)),
        }  # fmt: skip
        assert counts(stage(kept, "lin", "contacts", CONTACTS)) == (0, 0, 2, 0)
        undo_batch(batch=batch, by=kept.lin_scope, at=kept.at)
        assert not Contact.everything.exists()


def test_a_contact_without_consent_is_refused_in_words(kept: Any) -> None:
    text = """社区,楼栋,单元,姓名,是否同意,本人同意日期
示例社区,1,1,东甲,否,2026-10-01
示例社区,1,1,东乙,是,
示例社区,1,9,东丙,是,2026-10
示例社区,77,1,没有人,是,2031-10-01
"""
    with acting(kept.lin_scope):
        batch = stage(kept, "lin", "contacts", text)
        assert set(codes(batch)) == {
            (2, "contact.refused"), (3, "cell.required"), (4, "contact.day"),
            (4, "stairwell.unknown"), (5, "building.unknown"), (5, "person.unknown"),
            (5, "date.future"),
        }  # fmt: skip
        bare = "社区,楼栋,单元,姓名\n示例社区,1,1,东甲\n"
        table = read_table(bare.encode(), "contacts", today=kept.on, name="表.csv")
        assert table.missing == ("consent_on",)


def test_a_consent_taken_back_is_not_overwritten_by_an_older_list(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        brought(kept, "contacts", CONTACTS)
        for one in Contact.everything.all():
            actions.withdraw_contact(contact=one, by=lin, at=AT)
        batch = stage(kept, "lin", "contacts", CONTACTS)
        assert {code for _row, code in codes(batch)} == {"contact.withdrawn"}


def test_two_communities_of_one_name_have_to_be_told_apart(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        other = unit_of(kept, "示例社区", kept.east_two)
        actions.enter_community(unit=other, formation="old", by=lin, at=AT)
        batch = stage(kept, "lin", "buildings", BUILDINGS)
        assert {code for _row, code in codes(batch)} == {"community.ambiguous"}
        exact = BUILDINGS.replace("示例社区", "东镇第一党支部示例社区")
        assert counts(stage(kept, "lin", "buildings", exact))[3] == 0
