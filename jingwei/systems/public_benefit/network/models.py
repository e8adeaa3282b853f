"""Which stations make the network, who is there, what is offered and by whom from outside?"""

from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.privacy import classes
from jingwei.systems.public_benefit.door import lies_in_the_country
from jingwei.systems.public_benefit.network.kinds import Level, ProviderKind
from jingwei.work.catalogue.kinds import ItemKind
from jingwei.work.catalogue.models import ServiceItem


class Station(Scoped):
    """A point of the three-level network. ``hours`` is a list of ``[weekday, opens, closes]``.

    At the lowest level ``unit`` is the village or community it serves. Longitude and latitude are
    of CGCS2000; without them it stands on no map.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="name level unit place longitude latitude phone hours held"
    )

    public_id = public_id_field()
    name = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(choices=Level)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    phone = models.CharField(max_length=30)
    hours = models.JSONField(default=list)
    held = held_field()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "station"
        indexes = (models.Index(fields=("level", "name", "id"), name="station_by_name"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(level=Level.VILLAGE) | Q(unit__isnull=False),
                name="station_of_a_village_serves_it",
                violation_error_message="村、社区的站点要写是哪个村或社区。",
            ),
            lies_in_the_country("station_lies_in_the_country"),
        )

    def __str__(self) -> str:
        return self.name


class StationStaff(Scoped):
    """Somebody on duty at a station, by name and post of the office; residents do not see it."""

    PRIVACY = classes.PLUMBING | classes.fields(C="name", I="post held", P="station")

    public_id = public_id_field()
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=60)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "station_staff"

    def __str__(self) -> str:
        return self.name


class StationShut(Scoped):
    """Days on which a station is closed although its hours say open, and why; residents see it."""

    PRIVACY = classes.PLUMBING | classes.fields(P="station first last why")

    public_id = public_id_field()
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    why = models.CharField(max_length=80)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "station_shut"
        constraints = (
            models.CheckConstraint(
                condition=Q(first__lte=F("last")), name="shut_days_in_order",
                violation_error_message="最后一天不能早于第一天。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


class Provider(Scoped):
    """A firm, group or body from outside that helps; by which agreements, ``ProviderTerm`` says."""

    PRIVACY = classes.PLUMBING | classes.fields(P="name kind")

    public_id = public_id_field()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=ProviderKind)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "provider"

    def __str__(self) -> str:
        return self.name


class ProviderTerm(Scoped):
    """One agreement with a helper, from a day up to but not including another.

    Renewing adds a term, ending one early closes it with a reason; former terms stay.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="provider agreement held ended_why")

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    agreement = models.CharField(max_length=200)
    held = held_field()
    ended_why = models.CharField(max_length=300, blank=True)  # only of one that ended early
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "provider_term"
        constraints = (
            one_at_a_time(
                "one_agreement_at_a_time", "provider_id", says="这段时间已经有一份协议，请改日期。"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.agreement


class StationOffer(Scoped):
    """Which item of the catalogue is done at a station, at what price on the board, and by whom
    where not by the station itself.

    ``kind`` and ``title`` stand only on services written down before there was one catalogue and
    not found in it; all others have their words there.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="station item kind title price provider held")

    public_id = public_id_field()
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(ServiceItem, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ItemKind, blank=True)
    title = models.CharField(max_length=60, blank=True)
    price = models.CharField(max_length=60)  # as it stands on the board: 免费, 每亩40元
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="+")
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "station_offer"
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False, kind="", title="")
                | Q(item=None) & ~Q(kind="") & ~Q(title=""),
                name="offer_says_what_once",
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.public_id)


class ServiceCount(Scoped):
    """How often a service was given in a month. A count, never who was helped."""

    PRIVACY = classes.PLUMBING | classes.fields(P="service month times result")

    service = models.ForeignKey(StationOffer, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    times = models.PositiveIntegerField()
    result = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "service_count"
        constraints = (
            models.UniqueConstraint(
                fields=("service", "month"), name="one_count_a_month",
                violation_error_message="这个月已经记过。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.month} {self.times}"
