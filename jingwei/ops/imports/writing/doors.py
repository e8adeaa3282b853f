"""How do confirmed rows become stations and delegates' studios? Both keep a door, alike."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.writing.images import keep, make


def _week(layout: Layout) -> str:
    return f"{layout.cell('week')}::jsonb"


def _degrees(layout: Layout) -> tuple[str, str]:
    x, y = (f"({layout.cell('point')}::jsonb ->> {at})::float8" for at in (0, 1))
    return x, y


def joins(layout: Layout) -> str:
    return f"LEFT JOIN {layout.table} p ON p.id = s.target"


def judgement(layout: Layout) -> str:
    """SQL: fields in which a row differs from the station or studio on file."""
    week, point = _week(layout), layout.cell("point")
    x, y = _degrees(layout)
    tests = (
        (
            f"CASE WHEN {point} IS NOT NULL AND (p.longitude IS NULL"
            f" OR abs(p.longitude - {x}) >= 1e-7 OR abs(p.latitude - {y}) >= 1e-7) THEN 'point' END"
        ),
        f"CASE WHEN {week} IS NOT NULL AND p.hours IS DISTINCT FROM {week} THEN 'hours' END",
        "CASE WHEN s.other IS NOT NULL AND s.other IS DISTINCT FROM p.unit_id THEN 'unit' END",
    )
    return f"{layout.differs('p')} || array_remove(ARRAY[{', '.join(tests)}]::text[], NULL)"


def writes(layout: Layout) -> Callable[[Any, int, int, date], tuple[int, int]]:
    """The writer of one of the two tables."""
    table, week = layout.table, _week(layout)
    x, y = _degrees(layout)
    own = [(column, sql) for _key, column, sql in layout.filled]
    sets = ", ".join(f"{column} = coalesce({sql}, p.{column})" for column, sql in own)

    def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
        """New and changed rows, images before changes."""
        new = make(
            cursor, entry, table,
            "id, public_id, org_id, org_path, unit_id, hours, longitude, latitude, held, version,"
            " is_demo, "
            + ", ".join(column for column, _sql in own),
            f"""
            SELECT s.target, gen_random_uuid(), o.id, o.path, s.other, {week}, {x}, {y},
                daterange(%s, NULL), 1, false, {", ".join(sql for _column, sql in own)}
            FROM staged_row s JOIN organisation o ON o.id = s.org
            WHERE s.batch_id = %s AND s.verdict = 1
            """,
            [as_of, batch],
        )  # fmt: skip
        keep(
            cursor, entry, table,
            "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
            [batch],
        )  # fmt: skip
        cursor.execute(
            f"UPDATE {table} p SET {sets}, hours = coalesce({week}, p.hours),"
            f" longitude = coalesce({x}, p.longitude), latitude = coalesce({y}, p.latitude),"
            " unit_id = coalesce(s.other, p.unit_id), version = p.version + 1 FROM staged_row s"
            " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
            [batch],
        )
        return new, int(cursor.rowcount)

    return write
