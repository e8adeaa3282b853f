"""What does privacy offer to the register? Words of its lines, times of keeping, erasure."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.privacy.erasing import erase_agreed
from jingwei.kernel.privacy.keeping import declared
from jingwei.kernel.register import reaction, retention, verbs

verbs(
    {
        "privacy.reveal": _("查看完整号码"),
        "privacy.export": _("导出名册"),
        "privacy.hold.place": _("保全档案"),
        "privacy.hold.lift": _("解除保全"),
        "privacy.deletion.run": _("到期删除"),
    }
)
for rule in declared():
    retention(rule)
reaction("people.erase.agree", erase_agreed, name="privacy.erase")
