"""Do divisions, units, organisations and posts come in, twice without effect, and go back?"""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, Term, Unit
from jingwei.kernel.orgs.queries import search
from jingwei.kernel.people.models import Opening, Position, Post
from jingwei.kernel.places.models import Division
from jingwei.ops.imports.models import Batch, StagedRow
from jingwei.ops.imports.staging.incoming import summed
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.staging.stages import STAGES
from jingwei.ops.imports.table import read_table
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

ORGANISATIONS = """党组织名称,简称,组织代码,组织类别,上级党组织,成立时间,书记,联系电话,应换届时间
东镇滨河村党总支,,EAST-R,党总支,东镇党委,2015.06,东甲,0513-1234567,2027-01-01
滨河村第一党支部,滨河一支,EAST-R1,党支部,东镇滨河村党总支,2016-03-01,,,
滨河村第二党支部,,,党支部,EAST-R,2016-03-01,示例人,,2026-03-01
东镇第一党支部,,EAST-1,党支部,东镇党委,,,,
"""
POSITIONS = """党组织,党内职务,姓名,身份证号,任职时间,届满时间
东镇第一党支部,书记,东甲,,2022-01-01,2027-01-01
东镇第一党支部,委员,东乙,,2022-01-01,
东镇第一党支部,委员,东丙,,2022-01-01,
东镇第二党支部,书记,空缺,,,
"""
UNITS = """单位名称,统一社会信用代码,单位性质,负责的党组织,职工人数
示例重工有限公司,91350100M000100Y43,非公有制企业,东镇党委,120
示例新苑社区,,城市社区,,
"""
DIVISIONS = """代码,名称,级别,上级代码
990000000000,示例省,省,
990100000000,示例市,市,990000000000
"""


def stage(town: Any, who: str, kind: str, text: str) -> Batch:
    scope = town.scopes[who]
    batch = Batch.everything.create(
        org_id=scope.org_id, org_path=scope.path, kind=kind, file_name="表.csv", file_digest="x",
        file_size=len(text), as_of=date(2026, 11, 1), account_id=scope.account_id,
        uploaded_at=town.at, state=Batch.State.CHECKING,
    )  # fmt: skip
    table = read_table(text.encode(), kind, today=town.on, name="表.csv")
    STAGES[kind](batch, table, scope, finder(scope), {})
    return batch


def counts(batch: Batch) -> tuple[int, int, int, int]:
    told = summed(batch.pk)
    return told["new"], told["changed"], told["unchanged"], told["rejected"]


def problems(batch: Batch) -> list[Any]:
    rows = StagedRow.everything.filter(batch=batch).order_by("row_no")
    return [(row.row_no, row.verdict, row.differs, row.issues) for row in rows]


def test_a_tree_comes_in_with_superiors_from_its_own_file(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "organisations", ORGANISATIONS)
        assert counts(batch) == (3, 0, 1, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        general = Organisation.objects.within(lin).get(code="EAST-R")
        first = Organisation.objects.within(lin).get(code="EAST-R1")
        second = Organisation.objects.within(lin).get(name="滨河村第二党支部")
        leads = Edge.objects.within(lin).get(org=first, kind="leads")
        assert first.path.startswith(general.path)
        assert leads.host_id == general.pk
        assert (general.held.lower, general.founded_precision) == (date(2015, 6, 1), "m")
        assert Term.objects.within(lin).get(org=general).due_on == date(2027, 1, 1)
        assert Position.objects.within(lin).get(org=second).name == "示例人"
        assert Post.objects.within(lin).filter(org=first).count() == 1
        assert search(lin, "bhyz") == [first]
        again = stage(
            town,
            "lin",
            "organisations",
            ORGANISATIONS.replace(",,,党支部,", f",,{second.code},党支部,"),
        )
        assert counts(again) == (0, 0, 4, 0), problems(again)


def test_a_tree_goes_back_whole(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        before = Organisation.objects.within(lin).count(), NamePart.objects.within(lin).count()
        batch = stage(town, "lin", "organisations", ORGANISATIONS)
        write_batch(batch=batch, by=lin, at=town.at)
        undo_batch(batch=batch, by=lin, at=town.at)
        after = Organisation.objects.within(lin).count(), NamePart.objects.within(lin).count()
        assert after == before


def test_a_changed_name_in_a_roster_is_a_renaming_with_history(town: Any) -> None:
    text = "党组织名称,组织代码,组织类别,上级党组织\n东镇先锋党支部,EAST-1,党支部,东镇党委\n"
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "organisations", text)
        assert counts(batch) == (0, 1, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        org = Organisation.objects.within(lin).get(code="EAST-1")
    assert org.name == "东镇先锋党支部"


def test_holders_of_posts_come_in_with_their_files_and_seats(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "positions", POSITIONS)
        assert counts(batch) == (4, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        held = Position.objects.within(lin).filter(org=town.east_one)
        told = sorted(held.values_list("post__title", "post__seat", "name"))
        assert told == [("member", 1, "东乙"), ("member", 2, "东丙"), ("secretary", 1, "东甲")]
        assert held.get(name="东甲").person_id == town.people["东甲"].pk
        assert Post.objects.within(lin).filter(org=town.east_two, title="secretary").exists()
        assert not Position.objects.within(lin).filter(org=town.east_two).exists()
        again = stage(town, "lin", "positions", POSITIONS)
        assert counts(again) == (0, 0, 4, 0), problems(again)


def test_units_come_in_once_and_go_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "units", UNITS)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        unit = Unit.objects.within(lin).get(code="91350100M000100Y43")
        assert (unit.org_id, unit.headcount) == (town.east.pk, 120)
        assert counts(stage(town, "lin", "units", UNITS)) == (0, 0, 2, 0)
        more = UNITS.replace(",120", ",130")
        changed = stage(town, "lin", "units", more)
        assert counts(changed) == (0, 1, 1, 0), problems(changed)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Unit.objects.within(lin).exists()


def test_divisions_come_in_and_a_new_name_changes_one(town: Any) -> None:
    with acting(town.officer_scope) as officer:
        batch = stage(town, "officer", "divisions", DIVISIONS)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=officer, at=town.at)
        assert Division.objects.get(code="990100000000").parent_code == "990000000000"
        renamed = stage(town, "officer", "divisions", DIVISIONS.replace("示例市", "样例市"))
        assert counts(renamed) == (0, 1, 1, 0), problems(renamed)
        write_batch(batch=renamed, by=officer, at=town.at)
        assert Division.objects.get(code="990100000000").name == "样例市"
        undo_batch(batch=renamed, by=officer, at=town.at)
        assert Division.objects.get(code="990100000000").name == "示例市"


DUES = """姓名,公民身份证号,所在党支部,月交额,已交至
东甲,990000198001010012,,45.00,2026-10
东乙,,东镇第一党支部,15,2026-11
"""


def test_dues_of_the_first_day_come_in_for_members_on_file_and_go_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "dues", DUES)
        assert counts(batch) == (0, 2, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        told = set(Opening.everything.values_list("person__name", "kind", "value"))
        assert told == {
            ("东甲", "dues_monthly", "45"), ("东甲", "dues_paid_to", "2026-10"),
            ("东乙", "dues_monthly", "15"), ("东乙", "dues_paid_to", "2026-11"),
        }  # fmt: skip
        assert counts(stage(town, "lin", "dues", DUES)) == (0, 0, 2, 0)
        more = DUES.replace("2026-10", "2026-11")
        again = stage(town, "lin", "dues", more)
        assert counts(again) == (0, 1, 1, 0)
        write_batch(batch=again, by=lin, at=town.at)
        undo_batch(batch=again, by=lin, at=town.at)
        assert ("东甲", "dues_paid_to", "2026-10") in set(
            Opening.everything.values_list("person__name", "kind", "value")
        )
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Opening.everything.exists()


def test_dues_of_nobody_on_file_are_refused_row_by_row(town: Any) -> None:
    text = DUES + "没有人,,,20,2026-10\n西甲,990000197505050056,,20,2026-10\n"
    text += "东丙,990000199002020022,,20,2026-10\n"
    with acting(town.lin_scope):
        batch = stage(town, "lin", "dues", text)
        assert counts(batch) == (0, 2, 0, 3), problems(batch)
