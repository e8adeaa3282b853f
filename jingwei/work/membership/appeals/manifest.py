"""What do appeals offer to the register? A flow, a menu entry, the own part, what is told."""

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
    notice_kind,
    reaction,
    verbs,
)
from jingwei.work.membership.appeals import concerns, handing, lineage, mine, reactions
from jingwei.work.membership.appeals.flows import APPEAL

flow(APPEAL)
menu_item(
    MenuItem(
        "appeals", _("申诉"), "appeals:home", "scale", 39, Duty.MEMBERS_CONFIRM, group="members"
    )
)
assignable(
    Assignable("appeal", _("申诉"), handing.appeals, handing.hand_over, in_place=handing.IN_PLACE)
)
concern(concerns.to_answer)
me_section(MeSection("appeals", _("申诉"), "appeals/_mine.html", mine.shown, mine.told, order=66))
notice_kind(reactions.KIND, _("申诉的告知"))
for _verb in reactions.SAID:
    reaction(APPEAL.ledger_verb(_verb), reactions.tell, name=f"appeals.{_verb}.tell")
reaction(lineage.VERB, lineage.follow, name="appeals.merge.follow")
verbs(
    {
        "membership.appeals.export": _("导出申诉名单"),
        "membership.appeal.follow": _("申诉随并入的档案走"),
    }
)
