"""What went up a level, from where to where, by hand or because a limit had passed? Reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.models import UP_A_LEVEL, Clock, Taken
from jingwei.kernel.orgs import directory
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.network.models import Station
from jingwei.work.matters import queries as matters
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.models import Matter

BY_HAND, BY_CLOCK = UP = UP_A_LEVEL


def raised(scope: Scope, *, how: str = "", is_open: bool = False) -> QuerySet[Taken]:
    """Steps that took a matter in sight up a level, for a page by key (``-at``, ``-id``).

    Each has ``nth``: which such step of its matter it was, counted from 1.
    """
    seen = matters.in_sight(scope)
    if is_open:
        seen = seen.filter(closed_on=None)
    steps = Taken.objects.filter(
        case__flow=MATTER.code, case__subject__in=seen.values("public_id"),
        verb__in=[how] if how in UP else UP,
    )  # fmt: skip
    before = Taken.objects.filter(
        case=OuterRef("case"), verb__in=UP, number__lte=OuterRef("number")
    ).order_by().values("case").annotate(n=Count("id"))  # fmt: skip
    return steps.select_related("case").annotate(nth=Subquery(before.values("n")))


@dataclass(frozen=True)
class Raised:
    """One step up, with how the matter stands now."""

    step: int
    matter: Matter
    at: datetime
    levels: tuple[int, int]
    by_clock: bool
    who: str
    holder: str  # in whose hands it is now, by name wherever that lies
    due: Clock | None
    shown: str  # as the asker reads the state

    @property
    def before(self) -> str:
        return _level(self.levels[0])

    @property
    def after(self) -> str:
        return _level(self.levels[1])

    def is_late(self, on: date) -> bool:
        return self.due is not None and self.due.due_on < on


def told(scope: Scope, steps: Iterable[Taken]) -> list[Raised]:
    """The steps of a page with their matters; three queries."""
    rows = list(steps)
    ids = [one.case.subject for one in rows]
    found = {one.public_id: one for one in matters.in_sight(scope).filter(public_id__in=ids)}
    due = matters.due_of(list(found.values()))
    names = directory.named(one.host_id for one in found.values())
    return [
        _told(one, found[one.case.subject], due, names)
        for one in rows if one.case.subject in found
    ]  # fmt: skip


def _told(step: Any, row: Matter, due: dict[Any, Clock], names: Any) -> Raised:
    holder = names.get(row.host_id)
    return Raised(
        step=step.pk, matter=row, at=step.at,
        levels=(min(step.nth, Level.COUNTY.value), min(step.nth + 1, Level.COUNTY.value)),
        by_clock=step.verb == BY_CLOCK, who=step.actor_name,
        holder=str(holder) if holder else "", due=due.get(row.public_id),
        shown=str(MATTER.public_label(row.state)),
    )  # fmt: skip


def _level(number: int) -> str:
    return str(Level(min(number, Level.COUNTY)).label)


def counted(scope: Scope, since: datetime) -> dict[str, int]:
    """How often matters went up since a moment, by hand and by clock; one query."""
    rows = raised(scope).filter(at__gte=since).order_by()
    found = {one["verb"]: one["n"] for one in rows.values("verb").annotate(n=Count("id"))}
    return {verb: found.get(verb, 0) for verb in UP}


@dataclass(frozen=True)
class AtStation:
    """A matter asked at a station or of the place it serves, in the words its asker reads."""

    matter: Matter
    shown: str
    level: str
    due: Clock | None


def at_station(scope: Scope, row: Station, most: int = 10) -> list[AtStation]:
    """What was asked there or at the place it serves and is open, the last first; two queries."""
    there = Q(station=row.public_id)
    if row.unit is not None:
        there |= Q(place=row.unit)
    rows = matters.in_sight(scope).filter(there, closed_on=None)
    found = list(rows.order_by("-received_at", "-id")[:most])
    due = matters.due_of(found)
    return [
        AtStation(
            one, str(MATTER.public_label(one.state)), _level(one.level), due.get(one.public_id)
        )
        for one in found
    ]  # fmt: skip
