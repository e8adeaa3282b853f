"""How are rows made, changed and ended with images of before, and how do they stand as before?"""

from typing import Any


def keep(cursor: Any, entry: int, table: str, which: str, said: list[Any]) -> None:
    """An image of every row of ``table`` that ``which`` (SQL over ``t``) picks, before it changes.

    A row has one image of a batch: how it stood first.
    """
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        f" SELECT %s, '{table}', t.id, to_jsonb(t) FROM {table} t WHERE ({which})"
        " AND NOT EXISTS (SELECT 1 FROM row_image i WHERE i.entry_id = %s"
        f" AND i.\"table\" = '{table}' AND i.row = t.id)",
        [entry, *said, entry],
    )


def make(cursor: Any, entry: int, table: str, columns: str, rows: str, said: list[Any]) -> int:
    """Insert what ``rows`` selects, each with an image that says it was made; how many."""
    cursor.execute(
        f"WITH made AS (INSERT INTO {table} ({columns}) {rows} RETURNING id)"
        ' INSERT INTO row_image (entry_id, "table", row)'
        f" SELECT %s, '{table}', id FROM made",
        [*said, entry],
    )
    return int(cursor.rowcount)


def ended(on: str, row: str = "t") -> str:
    """SQL: the stretch of ``row`` ended before ``on``; what began then or later never held."""
    return (
        f"CASE WHEN {on} <= lower({row}.held) THEN 'empty'::daterange"
        f" ELSE daterange(lower({row}.held), {on}) END"
    )


def end(cursor: Any, entry: int, table: str, which: str, said: list[Any], on: Any) -> int:
    """End the open rows that ``which`` picks, with images; how many."""
    keep(cursor, entry, table, f"upper_inf(t.held) AND ({which})", said)
    cursor.execute(
        f"UPDATE {table} t SET held = {ended('%s::date')} WHERE upper_inf(t.held) AND ({which})",
        [on, on, *said],
    )
    return int(cursor.rowcount)


_WAS = {
    "version": "t.version + 1",
    # The organisation may have moved since.
    "org_path": "(SELECT o.path FROM organisation o WHERE o.id = was.org_id)",
}


def put_back(cursor: Any, entry: int, table: str) -> int:
    """Rows of ``table`` that ``entry`` changed stand as in their images; how many."""
    cursor.execute(
        "SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.attname <> 'id' AND a.attgenerated = ''",
        [f'"{table}"'],
    )
    names = [name for (name,) in cursor.fetchall()]
    assignments = ", ".join(f"{name} = {_WAS.get(name, f'was.{name}')}" for name in names)
    cursor.execute(
        f'UPDATE "{table}" t SET {assignments} FROM row_image i,'
        f' LATERAL jsonb_populate_record(NULL::public."{table}", i.before) was'
        f" WHERE i.entry_id = %s AND i.\"table\" = '{table}' AND i.before IS NOT NULL"
        f" AND t.id = i.row",
        [entry],
    )
    return int(cursor.rowcount)
