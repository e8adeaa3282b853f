"""What do meetings of bodies offer to the register? Their words, tasks that wait, own tasks."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import MeSection, concern, me_section, verbs
from jingwei.systems.community.sittings import concerns, mine

verbs(
    {
        "sittings.sitting.record": _("记社区机构的会议"),
        "sittings.sitting.correct": _("更正社区机构的会议"),
        "sittings.decision.finish": _("会上定的事办好"),
    }
)
concern(concerns.decisions_due)
me_section(
    MeSection(
        "sittings", _("社区会上定的事"), "sittings/_mine.html", mine.shown, mine.told, order=64
    )
)
