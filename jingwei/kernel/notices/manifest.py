"""What do notices offer to the register? Their words, what waits, a part of 我的信息."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.notices import concerns
from jingwei.kernel.register import concern, verbs

verbs(
    {
        "notices.notice.send": _("发通知"),
        "notices.notice.read": _("看过通知"),
        "notices.notice.withdraw": _("收回通知"),
    }
)
concern(concerns.unread_notices)
