"""What did the figures come to, for which organisation and month, and since when is it known?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.privacy import classes


class FactLayout(models.Model):
    """Which indicator stands at which place of a fact's arrays.

    ``places`` maps a code to the positions of numerator, denominator and missing. A new or changed
    declaration gets a new layout; facts written under an old one stay legible.
    """

    WITHOUT_SCOPE = "says where numbers stand, not what they are"
    PRIVACY = classes.fields(P="id records definition places")

    records = models.CharField(max_length=60)
    definition = models.TextField()
    places = models.JSONField()

    class Meta:
        db_table = "fact_layout"
        indexes = (models.Index(fields=("records",), name="fact_layout_of_records"),)

    def __str__(self) -> str:
        return f"{self.records} {self.pk}"


class Fact(models.Model):
    """What all indicators over the same records came to at one organisation in one month.

    ``total`` is the organisation with all below it as the tree stood at the end of the month,
    ``own`` its own records alone (NULL where nothing below adds to them). A changed fact is closed
    (``known_to``) and written new, an unchanged one untouched. No row says no data; zero is a row.
    Cut by month; reached through its organisation, whose policy it shares.
    """

    PRIVACY = classes.fields(
        I="pk records org month layout own total known_from known_to",
    )

    pk = models.CompositePrimaryKey("org_id", "records", "month", "known_from")
    records = models.CharField(max_length=60)
    org = models.ForeignKey(
        "orgs.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    month = models.DateField()  # its first day
    layout = models.ForeignKey(
        FactLayout, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    own = ArrayField(models.BigIntegerField(), null=True)
    total = ArrayField(models.BigIntegerField())
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)

    class Meta:
        db_table = "fact"
        managed = False  # partitions are made by hand in the migration

    def __str__(self) -> str:
        return f"{self.records} {self.org_id} {self.month:%Y-%m}"


class Filled(models.Model):
    """Up to which day a month was worked out from records, and when."""

    WITHOUT_SCOPE = "one row a month for the whole tree"
    PRIVACY = classes.fields(I="id records month on at layout")

    records = models.CharField(max_length=60)
    month = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    layout = models.ForeignKey(FactLayout, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "filled"
        constraints = (
            models.UniqueConstraint(fields=("records", "month"), name="one_filling_of_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.records} {self.month:%Y-%m} {self.on}"


class DirtyMark(models.Model):
    """A record that changed: figures over ``thing`` at ``org`` are to be looked at again.

    ``since`` is the first day for which it matters. ``org`` None says the whole tree.
    """

    WITHOUT_SCOPE = "written by triggers, read by the worker; in sight where its organisation is"
    PRIVACY = classes.fields(I="id thing org since")

    thing = models.CharField(max_length=40)
    org = models.ForeignKey(
        "orgs.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    since = models.DateField()

    class Meta:
        db_table = "dirty_mark"
        constraints = (
            models.CheckConstraint(condition=~Q(thing=""), name="dirty_mark_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.thing} {self.org_id} {self.since}"
