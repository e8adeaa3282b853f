"""How did somebody of a body stand at its meeting?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Came(models.TextChoices):
    PRESENT = "present", _("到会")
    LEAVE = "leave", _("请假")
    ABSENT = "absent", _("缺席")
