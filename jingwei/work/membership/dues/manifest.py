"""What do dues offer to the register? A menu entry, flows, words of the ledger, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MenuItem,
    MeSection,
    concern,
    flow,
    me_section,
    member_facts,
    menu_item,
    verbs,
)
from jingwei.work.membership.dues import concerns, facts, mine
from jingwei.work.membership.dues.flows import RELIEF, REMITTANCE

menu_item(
    MenuItem("dues", _("党费"), "dues:home", "list", 34, Duty.MEMBERS_CHANGE, group="members")
)
verbs(
    {
        "dues.fixing.fix": _("定月交额"),
        "dues.sheet.open": _("开收缴表"),
        "dues.sheet.refresh": _("按名册更新收缴表"),
        "dues.sheet.collect": _("收党费"),
        "dues.sheet.refund": _("退回或更正党费"),
        "dues.sheet.gift": _("记自愿多交"),
    }
)
flow(RELIEF)
flow(REMITTANCE)
concern(concerns.to_collect)
concern(concerns.to_fix)
concern(concerns.to_hand_up)
concern(concerns.reliefs_asked)
me_section(
    MeSection(
        "dues", _("我的党费"), "dues/_mine.html", context=mine.shown, told=mine.told, order=40
    )
)
member_facts("dues", facts.of_dues)
