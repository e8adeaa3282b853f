"""Does a roster of organisations stand in the tree as it was written, with its posts and units?"""

from typing import Any

import pytest

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.actions import rename_organisation
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, OrganisationState, Term, Unit
from jingwei.kernel.orgs.queries import search
from jingwei.kernel.people.models import Position, Post
from jingwei.ops.imports import actions
from jingwei.ops.imports.tests.test_actions import bring, rows
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

HEAD = (
    "党组织名称,组织代码,组织类别,上级党组织,书记,所在单位情况,单位名称,"
    "统一社会信用代码,单位性质类别\n"
)
CODE = "91350100M000100Y43"


def written(town: Any, text: str, kind: str = "organisations") -> Any:
    batch = stage(town, "lin", kind, text)
    write_batch(batch=batch, by=town.lin_scope, at=town.at)
    return batch


def codes_in_order(town: Any) -> list[str]:
    found = Organisation.objects.within(town.lin_scope).filter(code__startswith="N")
    return list(found.order_by("path").values_list("code", flat=True))


def test_organisations_stand_in_the_order_of_the_roster(town: Any) -> None:
    text = HEAD + "".join(f"东镇新设第{n}党支部,N{n},党支部,东镇党委,,,,,\n" for n in range(1, 6))
    with acting(town.lin_scope):
        written(town, text)
        assert codes_in_order(town) == ["N1", "N2", "N3", "N4", "N5"]


def test_those_below_a_superior_of_the_same_file_keep_their_order_too(town: Any) -> None:
    text = (
        HEAD + "乙支部,N12,党支部,N1,,,,,\n甲总支,N1,党总支,东镇党委,,,,,\n"
        "丙支部,N13,党支部,N1,,,,,\n"
    )
    with acting(town.lin_scope):
        written(town, text)
        assert codes_in_order(town) == ["N1", "N12", "N13"]


def test_a_department_has_no_secretary_and_a_group_has_its_head(town: Any) -> None:
    text = HEAD + (
        "东镇党委组织部,N1,党委工作部门,东镇党委,示例人,,,,\n"
        "东镇广场舞功能型支部,N2,功能型党组织,东镇党委,,,,,\n"
        "东镇合唱功能型支部,N3,功能型党组织,东镇党委,示例人,,,,\n"
        "一支部第一党小组,N4,党小组,EAST-1,示例人,,,,\n"
        "东镇三支部,N5,党支部,东镇党委,,,,,\n"
    )
    with acting(town.lin_scope) as lin:
        written(town, text)
        posts = Post.objects.within(lin).filter(org__code__startswith="N")
        assert sorted(posts.values_list("org__code", "title")) == [
            ("N3", "secretary"), ("N4", "group_lead"), ("N5", "secretary"),
        ]  # fmt: skip
        held = Position.objects.within(lin).filter(org__code__startswith="N")
        assert sorted(held.values_list("org__code", "name")) == [
            ("N3", "示例人"), ("N4", "示例人"),
        ]  # fmt: skip


def test_a_row_below_one_that_is_wrong_or_left_out_waits_for_it(town: Any) -> None:
    text = HEAD + (
        "甲总支,N1,党总支,没有的党委,,,,,\n乙支部,N2,党支部,N1,,,,,\n丙支部,N3,党支部,N2,,,,,\n"
    )
    with acting(town.lin_scope) as lin:
        batch = bring(town, text.encode(), "organisations")
        assert (batch.new, batch.rejected) == (0, 3)
        assert {one["code"] for one in rows(batch)[4].issues} == {"org.superior_waits"}
        batch = actions.repair_cell(
            batch=batch, row_no=2, column="superior", text="东镇党委", by=lin, at=town.at
        )
        assert (batch.new, batch.rejected) == (3, 0)
        batch = actions.skip_row(batch=batch, row_no=2, by=lin, at=town.at)
        assert (batch.new, batch.rejected, batch.skipped) == (0, 2, 1)


def test_a_unit_that_a_roster_of_organisations_names_is_made_and_tied(town: Any) -> None:
    text = HEAD + (
        f"示例重工第一党支部,N1,党支部,东镇党委,,法人单位,示例重工有限公司,{CODE},非公有制企业\n"
        f"示例重工第二党支部,N2,党支部,东镇党委,,法人单位,示例重工有限公司,{CODE},非公有制企业\n"
        "示例机械党支部,N3,党支部,东镇党委,,法人单位,示例机械厂,,非公有制企业\n"
    )
    with acting(town.lin_scope) as lin:
        batch = written(town, text)
        heavy, light = Unit.objects.within(lin).order_by("id")
        assert (heavy.code, heavy.kind, heavy.org_id) == (CODE, "private_firm", town.east.pk)
        assert (light.name, light.code) == ("示例机械厂", None)
        tied = dict(Organisation.objects.within(lin).filter(code__startswith="N")
                    .values_list("code", "unit_id"))  # fmt: skip
        assert tied == {"N1": heavy.pk, "N2": heavy.pk, "N3": light.pk}
        assert set(search(lin, "示例机械")) >= {Organisation.objects.within(lin).get(code="N3")}
        assert counts(stage(town, "lin", "organisations", text)) == (0, 0, 3, 0), problems(batch)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Unit.objects.within(lin).exists()
        assert codes_in_order(town) == []


def test_a_unit_on_file_is_tied_and_not_made_again(town: Any) -> None:
    units = f"单位名称,统一社会信用代码,单位性质\n示例重工有限公司,{CODE},非公有制企业\n"
    text = HEAD + "东镇第一党支部,EAST-1,党支部,东镇党委,,法人单位,示例重工有限公司,,\n"
    with acting(town.lin_scope) as lin:
        written(town, units, "units")
        batch = stage(town, "lin", "organisations", text)
        assert counts(batch) == (0, 1, 0, 0), problems(batch)
        assert set(rows(batch)[2].differs) == {"situation", "unit_name"}
        write_batch(batch=batch, by=lin, at=town.at)
        org = Organisation.objects.within(lin).get(code="EAST-1")
        assert org.unit_id == Unit.objects.within(lin).get().pk
        assert org.situation == "legal_unit"
        assert counts(stage(town, "lin", "organisations", text)) == (0, 0, 1, 0)


def test_a_unit_without_a_kind_is_other_and_said(town: Any) -> None:
    text = HEAD + "示例机械党支部,N3,党支部,东镇党委,,,示例机械厂,,\n"
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "organisations", text)
        assert [one["code"] for one in rows(batch)[2].issues] == ["unit.kind_other"]
        write_batch(batch=batch, by=lin, at=town.at)
        assert Unit.objects.within(lin).get().kind == "other"


def test_a_unit_of_the_neighbour_is_not_taken(town: Any) -> None:
    """Its code is unique in the city: said as a problem of the cell, in both rosters."""
    units = f"单位名称,统一社会信用代码,单位性质\n示例重工有限公司,{CODE},非公有制企业\n"
    with acting(town.gu_scope) as gu:
        write_batch(batch=stage(town, "gu", "units", units), by=gu, at=town.at)
    text = HEAD + f"示例重工党支部,N1,党支部,东镇党委,,,示例重工有限公司,{CODE},\n"
    with acting(town.lin_scope):
        for kind, content in (("units", units), ("organisations", text)):
            batch = stage(town, "lin", kind, content)
            assert counts(batch) == (0, 0, 0, 1)
            assert "credit.taken" in {one["code"] for one in rows(batch)[2].issues}


def test_units_before_organisations_say_what_to_import_first(town: Any) -> None:
    text = "单位名称,单位性质,负责的党组织\n示例重工有限公司,非公有制企业,还没有的党委\n"
    with acting(town.lin_scope):
        batch = bring(town, text.encode(), "units")
        (issue,) = rows(batch)[2].issues
        assert issue["code"] == "org.unknown"
        from jingwei.ops.imports.issue_codes import CODES

        assert "先导入党组织" in CODES["org.unknown"].sentence


def test_rosters_are_offered_in_an_order_in_which_each_finds_what_it_names() -> None:
    from jingwei.ops.imports.models import Kind

    assert list(Kind) == ["divisions", "organisations", "units", "members", "positions", "dues",
                          "attendance", "meeting_marks", "development", "training", "courses",
                          "problems", "grades", "borders", "buildings", "grids", "contacts",
                          "centres",
                          "offerings", "centre_shut", "stations", "staff", "station_shut",
                          "providers", "agents", "studios",
                          "delegates", "hotline"]  # fmt: skip


def test_a_code_alone_does_not_make_a_unit(town: Any) -> None:
    text = HEAD + f"示例重工党支部,N1,党支部,东镇党委,,,,{CODE},\n"
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "organisations", text)
        assert [one["code"] for one in rows(batch)[2].issues] == ["unit.no_name"]
        batch.only_good = False
        batch.save()
        with pytest.raises(Refused):
            write_batch(batch=batch, by=lin, at=town.at)


def stands(town: Any) -> list[Any]:
    found = Organisation.objects.within(town.lin_scope).order_by("id")
    return [
        list(found.values_list("code", "name", "kind", "path", "contact", "unit", "situation")),
        *(
            list(model.objects.within(town.lin_scope).order_by("id").values_list(*columns))
            for model, columns in (
                (OrganisationState, ("org", "name", "held")),
                (Edge, ("org", "host", "kind", "held")),
                (Term, ("org", "held", "due_on")),
                (NamePart, ("org", "part")),
            )
        ),
    ]


CHANGES = (
    "党组织名称,组织代码,组织类别,上级党组织,联系人,应换届时间,所在单位情况,单位名称,单位性质类别\n"
    "东镇园区党总支,N1,党总支,东镇党委,,,,,\n"
    "东镇先锋党支部,EAST-1,党支部,N1,东甲,2028-01-01,法人单位,示例布业,非公有制企业\n"
)


def test_changed_organisations_go_back_with_superior_unit_and_term(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        before = sorted_each(stands(town))
        batch = written(town, CHANGES)
        assert counts(batch) == (1, 1, 0, 0), problems(batch)
        moved = Organisation.objects.within(lin).get(code="EAST-1")
        assert (moved.name, moved.contact) == ("东镇先锋党支部", "东甲")
        assert paths.parent(moved.path) != town.east.path
        undone = undo_batch(batch=batch, by=lin, at=town.at)
        assert (undone.removed, undone.restored) == (2, 1)
        assert sorted_each(stands(town)) == before
        assert not Unit.objects.within(lin).exists()
        assert search(lin, "先锋") == []


def sorted_each(lists: list[Any]) -> list[Any]:
    return [sorted(map(str, one)) for one in lists]


def test_an_organisation_changed_since_keeps_the_whole_batch(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = written(town, CHANGES)
        org = Organisation.objects.within(lin).get(code="EAST-1")
        rename_organisation(org=org, name="东镇另名党支部", on=town.on, by=lin, at=town.at)
        with pytest.raises(Refused) as refused:
            undo_batch(batch=batch, by=lin, at=town.at)
        assert refused.value.codes == {"undo.version"}
        assert "东镇另名党支部" in str(refused.value.findings[0])


def test_rosters_go_back_one_after_another(town: Any) -> None:
    """The later one changed what the earlier one made, and was taken back itself."""
    first = HEAD + "东镇园区党总支,N1,党总支,东镇党委,,法人单位,示例布业,,非公有制企业\n"
    second = HEAD + "东镇新园区党总支,N1,党总支,东镇党委,,法人单位,示例织业,,非公有制企业\n"
    third = second.replace("东镇新园区党总支", "东镇老园区党总支")
    with acting(town.lin_scope) as lin:
        one = written(town, first)
        between = sorted_each(stands(town))
        two = written(town, second)
        three = written(town, third)
        for batch in (three, two):
            undo_batch(batch=batch, by=lin, at=town.at)
        assert sorted_each(stands(town)) == between
        # Lines of the ledger speak of the organisation by now, and stay: so does it.
        with pytest.raises(Refused) as refused:
            undo_batch(batch=one, by=lin, at=town.at)
        assert refused.value.codes == {"undo.used"}
