"""Which election is on its way, who stands, and what was counted? Counts only, nobody's ballot."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.elections.kinds import (
    TITLES,
    DelegateState,
    Office,
    Outcome,
    Side,
    State,
    Vacated,
    Variant,
    Way,
)


def _people() -> Any:
    return ArrayField(models.BigIntegerField(), default=list, db_default=[])


class Election(Scoped):
    """One election of the leading body of an organisation.

    ``due_on`` is the end of the term as it stood when the plan was made; ``postponed_to`` the day
    up to which the superior let it wait. ``entitled`` and ``present`` are ids of persons on the
    day of the meeting; ``sitting`` counts the meetings that were needed.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="variant way state due_on planned_on postponed_to committee_seats deputy_seats held_on"
        " begun_on noticed_on confirmed_on",
        I="shift_reason way_reason venue sitting open_seats_reason asked_at asked_by"
        " confirmed_at confirmed_by meeting",
        C="entitled present tellers chair",
    )

    public_id = public_id_field()
    variant = models.CharField(max_length=12, choices=Variant, default=Variant.TERM)
    way = models.CharField(max_length=10, choices=Way, default=Way.MEMBERS)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNING)
    due_on = models.DateField(null=True)
    planned_on = models.DateField()
    postponed_to = models.DateField(null=True)
    shift_reason = models.CharField(max_length=200, blank=True)
    way_reason = models.CharField(max_length=200, blank=True)
    committee_seats = models.PositiveSmallIntegerField(default=0)
    deputy_seats = models.PositiveSmallIntegerField(default=0)
    begun_on = models.DateField()
    noticed_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    venue = models.CharField(max_length=120, blank=True)
    sitting = models.PositiveSmallIntegerField(default=1)
    entitled = _people()
    present = _people()
    tellers = _people()
    chair = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The record of the meeting that voted, in the organ's organisational life.
    meeting = models.ForeignKey(
        "meetings.Meeting", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    open_seats_reason = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "election"
        indexes = (
            models.Index(fields=("org", "planned_on"), name="election_of_org"),
            models.Index(fields=("planned_on", "id"), name="election_by_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("org",), condition=~Q(state__in=(State.DONE, State.STOPPED)),
                name="one_election_under_way",
                violation_error_message="这个组织已有一次选举在办，请先办完。",
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="election_asked_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="election_confirmed_by_and_at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.org.short_name or self.org.name} {self.planned_on:%Y-%m} {self.label}"

    @property
    def label(self) -> str:
        return str(Variant(self.variant).label)

    @property
    def is_open_direct(self) -> bool:
        return self.variant == Variant.OPEN_DIRECT

    @property
    def heads_by_members(self) -> bool:
        """Do all voters elect secretary and deputies, and not the committee?"""
        return self.is_open_direct or self.committee_seats == 0

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.STOPPED)

    @property
    def latest_on(self) -> Any:
        """The day by which it is to be held: as postponed, else the end of the term."""
        return self.postponed_to or self.due_on

    def seats_of(self, office: str) -> int:
        return {Office.COMMITTEE: self.committee_seats, Office.SECRETARY: 1,
                Office.DEPUTY: self.deputy_seats}.get(Office(office), 0)  # fmt: skip

    @property
    def offices(self) -> list[str]:
        """The offices that are filled, in the order of voting."""
        wanted = (Office.COMMITTEE, Office.SECRETARY, Office.DEPUTY)
        return [office.value for office in wanted if self.seats_of(office)]

    @property
    def offices_of_meeting(self) -> list[str]:
        """Those on whom the meeting votes; the committee elects the rest among its own."""
        own = self.heads_by_members
        return [one for one in self.offices if own or one == Office.COMMITTEE]

    @property
    def offices_of_committee(self) -> list[str]:
        return [one for one in self.offices if one not in self.offices_of_meeting]


class Delegation(Scoped):
    """How many delegates a branch below sends to the delegates' meeting."""

    PRIVACY = classes.PLUMBING | classes.fields(P="election unit seats")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seats = models.PositiveSmallIntegerField()

    class Meta(Scoped.Meta):
        db_table = "election_delegation"
        constraints = (
            models.UniqueConstraint(fields=("election", "unit"), name="one_delegation_of_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.seats}"


class Candidate(Scoped):
    """Somebody who stands for an office; ``sides`` say who recommended."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name", I="election office unit position sides is_approved"
    )

    public_id = public_id_field()
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="+")
    office = models.CharField(max_length=10, choices=Office)
    unit = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=50)
    sides = ArrayField(models.CharField(max_length=12, choices=Side), default=list)
    is_approved = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "election_candidate"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "office", "unit", "person"), name="stands_once_for_an_office",
                nulls_distinct=False,
                violation_error_message="这个人已经是这一职务的候选人。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Round(Scoped):
    """One vote on one office: what was issued, came back and counted. No ballot is on file.

    ``unit`` is the branch whose members vote on delegates. ``of_entitled`` and ``exactly_counts``
    are the readings of the rulebook that decided on the day.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="election sitting office unit number on seats entitled present issued returned valid"
        " outcome of_entitled exactly_counts"
    )

    public_id = public_id_field()
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="+")
    sitting = models.PositiveSmallIntegerField(default=1)
    office = models.CharField(max_length=10, choices=Office)
    unit = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    seats = models.PositiveSmallIntegerField()
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    of_entitled = models.BooleanField()
    exactly_counts = models.BooleanField()

    class Meta(Scoped.Meta):
        db_table = "election_round"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "sitting", "office", "unit", "number"),
                name="one_round_of_a_number", nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.VOID)
                | Q(returned__lte=F("issued"), valid__lte=F("returned"),
                    present__lte=F("entitled"), issued__lte=F("present")),
                name="round_adds_up",
                violation_error_message="收回的票不能多于发出的，发出的不能多于到会的。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_office_display()} {self.number}"


class Tally(Scoped):
    """What one name got in one round: how many, never from whom."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name", I="round position yes no abstained is_written_in is_elected title"
    )

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=50)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    is_written_in = models.BooleanField(default=False)
    is_elected = models.BooleanField(default=False)
    title = models.CharField(max_length=16, choices=TITLES, blank=True)

    class Meta(Scoped.Meta):
        db_table = "election_tally"
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="one_tally_at_a_place"),
        )

    def __str__(self) -> str:
        return self.name


class Delegate(Scoped):
    """Somebody elected to the delegates' meeting by the members of a branch (``unit``).

    ``number`` stands on the card. Whether the election and the delegate were in order is examined
    once; who is rejected or drops out leaves a seat that the same branch fills by a vote.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name ended_why", I="election unit round number state checked_on checked_by"
        " ended_on words",
    )  # fmt: skip

    public_id = public_id_field()
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=9, choices=DelegateState, default=DelegateState.ELECTED
    )  # fmt: skip
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=8, choices=Vacated, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta(Scoped.Meta):
        db_table = "election_delegate"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "person"),
                condition=Q(state__in=(DelegateState.ELECTED, DelegateState.QUALIFIED)),
                name="one_seat_of_a_delegate",
            ),
            models.UniqueConstraint(
                fields=("election", "number"), name="one_delegate_of_a_number"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        return self.state in (DelegateState.ELECTED, DelegateState.QUALIFIED)


class VotingSuspended(Scoped):
    """From when to when a full member has no vote and cannot be elected, as another body ruled.

    What it was ruled for has no place here; the paper it stands in is sealed.
    """

    PRIVACY = classes.PLUMBING | classes.fields(C="person held", S="basis")

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    held = held_field()
    basis = models.BinaryField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "voting_suspended"
        constraints = (
            one_at_a_time(
                "one_suspension_at_a_time", "person_id", says="这段时间里已经记过，不用再记。"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.held}"


__all__ = [
    "Candidate", "Delegate", "Delegation", "Election", "Office", "Outcome", "Round", "Side",
    "State", "Tally", "Variant", "VotingSuspended", "Way",
]  # fmt: skip
