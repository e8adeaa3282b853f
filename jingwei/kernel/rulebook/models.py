"""Which number holds on which day, and which days are worked? Rows with source, mark, dates."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.privacy import classes
from jingwei.kernel.rulebook import rates


class Chapter(models.TextChoices):
    """Where in the rulebook a number stands; the order of a manual."""

    ORGANISATIONS = "organisations", _("设立组织")
    ELECTIONS = "elections", _("选举")
    LIFE = "life", _("组织生活")
    DEVELOPMENT = "development", _("发展党员")
    DUES = "dues", _("党费")
    TRANSFER = "transfer", _("组织关系和流动党员")
    DISPOSITION = "disposition", _("不合格党员处置")
    LABOUR = "labour", _("劳动争议和调解")
    SERVICES = "services", _("群众诉求和服务")
    GRIDS = "grids", _("社区和网格")
    SCALE = "scale", _("规模参考")
    OWN = "own", _("本系统")


class Mark(models.TextChoices):
    """How well a number is known."""

    VERIFIED = "verified", _("已核对")
    SECONDARY = "secondary", _("转引，待核对原文")
    GENERAL = "general", _("通行做法，待核对")
    PROPOSAL = "proposal", _("本系统建议")


class Rule(models.Model):
    """One version of one number. ``mark`` says how well it is known; pages show it.

    ``table`` holds ordered brackets instead of a value (:mod:`.rates`); ``place`` is a division
    code whose own number this is, empty for the whole country; ``rule_set`` names the text of a
    regulation that was revised. An empty ``held`` was replaced and never counted.
    """

    Mark = Mark  # as its users write it

    PRIVACY = classes.fields(
        P="id name chapter title value table unit words source mark place rule_set held",
        I="change recorded_at",
    )

    name = models.CharField(max_length=60)
    chapter = models.CharField(max_length=16, choices=Chapter, default=Chapter.OWN)
    title = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    table = models.JSONField(default=list)
    unit = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark)
    place = models.CharField(max_length=12, blank=True)
    rule_set = models.CharField(max_length=20, blank=True)
    held = DateRangeField()
    change = models.ForeignKey("RuleChange", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "rule"
        constraints = (
            # One version at a time of a name and place: ``one_version_of_a_rule_at_a_time``, made
            # by SQL in the migration, because no extension gives equality of texts there.
            models.CheckConstraint(
                condition=Q(value__isnull=False, table=[]) | (Q(value=None) & ~Q(table=[])),
                name="rule_value_or_table",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.said}"

    @property
    def said(self) -> str:
        """``5个工作日``; of a table its brackets in a row."""
        return said_of(self.value, self.unit, self.table)

    @property
    def bracket_lines(self) -> list[str]:
        return [bracket.said for bracket in rates.brackets(self.table)]

    @property
    def is_sure(self) -> bool:
        return self.mark == Mark.VERIFIED


class RuleChange(models.Model):
    """A new version of a number, asked for by one account and decided by another."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("待核定")
        DONE = "done", _("已同意")
        DECLINED = "declined", _("未同意")

    PRIVACY = classes.fields(
        P="id public_id name title value table unit words source mark place rule_set from_on",
        I="reason outcome asked_by asked_at decided_by decided_at answer",
    )
    WITHOUT_SCOPE = "public numbers of the law; who may change them is asked by the action"

    public_id = public_id_field()
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    table = models.JSONField(default=list)
    unit = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark)
    place = models.CharField(max_length=12, blank=True)
    rule_set = models.CharField(max_length=20, blank=True)
    from_on = models.DateField()
    reason = models.CharField(max_length=300)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "rule_change"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="rule_change_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="rule_change_by_two_people",
            ),
            models.UniqueConstraint(
                fields=("name", "place"),
                condition=Q(outcome="open"),
                name="one_open_change_of_a_rule",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.from_on}"

    @property
    def said(self) -> str:
        return said_of(self.value, self.unit, self.table)

    @property
    def bracket_lines(self) -> list[str]:
        return [bracket.said for bracket in rates.brackets(self.table)]

    @property
    def is_sure(self) -> bool:
        return self.mark == Mark.VERIFIED


def said_of(value: Decimal | None, unit: str, table: Sequence[Any]) -> str:
    """How a number reads where it is shown, in the language of the page."""
    if value is None:
        return "；".join(bracket.said for bracket in rates.brackets(table))
    if not unit or unit == "%":
        return f"{plain(value)}{unit}"
    gap = "" if (get_language() or "zh").startswith("zh") else " "
    return f"{plain(value)}{gap}{gettext(unit)}"


def plain(value: Decimal) -> str:
    """``5`` and not ``5.0000``; ``500`` and not ``5E+2``."""
    return f"{value.normalize():f}"


class CalendarYear(models.Model):
    """A year whose rest days and swapped working days are known; a year without row is not."""

    PRIVACY = classes.fields(P="id year source mark recorded_at")

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "calendar_year"

    def __str__(self) -> str:
        return f"{self.year}"


class CalendarDay(models.Model):
    """A day the State arranged: of rest with its feast, or worked although it is a weekend."""

    PRIVACY = classes.fields(P="id year day is_working name")

    year = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=30, blank=True)

    class Meta:
        db_table = "calendar_day"

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
