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
from jingwei.kernel.figures.sql import put, render
from jingwei.kernel.figures.tree import TREE, make_tree

FORMER = "figure_tree_before"
CROSSED = "figure_crossed"

IS_CHANGED = """
SELECT EXISTS (SELECT 1 FROM <former> f JOIN <tree> t USING (org_id)
               WHERE f.parent_id IS DISTINCT FROM t.parent_id)
"""
CROSS = """
CREATE TEMP TABLE <crossed> ON COMMIT DROP AS
WITH RECURSIVE changed AS (
    SELECT f.org_id FROM <former> f JOIN <tree> t USING (org_id)
    WHERE f.parent_id IS DISTINCT FROM t.parent_id
), touched AS (
    SELECT org_id FROM changed
    UNION SELECT f.org_id FROM <former> f JOIN touched c ON f.parent_id = c.org_id
), then_up AS (
    SELECT c.org_id, f.parent_id AS above FROM touched c JOIN <former> f USING (org_id)
    UNION SELECT u.org_id, f.parent_id FROM then_up u JOIN <former> f ON f.org_id = u.above
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
    """Fill the table of (way, organisation, superior gained or lost); the tree must be there."""
    make_tree(cursor, Period(period.month, period.before), table=FORMER)
    names = {"former": FORMER, "tree": TREE, "crossed": CROSSED}
    cursor.execute(put(IS_CHANGED, **names))
    (is_changed,) = cursor.fetchone()
    cursor.execute(f"DROP TABLE IF EXISTS {CROSSED}")
    if is_changed:
        cursor.execute(put(CROSS, **names))
    return bool(is_changed)
