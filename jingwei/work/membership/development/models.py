"""Who has applied, how far have they come, and what did the branch meetings vote?"""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.kinds import Sex
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.development.kinds import (
    ENDS,
    Outcome,
    Politics,
    Recommended,
    State,
    VoteKind,
    Why,
)

MILESTONES = (
    "applied_on", "talked_on", "activist_on", "candidate_on", "noticed_on", "consented_on",
    "reviewed_on", "prereviewed_on", "formed_on", "voted_on", "approved_on", "requested_on",
    "full_voted_on", "full_approved_on", "archived_on",
)  # fmt: skip
"""The days of the way in their order; none lies before the one that stands before it."""


def _day() -> Any:
    return models.DateField(null=True)


def _who() -> Any:
    return models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class Development(Scoped):
    """One person's way into the Party, in the branch that took the application.

    Before admission there is no ``Person``: name and details stand here, ID number, phone and
    address sealed. Admission makes the file and the membership and empties the sealed columns.
    ``is_talent`` notes a seedling project (PARK-03); no step, order or date looks at it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="state updated_at rule_note is_talent check_due talk_due approval_due oath_due full_due",
        C="person name name_sort sex ethnicity birth_on education degree politics native_place"
        " background work_post unit_title league_on worked_on id_tail phone_tail recommended"
        " contact_one contact_two sponsor_one sponsor_two applied_on talked_on activist_on"
        " checks_on candidate_on noticed_on objections consented_on political_on political"
        " trained_on training_days training_hours reviewed_on prereviewed_on formed_on form_no"
        " voted_on talked_above_on approved_on filed_above_on placed_on oath_on probation_until"
        " extended_months requested_on full_voted_on full_approved_on archived_on stopped_on why",
        S="id_number id_index phone address",
    )  # fmt: skip

    public_id = public_id_field()
    state = models.CharField(max_length=20, choices=State, default=State.APPLIED)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    name_sort = models.CharField(max_length=200, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=2, blank=True)
    birth_on = _day()
    education = models.CharField(max_length=2, blank=True)
    degree = models.CharField(max_length=3, blank=True)
    politics = models.CharField(max_length=2, choices=Politics, blank=True)
    native_place = models.CharField(max_length=60, blank=True)
    background = models.CharField(max_length=300, blank=True)
    work_post = models.CharField(max_length=60, blank=True)
    unit_title = models.CharField(max_length=120, blank=True)
    league_on = _day()
    worked_on = _day()
    id_number = models.BinaryField(null=True)
    id_index = models.BinaryField(null=True, max_length=16)
    id_tail = models.CharField(max_length=4, blank=True)
    phone = models.BinaryField(null=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    address = models.BinaryField(null=True)
    is_talent = models.BooleanField(default=False, db_default=False)
    # 申请
    applied_on = models.DateField()
    talk_due = _day()
    talked_on = _day()
    # 积极分子
    recommended = models.CharField(max_length=8, choices=Recommended, blank=True)
    activist_on = _day()
    contact_one = _who()
    contact_two = _who()
    checks_on = ArrayField(models.DateField(), default=list, db_default=[])
    check_due = _day()
    # 发展对象
    candidate_on = _day()
    noticed_on = _day()
    objections = models.PositiveSmallIntegerField(default=0, db_default=0)
    consented_on = _day()
    sponsor_one = _who()
    sponsor_two = _who()
    political_on = _day()
    political = models.CharField(max_length=10, choices=Outcome, blank=True)
    trained_on = _day()
    training_days = models.PositiveSmallIntegerField(null=True)
    training_hours = models.PositiveSmallIntegerField(null=True)
    # 接收
    reviewed_on = _day()
    prereviewed_on = _day()
    formed_on = _day()
    form_no = models.CharField(max_length=40, blank=True)
    voted_on = _day()
    approval_due = _day()
    talked_above_on = _day()
    approved_on = _day()
    filed_above_on = _day()
    # 预备期和转正
    placed_on = _day()
    oath_due = _day()
    oath_on = _day()
    probation_until = _day()  # the first day on which the meeting may vote
    extended_months = models.PositiveSmallIntegerField(null=True)
    requested_on = _day()
    full_voted_on = _day()
    full_due = _day()
    full_approved_on = _day()
    archived_on = _day()
    stopped_on = _day()
    why = models.CharField(max_length=10, choices=Why, blank=True)
    rule_note = models.CharField(max_length=20, blank=True)  # rule set at the beginning
    is_demo = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)
    updated_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        db_table = "development"
        indexes = (
            models.Index(fields=("name_sort", "id"), name="development_by_name"),
            models.Index(fields=("applied_on", "id"), name="development_by_day"),
            models.Index(fields=("state", "org_path"), name="development_by_state"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("id_index",), name="one_way_at_a_time",
                condition=~Q(state__in=[one.value for one in ENDS]),
            ),
            models.CheckConstraint(
                condition=Q(id_number__isnull=True, id_index__isnull=True)
                | Q(id_number__isnull=False, id_index__isnull=False),
                name="development_number_with_index",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | Q(stopped_on__isnull=False),
                name="development_stopped_on",
            ),
            models.CheckConstraint(
                condition=Q(person=None, approved_on=None)
                | Q(person__isnull=False, approved_on__isnull=False),
                name="development_admitted_on",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def latest(self) -> date:
        """The last day of the way so far."""
        days: list[date] = [day for name in MILESTONES if (day := getattr(self, name)) is not None]
        return max(days)


class BranchVote(Scoped):
    """What a branch meeting voted on one person: counts only, nobody's ballot.

    ``meeting`` is the record of that meeting where there is one. ``written_yes``: members who
    could not come and agreed in writing before; whether they count is a number of the rulebook.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="case meeting kind on entitled present yes no abstained written_yes passed"
    )

    case = models.ForeignKey(Development, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=VoteKind)
    on = models.DateField()
    meeting = models.ForeignKey(
        "meetings.Meeting", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    written_yes = models.PositiveIntegerField(default=0)
    passed = models.BooleanField()

    class Meta(Scoped.Meta):
        db_table = "branch_vote"
        constraints = (
            models.CheckConstraint(
                condition=Q(present__lte=models.F("entitled"))
                & Q(present__gte=models.F("yes") + models.F("no") + models.F("abstained")),
                name="branch_vote_adds_up",
                violation_error_message="同意、不同意、弃权加起来不能超过到会人数。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


__all__ = ["BranchVote", "Development", "State"]
