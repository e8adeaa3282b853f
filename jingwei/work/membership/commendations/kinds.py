"""What is commended, and by whom? The kinds of the annual statistics."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Honour(models.TextChoices):
    MEMBER = "member", _("优秀共产党员")
    WORKER = "worker", _("优秀党务工作者")
    BODY = "body", _("先进基层党组织")


PERSONAL = (Honour.MEMBER, Honour.WORKER)
"""Honours of a person; the other is of the organisation itself."""


class Level(models.TextChoices):
    """Whose commendation it is."""

    CENTRE = "centre", _("中央")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    COUNTY = "county", _("县（市、区）")
    BASE = "base", _("基层党委")
