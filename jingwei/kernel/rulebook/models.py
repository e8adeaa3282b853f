"""Which number holds on which day? Numbers of the law are rows with source, mark and dates."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

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
