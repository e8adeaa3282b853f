"""Which grades are there, how far is a round, why has somebody none?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    EXCELLENT = "excellent", _("优秀")
    QUALIFIED = "qualified", _("合格")
    BASIC = "basic", _("基本合格")
    UNQUALIFIED = "unqualified", _("不合格")


class Phase(models.TextChoices):
    """Where a round of a branch stands."""

    PREPARING = "preparing", _("个人自评")
    COUNTED = "counted", _("已开会评议")
    SETTLED = "settled", _("等次已提出")
    TOLD = "told", _("已告知本人")
    CLOSED = "closed", _("已结束")
    NOT_HELD = "not_held", _("没有开展")


class Skip(models.TextChoices):
    """Why a member has no grade. Possible, and stays so."""

    ABSENT = "absent", _("没有参加评议")
    ELSEWHERE = "elsewhere", _("在流入地评议")
    PROBATIONARY = "probationary", _("预备党员，不定等次")
    OTHER = "other", _("其他原因")


class Answer(models.TextChoices):
    """Where an objection of a member stands."""

    RAISED = "raised", _("等支部答复")
    KEPT = "kept", _("已答复，维持")
    CHANGED = "changed", _("已答复，改了等次")
    WITHDRAWN = "withdrawn", _("本人收回")
