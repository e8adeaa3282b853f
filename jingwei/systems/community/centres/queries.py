"""Which services are there, where are they done, what was proposed? Reads for the office."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.community.centres import rules
from jingwei.systems.community.centres.models import (
    ClosedDay,
    ItemWording,
    Offering,
    ServiceCategory,
    ServiceCentre,
    ServiceItem,
    ServiceProposal,
)
from jingwei.systems.community.centres.rules import Door, Shut, Walk
from jingwei.work.catalogue.queries import above as above
from jingwei.work.catalogue.queries import in_sight
from jingwei.work.catalogue.queries import item as item
from jingwei.work.catalogue.queries import items_of as items_of
from jingwei.work.catalogue.queries import last_wording as last_wording
from jingwei.work.catalogue.queries import title_of as title_of
from jingwei.work.catalogue.queries import titles as titles
from jingwei.work.catalogue.queries import wordings as wordings

CATEGORIES, ITEMS = "service.categories.least", "service.items.least"
MINUTES, SPEED = "service.circle.minutes", "service.walk.metres_per_minute"
DETOUR = "service.walk.detour"


def walk_on(on: date) -> Walk:
    """The numbers by which a walk is worked out, as they stand on a day."""
    return Walk(value_of(MINUTES, on), value_of(SPEED, on), value_of(DETOUR, on))


@dataclass(frozen=True)
class Line:
    """One item of a catalogue with its words of the day, and how many centres do it."""

    item: ServiceItem
    words: ItemWording
    centres: int = 0


@dataclass(frozen=True)
class Shelf:
    """One category with its items."""

    category: ServiceCategory
    lines: list[Line] = field(default_factory=list)


def shelves(scope: Scope, on: date) -> list[Shelf]:
    """The catalogues in sight as they stand on a day; four queries."""
    categories = ServiceCategory.everything.filter(in_sight(scope), held__contains=on)
    found = {row.pk: Shelf(row) for row in categories.order_by("place", "id")}
    for line in lines(scope, on):
        if line.item.category_id in found:
            found[line.item.category_id].lines.append(line)
    return list(found.values())


def lines(scope: Scope, on: date) -> list[Line]:
    """Items in sight on a day, by title; three queries."""
    items = {
        row.pk: row for row in ServiceItem.everything.filter(in_sight(scope), held__contains=on)
    }
    done = dict(
        Offering.objects.within(scope).filter(item__in=items, held__contains=on)
        .values_list("item").annotate(n=Count("id"))
    )  # fmt: skip
    words = ItemWording.everything.filter(item__in=items, held__contains=on)
    return [
        Line(items[row.item_id], row, done.get(row.item_id, 0))
        for row in words.order_by("title", "id")
    ]


def category(scope: Scope, public_id: Any) -> ServiceCategory:
    """Raises: ServiceCategory.DoesNotExist."""
    found: ServiceCategory = (
        ServiceCategory.everything.filter(in_sight(scope)).select_related("org")
        .get(public_id=public_id)
    )  # fmt: skip
    return found


def centres(scope: Scope, *, part: str = "", level: str = "", ended: bool = False) -> Any:
    """Centres of the own part, for a page by key (``name``, ``id``)."""
    rows = ServiceCentre.objects.within(scope).select_related("org")
    rows = rows.exclude(held__endswith=None) if ended else rows.filter(held__endswith=None)
    if part:
        rows = rows.filter(Q(name__contains=part) | Q(address__contains=part))
    return rows.filter(level=level) if level else rows


def centre(scope: Scope, public_id: Any) -> ServiceCentre:
    """Raises: ServiceCentre.DoesNotExist."""
    found: ServiceCentre = (
        ServiceCentre.objects.within(scope).select_related("org", "unit").get(public_id=public_id)
    )
    return found


@dataclass(frozen=True)
class Reach:
    """How much a centre offers on a day."""

    items: int = 0
    categories: int = 0
    rings: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


def reaches(centres_: Iterable[ServiceCentre], on: date) -> dict[int, Reach]:
    """By centre; two queries for any number of them."""
    rows = list(
        Offering.everything.filter(centre__in=[one.pk for one in centres_], held__contains=on)
        .values_list("centre", "item", "item__category")
    )  # fmt: skip
    words = titles({one for _centre, one, _category in rows}, on)
    seen: dict[int, list[tuple[int, int]]] = {}
    for centre_, item_, category_ in rows:
        seen.setdefault(centre_, []).append((item_, category_))
    return {
        centre_: Reach(
            len({one for one, _category in pairs}), len({one for _item, one in pairs}),
            frozenset(words[one].ring for one, _c in pairs if one in words and words[one].ring),
            frozenset(words[one].kind for one, _c in pairs if one in words),
        )
        for centre_, pairs in seen.items()
    }  # fmt: skip


def doors(centres_: Iterable[ServiceCentre], moment: datetime) -> dict[int, Door]:
    """Whether each is open at a moment (local time); one query."""
    rows = list(centres_)
    until = moment.date() + timedelta(days=rules.LOOK_AHEAD)
    shut: dict[int, list[Shut]] = {}
    for row in ClosedDay.everything.filter(
        centre__in=[one.pk for one in rows], last__gte=moment.date(), first__lte=until
    ):
        shut.setdefault(row.centre_id, []).append(Shut(row.first, row.last, row.why))
    return {
        one.pk: rules.door_at(rules.read_hours(one.hours), shut.get(one.pk, []), moment)
        for one in rows
    }


def closed_days(row: ServiceCentre, on: date) -> list[ClosedDay]:
    """Closed days that are not over."""
    return list(ClosedDay.everything.filter(centre=row, last__gte=on).order_by("first"))


def closed_day(scope: Scope, public_id: Any) -> ClosedDay:
    """Raises: ClosedDay.DoesNotExist."""
    found: ClosedDay = (
        ClosedDay.objects.within(scope).select_related("centre").get(public_id=public_id)
    )
    return found


@dataclass(frozen=True)
class Done:
    """One item as a centre does it."""

    offering: Offering
    words: ItemWording | None


def offered(row: ServiceCentre, on: date) -> list[tuple[ServiceCategory, list[Done]]]:
    """What a centre does on a day or later, by category; four queries."""
    rows = list(
        Offering.everything.filter(centre=row)
        .filter(Q(held__contains=on) | Q(held__startswith__gt=on)).select_related("item")
    )  # fmt: skip
    # Of what begins later, the words that it begins with.
    words = {
        one.item_id: one
        for one in ItemWording.everything.filter(
            item__in=[one.item_id for one in rows], held__endswith=None
        )
    } | titles([one.item_id for one in rows], on)
    by_category: dict[int, list[Done]] = {}
    for one in rows:
        done = Done(one, words.get(one.item_id))
        by_category.setdefault(one.item.category_id, []).append(done)
    categories = ServiceCategory.everything.filter(pk__in=by_category).order_by("place", "id")
    return [
        (one, sorted(by_category[one.pk], key=lambda d: d.words.title if d.words else ""))
        for one in categories
    ]


def offering(scope: Scope, public_id: Any) -> Offering:
    """Raises: Offering.DoesNotExist."""
    found: Offering = (
        Offering.objects.within(scope).select_related("centre", "item").get(public_id=public_id)
    )
    return found


def not_offered(scope: Scope, row: ServiceCentre, on: date) -> list[Shelf]:
    """The catalogue without what the centre does already or will do."""
    there = set(
        Offering.everything.filter(centre=row, held__endswith=None).values_list("item", flat=True)
    )
    return [
        Shelf(one.category, left)
        for one in shelves(scope, on)
        if (left := [line for line in one.lines if line.item.pk not in there])
    ]


def proposals(scope: Scope, *, state: str = "") -> QuerySet[ServiceProposal]:
    """Proposals of the own part, for a page by key (``-said_at``, ``-id``)."""
    rows = ServiceProposal.objects.within(scope).select_related("centre", "org")
    return rows.filter(state=state) if state else rows


def proposal(scope: Scope, public_id: Any) -> ServiceProposal:
    """Raises: ServiceProposal.DoesNotExist."""
    found: ServiceProposal = (
        ServiceProposal.objects.within(scope).select_related("centre", "org")
        .get(public_id=public_id)
    )  # fmt: skip
    return found


def units_of(scope: Scope, path: str) -> list[Unit]:
    """Communities, villages, towns that a centre under ``path`` may stand in."""
    rows = Unit.objects.within(scope).filter(
        org_path__startswith=path, kind__in=("community", "village", "street", "town"),
        held__endswith=None,
    )  # fmt: skip
    return list(rows.order_by("name")[:500])
