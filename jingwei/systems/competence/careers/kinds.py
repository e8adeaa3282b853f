"""Which cadres, sources, states of a review and of a problem are there? Names from the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CadreKind(models.TextChoices):
    """Whose career the township looks after (职业化管理)."""

    TOWNSHIP = "township", _("乡镇（街道）干部")
    COMMUNITY = "community", _("社区干部")
    VILLAGE = "village", _("村干部")


class Source(models.TextChoices):
    """Where somebody came from to the post (干部结构)."""

    LOCAL = "local", _("本村（社区）产生")
    RETURNED = "returned", _("返乡人员")
    VETERAN = "veteran", _("退役军人")
    GRADUATE = "graduate", _("大学生村官")
    SECONDED = "seconded", _("机关下派")
    ENTERPRISE = "enterprise", _("企业管理人员")
    RECRUITED = "recruited", _("公开招聘")
    OTHER = "other", _("其他")


class ReviewState(models.TextChoices):
    OPENED = "opened", _("等本人写")
    TOLD = "told", _("本人写了")
    SAID = "said", _("镇街写了")
    ANSWERED = "answered", _("本人回应了")
    CLOSED = "closed", _("已谈完")


class ProblemState(models.TextChoices):
    OPEN = "open", _("在解决")
    SOLVED = "solved", _("等群众确认")
    CONFIRMED = "confirmed", _("已销号")
    DROPPED = "dropped", _("转出或撤下")
