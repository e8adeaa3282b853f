"""What does the development of members offer? A menu entry, its flow, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    Assignable,
    MenuItem,
    MeSection,
    assignable,
    concern,
    flow,
    me_section,
    menu_item,
    reaction,
    verbs,
)
from jingwei.work.membership.development import carrying, concerns, handing, mine
from jingwei.work.membership.development.flows import DEVELOPMENT

menu_item(
    MenuItem(
        "development",
        _("发展党员"),
        "development:home",
        "route",
        34,
        Duty.MEMBERS_SEE,
        group="members",
    )
)
flow(DEVELOPMENT)
verbs(
    {
        "membership.development.correct": _("更正申请人情况"),
        carrying.FOLLOWS: _("入党过程随人转到新支部"),
        "membership.development.export": _("导出发展党员名单"),
    }
)
reaction("people.member.move", carrying.after_a_move, name="development.move")
reaction("membership.transfer.accept", carrying.after_a_transfer, name="development.transfer")
for verb in ("execute", "undo"):
    reaction(
        f"worksheets.worksheet.{verb}", handing.after_a_worksheet, name=f"development.sheet.{verb}"
    )
assignable(
    Assignable(
        "development", _("入党过程"), handing.cases, handing.hand_over, in_place=handing.IN_PLACE
    )
)
concern(concerns.ready_for_the_next)
me_section(
    MeSection(
        "development", _("我的入党过程"), "development/_mine.html", mine.shown, mine.told, order=20
    )
)
