"""How are many computed rows inserted at once? COPY into a temporary table, then one INSERT."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def insert_rows(
    table: str, columns: dict[str, str], rows: Iterable[Sequence[Any]], conflict: str = ""
) -> int:
    """Insert ``rows`` into ``table``; ``columns`` maps names to SQL types. How many.

    ``conflict`` is what stands behind ON CONFLICT.
    """
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS many_rows")
        cursor.execute(f"CREATE TEMP TABLE many_rows ({typed}) ON COMMIT DROP")
        with cursor.copy(f"COPY many_rows ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        ending = f" ON CONFLICT {conflict}" if conflict else ""
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM many_rows{ending}")
        count = int(cursor.rowcount)
        cursor.execute("DROP TABLE many_rows")
    return count
