"""Which three levels and which kinds of providers are there?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """The article says three levels; their names are ours. The numbers are those of a matter."""

    VILLAGE = 1, _("村、社区")
    TOWN = 2, _("镇、街道")
    COUNTY = 3, _("市、县")


class ProviderKind(models.TextChoices):
    FIRM = "firm", _("企业")
    GROUP = "group", _("社会组织、志愿队伍")
    BODY = "body", _("机关、事业单位")
