"""Which records can be opened on pages and by the API, with which form and which action?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.flows.declare import Flow
from jingwei.work.membership.standing import actions, forms
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST


@dataclass(frozen=True)
class Opening:
    """One kind of record. Without ``flow`` the act is done at once, as a death is."""

    key: str
    title: Promise
    says: Promise
    submit: Promise
    done: Promise
    form: type[Any]
    act: Callable[..., Any]
    flow: Flow | None = None


OPENINGS = {
    one.key: one
    for one in (
        Opening(
            "floating", _("登记外出"), _("长期外出、关系没转走的；地点固定的先问要不要转接。"),
            _("登记外出"), _("外出已登记。"), forms.FloatingForm, actions.register_floating,
            FLOATING,
        ),
        Opening(
            "lost", _("开始查找"), _("联系不上的，先查找；每次查找都记下来，到时间再认定。"),
            _("开始查找"), _("已开始查找，请记每次查找。"), forms.LostForm, actions.open_search,
            LOST,
        ),
        Opening(
            "abroad", _("登记出国（境）"), _("要定期联系，问问近况。"),
            _("登记出国（境）"), _("出国（境）已登记。"), forms.StayForm, actions.register_stay,
            ABROAD,
        ),
        Opening(
            "leaving", _("本人提出退党"), _("先谈话，再开支部大会，报上级备案；随时可以收回。"),
            _("记下本人的要求"), _("已记下，请先和本人谈话。"), forms.LeavingForm,
            actions.ask_to_leave, LEAVING,
        ),
        Opening(
            "death", _("党员去世"), _("组织关系从这天结束，职务一并免去，在办的登记自动结束。"),
            _("登记去世"), _("已登记。请慰问家属。"), forms.DeathForm, actions.record_death,
        ),
    )
}  # fmt: skip
