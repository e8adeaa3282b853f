"""Which groups of members pay by which table, and what may stand in a sheet?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """How a member's dues are worked out; the table of the rulebook is ``dues.<group>``."""

    WAGE = "wage", _("领工资")
    ANNUAL_SALARY = "annual_salary", _("领年薪")
    NO_MONTHLY_INCOME = "no_monthly_income", _("不按月取得收入")
    RETIRED = "retired", _("离退休")
    FARMER = "farmer", _("农民")
    SMALL = "small", _("学生、下岗、领救济或低保")


BY_RATE = frozenset({Group.WAGE, Group.ANNUAL_SALARY, Group.NO_MONTHLY_INCOME, Group.RETIRED})
"""Groups whose amount is a rate on a base; the others pay a sum of the table."""


class Paid(models.TextChoices):
    """What one entry of a sheet is. A letter each: a city has five million a year."""

    DUES = "p", _("交纳")
    REFUND = "r", _("退回")
    GIFT = "g", _("自愿多交")
    CENTRAL = "c", _("大额党费")


class Fund(models.TextChoices):
    """Which money is handed up: dues to the committee, large gifts on to the centre."""

    DUES = "dues", _("党费")
    CENTRAL = "central", _("转中央的大额党费")


class Handing(models.TextChoices):
    HANDED = "handed", _("已上缴，待核收")
    ACCEPTED = "accepted", _("已核收")
    RETURNED = "returned", _("已退回")


class Easing(models.TextChoices):
    """Where a decision on hardship stands."""

    ASKED = "asked", _("本人提出，等支部")
    PROPOSED = "proposed", _("等上级党委定")
    GRANTED = "granted", _("已同意")
    DECLINED = "declined", _("没有同意")
    WITHDRAWN = "withdrawn", _("已收回")
    ENDED = "ended", _("已停止")
