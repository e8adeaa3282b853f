"""How do confirmed rows become closed days of stations and centres?"""

from collections.abc import Callable
from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.writing.images import keep, make


def joins(layout: Layout) -> str:
    return f"LEFT JOIN {layout.table} p ON p.id = s.target"


def judgement(layout: Layout) -> str:
    """SQL: on days on file only the word why may differ."""
    return layout.differs("p")


def writes(
    layout: Layout, door: str, *, demo: bool
) -> Callable[[Any, int, int, date], tuple[int, int]]:
    """``door`` is the table of places and the column that names one (with ``_id``)."""
    table, cell = layout.table, layout.cell
    place = {"station": "station", "service_centre": "centre"}[door]
    more, value = (", is_demo", ", false") if demo else ("", "")

    def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
        """New days, and other words for days on file; images before changes."""
        new = make(
            cursor, entry, table,
            f"id, public_id, org_id, org_path, {place}_id, first, last, why{more}",
            f"""
            SELECT s.target, gen_random_uuid(), t.org_id, t.org_path, t.id, {cell("first")}::date,
                coalesce({cell("last")}, {cell("first")})::date, {cell("why")}{value}
            FROM staged_row s JOIN {door} t ON t.id = s.other
            WHERE s.batch_id = %s AND s.verdict = 1
            """,
            [batch],
        )  # fmt: skip
        keep(
            cursor, entry, table,
            "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
            [batch],
        )  # fmt: skip
        cursor.execute(
            f"UPDATE {table} p SET why = {cell('why')} FROM staged_row s"
            " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
            [batch],
        )
        return new, int(cursor.rowcount)

    return write
