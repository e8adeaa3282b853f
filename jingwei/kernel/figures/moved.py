"""Which members came or went with their whole organisation (整建制转入、转出)?

A branch put under another county changes the count of two counties without any membership having
changed. For an organisation X these are the members, on the day before the period, of branches
that stand below X now and did not then (in), or did then and do not now (out). So
``before + in - out = now`` holds at every level, whatever was moved.

Such moves are few, so each organisation that was moved is followed up by itself.
"""

from typing import Any

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.sql import day, put, render
from jingwei.kernel.figures.tree import TREE

CROSSED = "figure_crossed"

# Starts from the ties that ended during the period: most months have none.
CHANGED = """
SELECT e.org_id FROM edge e JOIN <tree> t USING (org_id)
WHERE e.kind = 'leads' AND NOT upper_inf(e.held) AND upper(e.held) > <before>
  AND e.held @> <before> AND e.host_id IS DISTINCT FROM t.parent_id
"""
FORMER = "SELECT org_id, host_id FROM edge WHERE kind = 'leads' AND held @> <before>"
NOW = "SELECT org_id, parent_id FROM <tree>"
CREATE = """
CREATE TEMP TABLE <crossed> (way text, org_id bigint, above bigint) ON COMMIT DROP
"""
KEEP = "INSERT INTO <crossed> SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[])"
COUNT = """
INSERT INTO <total> (org_id, parent_id, depth, <names>)
SELECT x.above, NULL, 0, <slots> FROM (<rows>) r JOIN <crossed> x USING (org_id)
WHERE x.way = '<way>' GROUP BY x.above
"""


def work_out(cursor: Any, records: Records, period: Period, *, total: str) -> None:
    """Fill ``total`` with the members who came or went; empty where no organisation moved."""
    if not make_crossed(cursor, period):
        return
    slots = layout_of(records).slots
    cursor.execute(
        put(
            COUNT, total=total, way=records.moved, crossed=CROSSED,
            names=", ".join(f"c{i}" for i in range(len(slots))),
            slots=", ".join(f"{render(slot.sql(), period)}::bigint" for slot in slots),
            rows=render(records.statement, period),
        )
    )  # fmt: skip


def make_crossed(cursor: Any, period: Period) -> bool:
    """Fill the table of (way, organisation, superior gained or lost), once; the tree must be there.

    False where no organisation changed its superior, and there is nothing to count.
    """
    cursor.execute("SELECT to_regclass('pg_temp.' || %s) IS NULL", [CROSSED])
    if cursor.fetchone()[0]:
        cursor.execute(put(CREATE, crossed=CROSSED))
        rows = _crossed(cursor, period)
        if rows:
            cursor.execute(put(KEEP, crossed=CROSSED), list(map(list, zip(*rows, strict=True))))
            cursor.execute(put("ANALYZE <crossed>", crossed=CROSSED))
    cursor.execute(put("SELECT EXISTS (SELECT 1 FROM <crossed>)", crossed=CROSSED))
    return bool(cursor.fetchone()[0])


def _crossed(cursor: Any, period: Period) -> list[tuple[str, int, int]]:
    """Each organisation of the branches that were put elsewhere, with whom it gained and lost.

    Followed up here and not by a recursive query: for that the planner expects millions of rows
    where there are thousands, and what it then lays out took seconds.
    """
    changed = {org for (org,) in _read(cursor, CHANGED, period)}
    if not changed:
        return []
    former = dict(_read(cursor, FORMER, period))
    now = dict(_read(cursor, NOW, period))
    found: list[tuple[str, int, int]] = []
    for org in _with_below(changed, former):
        then_up, now_up = _line(org, former), _line(org, now) if org in now else None
        if now_up is not None:
            found += [("in", org, above) for above in now_up if above not in then_up]
        found += [("out", org, above) for above in then_up if above not in (now_up or ())]
    return found


def _with_below(tops: set[int], parents: dict[int, int]) -> set[int]:
    """``tops`` and all that stood below them."""
    below: dict[int, list[int]] = {}
    for org, parent in parents.items():
        below.setdefault(parent, []).append(org)
    found, waiting = set(tops), list(tops)
    while waiting:
        for org in below.get(waiting.pop(), ()):
            if org not in found:
                found.add(org)
                waiting.append(org)
    return found


def _line(org: int, parents: dict[int, int | None] | dict[int, int]) -> list[int]:
    """Everybody above, the nearest first; a broken tree ends it, a circle too."""
    found: list[int] = []
    above = parents.get(org)
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


def _read(cursor: Any, statement: str, period: Period) -> list[Any]:
    cursor.execute(put(statement, tree=TREE, before=day(period.before)))
    return list(cursor.fetchall())
