"""What do matters offer to the register? A menu entry, their flow, their words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.register import (
    MenuItem,
    concern,
    flow,
    menu_item,
    notice_kind,
    reaction,
    retention,
    verbs,
)
from jingwei.work.matters import papers
from jingwei.work.matters import retention as keeping
from jingwei.work.matters.flows import MATTER

menu_item(
    MenuItem("matters", _("诉求"), "matters:home", "chat", 46, Duty.MATTERS_SEE, group="services")
)
flow(MATTER)
verbs(
    {
        "matters.matter.contact": _("看联系方式"),
        "matters.review.keep": _("收到一条评价"),
        "matters.matter.amend": _("更正诉求的字句"),
        "matters.matter.link": _("连到同一件诉求"),
        "matters.kind.set": _("写明哪一种"),
        "matters.paper.take": _("收下代办材料"),
        "matters.paper.end": _("退还或销毁材料"),
        "matters.petition.hand": _("转信访办理"),
        "matters.petition.receipt": _("记信访机构的回执"),
        "matters.rule.add": _("定分派规则"),
        "matters.rule.end": _("停用分派规则"),
    }
)
notice_kind(papers.KIND, _("代办材料提醒"))
concern(papers.papers_due)
reaction("matters.matter.answer", papers.after_the_answer, name="matters.papers")
for rule in keeping.declared():
    retention(rule)
