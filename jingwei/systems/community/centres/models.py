"""At which centre is which service of the catalogue done, when, by whom; what was proposed?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.privacy import classes
from jingwei.systems.community.centres.kinds import CentreLevel, ProposalKind, ProposalState
from jingwei.work.catalogue.models import ItemWording, ServiceCategory, ServiceItem

__all__ = [
    "ClosedDay", "ItemWording", "Offering", "ServiceCategory", "ServiceCentre", "ServiceItem",
    "ServiceProposal",
]  # fmt: skip


class ServiceCentre(Scoped):
    """A place where services are done. ``hours`` is a list of ``[weekday, opens, closes]``.

    Longitude and latitude are of CGCS2000; without them it is in no circle. ``phone`` is the
    centre's, never somebody's.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="name level unit address longitude latitude phone hours held note"
    )

    public_id = public_id_field()
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=CentreLevel)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    phone = models.CharField(max_length=30)
    hours = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_centre"
        indexes = (
            models.Index(fields=("latitude", "longitude"), name="centre_by_place"),
            models.Index(fields=("name", "id"), name="centre_by_name"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(73, 136), latitude__range=(3, 54)),
                name="centre_lies_in_the_country",
                violation_error_message="经度写73到136，纬度写3到54，或者两个都不写。",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClosedDay(Scoped):
    """A stretch of days on which a centre is closed, and why; residents see it."""

    PRIVACY = classes.PLUMBING | classes.fields(P="centre first last why")

    public_id = public_id_field()
    centre = models.ForeignKey(ServiceCentre, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    why = models.CharField(max_length=80)

    class Meta(Scoped.Meta):
        db_table = "closed_day"
        constraints = (
            models.CheckConstraint(
                condition=Q(first__lte=F("last")), name="closed_days_in_order",
                violation_error_message="最后一天不能早于第一天。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


class Offering(Scoped):
    """Which item is done at which centre, from a day to a day.

    Without ``weekdays`` it is done whenever the centre is open. ``provider`` is the firm, group
    or department that does it there, where that is not the centre itself.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="centre item held weekdays opens closes desk provider"
    )

    public_id = public_id_field()
    centre = models.ForeignKey(ServiceCentre, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    held = held_field()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    desk = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=80, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "offering"
        constraints = (
            one_at_a_time(
                "one_offering_at_a_time", "centre_id", "item_id",
                says="这个中心已经在办这一项，不用再加。",
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__lt=F("closes")),
                name="offering_hours_in_order",
                violation_error_message="结束要晚于开始。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.public_id)


class ServiceProposal(Scoped):
    """A word from a centre: this should be offered, or is not needed; and what was answered."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="kind item title state", I="why centre said_at said_by answer answered_at answered_by"
    )

    public_id = public_id_field()
    kind = models.CharField(max_length=10, choices=ProposalKind)
    centre = models.ForeignKey(ServiceCentre, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(ServiceItem, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_proposal"
        indexes = (models.Index(fields=("said_at", "id"), name="proposal_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, answered_at=None, answered_by=None)
                | ~Q(state=ProposalState.OPEN)
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="proposal_answered_or_open",
            ),
        )

    def __str__(self) -> str:
        return self.title
