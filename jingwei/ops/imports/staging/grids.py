"""How does a checked ledger of grids become judged rows? A community's grids pass together."""

import json
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import grid_layout, grid_people
from jingwei.ops.imports.staging.communities import Houses, Place, communities_of, turned_rings
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import GRIDS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import grids as writing
from jingwei.systems.community.grids.models import Grid


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its plan: buildings, border and people to be."""
    count = len(table)
    places = communities_of(table, scope)
    codes = texts(table, "code", count)
    found = _on_file(table, scope, places, codes)
    outlines = turned_rings(table)
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in places]
    prepared.other = [one.id if one else None for one in places]
    prepared.target = [one.pk if one else None for one in found]
    houses = Houses(places)
    laid = grid_layout.laid_of(table, places, found, outlines, houses)
    grid_layout.check(table, laid, houses)
    plans = grid_people.plans(table, places, found, batch.as_of)
    for one in laid:
        if one.at is None:
            continue
        plans[one.at] |= {
            "buildings": sorted(one.buildings) if one.is_listed else None,
            "outline": json.loads(outlines[one.at] or "null"),
        }
    _wait_for_each_other(table, places)
    prepared.extra["plan"] = [json.dumps(one, ensure_ascii=False) for one in plans]
    seen = _prints(places)
    prepared.extra["seen"] = [seen[one.id] if one else None for one in places]
    copy_in(lines(batch, table, GRIDS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("grid"),
    )  # fmt: skip


def _on_file(
    table: Table, scope: Scope, places: list[Place | None], codes: list[str | None]
) -> list[Grid | None]:
    """The open grid of each code in its community; a code that served elsewhere is said."""
    wanted = {code for code in codes if code}
    known = {one.code: one for one in Grid.objects.within(scope).filter(code__in=wanted)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM grid_codes_taken(%s)", [list(wanted - known.keys())])
        taken = {code for (code,) in cursor.fetchall()}
    found: list[Grid | None] = []
    used = []
    for at, (place, code) in enumerate(zip(places, codes, strict=True)):
        one = known.get(code or "")
        is_here = one is not None and place is not None and one.community_id == place.id
        found.append(one if one and is_here and one.held.upper is None else None)
        if code in taken or (one is not None and place is not None and found[-1] is None):
            used.append(at)
    table.issues.add("code", [Find("grid.code_used")], np.array(used, np.int32))
    return found


def _prints(places: list[Place | None]) -> dict[int, str]:
    """By which it is known, before writing, whether a community is still as it was judged."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.id, {writing.AS_IT_IS} FROM community c WHERE c.id = ANY (%s)",
            [list({one.id for one in places if one})],
        )
        return dict(cursor.fetchall())


def _wait_for_each_other(table: Table, places: list[Place | None]) -> None:
    """A layout without one of its grids would leave a gap: so all wait for the faulty row."""
    good = table.good.tolist()
    faulty: dict[int, int] = {}
    rows: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        if place is not None:
            rows[place.id].append(at)
            if not good[at]:
                faulty.setdefault(place.id, at)
    for key, first in faulty.items():
        waiting = [at for at in rows[key] if good[at]]
        find = Find("grid.waits", params={"row": int(table.numbers[first])})
        table.issues.add("community", [find], np.array(waiting, np.int32))
