"""What does privacy offer to the register? The words of its ledger lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs({"privacy.reveal": _("查看完整号码"), "privacy.export": _("导出名册")})
