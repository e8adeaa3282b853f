"""Who is away, out of contact, abroad, or leaving, since when, and how far has it come?"""

from django.db import models
from django.db.models import Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.standing import kinds
from jingwei.work.membership.standing.kinds import (
    AbroadState,
    FloatingState,
    LeavingState,
    LostState,
    OrgClass,
    Situation,
    Why,
)


def one_open(name: str, ends: tuple[str, ...], says: str) -> models.UniqueConstraint:
    """A member has one such record under way at a time."""
    return models.UniqueConstraint(
        fields=("person",), condition=~Q(state__in=ends), name=name, violation_error_message=says
    )


class OfMember(Scoped):
    """A record about one member, kept by the branch where the relation lies; ``name`` is as it
    was, for the other side. ``since`` is the first day."""

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    since = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Floating(OfMember):
    """流动党员: away for six months or more, relation not moved. ``host`` is the branch of this
    city that takes the member along; life and appraisal happen there, and are reported home."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name category place contact last_contact_on",
        I="state since why host home_name host_name ended_on",
    )
    ENDS = (FloatingState.RETURNED, FloatingState.ENDED)

    state = models.CharField(max_length=8, choices=FloatingState)
    why = models.CharField(max_length=8, choices=Why, default=Why.WORK)
    host = models.ForeignKey(
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    host_path = path_field(null=True)
    category = models.CharField(max_length=12, choices=Category)
    home_name = models.CharField(max_length=120)
    host_name = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=60)
    contact = models.CharField(max_length=50, blank=True)  # who keeps in touch, by name
    last_contact_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(OfMember.Meta):
        abstract = False
        db_table = "floating"
        indexes = (models.Index(fields=("-since", "-id"), name="floating_by_day"),)
        constraints = (
            one_open("one_floating_at_a_time", ("returned", "ended"), "这名党员已登记外出。"),
            models.CheckConstraint(
                condition=Q(host=None, host_path=None)
                | Q(host__isnull=False, host_path__isnull=False),
                name="floating_host_and_path",
            ),
        )


class LostContact(OfMember):
    """失联党员: searched for and not found. ``since`` is the last day of contact."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name situation", I="state since org_class searches last_search_on suspended_on"
        " ended_on",
    )  # fmt: skip
    ENDS = (LostState.FOUND, LostState.HANDED, LostState.ENDED)

    state = models.CharField(max_length=9, choices=LostState)
    situation = models.CharField(max_length=1, choices=Situation)
    org_class = models.CharField(max_length=1, choices=OrgClass)
    searches = models.PositiveIntegerField(default=0)
    last_search_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(OfMember.Meta):
        abstract = False
        db_table = "lost_contact"
        indexes = (models.Index(fields=("-since", "-id"), name="lost_by_day"),)
        constraints = (
            one_open("one_search_at_a_time", ("found", "handed", "ended"), "这名党员已在查找。"),
        )


class Stay(OfMember):
    """A member abroad: studying, posted or settled; asked after each half-year."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name kind place last_contact_on", I="state since suspended_on ended_on"
    )
    ENDS = (AbroadState.BACK, AbroadState.ENDED)

    state = models.CharField(max_length=9, choices=AbroadState)
    kind = models.CharField(max_length=7, choices=kinds.Abroad)
    place = models.CharField(max_length=60)
    last_contact_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(OfMember.Meta):
        abstract = False
        db_table = "stay_abroad"
        indexes = (models.Index(fields=("-since", "-id"), name="stay_by_day"),)
        constraints = (
            one_open("one_stay_at_a_time", ("back", "ended"), "这名党员已登记出国（境）。"),
        )


class Leaving(OfMember):
    """A member who asks to leave the Party. ``since`` is the day of the wish; what was said stands
    sealed in the steps of its case."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name", I="state since talked_on met_on ended_on"
    )
    ENDS = (LeavingState.LEFT, LeavingState.STAYED, LeavingState.ENDED)

    state = models.CharField(max_length=8, choices=LeavingState)
    talked_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(OfMember.Meta):
        abstract = False
        db_table = "leaving"
        indexes = (models.Index(fields=("-since", "-id"), name="leaving_by_day"),)
        constraints = (
            one_open("one_leaving_at_a_time", ("left", "stayed", "ended"), "这名党员的退党在办。"),
        )


class NoticeServed(Scoped):
    """送达: that a notice made at a step came to whom it is for, when, how and by whose hand.

    ``paper`` is the public id of the notice among the papers of the case; ``taker`` who took it.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person name how taker note", I="flow subject paper slot made_on served_on noted_at"
        " noted_by",
    )  # fmt: skip

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)
    flow = models.CharField(max_length=60)
    subject = models.UUIDField()
    paper = models.UUIDField()
    slot = models.CharField(max_length=40)
    made_on = models.DateField()
    served_on = models.DateField()
    how = models.CharField(max_length=8, choices=kinds.Served)
    taker = models.CharField(max_length=50, blank=True)
    note = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "standing_service"
        constraints = (
            models.UniqueConstraint(
                fields=("paper",),
                name="served_once",
                violation_error_message="这份通知书已经记过送达。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.served_on}"
