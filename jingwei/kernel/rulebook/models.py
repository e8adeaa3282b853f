"""Which number holds on which day, and which days are worked? Rows with source, mark, dates."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.functions import Now

from jingwei.kernel.privacy import classes


class Rule(models.Model):
    """One version of one number. ``mark`` says how well it is known; pages show it."""

    class Mark(models.TextChoices):
        VERIFIED = "verified", "已核对"
        SECONDARY = "secondary", "转引，待核对原文"
        GENERAL = "general", "通行做法，待核对"
        PROPOSAL = "proposal", "本系统建议"

    PRIVACY = classes.fields(P="id name title value unit source mark held")

    name = models.CharField(max_length=60)
    title = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Mark)
    held = DateRangeField()

    class Meta:
        db_table = "rule"
        constraints = (
            models.UniqueConstraint(fields=("name", "held"), name="one_version_of_a_rule"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.value.normalize()}{self.unit}"


class CalendarYear(models.Model):
    """A year whose rest days and swapped working days are known; a year without row is not."""

    PRIVACY = classes.fields(P="id year source mark recorded_at")

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)
    mark = models.CharField(max_length=10, choices=Rule.Mark)
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
