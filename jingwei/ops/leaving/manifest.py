"""What does leaving offer to the register? The words of its one ledger line."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel import register
from jingwei.ops import outbox

register.verbs({"installation.open_all": _("导出全部加密内容的明文")})

outbox.declare()
