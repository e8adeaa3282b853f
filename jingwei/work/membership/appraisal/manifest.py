"""What does the appraisal offer to the register? A menu entry, flows, words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MenuItem,
    MeSection,
    concern,
    flow,
    me_section,
    menu_item,
    verbs,
)
from jingwei.work.membership.appraisal import concerns, mine
from jingwei.work.membership.appraisal.flows import OBJECTION, ROUND

menu_item(
    MenuItem(
        "appraisal",
        _("民主评议"),
        "appraisal:home",
        "list",
        35,
        Duty.MEMBERS_CHANGE,
        group="members",
    )
)
verbs(
    {
        "appraisal.round.count": _("记票"),
        "appraisal.line.self": _("写自评"),
        "appraisal.line.mutual": _("记互评意见"),
        "appraisal.line.propose": _("提出等次"),
        "appraisal.line.skip": _("记没有评议"),
        "appraisal.line.regrade": _("答复意见，改等次"),
    }
)
flow(ROUND)
flow(OBJECTION)
concern(concerns.to_hold)
concern(concerns.to_answer)
me_section(
    MeSection(
        "appraisal", _("我的民主评议"), "appraisal/_mine.html", context=mine.shown,
        told=mine.told, order=45,
    )
)  # fmt: skip
