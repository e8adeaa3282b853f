"""Where is the exit mechanism tried, by which criteria, and what came of each trial?"""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes
from jingwei.systems.competence.disposition import kinds


class Pilot(Scoped):
    """A unit that tries the exit mechanism: field, place, period, and why it was chosen.

    No number of members to be disposed of stands anywhere; there is no quota.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="field place held", I="criteria basis kept")

    public_id = public_id_field()
    field = models.CharField(max_length=10, choices=kinds.Field)
    place = models.CharField(max_length=80)
    held = DateRangeField()
    criteria = models.TextField(max_length=2000)
    basis = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition_pilot"
        indexes = (models.Index(fields=("field", "id"), name="disposition_pilot_by_field"),)

    def __str__(self) -> str:
        return f"{self.get_field_display()} {self.place}"


class Trial(Scoped):
    """One idea tried in a pilot: what was expected, what was found, kept or dropped."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="pilot idea expected figure began_on ended_on evaluation kept decided_on"
    )

    public_id = public_id_field()
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="+")
    idea = models.CharField(max_length=200)
    expected = models.CharField(max_length=200)
    figure = models.CharField(max_length=60, blank=True)  # an indicator's code, where one shows it
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    evaluation = models.TextField(max_length=2000, blank=True)
    kept = models.CharField(max_length=8, choices=kinds.Kept, default=kinds.Kept.OPEN)
    decided_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition_trial"

    def __str__(self) -> str:
        return self.idea


class Adoption(Scoped):
    """Another unit takes up a practice that a pilot kept: where, since when, why it suits there.

    ``idea`` and ``origin`` are copied: the unit that adopts does not see the pilot's own range.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="place held", I="trial idea origin why ended_why")

    public_id = public_id_field()
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="+")
    idea = models.CharField(max_length=200)
    origin = models.CharField(max_length=300)
    place = models.CharField(max_length=80)
    held = DateRangeField()
    why = models.TextField(max_length=2000)
    ended_why = models.TextField(max_length=2000, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition_adoption"

    def __str__(self) -> str:
        return f"{self.place} {self.idea}"

    @property
    def is_stopped(self) -> bool:
        return self.held.upper is not None


class Outcome(Scoped):
    """That a decision took effect in a month: its form, and whether help ended it.

    It belongs to the city as a whole and names neither branch nor person nor day, so that figures
    and snapshots can count decisions without opening one case. ``key`` is a keyed hash.
    """

    PRIVACY = classes.PLUMBING | classes.fields(I="key form month is_lifted is_sound")

    key = models.BinaryField(max_length=16)
    form = models.CharField(max_length=12, choices=kinds.Form)
    month = models.DateField()
    is_lifted = models.BooleanField(default=False)
    is_sound = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition_outcome"
        constraints = (
            models.UniqueConstraint(fields=("key",), name="one_outcome_of_a_disposition"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.get_form_display()}"


class LocalStep(Scoped):
    """A step of the local checklist as an organisation calls it, for itself and all below."""

    PRIVACY = classes.PLUMBING | classes.fields(P="phase position label held")

    phase = models.CharField(max_length=6, choices=kinds.Phase)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    held = DateRangeField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition_local_step"

    def __str__(self) -> str:
        return self.label
