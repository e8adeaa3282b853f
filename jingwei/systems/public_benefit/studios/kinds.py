"""Which three studios and which three proxies are there? The article's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudioKind(models.TextChoices):
    """三室."""

    COLLECTIVE = "collective", _("集体工作室")
    PERSONAL = "personal", _("个人工作室")
    ONLINE = "online", _("网上工作室")


class Proxy(models.TextChoices):
    """三代: what a delegate takes on for somebody."""

    VOICE = "voice", _("诉求代言")
    ERRAND = "errand", _("事务代办")
    BENEFIT = "benefit", _("惠民代理")
