"""How do confirmed rows become borders of communities, from their day on?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import BORDERS, DAY
from jingwei.ops.imports.writing.images import ended, keep, make

_C = BORDERS.cell
_RING = f"{_C('ring')}::jsonb"
_SINCE = f"coalesce({DAY.format(c=_C('since'))}, %s::date)"
JOINS = "LEFT JOIN community_border p ON p.id = s.target"
JUDGEMENT = f"CASE WHEN p.outline IS DISTINCT FROM {_RING} THEN ARRAY['outline'] ELSE '{{}}' END"
"""The same border says nothing, whatever day is written beside it."""


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New borders and those that take the place of another, which ends; images before changes.

    Each row is one community with an image: that is what a batch counts when it goes back.
    """
    which = "SELECT s.{what} FROM staged_row s WHERE s.batch_id = %s AND s.verdict IN ({verdicts})"
    keep(
        cursor, entry, "community",
        f"t.id IN ({which.format(what='other', verdicts='1, 2')})", [batch],
    )  # fmt: skip
    keep(
        cursor, entry, "community_border",
        f"t.id IN ({which.format(what='target', verdicts='2')})", [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE community_border t SET held = {ended(_SINCE)} FROM staged_row s"
        " WHERE t.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [as_of, as_of, batch],
    )
    changed = int(cursor.rowcount)
    made = make(
        cursor, entry, "community_border", "id, org_id, org_path, community_id, outline, held",
        f"""
        SELECT CASE s.verdict WHEN 1 THEN s.target
            ELSE nextval(pg_get_serial_sequence('community_border', 'id')) END,
            c.org_id, c.org_path, c.id, {_RING}, daterange({_SINCE}, NULL)
        FROM staged_row s JOIN community c ON c.id = s.other
        WHERE s.batch_id = %s AND s.verdict IN (1, 2)
        """,
        [as_of, batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE community c SET outline = {_RING}, version = c.version + 1 FROM staged_row s"
        " WHERE c.id = s.other AND s.batch_id = %s AND s.verdict IN (1, 2)",
        [batch],
    )
    return made - changed, changed
