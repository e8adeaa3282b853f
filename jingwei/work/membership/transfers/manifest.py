"""What do transfers offer to the register? Their flow, a menu entry, what waits, the own part."""

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
    member_facts,
    menu_item,
    reaction,
)
from jingwei.work.membership.transfers import concerns, facts, handing, mine, reactions
from jingwei.work.membership.transfers.flows import TRANSFER

flow(TRANSFER)
menu_item(
    MenuItem(
        "transfers",
        _("组织关系转接"),
        "transfers:desk",
        "route",
        34,
        Duty.MEMBERS_SEE,
        group="members",
    )
)
assignable(
    Assignable(
        "transfer_out", _("转出的转接"), handing.leaving, handing.hand_over_leaving,
        in_place=handing.IN_PLACE,
    )
)  # fmt: skip
assignable(
    Assignable(
        "transfer_in", _("转来的转接"), handing.coming, handing.hand_over_coming,
        in_place=handing.IN_PLACE,
    )
)  # fmt: skip
concern(concerns.to_accept)
reaction("people.member.end", reactions.after_the_end, name="transfers.end")
reaction("people.member.move", reactions.after_a_move, name="transfers.move")
me_section(
    MeSection(
        "transfers", _("组织关系转接"), "transfers/_mine.html", mine.shown, mine.told, order=60
    )
)
member_facts("transfer", facts.of_transfers)
