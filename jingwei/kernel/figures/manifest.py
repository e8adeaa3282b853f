"""What do figures offer to the register? The words of their ledger lines."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import verbs

verbs({"figures.snapshot.write": _("导出指标快照")})
