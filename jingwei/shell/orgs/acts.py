"""Which changes of an organisation can be started, with which form, and what does each do?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.orgs import actions, edge_actions, queries, tie_actions
from jingwei.kernel.orgs.kinds import TIED_BY_HAND, EdgeKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.tie_rules import TERMLESS
from jingwei.shell.orgs import forms


@dataclass(frozen=True)
class Act:
    """One kind of change. ``compared`` are the columns laid side by side when two people changed
    the same thing; ``chooses`` is the field filled from a search (and what is searched)."""

    key: str
    title: Promise
    says: Promise
    submit: Promise
    done: Promise
    form: type[forms.Act]
    act: Callable[..., Any]
    compared: tuple[str, ...] = ()
    chooses: tuple[str, str, Promise] | None = None
    danger: bool = False
    fields_of: dict[str, str] = field(default_factory=dict)


_DAY = {"org.future": "on", "org.before_last_change": "on", "org.no_basis": "basis",
        "org.long_basis": "basis", "org.before_founding": "on"}  # fmt: skip
_NAME = {"org.no_name": "name", "org.long_name": "name", "org.kind": "kind",
         "org.local_place": "kind", "org.group_place": "kind", "org.below_branch": "kind",
         "org.same_name": "name", "org.below_unfit": "kind"}  # fmt: skip

ACTS = {
    act.key: act
    for act in (
        Act(
            "found", _("设立下级组织"), _("设在这个组织下面，从成立日期起列入组织树。"),
            _("设立组织"), _("已设立{name}。"), forms.FoundForm, actions.found_organisation,
            fields_of=_NAME
            | {"org.future": "founded", "org.too_early": "founded", "org.code_taken": "code",
               "org.no_code": "code", "org.code_form": "code", "org.due_before_start": "due_on"},
        ),
        Act(
            "rename", _("更名或改类别"), _("原来的名称留在沿革里，看以前的日子仍显示原名。"),
            _("保存新名称"), _("名称已改为{name}。"), forms.RenameForm,
            actions.rename_organisation, compared=("name", "short_name", "kind"),
            fields_of=_NAME | _DAY,
        ),
        Act(
            "move", _("调整隶属"), _("它和下面的组织、党员一起调到新上级，历史留在原处。"),
            _("调整隶属"), _("隶属已调整。"), forms.MoveForm, actions.move_organisation,
            chooses=("other", "orgs", _("新的上级组织")),
            fields_of=_DAY
            | {"org.inside_itself": "other", "org.was_inside": "on", "org.same_superior": "other",
               "org.superior_ended": "other", "org.before_superior": "on",
               "org.below_branch": "other", "org.group_place": "other",
               "org.local_place": "other"},
        ),
        Act(
            "term", _("登记换届"), _("上一届到选举那天为止，提醒从新的到期日算起。"),
            _("登记换届"), _("换届已登记。"), forms.TermForm, tie_actions.begin_term,
            fields_of=_DAY
            | {"org.due_before_start": "due_on", "org.long_term": "due_on",
               "org.before_last_term": "on"},
        ),
        Act(
            "end-term", _("提前结束任期"), _("没有选出新一届，又不再履职的，登记结束。"),
            _("结束任期"), _("任期已结束。"), forms.EndTermForm, tie_actions.end_term,
            fields_of=_DAY | {"org.end_before_start": "on"},
        ),
        Act(
            "contact", _("更新联系方式"), _("找这个组织时联系谁。电话在别处只显示尾号。"),
            _("保存联系方式"), _("联系方式已更新。"), forms.ContactForm,
            tie_actions.edit_contact, compared=("contact", "phone"),
            fields_of={"org.phone_form": "phone", "org.long_contact": "contact",
                       "org.same_contact": "contact"},
        ),
        Act(
            "unit", _("更新所在单位"), _("这个组织建在哪个单位里。"),
            _("保存所在单位"), _("所在单位已更新。"), forms.UnitOfForm, tie_actions.tie_unit,
            compared=("situation",), chooses=("unit", "units", _("所在单位")),
            fields_of={"org.same_unit": "situation", "unit.ended": "unit"},
        ),
        Act(
            "dual", _("登记双重管理"), _("隶属不变，另由一个组织共同管理。要有双方上级的职责。"),
            _("登记双重管理"), _("双重管理已登记。"), forms.DualForm, tie_actions.begin_dual,
            chooses=("other", "orgs", _("共同管理的组织")),
            fields_of=_DAY
            | {"org.dual_itself": "other", "org.dual_superior": "other",
               "org.dual_below": "other", "org.dual_already": "other", "org.ended": "other"},
        ),
        Act(
            "end-dual", _("结束双重管理"), _("只结束共同管理，隶属不变。"),
            _("结束双重管理"), _("双重管理已结束。"), forms.EndDualForm, tie_actions.end_dual,
            fields_of=_DAY | {"org.end_before_start": "on"},
        ),
        Act(
            "tie", _("登记其他组织关系"),
            _("业务指导、联建、共治、驻在。隶属不变。要有双方上级的职责。"),
            _("登记关系"), _("关系已登记。"), forms.TieForm, edge_actions.tie_organisations,
            chooses=("other", "orgs", _("对方组织")),
            fields_of=_DAY
            | {"org.tie_itself": "other", "org.tie_superior": "other",
               "org.tie_already": "other", "org.ended": "other", "org.tie_kind": "side"},
        ),
        Act(
            "untie", _("结束其他组织关系"), _("只结束这一种关系，隶属不变，历史仍可查看。"),
            _("结束关系"), _("关系已结束。"), forms.UntieForm, edge_actions.untie_organisations,
            fields_of=_DAY | {"org.end_before_start": "on"},
        ),
        Act(
            "dissolve", _("撤销组织"), _("要先转走党员、免去职务、调走下级。历史仍可查看。"),
            _("撤销组织"), _("组织已撤销。"), forms.DissolveForm, actions.dissolve_organisation,
            danger=True, fields_of=_DAY,
        ),
    )
}  # fmt: skip


def offered(org: Organisation) -> list[Act]:
    """The changes that make sense for an organisation as it is; the page lists no others."""
    running = [tie for tie in queries.ties(org) if tie.until is None]
    dual = any(tie.kind == EdgeKind.DUAL_MANAGES and tie.other_is_host for tie in running)
    missing = set() if dual else {"end-dual"}
    if not any(tie.kind in TIED_BY_HAND and tie.kind != EdgeKind.DUAL_MANAGES for tie in running):
        missing.add("untie")
    if org.kind in TERMLESS:
        missing |= {"term", "end-term"}
    return [act for act in ACTS.values() if act.key not in missing]


def initial(act: Act, org: Organisation, today: date) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    told: dict[str, Any] = {"version": org.version}
    if act.key == "rename":
        told |= {"name": org.name, "short_name": org.short_name, "kind": org.kind}
    elif act.key == "contact":
        told |= {"contact": org.contact, "phone": org.phone}
    elif act.key == "unit":
        told |= {
            "situation": org.situation,
            "unit": str(org.unit.public_id) if org.unit_id and org.unit else "",
        }
    if act.key == "term":
        years = queries.term_years(org, today)
        told |= {"on": today.isoformat(), "due_on": _years_on(today, years).isoformat()}
    elif act.key not in {"found", "contact", "unit"}:
        told["on"] = today.isoformat()
    return told


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
