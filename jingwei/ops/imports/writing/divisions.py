"""How do confirmed rows become administrative divisions? The nation's 700,000 in one statement."""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import DIVISIONS

JOINS = "LEFT JOIN division p ON p.code = s.cells[1]"


def judgement() -> str:
    return DIVISIONS.differs("p")


def write_new(cursor: Any, batch: int, as_of: date, is_demo: bool = False) -> int:
    cell = DIVISIONS.cell
    cursor.execute(
        f"""
        INSERT INTO division (code, name, level, parent_code, urban_rural, held, is_demo)
        SELECT {cell("code")}, {cell("name")}, {cell("level")}::smallint,
            coalesce({cell("parent_code")}, ''), coalesce({cell("urban_rural")}, ''),
            daterange(%s, NULL), %s
        FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, is_demo, batch],
    )
    return int(cursor.rowcount)


def write_changed(cursor: Any, batch: int) -> int:
    cell = DIVISIONS.cell
    cursor.execute(
        f"""
        UPDATE division p SET name = coalesce({cell("name")}, p.name),
            level = coalesce({cell("level")}::smallint, p.level),
            parent_code = coalesce({cell("parent_code")}, p.parent_code),
            urban_rural = coalesce({cell("urban_rural")}, p.urban_rural)
        FROM staged_row s WHERE p.code = s.cells[1] AND s.batch_id = %s AND s.verdict = 2
        """,
        [batch],
    )
    return int(cursor.rowcount)


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    """A division's code is its key; twelve digits fit the number of a row."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'division', s.cells[1]::bigint, to_jsonb(d) FROM staged_row s"
        " LEFT JOIN division d ON d.code = s.cells[1]"
        " WHERE s.batch_id = %s AND s.verdict IN (1, 2)",
        [entry, batch],
    )
