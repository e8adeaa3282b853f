"""Of which kinds are services and centres, and which four belong to the ten-minute circle?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What an item is: done by the public, for production, or bought at a shown price."""

    PUBLIC = "public", _("公共服务")
    PRODUCTION = "production", _("生产服务")
    MARKET = "market", _("便民服务")


class Ring(models.TextChoices):
    """The four services that the ten-minute circle brings together."""

    EMPLOYMENT = "employment", _("就业")
    RETIREES = "retirees", _("退休人员")
    RELIEF = "relief", _("救助")
    PETITION = "petition", _("信访和调解")


class CentreLevel(models.TextChoices):
    COMMUNITY = "community", _("社区")
    VILLAGE = "village", _("村")
    TOWN = "town", _("镇、街道")
    COUNTY = "county", _("县（市、区）")


class ProposalKind(models.TextChoices):
    ADD = "add", _("增加")
    DROP = "drop", _("取消")


class ProposalState(models.TextChoices):
    OPEN = "open", _("等答复")
    ADOPTED = "adopted", _("采纳")
    DECLINED = "declined", _("没有采纳")


WEEKDAYS = (
    (1, _("周一")), (2, _("周二")), (3, _("周三")), (4, _("周四")), (5, _("周五")),
    (6, _("周六")), (7, _("周日")),
)  # fmt: skip
