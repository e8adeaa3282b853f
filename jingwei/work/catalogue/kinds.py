"""Of which kinds are services, and which four belong to the ten-minute circle?"""

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
