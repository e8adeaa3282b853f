"""What do flows offer to the register? Limits that end, on the page of today; local checklists."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.flows.waiting import limits_ending
from jingwei.kernel.register import concern, verbs

concern(limits_ending)
verbs(
    {
        "flows.checklist.set": _("加或改本地清单"),
        "flows.checklist.end": _("停用本地清单"),
    }
)
