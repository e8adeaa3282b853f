"""Do lists of development open cases in their stage, with nothing overdue, twice without effect?"""

from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.people.kinds import Category
from jingwei.ops.imports.tests.test_kinds_path import counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.work.membership.development.actions import Told, register_applicant
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.sealed import opened

HEAD = (
    "序号,姓名,性别,公民身份证号码,出生日期,申请入党日期,申请入党日期,手机号码,政治面貌,接受申请党组织,"
    "人员类型,确定入党积极分子日期,培养联系人,考察日期,列为发展对象时间,介绍人,政审时间,政审结论,"
    "加入党组织日期,上级批准时间,延长预备期时间,转为正式党员日期"
)
ONE = id_number(date(1995, 5, 5), 11)
TWO = id_number(date(1996, 6, 6), 12)
THREE = id_number(date(1997, 7, 7), 14)
ROWS = f"""
1,示例一,,{ONE},,2026-10-20,2026-10-20,19900000001,共青团员,东镇第一党支部,申请人,,,,,,,,,,,
2,示例二,,{TWO},,2024.03.01,,,群众,东镇第一党支部,积极分子,2025-02-10,东甲、东乙,2025-08-01、2026-02-03,,,,,,,,
3,示例三,女,{THREE},1997-07-07,2024-03-01,,,,EAST-1,发展对象,2024-09-01,东甲,,2026-05-20,东甲、东乙,2026-06-01,合格,,,,
4,东新,,,,2023-03-01,,,,东镇第一党支部,预备党员,2024-01-05,东甲,,2025-06-01,东甲、东丙,,,2026-03-10,2026-04-02,,
""".strip().splitlines()
LIST = "\n".join((HEAD, *ROWS)) + "\n"


def probationary(town: Any) -> Any:
    with system_scope("测试数据"):
        return town.member(
            "东新", town.east_one, category=Category.PROBATIONARY, joined_on=date(2026, 3, 10)
        )


def test_cases_open_in_their_stage_and_nothing_is_overdue(town: Any) -> None:
    new = probationary(town)
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "development", LIST)
        assert counts(batch) == (4, 0, 0, 0), problems(batch)
        assert write_batch(batch=batch, by=lin, at=town.at).new == 4
        cases = {one.name: one for one in Development.objects.within(lin)}
        states = {name: one.state for name, one in cases.items()}
        assert states == {
            "示例一": "applied", "示例二": "activist", "示例三": "candidate",
            "东新": "probationary",
        }  # fmt: skip
        two, three, four = cases["示例二"], cases["示例三"], cases["东新"]
        assert opened(two, "id_number") == TWO
        assert opened(cases["示例一"], "phone") == "19900000001"
        assert (two.politics, two.birth_on) == ("13", date(1996, 6, 6))
        assert two.checks_on == [date(2025, 8, 1), date(2026, 2, 3)]
        assert two.contact_two_id == town.people["东乙"].pk
        assert (three.political, three.sponsor_one_id) == ("passed", town.people["东甲"].pk)
        assert (four.person_id, four.voted_on) == (new.pk, date(2026, 3, 10))
        assert (four.approved_on, four.probation_until) == (date(2026, 4, 2), date(2027, 3, 10))
        assert four.id_number is None
        today = local_day(town.at)
        running = Clock.objects.within(lin).filter(state="running")
        assert {one.name for one in running} == {"talk", "cultivation", "check", "probation"}
        assert not [one for one in running if not one.waits and one.due_on < today]
        assert Case.objects.within(lin).filter(flow=DEVELOPMENT.code).count() == 4
        assert counts(stage(town, "lin", "development", LIST)) == (0, 0, 4, 0)


def test_the_next_step_goes_on_from_the_list(town: Any) -> None:
    probationary(town)
    with acting(town.lin_scope) as lin:
        write_batch(batch=stage(town, "lin", "development", LIST), by=lin, at=town.at)
        row = Development.objects.within(lin).get(name="示例三")
        said = {"on": "2026-09-12", "days": "3", "hours": "24"}
        take_step(flow=DEVELOPMENT, subject=row, verb="train", said=said, by=lin, at=town.at)
        row.refresh_from_db()
        assert row.training_hours == 24


def test_an_unused_batch_goes_back_and_a_used_one_stays(town: Any) -> None:
    probationary(town)
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "development", LIST)
        write_batch(batch=batch, by=lin, at=town.at)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Development.objects.within(lin).exists()
        assert not Case.objects.within(lin).filter(flow=DEVELOPMENT.code).exists()
        again = stage(town, "lin", "development", LIST)
        write_batch(batch=again, by=lin, at=town.at)
        row = Development.objects.within(lin).get(name="示例一")
        said = {"on": "2026-10-21", "who": "东甲"}
        take_step(flow=DEVELOPMENT, subject=row, verb="talk", said=said, by=lin, at=town.at)
        with pytest.raises(Refused) as refused:
            undo_batch(batch=again, by=lin, at=town.at)
        assert "undo.steps" in refused.value.codes
        assert Development.objects.within(lin).count() == 4
        later = LIST.replace("2026-10-20,2026-10-20", "2026-10-25,")
        told = stage(town, "lin", "development", later)
        assert counts(told) == (0, 0, 4, 0)
        assert problems(told)[0][3][0]["code"] == "work.on_file"


def bad(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1,示例一,,,,2026-10-20,,,,东镇第一党支部,积极分子,2026-10-01,,,,,,,,,,",
         "development.order"),
        ("1,示例一,,,,2024-01-01,,,,东镇第一党支部,发展对象,2025-03-01,,,2025-02-01,,,,,,,",
         "development.order"),
        ("1,示例一,,,,2024-01-01,,,,东镇第一党支部,发展对象,2025-03-01,,,,,,,,,,",
         "development.needs"),
        ("1,示例一,,,,2024-01-01,,,,东镇第一党支部,申请人,2025-03-01,,,,,,,,,,",
         "development.stage"),
        ("1,示例一,,,,2024-01,,,,东镇第一党支部,申请人,,,,,,,,,,,", "work.day"),
        ("1,示例一,,,,2024-01-01,,,,西镇第一党支部,申请人,,,,,,,,,,,", "org.unknown"),
        ("1,示例一,,,,,,,,东镇第一党支部,申请人,,,,,,,,,,,", "cell.required"),
        ("1,东甲,,990000198001010012,,2024-01-01,,,,东镇第一党支部,申请人,,,,,,,,,,,",
         "development.is_member"),
        ("1,示例一,,,2010-01-01,2009-01-01,,,,东镇第一党支部,申请人,,,,,,,,,,,",
         "order.applied_before_birth"),
        ("1,示例一,,,,2024-01-01,,,,东镇第一党支部,预备党员,2024-03-01,,,2025-04-01,,,,2026-01-01,,,",
         "person.unknown"),
        ("1,东甲,,,,2015-01-01,,,,东镇第一党支部,预备党员,2016-03-01,,,2018-04-01,,,,2019-07-01,,,",
         "development.full"),
        ("1,东甲,,,,2015-01-01,,,,东镇第一党支部,,2016-03-01,,,2018-04-01,,,,2019-07-01,,,2020-07-01",
         "development.full"),
        ("1,示例一,,,,2024-01-01,,,,东镇第一党支部,积极分子,2025-03-01,,2025-09,,,,,,,,",
         "development.checks"),
        ("1,西甲,,990000197505050056,,2024-01-01,,,,东镇第一党支部,申请人,,,,,,,,,,,",
         "development.elsewhere"),
    ],
)  # fmt: skip
def test_an_impossible_row_says_why(town: Any, row: str, code: str) -> None:
    with acting(town.lin_scope):
        batch = stage(town, "lin", "development", bad(row))
        assert counts(batch) == (0, 0, 0, 1), problems(batch)
        assert code in {one["code"] for one in problems(batch)[0][3]}


def test_an_application_next_door_is_not_opened_twice(town: Any) -> None:
    with acting(town.gu_scope) as gu:
        register_applicant(
            org=town.west_one, told=Told("示例一", id_number=ONE), applied_on=date(2026, 5, 1),
            by=gu, at=town.at,
        )  # fmt: skip
    with acting(town.lin_scope):
        batch = stage(town, "lin", "development", bad(ROWS[0]))
        assert {one["code"] for one in problems(batch)[0][3]} == {"development.elsewhere"}
