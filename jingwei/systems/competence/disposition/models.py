"""Which cases are there, who sits on them, what did the member say, who looked?

A case is seen by those named on it and by the member alone: ``named`` holds their accounts, a
trigger keeps it in step with the seats, and a restrictive policy of the database reads it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.competence.disposition import kinds
from jingwei.systems.competence.disposition.pilots import (
    Adoption,
    LocalStep,
    Outcome,
    Pilot,
    Trial,
)

THROUGH_CASE = "reached through its case, whose policy it shares"


class Disposition(Scoped):
    """One case about one member, from the private talk to the sealed file.

    ``grounds`` and ``care`` are sealed JSON: codes of grounds (one of them an article number and
    no more), and the answers to the prompts. Counts of the vote are counts; nobody's ballot is
    on file. ``closed_on`` ends the case; ``sealed_at`` takes it out of everybody's hands but the
    approver's and the superior's.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="state named opened_on opened_by opened_grant filed_with filed_name filed_path meeting"
        " entitled present yes no abstained voted_on approved_at approved_by closed_on sealed_at"
        " sealed_by follows",
        C="person form outcome informed_on received_on served_on final_on barred_until",
        S="grounds care",
    )

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=kinds.State, default=kinds.State.CONCERN)
    named = ArrayField(models.BigIntegerField(), default=list)
    form = models.CharField(max_length=12, choices=kinds.Form, blank=True)
    grounds = models.BinaryField(null=True)
    care = models.BinaryField(null=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    opened_grant = models.BigIntegerField(null=True)  # the post that drafted
    # The base committee, as it was called: the branch does not see the offices above it.
    filed_with = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    filed_name = models.CharField(max_length=200, blank=True)
    filed_path = path_field(blank=True)
    informed_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    meeting = models.ForeignKey(
        "meetings.Meeting", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    voted_on = models.DateField(null=True)
    entitled = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(null=True)
    yes = models.PositiveIntegerField(null=True)
    no = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    served_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=kinds.Form, blank=True)
    final_on = models.DateField(null=True)
    barred_until = models.DateField(null=True)  # no re-entry before this day
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_on = models.DateField(null=True)
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "disposition"
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(closed_on=None), name="one_open_disposition"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="disposition_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None, sealed_by=None)
                | Q(sealed_at__isnull=False, sealed_by__isnull=False),
                name="disposition_sealed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(closed_on__isnull=False),
                name="disposition_sealed_when_closed",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How the case is called: a number, never a name."""
        return f"{self.opened_on.year}-{self.pk or 0:03d}"

    @property
    def account_ids(self) -> list[int]:
        return list(self.named)


class Seat(models.Model):
    """Somebody who sits on a case: an account that sees it, or a member who has none.

    ``sealed`` is what an investigator says about how they stand to the member.
    """

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(
        I="id public_id case role account grant post in_minutes named_on named_by ended_on",
        C="person name", S="sealed",
    )  # fmt: skip

    public_id = public_id_field()
    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=kinds.Role)
    account = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    grant = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=200, blank=True)
    sealed = models.BinaryField(null=True)
    in_minutes = models.BooleanField(default=False)
    named_on = models.DateField()
    named_by = models.CharField(max_length=50, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "disposition_seat"
        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(person__isnull=False),
                name="disposition_seat_is_somebody",
            ),
            models.UniqueConstraint(
                fields=("case", "role", "account"), name="one_disposition_seat_of_an_account",
                condition=Q(ended_on=None, account__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("case", "role", "person"), name="one_disposition_seat_of_a_person",
                condition=Q(ended_on=None, person__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"

    @property
    def who(self) -> str:
        """The same for the same human being, whatever stands on the seat."""
        return f"p{self.person_id}" if self.person_id else f"a{self.account_id}"


class Point(models.Model):
    """One thing the member put forward, and the answer to it."""

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(
        I="id public_id case number kind asked_at result answered_at answered_by",
        C="answered_name", S="said answer",
    )  # fmt: skip

    public_id = public_id_field()
    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=kinds.Ask)
    said = models.BinaryField(null=True)
    asked_at = models.DateTimeField()
    result = models.CharField(max_length=9, choices=kinds.Result, blank=True)
    answer = models.BinaryField(null=True)
    answered_name = models.CharField(max_length=50, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "disposition_point"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "number"), name="one_disposition_point_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="disposition_point_answered_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"


class SetAside(models.Model):
    """A fact of the records that no longer counts, and why: illness, leave asked for, distance."""

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(I="id public_id case situation key by_name at", S="why")

    public_id = public_id_field()
    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    situation = models.CharField(max_length=8, choices=kinds.Ground)
    key = models.CharField(max_length=60)
    why = models.BinaryField()
    by_name = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        db_table = "disposition_set_aside"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "situation", "key"), name="one_set_aside_of_a_fact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.situation} {self.key}"


class CaseLook(models.Model):
    """Somebody opened a case. Rows are only added; the member reads them all."""

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(I="id case account name post is_oneself at")

    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=200, blank=True)
    is_oneself = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "disposition_look"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%F %H:%M}"


class Tick(models.Model):
    """One of the fifteen local steps was done on a day."""

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(I="id case phase position label done_on by_name")

    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    phase = models.CharField(max_length=6, choices=kinds.Phase)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    done_on = models.DateField()
    by_name = models.CharField(max_length=50)

    class Meta:
        db_table = "disposition_tick"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "phase", "position"), name="one_tick_of_a_local_step"
            ),
        )

    def __str__(self) -> str:
        return f"{self.phase} {self.position}"


class HelpTalk(models.Model):
    """The helper talked with the member: only that, and when."""

    WITHOUT_SCOPE = THROUGH_CASE
    PRIVACY = classes.fields(I="id case on by_name")

    case = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    by_name = models.CharField(max_length=50)

    class Meta:
        db_table = "disposition_talk"
        constraints = (models.UniqueConstraint(fields=("case", "on"), name="one_help_talk_a_day"),)

    def __str__(self) -> str:
        return f"{self.on}"


__all__ = [
    "Adoption", "CaseLook", "Disposition", "HelpTalk", "LocalStep", "Outcome", "Pilot", "Point",
    "Seat", "SetAside", "Tick", "Trial",
]  # fmt: skip
