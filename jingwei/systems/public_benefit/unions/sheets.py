"""How do unions leave the program? One workbook: unions, parties, goals, joint projects."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from jingwei.shell.sheets import Sheet, book
from jingwei.systems.public_benefit.unions import queries
from jingwei.systems.public_benefit.unions.models import CrossAreaUnion

UNIONS: Final = (
    "名称", "类别", "牵头组织", "靠什么联", "起因", "依据", "一起用的", "状态", "从哪天起",
    "到哪天止", "开始", "结束", "结果",
)  # fmt: skip
PARTIES: Final = ("联建", "组织", "哪一方", "签的日子", "不同意的日子", "说的话")
GOALS: Final = ("联建", "目标", "至少", "现在", "单位", "哪天量的", "从哪里知道", "达到")
PROJECTS: Final = ("联建", "项目", "类别", "负责组织", "哪天前做成", "状态", "做成的日子", "结果")


def unions(rows: Sequence[CrossAreaUnion]) -> bytes:
    """Whole unions, as every party sees them; ``rows`` are seated."""
    return book(
        Sheet("联建", UNIONS, (
            (row.title, str(row.get_kind_display()), str(row.org),
             str(row.get_principle_display()), str(row.get_occasion_display()), row.basis,
             row.resources, str(row.get_state_display()), _day(row.begins_on), _day(row.ends_on),
             _day(row.begun_on), _day(row.ended_on), row.outcome)
            for row in rows
        )),
        Sheet("各方", PARTIES, (
            (one.union.title, one.name, str(one.get_role_display()), _day(one.signed_on),
             _day(one.declined_on), one.words)
            for one in queries.parties_of(rows)
        )),
        Sheet("目标", GOALS, (
            (one.union.title, one.title, float(one.target),
             None if one.reached is None else float(one.reached), one.unit, _day(one.measured_on),
             one.evidence, "是" if one.is_reached else "")
            for one in queries.goals_of(rows)
        )),
        Sheet("项目", PROJECTS, (
            (one.union.title, one.title, str(one.get_kind_display()), one.org_name,
             _day(one.due_on), str(one.get_state_display()), _day(one.done_on), one.result)
            for one in queries.projects_of(rows)
        )),
    )  # fmt: skip


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
