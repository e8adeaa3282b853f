"""Which members came or went with their whole organisation (整建制转入、转出)?

A branch put under another county changes the count of two counties without any membership having
changed. For an organisation X these are the members, on the day before the period, of branches
that stand below X now and did not then (in), or did then and do not now (out). So
``before + in - out = now`` holds at every level, whatever was moved.

Such moves are few, so each is followed up to all its superiors by itself.
"""

from typing import Any

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.sql import day, put, render
from jingwei.kernel.figures.tree import TREE

CROSSED = "figure_crossed"

# Starts from the ties that ended during the period: most months have none.
CROSS = """
CREATE TEMP TABLE <crossed> ON COMMIT DROP AS
WITH RECURSIVE former AS NOT MATERIALIZED (
    SELECT org_id, host_id FROM edge WHERE kind = 'leads' AND held @> <before>
), changed AS (
    SELECT e.org_id FROM edge e JOIN <tree> t USING (org_id)
    WHERE e.kind = 'leads' AND NOT upper_inf(e.held) AND upper(e.held) > <before>
      AND e.held @> <before> AND e.host_id IS DISTINCT FROM t.parent_id
), touched AS (
    SELECT org_id FROM changed
    UNION SELECT f.org_id FROM touched c JOIN former f ON f.host_id = c.org_id
), then_up AS (
    SELECT c.org_id, f.host_id AS above FROM touched c JOIN former f USING (org_id)
    UNION SELECT u.org_id, f.host_id FROM then_up u JOIN former f ON f.org_id = u.above
), now_up AS (
    SELECT c.org_id, t.parent_id AS above FROM touched c JOIN <tree> t USING (org_id)
    UNION SELECT u.org_id, t.parent_id FROM now_up u JOIN <tree> t ON t.org_id = u.above
)
SELECT 'in' AS way, org_id, above FROM (TABLE now_up EXCEPT TABLE then_up) g WHERE above IS NOT NULL
UNION ALL
SELECT 'out', org_id, above FROM (TABLE then_up EXCEPT TABLE now_up) l WHERE above IS NOT NULL
"""
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
        # The planner expects millions where there are tens, and lays out the room for them.
        cursor.execute("SELECT current_setting('work_mem')")
        (room,) = cursor.fetchone()
        cursor.execute("SET LOCAL work_mem = '4MB'")
        cursor.execute(put(CROSS, tree=TREE, crossed=CROSSED, before=day(period.before)))
        cursor.execute("SELECT set_config('work_mem', %s, true)", [room])
        cursor.execute(put("ANALYZE <crossed>", crossed=CROSSED))
    cursor.execute(put("SELECT EXISTS (SELECT 1 FROM <crossed>)", crossed=CROSSED))
    return bool(cursor.fetchone()[0])
