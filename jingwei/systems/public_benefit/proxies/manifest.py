"""What do errands offer to the register? The words of their lines, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, verbs
from jingwei.systems.public_benefit.proxies import concerns

verbs(
    {
        "proxies.agent.name": _("定代办员"),
        "proxies.agent.end": _("不再代办"),
        "proxies.errand.take": _("接下代办"),
        "proxies.errand.hand": _("结果交到本人手里"),
    }
)
concern(concerns.mandates_ending)
