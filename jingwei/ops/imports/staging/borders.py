"""How does a checked list of borders become judged rows? Each held against its neighbours'."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.places import ring_of
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules import outlines
from jingwei.ops.imports.staging.communities import Place, communities_of, say_twice, turned_rings
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import BORDERS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works.shared import say_each
from jingwei.ops.imports.writing import borders as writing
from jingwei.systems.community.grids import borders, geometry
from jingwei.systems.community.grids.models import CommunityBorder, GridShape
from jingwei.systems.community.grids.rules import TOLERATED

BUDGET: Final = 60_000_000  # pairs of edges of all borders of a file
SHOWN: Final = 3


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the community, ``ring`` its border in CGCS2000."""
    count = len(table)
    places = communities_of(table, scope)
    say_twice(table, "community", [one.id if one else None for one in places])
    said = turned_rings(table)
    now = {
        one.community_id: one
        for one in CommunityBorder.everything.filter(
            community__in={one.id for one in places if one}, held__endswith=None
        )
    }
    rings = [outlines.ring(ring_of(text)) if text else None for text in said]
    since = [first_day(text) or batch.as_of for text in texts(table, "since", count)]
    _days(table, places, said, now, since)
    _neighbours(table, places, rings, since)
    _grids(table, places, rings)
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in places]
    prepared.other = [one.id if one else None for one in places]
    prepared.target = [now[one.id].pk if one and one.id in now else None for one in places]
    prepared.extra["ring"] = said
    copy_in(lines(batch, table, BORDERS, prepared, ~table.good))
    return judge_into_staging(batch.pk, writing.JUDGEMENT, writing.JOINS, new_id(BORDERS.table))


def _days(
    table: Table, places: list[Place | None], said: list[str | None],
    now: Mapping[int, CommunityBorder], since: list[date],
) -> None:  # fmt: skip
    """An older list never draws over a border that began later; the same border says nothing."""
    finds: dict[int, Find] = {}
    for at, (place, text) in enumerate(zip(places, said, strict=True)):
        one = now.get(place.id) if place else None
        if one is None or text is None or geometry.ring_of(one.outline) == ring_of(text):
            continue
        if one.held.lower is not None and since[at] < one.held.lower:
            finds[at] = Find("border.older", params={"day": one.held.lower.isoformat()})
    say_each(table, "community", finds)


def _neighbours(
    table: Table, places: list[Place | None], rings: list[Any], since: list[date]
) -> None:
    """No border runs into a neighbour's on a day that they share: of the file, or on file.

    What is on file of a community of the file holds until the day of its new border.
    """
    mine = {
        place.id: (at, place.name, ring)
        for at, (place, ring) in enumerate(zip(places, rings, strict=True))
        if place is not None and ring is not None
    }
    if not mine:
        return
    others, ends = _on_file(mine, since)
    every = [*mine.values(), *others]
    met: dict[int, list[str]] = {}
    if not _may_be_compared(table, every):
        return
    low = np.array([ring.min(0) for _at, _name, ring in every])
    high = np.array([ring.max(0) for _at, _name, ring in every])
    for number, (key, (at, name, ring)) in enumerate(mine.items()):
        meets = ((low < high[number]) & (low[number] < high)).all(1)
        meets[: number + 1] = False  # each pair once
        for other in np.flatnonzero(meets).tolist():
            there, called, shape = every[other]
            if there is None and not _shares_a_day(ends[other - len(mine)], key, since[at]):
                continue
            if outlines.overlap(ring, shape):
                met.setdefault(at, []).append(called)
                if there is not None:
                    met.setdefault(there, []).append(name)
    say_each(table, "outline", {
        at: Find("border.crossing", params={"which": "、".join(names[:SHOWN])})
        for at, names in met.items()
    })  # fmt: skip


def _on_file(
    mine: Mapping[int, tuple[int, str, Any]], since: list[date]
) -> tuple[list[tuple[None, str, Any]], list[tuple[int, date | None]]]:
    """Borders round those of the file, and beside each its community and the day it ends."""
    rings = [ring.tolist() for _at, _name, ring in mine.values()]
    first = min(since[at] for at, _name, _ring in mine.values())
    others: list[tuple[None, str, Any]] = []
    ends: list[tuple[int, date | None]] = []
    for one in borders.near(rings, first):
        until = one.until
        if one.id in mine and until is None:
            until = since[mine[one.id][0]]
        if until is not None and until <= max(one.first, first):
            continue
        others.append((None, replace(one, until=until).called, outlines.ring(one.ring)))
        ends.append((one.id, until))
    return others, ends


def _shares_a_day(other: tuple[int, date | None], key: int, since: date) -> bool:
    community, until = other
    return community != key and (until is None or since < until)


def _may_be_compared(table: Table, every: list[tuple[int | None, str, Any]]) -> bool:
    edges = sum(len(ring) for _at, _name, ring in every)
    if edges * max(len(ring) for _at, _name, ring in every) <= BUDGET:
        return True
    rows = [at for at, _name, _ring in every if at is not None]
    table.issues.add("outline", [Find("place.too_fine")], np.array(rows, np.int32))
    return False


def _grids(table: Table, places: list[Place | None], rings: list[Any]) -> None:
    """Grids that do not fill the new border are to be laid anew; said, and no reason to refuse."""
    ids = {one.id for one in places if one}
    filled: dict[int, float] = {}
    shapes = GridShape.everything.filter(grid__community__in=ids, held__endswith=None)
    for at, outline in shapes.values_list("grid__community", "outline"):
        area = outlines.area(outlines.ring(geometry.ring_of(outline)))
        filled[at] = filled.get(at, 0.0) + area
    off = [
        at
        for at, (place, ring) in enumerate(zip(places, rings, strict=True))
        if place is not None and ring is not None and place.id in filled
        and abs((whole := outlines.area(ring)) - filled[place.id]) > TOLERATED * whole
    ]  # fmt: skip
    table.issues.add("outline", [Find("border.grids")], np.array(off, np.int32))
