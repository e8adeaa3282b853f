"""What do unions offer to the register? A flow, its words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, flow, verbs
from jingwei.systems.public_benefit.unions import concerns
from jingwei.systems.public_benefit.unions.flows import UNION

flow(UNION)
verbs(
    {
        "unions.union.sign": _("签联建"),
        "unions.union.decline": _("不同意联建"),
        "unions.project.add": _("添联建项目"),
        "unions.project.finish": _("记项目做成"),
        "unions.project.drop": _("记项目不做"),
        "unions.goal.measure": _("记目标的进度"),
    }
)
concern(concerns.to_sign)
concern(concerns.to_review)
concern(concerns.to_end)
