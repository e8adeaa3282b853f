"""What do careers offer to the register? Two flows, their words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import MeSection, concern, flow, me_section, verbs
from jingwei.systems.competence.careers import concerns, mine
from jingwei.systems.competence.careers.flows import FLOWS

for one in FLOWS:
    flow(one)
verbs(
    {
        "careers.grade_rule.set": _("定职级办法"),
        "careers.cadre.enter": _("纳入职业化管理"),
        "careers.cadre.leave": _("退出职业化管理"),
        "careers.cadre.grade": _("定职级"),
        "careers.cadre.hand_over": _("交接"),
        "careers.review.open": _("开始年度谈话"),
        "careers.reserve.name": _("列为后备干部"),
        "careers.reserve.end": _("不再列为后备干部"),
        "careers.problem.list": _("列入问题清单"),
        "careers.problem.change": _("改问题的期限或负责人"),
    }
)
concern(concerns.problems_due)
concern(concerns.reviews_to_say)
me_section(
    MeSection(
        key="careers", title=_("我的任职"), template="careers/_mine.html", context=mine.shown,
        told=mine.told, order=62,
    )
)  # fmt: skip
