"""What do the pages of members offer to the register? The words of exports, and what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import concern, verbs, waits_for_others
from jingwei.shell.members import concerns

verbs(
    {
        "members.export.ask": _("申请导出名册"),
        "members.export.agree": _("同意导出名册"),
        "members.export.decline": _("没有同意导出名册"),
        "members.export.take": _("取走导出的名册"),
    }
)
concern(concerns.exports_to_decide)
concern(concerns.exports_to_take)
waits_for_others(concerns.exports_of_mine)
