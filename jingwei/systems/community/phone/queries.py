"""What is there to do today in my grids, where may a note be, what did I note?

Rows are read past ``.within`` only by a row that came in sight (the limit, the note and the grid
of a matter, the people of a building or grid): policies of the database hold for them too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, Value

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.checklists import with_local
from jingwei.kernel.flows.models import Case
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Community,
    Contact,
    Grid,
    GridAsked,
    GridBuilding,
    Stairwell,
)
from jingwei.systems.community.grids.queries import leads
from jingwei.systems.community.phone import steps
from jingwei.systems.community.phone.models import Note
from jingwei.work.matters import queries as matter_queries
from jingwei.work.matters.actions import named
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import ENDS, State
from jingwei.work.matters.models import Matter

SHOWN, CARDS = 20, 5
MOST_BUILDINGS, MOST_COMMUNITIES = 1500, 60
WITH_THE_ASKER = (State.ANSWERED, State.CONFIRMED)


def my_grids(scope: Scope, person_id: int | None, on: date) -> list[Grid]:
    """Grids in sight to which the signed-in person is put today, those led first."""
    if person_id is None:
        return []
    rows = Assignment.objects.within(scope).filter(worker__person_id=person_id, held__contains=on)
    found = rows.select_related("grid__community").order_by("-is_lead", "grid__code")
    return [one.grid for one in found]


@dataclass(frozen=True)
class Job:
    """A matter of today with its building, its limit and who asked, masked."""

    matter: Matter
    building: Building | None
    due_on: date | None
    asker: str
    on: date
    is_own: bool
    version: int | None = None  # how many steps were taken
    asks: dict[str, Any] = field(default_factory=dict)  # what offices want checked, by step

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < self.on

    @property
    def is_today(self) -> bool:
        return self.due_on == self.on


def at_hand(scope: Scope, grids: Sequence[Grid], *, whole: bool = False) -> Any:
    """Matters on which the scope works, by whichever door they came. Those asked of others' grids
    only if ``whole``; what nobody has put to a grid is everybody's."""
    rows = matter_queries.in_sight(scope).filter(host_path__gte=scope.path, host_path__lt=scope.hi)
    if grids and not whole:
        elsewhere = GridAsked.everything.filter(matter=OuterRef("pk"))
        rows = rows.exclude(Exists(elsewhere.exclude(grid__in=[one.pk for one in grids])))
    return rows


def jobs(rows: Any, *, by: int | None, on: date) -> list[Job]:
    """Open ones with the nearest limit first; at most ``SHOWN + 1``. Six queries."""
    rows = rows.filter(closed_on=None)  # the index of open ones is kept by it
    rows = rows.exclude(state__in=(*ENDS, *WITH_THE_ASKER))
    due = dict(matter_queries.soonest(rows, SHOWN + 1))
    shown = rows.filter(public_id__in=list(due)).defer(None).defer("asked", "phone", "receipt")
    cases = Case.everything.filter(flow=MATTER.code, subject__in=list(due))
    known = {one.subject: one for one in with_local(cases)}
    named_by = {one.public_id: one for one in shown}
    found = [named_by[one] for one in due if one in named_by]
    notes = Note.everything.filter(matter__in=found).select_related("building")
    asked = GridAsked.everything.filter(matter__in=found).select_related("building")
    noted = {one.matter_id: one for one in notes}
    house = {one.matter_id: one.building for one in asked if one.building}
    return [
        Job(one, house.get(one.pk) or (note.building if note else None), due[one.public_id],
            named(one), on, is_own=note is not None and note.noted_by_id == by,
            version=case.number if case else None, asks=steps.asks(case, on) if case else {})
        for one in found
        for note, case in ((noted.get(one.pk), known.get(one.public_id)),)
    ]  # fmt: skip


def done_today(rows: Any, on: date) -> int:
    count: int = rows.filter(answered_on=on).count()
    return count


@dataclass(frozen=True)
class Gaps:
    """What of people is missing: grids nobody leads, stairwells without somebody to ask."""

    vacant: int
    stairwells: int


def gaps(scope: Scope, grids: Sequence[Grid], on: date) -> Gaps:
    """Vacant grids in sight; stairwells without a contact in the own grids. Two queries."""
    vacant = Grid.objects.within(scope).filter(
        ~Exists(leads(on).filter(grid=OuterRef("pk"))), held__contains=on
    )
    mine = GridBuilding.everything.filter(
        grid__in=[one.pk for one in grids], held__contains=on, building=OuterRef("building")
    )
    asked = Contact.everything.filter(stairwell=OuterRef("pk"), held__contains=on)
    stairs = Stairwell.objects.within(scope).filter(Exists(mine), ~Exists(asked), held__contains=on)
    return Gaps(vacant.count(), stairs.count() if grids else 0)


@dataclass(frozen=True)
class Places:
    """Where a note may be: communities, and buildings with the grid each lies in; the own first."""

    communities: tuple[Community, ...]
    buildings: tuple[tuple[Building, str, bool], ...]
    is_cut: bool

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For a list to choose from: public ids with names."""
        houses = [(str(one.public_id), f"{one} {grid}".strip()) for one, grid, _ in self.buildings]
        return [*houses, *((str(one.public_id), str(one)) for one in self.communities)]


def places(scope: Scope, grids: Sequence[Grid], on: date) -> Places:
    """Two queries, however many there are; nothing in it is about a resident."""
    communities = Community.objects.within(scope).filter(held__endswith=None).defer("outline")
    held = GridBuilding.everything.filter(building=OuterRef("pk"), held__contains=on)
    own = [one.pk for one in grids]
    rows = (
        Building.objects.within(scope).filter(held__endswith=None)
        .annotate(mine=Exists(held.filter(grid__in=own)) if own else Value(False),
                  grid_name=Subquery(held.values("grid__name")[:1]))
        .order_by("-mine", "code", "id")
    )  # fmt: skip
    found = list(rows[: MOST_BUILDINGS + 1])
    return Places(
        tuple(communities.order_by("name", "id")[:MOST_COMMUNITIES]),
        tuple((one, one.grid_name or "", one.mine) for one in found[:MOST_BUILDINGS]),
        is_cut=len(found) > MOST_BUILDINGS,
    )


def building(scope: Scope, public_id: UUID) -> Building | None:
    rows = Building.objects.within(scope).filter(held__endswith=None)
    found: Building | None = (
        rows.select_related("community__unit", "community__org").filter(public_id=public_id).first()
    )
    return found


def community(scope: Scope, public_id: UUID) -> Community | None:
    rows = Community.objects.within(scope).filter(held__endswith=None)
    found: Community | None = rows.select_related("unit", "org").filter(public_id=public_id).first()
    return found


def notes(scope: Scope) -> Any:
    """Notes that the signed-in account made, in sight of the post."""
    rows = Note.objects.within(scope).filter(noted_by_id=scope.account_id)
    return rows.select_related("matter", "building", "grid", "org")
