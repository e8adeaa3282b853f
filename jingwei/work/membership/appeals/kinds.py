"""Where does an appeal stand?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppealState(models.TextChoices):
    """``CHANGED`` is no end: it waits until the decision has really been put right."""

    ASKED = "asked", _("等上级受理")
    TAKEN = "taken", _("上级在核实")
    CHANGED = "changed", _("决定要改，等改正")
    KEPT = "kept", _("维持原决定")
    CORRECTED = "corrected", _("已改正")
    WITHDRAWN = "withdrawn", _("本人收回")


ENDS = (AppealState.KEPT, AppealState.CORRECTED, AppealState.WITHDRAWN)
WAITING = (AppealState.ASKED, AppealState.TAKEN)
