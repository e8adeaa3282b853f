"""What do the same figures cost as plain SQL? Two-stage, and joined to everybody above.

The floor of C1: the counts of a year as one would write them by hand. Each month is counted at its
organisations and summed up once (two-stage), or each record is joined to all organisations above it
(fan-out). No facts, no history, no comparison with what was known: numbers in a plain table.
"""

from typing import Any

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import put, render
from jingwei.kernel.figures.tree import make_tree

LINES = """
CREATE TEMP TABLE bench_line AS
WITH RECURSIVE up AS (
    SELECT org_id, org_id AS above, parent_id FROM bench_tree
    UNION ALL
    SELECT u.org_id, t.org_id, t.parent_id FROM up u JOIN bench_tree t ON t.org_id = u.parent_id
)
SELECT org_id, above FROM up
"""
OWN = "CREATE TEMP TABLE <own> AS SELECT r.org_id, <slots> FROM (<rows>) r GROUP BY r.org_id"
TOTAL = """
CREATE TEMP TABLE <total> AS SELECT l.above AS org_id, <sums> FROM <own> o
JOIN bench_line l USING (org_id) GROUP BY l.above
"""
FANNED = """
CREATE TEMP TABLE <total> AS SELECT l.above AS org_id, <slots> FROM (<rows>) r
JOIN bench_line l ON l.org_id = r.org_id GROUP BY l.above
"""
RELATION = "(SELECT t.org_id, <columns> FROM <total> t LEFT JOIN <own> o USING (org_id))"


def states() -> list[Records]:
    """What is so at the end of a month: nearly all of the work of a fill."""
    return [one for one in registered().records.values() if not (one.elsewhere or one.moved)]


def count(cursor: Any, periods: list[Period], *, fanned: bool) -> dict[tuple[str, str], list[int]]:
    """The numbers of the root by records and month, to be compared with the facts."""
    found: dict[tuple[str, str], list[int]] = {}
    for period in periods:
        cursor.execute("DROP TABLE IF EXISTS bench_line")
        make_tree(cursor, period, table="bench_tree")
        cursor.execute(LINES)
        cursor.execute("CREATE INDEX ON bench_line (org_id)")
        cursor.execute("ANALYZE bench_line")
        for records in states():
            _make(cursor, records, period, fanned=fanned)
            width = layout_of(records).width
            numbers = ", ".join(f"t.c{i}" for i in range(width))
            cursor.execute(
                f"SELECT {numbers} FROM {_total(records)} t JOIN bench_tree b USING (org_id)"
                " WHERE b.depth = 1"
            )
            row = cursor.fetchone()
            if row is not None:
                found[records.code, period.month.isoformat()] = list(map(int, row))
    return found


def _make(cursor: Any, records: Records, period: Period, *, fanned: bool) -> None:
    slots = [render(slot.sql(), period) for slot in layout_of(records).slots]
    parts = {
        "own": _own(records), "total": _total(records),
        "rows": render(records.statement, period, _relation),
        "slots": ", ".join(f"{slot}::bigint AS c{i}" for i, slot in enumerate(slots)),
        "sums": ", ".join(f"sum(o.c{i})::bigint AS c{i}" for i in range(len(slots))),
    }  # fmt: skip
    cursor.execute(f"DROP TABLE IF EXISTS {_own(records)}, {_total(records)}")
    # What others look at is needed at the organisations themselves in either way.
    looked_at = any(records.code in one.after for one in registered().records.values())
    if not fanned or looked_at:
        cursor.execute(put(OWN, **parts))
    cursor.execute(put(FANNED if fanned else TOTAL, **parts))


def _relation(code: str) -> str:
    records = registered().records[code]
    columns = ", ".join(
        f"coalesce(o.c{place.n}, 0) AS own_{name.split('.')[1]},"
        f" t.c{place.n} AS all_{name.split('.')[1]}"
        for name, place in layout_of(records).places.items()
    )
    return put(RELATION, columns=columns, total=_total(records), own=_own(records))


def _own(records: Records) -> str:
    return f"bench_own_{records.code.replace('.', '_')}"


def _total(records: Records) -> str:
    return f"bench_total_{records.code.replace('.', '_')}"
