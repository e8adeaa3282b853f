"""Do the grids of a file, with those on file, cover each community once? Said of the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import Any, Final

import numpy as np

from jingwei.ops.imports.cells.places import ring_of
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.rules import outlines
from jingwei.ops.imports.rules.grids import listed
from jingwei.ops.imports.staging.communities import House, Houses, Place
from jingwei.ops.imports.staging.lookup import texts
from jingwei.ops.imports.table import Table
from jingwei.systems.community.grids import geometry
from jingwei.systems.community.grids.models import Grid, GridBuilding, GridShape
from jingwei.systems.community.grids.rules import TOLERATED

NAMED: Final = 6
BUDGET: Final = 60_000_000  # pairs of edges of the borders of one community


@dataclass
class Laid:
    """A grid as it will be: of row ``at`` of the file, or (None) one on file that it leaves out."""

    at: int | None
    place: Place
    name: str
    buildings: set[int] = field(default_factory=set)
    is_listed: bool = False  # the row says which buildings
    ring: Any = None


def _names(which: Iterable[str]) -> str:
    found = list(which)
    said = "、".join(found[:NAMED])
    return said if len(found) <= NAMED else f"{said}等"


def laid_of(
    table: Table, places: list[Place | None], grids: list[Grid | None],
    borders: list[str | None], houses: Houses,
) -> list[Laid]:  # fmt: skip
    """Each row that names a community, with its buildings; what it says amiss is said of it."""
    count = len(table)
    said, names = texts(table, "buildings", count), texts(table, "name", count)
    placed, _shapes = _now(places)
    found = []
    for at, place in enumerate(places):
        if place is None:
            continue
        one = Laid(at, place, names[at] or "")
        text, grid, border = borders[at], grids[at], said[at]
        if text:
            one.ring = outlines.ring(ring_of(text))
        if border:
            one.is_listed = True
            one.buildings = _listed(table, one, border, houses)
        elif one.ring is not None:
            one.is_listed = True
            one.buildings = {house.id for house in _inside(one, houses.all[place.id])}
        elif grid is not None:
            one.buildings = {house for house, owner in placed.items() if owner == grid.pk}
        if not one.buildings and not table.issues.of_row(at):
            _say(table, [at], "buildings", "grid.empty")
        found.append(one)
    return found


def _say(table: Table, rows: Sequence[int], column: str, code: str, **params: Any) -> None:
    table.issues.add(column, [Find(code, params=params)], np.array(rows, np.int32))


def _listed(table: Table, one: Laid, text: str, houses: Houses) -> set[int]:
    found, unknown = set(), []
    for name in listed(text, lambda part: houses.find(one.place, part) is not None):
        house = houses.find(one.place, name)
        if house is None:
            unknown.append(name)
        else:
            found.add(house.id)
    if unknown and one.at is not None:
        _say(table, [one.at], "buildings", "grid.unknown", which=_names(unknown))
    if one.ring is not None and one.at is not None:
        inside = {house.id for house in _inside(one, houses.all[one.place.id])}
        outside = [
            house.name for house in houses.all[one.place.id]
            if house.id in found and house.point is not None and house.id not in inside
        ]  # fmt: skip
        if outside:
            _say(table, [one.at], "outline", "grid.outside", n=len(outside), which=_names(outside))
    return found


def _inside(one: Laid, houses: list[House]) -> list[House]:
    known = [house for house in houses if house.point is not None]
    if not known:
        return []
    inside = outlines.holds(one.ring, np.array([house.point for house in known]))
    return [house for house, is_in in zip(known, inside, strict=True) if is_in]


def _now(places: Iterable[Place | None]) -> tuple[dict[int, int], dict[int, Any]]:
    """Building -> grid, and grid -> border, as they are. Two queries."""
    ids = {one.id for one in places if one}
    placed = GridBuilding.everything.filter(grid__community__in=ids, held__endswith=None)
    shapes = GridShape.everything.filter(grid__community__in=ids, held__endswith=None)
    return (
        dict(placed.values_list("building_id", "grid_id")),
        dict(shapes.values_list("grid_id", "outline")),
    )


def check(table: Table, laid: list[Laid], houses: Houses) -> None:
    """No gap, no overlap, no borders that cross: every row that is part of it is told."""
    places = {one.place.id: one.place for one in laid}
    codes = texts(table, "code", len(table))
    in_file = {codes[one.at] for one in laid if one.at is not None}
    placed, shapes = _now(places.values())
    by_place: dict[int, list[Laid]] = defaultdict(list)
    for one in laid:
        by_place[one.place.id].append(one)
    others = Grid.everything.filter(community__in=places, held__endswith=None)
    of_grid: dict[int, set[int]] = defaultdict(set)
    for house, grid in placed.items():
        of_grid[grid].add(house)
    drawn = {one.at: one.ring for one in laid}
    for grid in others:
        outline = shapes.get(grid.pk)
        ring = None if outline is None else outlines.ring(geometry.ring_of(outline))
        if grid.code not in in_file:
            by_place[grid.community_id].append(
                Laid(None, places[grid.community_id], grid.name, of_grid[grid.pk], ring=ring)
            )
            continue
        for one in by_place[grid.community_id]:
            if one.at is not None and codes[one.at] == grid.code and drawn[one.at] is None:
                one.ring = ring
    for key, grids in by_place.items():
        _cover(table, grids, houses.all[key])
        _borders(table, grids)


def _cover(table: Table, grids: list[Laid], houses: list[House]) -> None:
    called = {house.id: house.name for house in houses}
    owners: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(grids):
        for house in one.buildings:
            owners[house].append(at)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for house, found in owners.items():
        for pair in permutations(found, 2):
            shared[pair].append(called.get(house, ""))
    for (at, other), which in shared.items():
        row = grids[at].at
        if row is not None:
            name = grids[other].name
            _say(table, [row], "buildings", "grid.overlap", which=_names(which), grid=name)
    gaps = [house.name for house in houses if house.id not in owners]
    last = max((one.at for one in grids if one.at is not None), default=None)
    if gaps and last is not None:
        _say(table, [last], "buildings", "grid.gap", n=len(gaps), which=_names(gaps))


def _borders(table: Table, grids: list[Laid]) -> None:
    drawn = [one for one in grids if one.ring is not None]
    crossing = False
    left = BUDGET
    for one, two in combinations(drawn, 2):
        rows = [row.at for row in (one, two) if row.at is not None]
        left -= len(one.ring) * len(two.ring) if rows else 0
        if left < 0:
            _say(table, rows, "outline", "place.too_fine")
            return
        if rows and outlines.overlap(one.ring, two.ring):
            crossing = True
            _say_crossing(table, one, two)
    if not crossing and len(drawn) == len(grids):
        _filled(table, grids, drawn)


def _say_crossing(table: Table, one: Laid, two: Laid) -> None:
    for row, other in ((one, two), (two, one)):
        if row.at is not None:
            _say(table, [row.at], "outline", "grid.crossing", grid=other.name)


def _filled(table: Table, grids: list[Laid], drawn: list[Laid]) -> None:
    """All borders together fill the community."""
    border = grids[0].place.outline
    last = max((one.at for one in grids if one.at is not None), default=None)
    if border is None or last is None:
        return
    whole = outlines.area(outlines.ring(geometry.ring_of(border)))
    filled = sum(outlines.area(one.ring) for one in drawn)
    if whole and abs(whole - filled) / whole > TOLERATED:
        _say(table, [last], "outline", "grid.area", filled=round(filled), whole=round(whole))
