"""Do rosters of past training come in for members and applicants, twice without effect, and go?"""

from datetime import date
from decimal import Decimal
from typing import Any

from jingwei.kernel.access.scope import acting
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.systems.competence.courses.models import PastClass
from jingwei.work.membership.development.actions import Told, register_applicant

SHEET = """姓名,公民身份证号,所在支部,培训班名称,结业日期,天数,课时,培训类型,主办单位
东甲,990000198001010012,,示例县书记轮训班,2026-04-18,3,24学时,集中轮训,示例县委党校
东乙,,东镇第一党支部,党务实务,2026年5月6日,,4,选学,
示例申请人,,东镇第一党支部,发展对象短期集中培训,2026-09-12,3,,发展对象短期集中培训,示例县委党校
"""


def applicant(town: Any, name: str = "示例申请人") -> Any:
    return register_applicant(
        org=town.east_one, told=Told(name, birth_on=date(1995, 5, 5)), applied_on=date(2026, 1, 5),
        by=town.lin_scope, at=town.at,
    )  # fmt: skip


def test_training_comes_in_for_members_and_applicants_and_goes_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        case = applicant(town)
        batch = stage(town, "lin", "training", SHEET)
        assert counts(batch) == (3, 0, 0, 0), problems(batch)
        assert write_batch(batch=batch, by=lin, at=town.at).new == 3
        first = PastClass.objects.within(lin).get(person=town.people["东甲"])
        assert (first.title, first.on, first.hours) == ("示例县书记轮训班", date(2026, 4, 18), 24)
        assert (first.days, first.kind, first.held_by) == (3, "central", "示例县委党校")
        other = PastClass.objects.within(lin).get(case=case)
        assert (other.person_id, other.org_id, other.days) == (None, town.east_one.pk, 3)
        assert other.hours == Decimal(0)
        assert counts(stage(town, "lin", "training", SHEET)) == (0, 0, 3, 0)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not PastClass.objects.within(lin).exists()


def test_what_is_on_file_stays_and_is_told(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        applicant(town)
        write_batch(batch=stage(town, "lin", "training", SHEET), by=lin, at=town.at)
        batch = stage(town, "lin", "training", SHEET.replace("24学时", "30"))
        assert counts(batch)[0] == 0
        assert "work.on_file" in {one["code"] for row in problems(batch) for one in row[3] or []}
        assert PastClass.objects.within(lin).get(person=town.people["东甲"]).hours == 24


def test_every_fault_of_every_cell_is_said(town: Any) -> None:
    text = "\n".join((
        SHEET.splitlines()[0],
        "东甲,,,党课,2026-04,,4,,",
        "西甲,,,党课,2026-04-18,,4,,",
        "东甲,,西镇第一党支部,党课,2026-04-19,,4,,",
        "东乙,,东镇第一党支部,党课,2031-04-18,,0,聚餐,",
        "东乙,,东镇第一党支部,党课,2026-04-18,,,,",
        "东丙,,东镇第一党支部,,2026-04-18,一,4,,",
        "东丁,,东镇第二党支部,党课,2026-04-18,,4,,",
        "东丁,,东镇第二党支部,党课,2026-04-18,,5,,",
    ))  # fmt: skip
    with acting(town.lin_scope):
        batch = stage(town, "lin", "training", text + "\n")
        told = {row[0]: {one["code"] for one in row[3] or []} for row in problems(batch)}
        assert counts(batch) == (0, 0, 0, 8), problems(batch)
    assert told[2] == {"work.day"}
    assert told[3] == {"training.nobody"}
    assert "org.unknown" in told[4]
    assert told[5] == {"date.future", "number.out_of_range", "code.unknown"}
    assert told[6] == {"training.how_long"}
    assert told[7] == {"cell.required", "number.unreadable"}
    assert told[8] == told[9] == {"work.twice"}
