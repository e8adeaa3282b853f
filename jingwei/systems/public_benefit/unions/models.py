"""Who has joined with whom, for what, until when, and what came of it?"""

from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.privacy import classes
from jingwei.systems.public_benefit.unions.kinds import (
    ENDS,
    Occasion,
    PartyRole,
    Principle,
    ProjectKind,
    ProjectState,
    UnionKind,
    UnionState,
)


class CrossAreaUnion(Scoped):
    """An agreement between organisations that may lie far apart; ``org`` leads.

    Every party sees it, and what belongs to it, whole: the policy asks for the parties' places.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="title kind principle occasion basis resources state begins_on ends_on",
        I="proposed_on signed_on begun_on ended_on review_due_on outcome",
    )

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=UnionKind, default=UnionKind.CROSS_AREA)
    principle = models.CharField(max_length=18, choices=Principle, default=Principle.SHARE)
    occasion = models.CharField(max_length=18, choices=Occasion, default=Occasion.OTHER)
    basis = models.CharField(max_length=200)  # the document or minutes
    resources = models.CharField(max_length=600, blank=True)  # what the parties share
    state = models.CharField(max_length=10, choices=UnionState, default=UnionState.PROPOSED)
    begins_on = models.DateField()
    ends_on = models.DateField()  # its last day
    proposed_on = models.DateField()
    signed_on = models.DateField(null=True)
    begun_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "cross_area_union"
        indexes = (models.Index(fields=("ends_on", "id"), name="union_by_end"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="union_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDS, ended_on__isnull=False)
                | ~Q(state__in=ENDS) & Q(ended_on=None),
                name="union_over_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title


class UnionParty(Scoped):
    """One organisation of a union and its own yes. ``org`` is the party, wherever it lies."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="union role name", I="signed_on signed_by declined_on words"
    )

    union = models.ForeignKey(CrossAreaUnion, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=PartyRole, default=PartyRole.MEMBER)
    name = models.CharField(max_length=120)  # of the day: the others do not see the row itself
    signed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    declined_on = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "union_party"
        constraints = (
            models.UniqueConstraint(
                fields=("union", "org"), name="a_party_once",
                violation_error_message="这个组织已经是其中一方。",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(declined_on=None), name="party_says_one_thing"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class UnionGoal(Scoped):
    """What the union wants to reach, in a number, and what was measured last."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="union title unit target", I="reached measured_on evidence"
    )

    public_id = public_id_field()
    union = models.ForeignKey(CrossAreaUnion, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    unit = models.CharField(max_length=12)
    target = models.DecimalField(max_digits=12, decimal_places=2)  # at least so much
    reached = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    measured_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "union_goal"
        constraints = (
            models.CheckConstraint(
                condition=Q(reached=None, measured_on=None)
                | Q(reached__isnull=False, measured_on__isnull=False),
                name="goal_measured_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_reached(self) -> bool:
        return self.reached is not None and self.reached >= self.target

    @property
    def target_told(self) -> str:
        return f"{self.target.normalize():f}"

    @property
    def reached_told(self) -> str:
        return "" if self.reached is None else f"{self.reached.normalize():f}"


class JointProject(Scoped):
    """One thing that the parties do together; ``org`` is the party that answers for it."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="union kind title org_name", I="due_on state done_on result"
    )

    public_id = public_id_field()
    union = models.ForeignKey(CrossAreaUnion, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ProjectKind)
    title = models.CharField(max_length=120)
    org_name = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ProjectState, default=ProjectState.PLANNED)
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "joint_project"
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ProjectState.DONE, done_on__isnull=False) & ~Q(result="")
                | ~Q(state=ProjectState.DONE) & Q(done_on=None),
                name="project_done_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return self.title


class UnionReview(Scoped):
    """What all parties found when the union was looked at again, in words."""

    PRIVACY = classes.PLUMBING | classes.fields(P="union on", I="gained lacking")

    union = models.ForeignKey(CrossAreaUnion, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    gained = models.CharField(max_length=600)
    lacking = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "union_review"

    def __str__(self) -> str:
        return f"{self.on} {self.union_id}"
