"""What is on record of a yearly appraisal? The round of a branch, one line a member, objections."""

from typing import Any

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes, sealing
from jingwei.work.membership.appraisal.kinds import Answer, Grade, Phase, Skip

SELF, MUTUAL = "appraisal_line.self_text", "appraisal_line.mutual"


def _count() -> Any:
    return models.PositiveIntegerField(null=True)


class Round(Scoped):
    """民主评议党员 of a branch in a year. Ballots are counts; nobody's own ballot is on file.

    That no appraisal was held is a state with a reason, and stays one.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="year state held_on told_on", I="issued returned valid why_not"
    )

    public_id = public_id_field()
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Phase, default=Phase.PREPARING)
    held_on = models.DateField(null=True)
    issued = _count()
    returned = _count()
    valid = _count()
    told_on = models.DateField(null=True)
    why_not = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "appraisal_round"
        indexes = (models.Index(fields=("year", "id"), name="appraisal_round_by_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=("org", "year"), name="one_round_a_year",
                violation_error_message="这个支部今年的评议已经开始，请打开来办。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}"


class Appraisal(Scoped):
    """One member in a round: what the member wrote, the counts, the grade the committee proposed.

    ``host`` is the home branch of somebody who lives here and is appraised here; it reads the
    line, too. ``self_text`` is the member's own and opens only in the branch itself. A grade is
    set for one person by one act; there is no other way.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="round excellent qualified basic unqualified self_at proposed_at proposed_by",
        C="person name name_sort grade reason skipped skip_note told_on",
        S="self_text mutual",
    )

    public_id = public_id_field()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)  # as on the roster; the file may be elsewhere
    name_sort = models.CharField(max_length=200, db_collation="C")
    host = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    host_path = path_field(null=True)
    self_text = models.BinaryField(null=True)
    self_at = models.DateTimeField(null=True)
    mutual = models.BinaryField(null=True)
    excellent = _count()
    qualified = _count()
    basic = _count()
    unqualified = _count()
    grade = models.CharField(max_length=12, choices=Grade, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    skipped = models.CharField(max_length=12, choices=Skip, blank=True)
    skip_note = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    told_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "appraisal_line"
        constraints = (
            models.UniqueConstraint(fields=("round", "person"), name="one_line_a_member"),
            models.CheckConstraint(
                condition=Q(host=None, host_path=None)
                | Q(host__isnull=False, host_path__isnull=False),
                name="appraisal_line_host_and_path",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at=None, proposed_by=None)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="appraisal_line_proposed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(grade="") | Q(skipped=""), name="appraisal_graded_or_skipped"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.round_id}"

    @property
    def counts(self) -> tuple[int | None, ...]:
        """Ballots for each grade, in the order of the grades."""
        return (self.excellent, self.qualified, self.basic, self.unqualified)

    @property
    def is_settled(self) -> bool:
        return bool(self.grade or self.skipped)

    @property
    def own_words(self) -> str:
        return sealing.unseal(self.self_text, column=SELF, row=self.public_id)

    @property
    def others_words(self) -> str:
        return sealing.unseal(self.mutual, column=MUTUAL, row=self.public_id)


class Objection(Scoped):
    """A member does not agree with the grade, says why, and is answered; words are sealed with
    the steps of the flow."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person line state answer", I="raised_on answered_at answered_by"
    )

    public_id = public_id_field()
    line = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Answer, default=Answer.RAISED)
    raised_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "appraisal_objection"
        constraints = (
            models.UniqueConstraint(
                fields=("line",), condition=Q(state=Answer.RAISED), name="one_objection_at_a_time",
                violation_error_message="您提的意见支部还没有答复，请等一等。",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="objection_answered_by_and_at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.raised_on} {self.get_state_display()}"
