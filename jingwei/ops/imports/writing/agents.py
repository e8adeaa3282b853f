"""How do confirmed rows become members who run errands, from the roster's day?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import AGENTS
from jingwei.ops.imports.writing.images import keep, make

_C = AGENTS.cell
JOINS = "LEFT JOIN proxy_agent p ON p.id = s.target"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New agents, and others whose errands are worded anew."""
    new = make(
        cursor, entry, "proxy_agent",
        "id, public_id, org_id, org_path, person_id, name, unit_id, does, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), o.id, o.path, w.id, w.name, {_C("unit_id")}::bigint,
            {_C("does")}, daterange(%s, NULL), false
        FROM staged_row s JOIN organisation o ON o.id = s.org JOIN person w ON w.id = s.other
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "proxy_agent",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE proxy_agent p SET does = coalesce({_C('does')}, p.does) FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
