"""Which communities, buildings and grids are in sight, as of a day, and who answers for them?

A page begins with a row or a list ``.within`` the scope. What hangs on rows in hand is read by
them, past ``.within``: it has the path of its community, and policies of the database hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.systems.community.grids.kinds import THREE, GridRole
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Community,
    Contact,
    Grid,
    GridBuilding,
    GridShape,
    Seat,
    Slot,
    Stairwell,
    Trouble,
)


def above(path: str) -> list[str]:
    """Paths of the organisations from the top down to ``path``."""
    return [path[: end + 1] for end, letter in enumerate(path) if letter == "."]


def communities(scope: Scope, *, formation: str = "", named: str = "") -> QuerySet[Community]:
    rows: QuerySet[Community] = Community.objects.within(scope).filter(held__endswith=None)
    if formation:
        rows = rows.filter(formation=formation)
    if named:
        rows = rows.filter(name__contains=named)
    return rows.select_related("org")


def community(scope: Scope, public_id: Any) -> Community:
    """Raises: Community.DoesNotExist."""
    rows = Community.objects.within(scope).select_related("org")
    found: Community = rows.get(public_id=public_id)
    return found


def units_without(scope: Scope) -> QuerySet[Unit]:
    """Units of kind community that are not kept here yet."""
    kept = Community.everything.filter(unit=OuterRef("pk"))
    return (
        Unit.objects.within(scope).filter(~Exists(kept), kind="community", held__endswith=None)
        .select_related("org").order_by("pinyin", "id")
    )  # fmt: skip


def slots_of(row: Community, on: date) -> list[Slot]:
    """Parts of the structure that a community ought to have, in their order."""
    rows = Slot.everything.filter(community=row, held__contains=on)
    return list(rows.order_by("place", "id"))


@dataclass(frozen=True)
class Filled:
    """One part of the structure and who sits in it."""

    slot: Slot
    seats: tuple[Seat, ...]


def structure(row: Community, on: date) -> list[Filled]:
    by_slot: dict[int, list[Seat]] = defaultdict(list)
    for one in Seat.everything.filter(slot__community=row, held__contains=on).order_by("id"):
        by_slot[one.slot_id].append(one)
    return [Filled(slot, tuple(by_slot[slot.pk])) for slot in slots_of(row, on)]


def seat(scope: Scope, public_id: Any) -> Seat:
    """Raises: Seat.DoesNotExist."""
    rows = Seat.objects.within(scope).select_related("slot__community", "org")
    found: Seat = rows.get(public_id=public_id)
    return found


def buildings(row: Community, on: date) -> QuerySet[Building]:
    found: QuerySet[Building] = Building.everything.filter(community=row, held__contains=on)
    return found.order_by("code", "id")


def building(scope: Scope, public_id: Any) -> Building:
    """Raises: Building.DoesNotExist."""
    rows = Building.objects.within(scope).select_related("community", "org")
    found: Building = rows.get(public_id=public_id)
    return found


def all_buildings(scope: Scope) -> QuerySet[Building]:
    rows = Building.objects.within(scope).filter(held__endswith=None)
    return rows.select_related("community")


def stairwells(row: Building, on: date) -> list[Stairwell]:
    rows = Stairwell.everything.filter(building=row, held__contains=on)
    return list(rows.order_by("name", "id"))


def stairwell_names(rows: Sequence[Building], on: date) -> dict[int, list[str]]:
    """Building -> its stairwells; one query for any number."""
    found: dict[int, list[str]] = defaultdict(list)
    stairs = Stairwell.everything.filter(building__in=rows, held__contains=on)
    for building_id, name in stairs.order_by("name", "id").values_list("building", "name"):
        found[building_id].append(name)
    return found


def contacts_in(row: Community, on: date) -> QuerySet[Contact]:
    """Contacts of all stairwells of a community on a day, by building."""
    found: QuerySet[Contact] = Contact.everything.filter(
        stairwell__building__community=row, held__contains=on
    )
    return found.select_related("stairwell__building", "person").order_by(
        "stairwell__building__code", "stairwell__name", "id"
    )


def stairwell(scope: Scope, public_id: Any) -> Stairwell:
    """Raises: Stairwell.DoesNotExist."""
    rows = Stairwell.objects.within(scope).select_related("building__community", "org")
    found: Stairwell = rows.get(public_id=public_id)
    return found


def contacts_of(stairs: Iterable[Stairwell], on: date) -> dict[int, list[Contact]]:
    """Stairwell -> the members who agreed, those in sight."""
    found: dict[int, list[Contact]] = defaultdict(list)
    rows = Contact.everything.filter(stairwell__in=list(stairs), held__contains=on)
    for row in rows.select_related("person").order_by("id"):
        found[row.stairwell_id].append(row)
    return found


def contact(scope: Scope, public_id: Any) -> Contact:
    """Raises: Contact.DoesNotExist."""
    rows = Contact.objects.within(scope).select_related("stairwell__building", "person", "org")
    found: Contact = rows.get(public_id=public_id)
    return found


def grids(scope: Scope, on: date, *, vacant: bool = False, named: str = "") -> QuerySet[Grid]:
    """Grids in force, in the order of their codes."""
    rows: QuerySet[Grid] = Grid.objects.within(scope).filter(held__contains=on)
    if vacant:
        rows = rows.filter(~Exists(leads(on).filter(grid=OuterRef("pk"))))
    if named:
        rows = rows.filter(Q(name__contains=named) | Q(code__startswith=named))
    return rows.select_related("community", "org")


def grid(scope: Scope, public_id: Any) -> Grid:
    """Raises: Grid.DoesNotExist."""
    found: Grid = Grid.objects.within(scope).select_related("community", "org").get(
        public_id=public_id
    )  # fmt: skip
    return found


def leads(on: date) -> QuerySet[Assignment]:
    found: QuerySet[Assignment] = Assignment.everything.filter(is_lead=True, held__contains=on)
    return found


def assignment(scope: Scope, public_id: Any) -> Assignment:
    """Raises: Assignment.DoesNotExist."""
    rows = Assignment.objects.within(scope).select_related("grid__community", "worker", "org")
    found: Assignment = rows.get(public_id=public_id)
    return found


@dataclass(frozen=True)
class Told:
    """A grid with what is said of it in lists."""

    grid: Grid
    lead: Assignment | None
    others: tuple[Assignment, ...]
    buildings: int
    households: int

    @property
    def people(self) -> tuple[Assignment, ...]:
        return (self.lead, *self.others) if self.lead else self.others

    @property
    def missing(self) -> tuple[GridRole, ...]:
        """Which of the three kinds of responsible people nobody is."""
        return tuple(role for role in THREE if role not in {one.role for one in self.people})

    @property
    def of_three(self) -> tuple[tuple[GridRole, tuple[Assignment, ...]], ...]:
        """The three kinds, each with who it is; nobody where it is missing."""
        return tuple((r, tuple(one for one in self.people if one.role == r)) for r in THREE)


def told(rows: Sequence[Grid], on: date) -> list[Told]:
    """Two queries for any number of grids."""
    people: dict[int, list[Assignment]] = defaultdict(list)
    assigned = Assignment.everything.filter(grid__in=rows, held__contains=on)
    for one in assigned.select_related("worker").order_by("-is_lead", "role", "id"):
        people[one.grid_id].append(one)
    counts = {
        one["grid"]: one
        for one in GridBuilding.everything.filter(grid__in=rows, held__contains=on)
        .values("grid").annotate(n=Count("id"), households=Sum("building__households"))
    }  # fmt: skip
    found = []
    for row in rows:
        here, count = people[row.pk], counts.get(row.pk, {"n": 0, "households": 0})
        lead = next((one for one in here if one.is_lead), None)
        found.append(
            Told(row, lead, tuple(one for one in here if one is not lead), count["n"],
                 count["households"] or 0)
        )  # fmt: skip
    return found


def buildings_of(row: Grid, on: date) -> list[Building]:
    rows = GridBuilding.everything.filter(grid=row, held__contains=on).select_related("building")
    return [one.building for one in rows.order_by("building__code")]


def former_people(row: Grid, on: date) -> list[Assignment]:
    rows = Assignment.everything.filter(grid=row, held__endswith__lte=on)
    return list(rows.select_related("worker").order_by("-held", "-id")[:20])


def layout(row: Community, on: date) -> list[tuple[Grid, list[str], Any]]:
    """Each grid with the codes of its buildings and its border. Three queries."""
    rows = list(Grid.everything.filter(community=row, held__contains=on).order_by("code"))
    codes: dict[int, list[str]] = defaultdict(list)
    pairs = GridBuilding.everything.filter(grid__in=rows, held__contains=on)
    for grid_id, code in pairs.order_by("building__code").values_list("grid", "building__code"):
        codes[grid_id].append(code)
    shapes = dict(
        GridShape.everything.filter(grid__in=rows, held__contains=on).values_list("grid", "outline")
    )
    return [(one, codes[one.pk], shapes.get(one.pk)) for one in rows]


def loose_buildings(row: Community, on: date) -> list[Building]:
    """Buildings of a community that are in no grid on this day."""
    placed = GridBuilding.everything.filter(building=OuterRef("pk"), held__contains=on)
    return list(buildings(row, on).filter(~Exists(placed))[:50])


@dataclass(frozen=True)
class Counted:
    """A community with what stands on the board."""

    community: Community
    grids: int
    led: int
    buildings: int
    households: int

    @property
    def vacant(self) -> int:
        return self.grids - self.led


def counted(rows: Sequence[Community], on: date) -> list[Counted]:
    """Three queries for any number of communities."""

    def by(query: QuerySet[Any], **sums: Any) -> dict[int, dict[str, int]]:
        return {one["at"]: one for one in query.annotate(**sums)}

    grids_of = by(
        Grid.everything.filter(community__in=rows, held__contains=on).values(at=F("community")),
        n=Count("id"),
    )
    led = by(leads(on).filter(grid__community__in=rows).values(at=F("grid__community")),
             n=Count("grid", distinct=True))  # fmt: skip
    houses = by(
        Building.everything.filter(community__in=rows, held__contains=on).values(at=F("community")),
        n=Count("id"), h=Sum("households"),
    )  # fmt: skip
    return [
        Counted(
            row, grids_of.get(row.pk, {}).get("n", 0), led.get(row.pk, {}).get("n", 0),
            houses.get(row.pk, {}).get("n", 0), houses.get(row.pk, {}).get("h", 0) or 0,
        )
        for row in rows
    ]  # fmt: skip


def troubles(scope: Scope) -> list[Trouble]:
    """The answers to the four troubles of the own organisation, or of the nearest above."""
    found: dict[str, Trouble] = {}
    rows = Trouble.everything.filter(org_path__in=above(scope.path), held__endswith=None)
    for row in rows.order_by("org_path"):
        found[row.kind] = row  # the nearer one comes later
    return list(found.values())


def grid_of(row: Building, on: date) -> Grid | None:
    found = GridBuilding.everything.filter(building=row, held__contains=on)
    placed = found.select_related("grid").first()
    return placed.grid if placed else None
