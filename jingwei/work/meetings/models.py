"""Which meetings were held, what did they decide, and who owes what by when?"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import known_field, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.meetings.kinds import Excuse, Kind, State, TalkKind, Way


def _people() -> Any:
    return ArrayField(models.BigIntegerField(), default=list, db_default=[])


class Meeting(Scoped):
    """One gathering of one organ; ``kinds`` are what it counts as, each with a part of the agenda.

    ``agenda`` is a list of ``{"kind", "title", "said"}`` in order. The roster of the day is
    ``present + excused + absent`` (ids of persons); ``excuses`` gives the code of each excused.
    ``entitled`` and ``entitled_present`` are the members with a vote, as they were at closing.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="kinds state on starts ends",
        I="topic venue guests entitled entitled_present closed_at closed_by why_not",
        C="chair recorder agenda present excused absent excuses",
    )

    public_id = public_id_field()
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind))
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    on = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    topic = models.CharField(max_length=120)
    venue = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorder = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    guests = models.CharField(max_length=300, blank=True)  # 列席人
    agenda = models.JSONField(default=list)
    present = _people()
    excused = _people()
    absent = _people()
    excuses = models.JSONField(default=dict)
    entitled = models.PositiveIntegerField(default=0)
    entitled_present = models.PositiveIntegerField(default=0)
    why_not = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    known_from = known_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "meeting"
        indexes = (
            models.Index(fields=("org", "on"), name="meeting_of_org"),
            models.Index(fields=("on", "id"), name="meeting_by_day"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="meeting_closed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False)
                | ~Q(state=State.CLOSED) & Q(closed_at=None),
                name="meeting_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(entitled_present__lte=F("entitled")), name="meeting_votes_present"
            ),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="meeting_is_something"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.topic}"

    @property
    def kind_labels(self) -> list[str]:
        return [str(Kind(kind).label) for kind in self.kinds]

    @property
    def roster(self) -> list[int]:
        return [*self.present, *self.excused, *self.absent]


class Vote(Scoped):
    """One thing put to the vote in a meeting. Counts only: nobody's ballot is on file."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="meeting position subject way issued returned valid yes no abstained passed"
    )

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    way = models.CharField(max_length=8, choices=Way, default=Way.BALLOT)
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    passed = models.BooleanField(null=True)  # worked out at closing from the votes entitled

    class Meta(Scoped.Meta):
        db_table = "meeting_vote"
        constraints = (
            models.UniqueConstraint(fields=("meeting", "position"), name="one_vote_at_a_place"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued"), valid__lte=F("returned"))
                & Q(valid=F("yes") + F("no") + F("abstained")),
                name="vote_adds_up",
                violation_error_message="收回的票不能多于发出的，有效票要等于同意、不同意、弃权之和。",
            ),
        )

    def __str__(self) -> str:
        return self.subject


class Resolution(Scoped):
    """What the meeting decided that somebody has to do: owner, day, and what came of it."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="meeting position text due_on done_on outcome", C="owner"
    )

    public_id = public_id_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta(Scoped.Meta):
        db_table = "resolution"
        indexes = (
            models.Index(
                fields=("org", "due_on"), name="resolution_open",
                condition=Q(done_on=None, due_on__isnull=False),
            ),
        )  # fmt: skip
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "position"), name="one_resolution_at_a_place"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Talk(Scoped):
    """A heart-to-heart talk: that it was held, between whom, when; never what was said."""

    PRIVACY = classes.PLUMBING | classes.fields(P="kind", C="one other on")

    public_id = public_id_field()
    kind = models.CharField(max_length=16, choices=TalkKind)
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "talk"
        indexes = (models.Index(fields=("org", "on"), name="talk_of_org"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(one=F("other")), name="talk_of_two",
                violation_error_message="谈心谈话要有两个人。",
            ),
            models.UniqueConstraint(
                fields=("one", "other", "on"), name="one_talk_a_day",
                violation_error_message="这天的这次谈话已经记过。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


__all__ = ["Excuse", "Kind", "Meeting", "Resolution", "State", "Talk", "TalkKind", "Vote", "Way"]
