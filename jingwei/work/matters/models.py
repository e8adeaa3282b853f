"""What did people ask, who answers for it, what came in at the public door, how was it rated?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped, path_field
from jingwei.kernel.privacy import classes
from jingwei.work.matters.handed import Petition
from jingwei.work.matters.kinds import Category, Channel, Grade, Kind, Outcome, State
from jingwei.work.matters.own import (
    BenefitFound,
    Complaint,
    GridMatter,
    Mediation,
    ProxyCase,
    ProxyPaper,
    VoiceItem,
)
from jingwei.work.matters.ways import DispatchRule

__all__ = [
    "Arrival", "BenefitFound", "Complaint", "DispatchRule", "GridMatter", "Knock", "Matter",
    "Mediation", "Petition", "ProxyCase", "ProxyPaper", "Review", "VoiceItem",
]  # fmt: skip


class Matter(Scoped):
    """One thing that somebody asked. ``org`` took it first and keeps the responsibility; ``host``
    is who works on it now. ``reply_due_on`` and ``promised_on`` are fixed when they are given and
    never moved silently.

    What was asked, the name and the phone are sealed; ``title`` is a few words for lists.
    ``outside_no`` and ``outside_due_on`` are what the hotline's own system says of it. ``point`` is
    the middle of the grid, never the spot itself. ``station`` is where it was asked,
    ``station_name`` what that was called then.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="state kind first_kind category first_category channel level outcome received_on"
        " reply_due_on replied_on promised_on answered_on answered_in_time closed_on outside_due_on"
        " point",
        I="place received_at bounces reopened host host_path received_by rule why same_as"
        " is_listed outside_no station station_name",
        C="title spot phone_tail",
        S="receipt asked asker phone",
    )

    public_id = public_id_field()
    receipt = models.BinaryField(max_length=16, unique=True)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    channel = models.CharField(max_length=10, choices=Channel)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SERVICE)
    first_kind = models.CharField(max_length=10, choices=Kind, blank=True)  # once it was changed
    category = models.CharField(max_length=10, choices=Category, blank=True)
    first_category = models.CharField(max_length=10, choices=Category, blank=True)
    title = models.CharField(max_length=60)
    asked = models.BinaryField()
    asker = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    place = models.ForeignKey("orgs.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=120, blank=True)
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    host_path = path_field()
    rule = models.ForeignKey(
        DispatchRule, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = models.CharField(max_length=200, blank=True)  # as the rule said it then
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # said by a person, with a reason; nothing is merged
    is_listed = models.BooleanField(default=False)  # in public space, and the asker agreed
    point = ArrayField(models.FloatField(), size=2, null=True)  # east and north, in degrees
    station = models.UUIDField(null=True)
    station_name = models.CharField(max_length=80, blank=True, default="", db_default="")
    outside_no = models.CharField(max_length=40, blank=True)
    outside_due_on = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(default=1)
    bounces = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_on = models.DateField()
    reply_due_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answered_in_time = models.BooleanField(null=True)  # as its limit stood, pauses counted out
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "matter"
        indexes = (
            models.Index(fields=("received_at", "id"), name="matter_by_day"),
            models.Index(fields=("received_on", "org_path"), name="matter_received"),
            models.Index(
                fields=("org_path", "promised_on", "id"), name="matter_promised",
                condition=Q(closed_on=None),
            ),
            models.Index(
                fields=("host_path", "promised_on", "id"), name="matter_at_hand",
                condition=Q(closed_on=None),
            ),
            models.Index(  # errands that wait or run: a page of them, and how many there are
                fields=("received_at", "id"), name="matter_errand_open",
                include=("org_path", "host_path", "public_id"),
                condition=Q(kind="proxy", closed_on=None),
            ),
            models.Index(  # what was answered on a day, where
                fields=("answered_on", "host_path"), name="matter_answered",
                condition=Q(answered_on__isnull=False),
            ),
            models.Index(
                fields=("station", "received_on"), name="matter_at_station",
                condition=Q(station__isnull=False),
            ),
            models.Index(  # a page of what was asked there, the newest first
                fields=("station", "received_at", "id"), name="matter_station_page",
                condition=Q(station__isnull=False),
            ),
        )  # fmt: skip
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="")
                | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="matter_ends_in_some_way",
            ),
            models.CheckConstraint(
                condition=Q(point=None) | Q(point__len=2), name="matter_at_a_point"
            ),
            models.UniqueConstraint(
                fields=("outside_no",),
                condition=~Q(outside_no=""),
                name="one_matter_of_an_order",
                violation_error_message="这个工单编号已经收过了。",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Arrival(models.Model):
    """What came in at the public door and waits for the worker: an ask, or a step of the asker.

    Residents' pages may add rows by a function of the database and see the own ones; they can
    reach no other table of members or matters.
    """

    WITHOUT_SCOPE = "nobody's yet: the worker finds the organisation that answers for the place"
    PRIVACY = classes.fields(I="id public_id kind arrived_at taken_at refused", S="receipt sealed")

    class Kind(models.TextChoices):
        ASK = "ask", _("说一件事")
        CONFIRM = "confirm", _("确认办好")
        DISPUTE = "dispute", _("要求重办")
        WITHDRAW = "withdraw", _("撤回")
        REVIEW = "review", _("评价")

    public_id = public_id_field()
    kind = models.CharField(max_length=10, choices=Kind)
    receipt = models.BinaryField(max_length=16, db_index=True)
    sealed = models.BinaryField()
    arrived_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    refused = models.JSONField(default=list)

    class Meta:
        db_table = "matter_arrival"
        indexes = (
            models.Index(fields=("id",), name="arrival_waiting", condition=Q(taken_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Review(Scoped):
    """How one asker found the work of an organisation, in one of five grades.

    The row does not say which matter it was and only in which month, so that nobody who works on
    matters learns who rated. ``token`` keeps an asker from rating twice.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="grade month", S="token words")

    public_id = public_id_field()
    token = models.BinaryField(max_length=16, unique=True)
    month = models.DateField()
    grade = models.PositiveSmallIntegerField(choices=Grade)
    words = models.BinaryField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "matter_review"
        indexes = (models.Index(fields=("org", "month"), name="review_of_month"),)
        constraints = (
            models.CheckConstraint(condition=Q(grade__range=(1, 5)), name="review_of_five_grades"),
        )

    def __str__(self) -> str:
        return f"{self.month} {self.grade}"


class Knock(models.Model):
    """How often an address tried the public door lately; a keyed digest stands for the address."""

    WITHOUT_SCOPE = "counts tries at the public door; belongs to no organisation"
    PRIVACY = classes.fields(I="address began knocks")

    address = models.BinaryField(primary_key=True, max_length=16)
    began = models.DateTimeField()
    knocks = models.IntegerField()

    class Meta:
        db_table = "door_count"

    def __str__(self) -> str:
        return str(self.began)
