"""What do the standings offer to the register? Four flows, a menu entry, what ends by itself."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MenuItem,
    MeSection,
    concern,
    flow,
    me_section,
    menu_item,
    reaction,
    verbs,
)
from jingwei.work.membership.standing import concerns, mine, reactions
from jingwei.work.membership.standing.flows import FLOWS

for one in FLOWS:
    flow(one)
menu_item(
    MenuItem(
        "standing",
        _("流动和失联党员"),
        "standing:lists",
        "globe",
        35,
        Duty.MEMBERS_SEE,
        group="members",
    )
)
reaction("people.member.end", reactions.after_the_end)
reaction("membership.transfer.accept", reactions.after_a_transfer)
concern(concerns.to_receive)
concern(concerns.abroad_long)
concern(concerns.graduates_long)
concern(concerns.notices_to_serve)
verbs({"standing.notice.serve": _("记下送达")})
me_section(
    MeSection(
        "standing", _("外出和出国登记"), "standing/_mine.html", mine.shown, mine.told, order=62
    )
)
