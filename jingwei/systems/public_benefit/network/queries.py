"""How complete is the network, what goes up a level, what do people say? Reads."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.figures.sureness import interval
from jingwei.kernel.orgs.models import Unit
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.network.models import (
    ServiceCount,
    Station,
    StationOffer,
    StationStaff,
)
from jingwei.systems.public_benefit.places import GRASSROOTS
from jingwei.work.catalogue import queries as catalogue
from jingwei.work.catalogue.kinds import ItemKind
from jingwei.work.catalogue.models import ServiceItem
from jingwei.work.matters.models import Matter
from jingwei.work.matters.queries import SHOWN_FROM

AT_LEVEL = {Level.VILLAGE: GRASSROOTS, Level.TOWN: ("town", "street"), Level.COUNTY: ()}


def stations(scope: Scope, on: date, *, level: int = 0) -> QuerySet[Station]:
    """Open stations of a part of the tree, for a page by key (``level``, ``name``, ``id``)."""
    rows = Station.objects.within(scope).filter(held__contains=on).select_related("org", "unit")
    return rows.filter(level=level) if level else rows


def station(scope: Scope, public_id: Any) -> Station:
    """Raises: Station.DoesNotExist out of sight."""
    found: Station = (
        Station.objects.within(scope).select_related("org", "unit").get(public_id=public_id)
    )
    return found


def staff(row: Station, on: date) -> list[StationStaff]:
    rows = StationStaff.everything.filter(station=row, held__contains=on)
    return list(rows.order_by("post", "id"))


@dataclass(frozen=True)
class Terms:
    """Who is on duty now, who will be, and who was, the latest first."""

    now: list[StationStaff]
    later: list[StationStaff]
    former: list[StationStaff]


def terms(row: Station, on: date) -> Terms:
    """Every term of a station, of former ones the last twenty; one query."""
    rows = list(
        StationStaff.everything.filter(station=row).select_related("station").order_by("post", "id")
    )
    later = [one for one in rows if one.held.lower > on]
    former = [one for one in rows if one.held.upper is not None and one.held.upper <= on]
    return Terms(
        [one for one in rows if one not in later and one not in former],
        sorted(later, key=lambda one: one.held.lower),
        sorted(former, key=lambda one: one.held.upper, reverse=True)[:20],
    )  # fmt: skip


def staff_one(row: Station, public_id: Any) -> StationStaff:
    """Raises: StationStaff.DoesNotExist."""
    found: StationStaff = StationStaff.everything.get(station=row, public_id=public_id)
    return found


def staffed(rows: list[Station], on: date) -> dict[int, int]:
    """How many are on duty at each station of a page; one query."""
    found = StationStaff.everything.filter(
        station__in=[row.pk for row in rows], held__contains=on
    ).values("station").annotate(n=Count("id"))  # fmt: skip
    return {one["station"]: one["n"] for one in found}


@dataclass(frozen=True)
class Served:
    """A service of a station in the words of the catalogue, and how often it was given."""

    offer: StationOffer
    title: str
    kind: str
    times: int = 0

    @property
    def kind_label(self) -> str:
        return str(ItemKind(self.kind).label)

    @property
    def in_catalogue(self) -> bool:
        return self.offer.item_id is not None


def worded(offers: Iterable[StationOffer], on: date) -> list[Served]:
    """These services in the words of the catalogue of a day, or its last; at most two queries."""
    rows = list(offers)
    words = catalogue.last_titles([one.item_id for one in rows if one.item_id], on)
    found = [(one, words.get(one.item_id or 0)) for one in rows]
    return [
        Served(one, said.title, said.kind) if said else Served(one, one.title, one.kind)
        for one, said in found
    ]


def price_of(item: ServiceItem | None, on: date) -> str:
    """What the catalogue says it costs, as it stands on a board; empty without an item."""
    words = catalogue.titles([item.pk], on).get(item.pk) if item else None
    if words is None:
        return ""
    if words.price_words:
        return str(words.price_words)
    return _("{price}元").format(price=f"{words.price.normalize():f}") if words.price else _("免费")


def services(row: Station, on: date) -> list[Served]:
    """What is done there, and how often so far; three queries."""
    rows = list(
        StationOffer.everything.filter(station=row, held__contains=on)
        .select_related("provider", "item").order_by("id")
    )  # fmt: skip
    counted = ServiceCount.everything.filter(service__in=[one.pk for one in rows])
    times = {one["service"]: one["n"] for one in counted.values("service").annotate(n=Sum("times"))}
    found = [replace(one, times=times.get(one.offer.pk, 0)) for one in worded(rows, on)]
    return sorted(found, key=lambda one: (one.kind, one.title))


def service(row: Station, public_id: Any) -> StationOffer:
    """Raises: StationOffer.DoesNotExist."""
    found: StationOffer = StationOffer.everything.get(station=row, public_id=public_id)
    return found


def counts(row: Station, on: date) -> list[tuple[ServiceCount, str]]:
    """The last counts of a station with what was counted; two queries."""
    rows = ServiceCount.everything.filter(service__station=row).select_related("service__item")
    found = list(rows.order_by("-month", "id")[:36])
    named = worded([one.service for one in found], on)
    return [(one, said.title) for one, said in zip(found, named, strict=True)]


@dataclass(frozen=True)
class LevelTold:
    """One level: how many stations, how many should there be, what waits there."""

    level: int
    label: str
    stations: int
    staffed: int
    due: int | None  # villages, communities or towns; None where the tree does not say
    waiting: int


def levels(scope: Scope, on: date) -> list[LevelTold]:
    """The three levels; a matter stands at a level by the steps that were taken with it."""
    rows = stations(scope, on).order_by()
    open_ = {one["level"]: one["n"] for one in rows.values("level").annotate(n=Count("id"))}
    manned = StationStaff.objects.within(scope).filter(
        held__contains=on, station__held__contains=on
    ).values("station__level").annotate(n=Count("station", distinct=True))  # fmt: skip
    with_staff = {one["station__level"]: one["n"] for one in manned}
    kinds = Unit.objects.within(scope).filter(
        kind__in=(*GRASSROOTS, "town", "street"), held__contains=on
    ).values("kind").annotate(n=Count("id"))  # fmt: skip
    units_of = {one["kind"]: one["n"] for one in kinds}
    waiting = Matter.objects.within(scope).filter(closed_on=None).order_by()
    at = {one["level"]: one["n"] for one in waiting.values("level").annotate(n=Count("id"))}
    return [
        LevelTold(
            level.value, str(level.label), open_.get(level.value, 0),
            with_staff.get(level.value, 0),
            sum(units_of.get(kind, 0) for kind in AT_LEVEL[level]) if AT_LEVEL[level] else None,
            at.get(level.value, 0),
        )
        for level in Level
    ]  # fmt: skip


@dataclass(frozen=True)
class Satisfied:
    """What people said in the month: share, how many answered, how sure. Never under ten."""

    n: int
    d: int
    answered: int
    share: str
    response: str
    low: str
    high: str


def satisfied(org_id: int, on: date) -> Satisfied | None:
    """None where fewer than ten rated: a share of few says who they were."""
    month = on.replace(day=1)
    codes = ["matters.satisfied", "matters.answered_in_time"]
    found = figures.in_month([org_id], month, codes=codes)
    rated, done = found[org_id, codes[0]], found[org_id, codes[1]]
    n, d = int(rated.n or 0), int(rated.d or 0)
    if d < SHOWN_FROM:
        return None
    sure, answered = interval(n, d), int(done.d or 0)
    return Satisfied(
        n, d, answered, _percent(n / d), _percent(d / answered) if answered else "",
        _percent(sure.low), _percent(sure.high),
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{share:.1%}"
