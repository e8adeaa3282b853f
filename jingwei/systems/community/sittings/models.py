"""When did a wing or committee of a community meet, who came, and who does what was decided?

The body itself, the Party organisation of the community, keeps its meetings in
``work/meetings``; nothing of it is written down here again.
"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.community.grids.models import Community, Seat, Slot
from jingwei.systems.community.sittings.kinds import Came


class Sitting(Scoped):
    """One meeting of one body. ``items`` is a list of ``{"title", "said"}`` in order."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="community slot on", I="topic venue guests items recorded_at recorded_by",
        C="chair recorder",
    )  # fmt: skip

    public_id = public_id_field()
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    topic = models.CharField(max_length=120)
    venue = models.CharField(max_length=120, blank=True)
    chair = models.CharField(max_length=50)
    recorder = models.CharField(max_length=50, blank=True)
    guests = models.CharField(max_length=300, blank=True)  # 列席单位和人
    items = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "sitting"
        indexes = (
            models.Index(fields=("community", "-on"), name="sitting_of_community"),
            models.Index(fields=("-on", "-id"), name="sitting_by_day"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("slot", "on", "topic"), name="one_sitting_on_a_topic_a_day",
                violation_error_message="这天的这个会已经记过。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} {self.topic}"


class Attendance(Scoped):
    """How one who sits in the body stood at its meeting; ``name`` as it was on the day."""

    PRIVACY = classes.PLUMBING | classes.fields(C="seat name came", I="sitting")

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    came = models.CharField(max_length=8, choices=Came)

    class Meta(Scoped.Meta):
        db_table = "sitting_attendance"
        constraints = (models.UniqueConstraint(fields=("sitting", "seat"), name="one_line_a_seat"),)

    def __str__(self) -> str:
        return f"{self.name} {self.came}"


class Decision(Scoped):
    """What the body decided that somebody has to do, by when, and what came of it.

    ``person`` is the file of the owner where the seat has one: it then stands in 我的信息.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="sitting position text due_on done_on outcome", C="person owner"
    )

    public_id = public_id_field()
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.CharField(max_length=50)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "sitting_decision"
        indexes = (
            models.Index(fields=("due_on", "id"), name="decision_open", condition=Q(done_on=None)),
        )
        constraints = (
            models.UniqueConstraint(fields=("sitting", "position"), name="one_decision_at_a_place"),
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="decision_done_with_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def was_in_time(self) -> bool:
        return self.done_on is not None and self.done_on <= self.due_on


__all__ = ["Attendance", "Came", "Decision", "Sitting"]
