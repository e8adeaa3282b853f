"""Which changes of a member can be started, with which form, and what does each do?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.people import actions, belonging_actions, correction_actions
from jingwei.kernel.people.kinds import Category, State
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import holding
from jingwei.shell.members import act_forms as forms


@dataclass(frozen=True)
class Act:
    """One kind of change. ``chooses`` is the field filled from a search and what is searched."""

    key: str
    title: Promise
    says: Promise
    submit: Promise
    done: Promise
    form: type[forms.PersonForm]
    act: Callable[..., Any]
    fits: Callable[[dict[str, Any]], bool]
    chooses: tuple[str, str, Promise] | None = None
    danger: bool = False
    by_two: bool = False


def _current(row: dict[str, Any]) -> bool:
    return not row["is_gone"]


ACTS = {
    act.key: act
    for act in (
        Act(
            "full", _("预备党员转正"), _("预备期一年，从支部大会通过的那天算。"),
            _("登记转正"), _("转正已登记。"), forms.FullForm, belonging_actions.set_category,
            lambda row: row["category"] == Category.PROBATIONARY,
        ),
        Act(
            "move", _("调整所在支部"), _("在您管的范围里换支部；转到外面用“组织关系结束”。"),
            _("调整支部"), _("所在支部已调整。"), forms.MoveForm, belonging_actions.move_member,
            _current, chooses=("to", "orgs", _("调到哪个支部")),
        ),
        Act(
            "end", _("组织关系结束"), _("转出、去世或者出党。档案留在这里，历史仍可查看。"),
            _("结束组织关系"), _("组织关系已结束。"), forms.EndForm,
            belonging_actions.end_membership, _current, danger=True,
        ),
        Act(
            "suspend", _("停止党籍"), _("登记有权的组织作出的决定；以后可以恢复。"),
            _("登记停止党籍"), _("停止党籍已登记。"), forms.StateForm,
            belonging_actions.suspend_member,
            lambda row: _current(row) and row["state"] == State.NORMAL, danger=True,
        ),
        Act(
            "restore", _("恢复党籍"), _("登记恢复党籍的决定。"),
            _("登记恢复党籍"), _("恢复党籍已登记。"), forms.StateForm,
            belonging_actions.restore_member,
            lambda row: _current(row) and row["state"] == State.SUSPENDED,
        ),
        Act(
            "number", _("补上身份证号"), _("档案里还没有号码时，直接补上。"),
            _("保存号码"), _("身份证号已补上。"), forms.NumberForm, actions.add_id_number,
            lambda row: not row["numbered"],
        ),
        Act(
            "renumber", _("更正身份证号"), _("由另一个人核定后才改，出生日期和性别跟着改。"),
            _("提交更正"), _("已提交，等另一个人核定。"), forms.RenumberForm,
            correction_actions.ask_id_correction, lambda row: bool(row["numbered"]), by_two=True,
        ),
        Act(
            "merge", _("合并重复档案"), _("同一个人有两份档案时用，由另一个人核定。"),
            _("提交合并"), _("已提交，等另一个人核定。"), forms.MergeForm,
            correction_actions.ask_merge, lambda row: True,
            chooses=("other", "members", _("并进来的另一份档案")), by_two=True,
        ),
        Act(
            "hold", _("保全档案"), _("有案件、诉讼或检查要用时，到期也不删除。"),
            _("开始保全"), _("已保全，到期也不会删除。"), forms.ReasonForm, holding.place_hold,
            lambda row: True,
        ),
        Act(
            "lift", _("解除保全"), _("不再需要时解除，以后按保存期限删除。"),
            _("解除保全"), _("保全已解除。"), forms.ReasonForm, holding.lift_hold,
            lambda row: True,
        ),
        Act(
            "erase", _("删除个人信息"),
            _("组织关系已结束、没有义务再保存的，由另一个人核定后删除，不能恢复。"),
            _("提交删除"), _("已提交，等另一个人核定。"), forms.ReasonForm,
            correction_actions.ask_erasure, lambda row: bool(row["is_gone"]), danger=True,
            by_two=True,
        ),
    )
}  # fmt: skip


def offered(row: dict[str, Any]) -> list[Act]:
    """The changes that make sense for a member as the file stands."""
    return [act for act in ACTS.values() if act.fits(row)]


def initial(person: Person, today: date, chosen: str = "") -> dict[str, Any]:
    """What a form shows before anything is typed."""
    return {"version": person.version, "on": today.isoformat(), "other": chosen}
