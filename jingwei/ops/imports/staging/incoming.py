"""How do rows reach the staging table? COPY into a temporary table, then one judging INSERT.

COPY is refused on tables with row security, so rows pass through ``incoming``, which belongs to
this session alone and goes with the transaction.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

CREATE = """
CREATE TEMP TABLE incoming (
    row_no int, faulty boolean, cells text[], sealed bytea[], indexes bytea[], tails text[],
    target bigint, target_uuid uuid, org bigint, other bigint, digest bytea,
    issues jsonb, originals jsonb, sealed_originals bytea
) ON COMMIT DROP
"""
COLUMNS = (
    "row_no, faulty, cells, sealed, indexes, tails, target, target_uuid, org, other, digest,"
    " issues, originals, sealed_originals"
)
_ESCAPES = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SPECIAL = re.compile(r'[\\"\n\r\t]')
NULL = "\\N"


def array_item(value: str | None) -> str:
    """A text as an item of an array in COPY's text form; do this once for each different value."""
    if value is None:
        return "NULL"
    if _SPECIAL.search(value):  # hardly any, and translating costs ten times the look
        value = value.translate(_ESCAPES)
    return f'"{value}"'


def array_bytes(values: Iterable[bytes | None]) -> list[str]:
    """Bytes as items of arrays in COPY's text form, many at once: a call for each costs as much."""
    return ["NULL" if one is None else f'"\\\\\\\\x{one.hex()}"' for one in values]


def field_bytes(value: bytes | None) -> str:
    """Bytes as a field of their own in COPY's text form."""
    return NULL if value is None else f"\\\\x{value.hex()}"


def field_text(value: str) -> str:
    """A text as a field of its own in COPY's text form."""
    return (
        value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    )


@contextmanager
def whole_sets(cursor: Any) -> Iterator[None]:
    """Join whole sets, never row by row.

    Right after a load the planner knows nothing of the new rows and only the owner may tell it: a
    second import of 20,000 rows took 45 s by nested loops that expected one row, 0.4 s without.
    """
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute("SET LOCAL work_mem = '128MB'")
    yield
    cursor.execute("SET LOCAL enable_nestloop = on")


def copy_in(chunks: Iterable[bytes]) -> None:
    """Make the temporary table and COPY ready-made lines into it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming")
        cursor.execute(CREATE)
        with cursor.copy(f"COPY incoming ({COLUMNS}) FROM STDIN") as copy:
            for chunk in chunks:
                copy.write(chunk)


def new_id(table: str) -> str:
    """SQL: the key of a new row. The name of its sequence is asked for once, not once a row."""
    return f"nextval((SELECT pg_get_serial_sequence('\"{table}\"', 'id')::regclass))"


def judge_into_staging(
    batch_id: int, judgement: str, joins: str, key: str, same: str = "false",
    other: str = "s.other",
) -> int:  # fmt: skip
    """Move the incoming rows into staging with verdict, target and differences; how many.

    ``judgement`` is SQL for the array of fields that differ from the target, ``same`` for a row
    without a target that says nothing new all the same, ``other`` for what that column holds,
    ``key`` for the key of a new row. Without ``joins`` the rows still stand as COPY laid them, in
    the order of the sheet: they need not be looked over and sorted.
    """
    order = "ORDER BY s.row_no" if joins else ""
    with connection.cursor() as cursor, whole_sets(cursor):
        if joins:
            cursor.execute("ANALYZE incoming (target, org)")
        cursor.execute(
            f"""
            INSERT INTO staged_row (batch_id, row_no, verdict, cells, sealed, indexes, tails,
                target, target_uuid, org, other, digest, differs, issues, originals,
                sealed_originals)
            SELECT %s, s.row_no,
                CASE WHEN s.faulty THEN 0 WHEN {same} THEN 3 WHEN s.target IS NULL THEN 1
                     WHEN d.differs <> '{{}}' THEN 2 ELSE 3 END,
                s.cells, s.sealed, s.indexes, s.tails,
                CASE WHEN s.target IS NULL AND NOT s.faulty THEN {key} ELSE s.target END,
                s.target_uuid, s.org, {other}, s.digest, nullif(d.differs, '{{}}'), s.issues,
                s.originals, s.sealed_originals
            FROM incoming s {joins}
            CROSS JOIN LATERAL (SELECT CASE WHEN s.target IS NULL OR s.faulty THEN NULL
                                       ELSE {judgement} END AS differs) d
            {order}
            """,
            [batch_id],
        )
        return int(cursor.rowcount)


def summed(batch_id: int) -> dict[str, int]:
    """Counts of the batch by verdict, and of rows with a warning."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE verdict = 0),"
            " count(*) FILTER (WHERE verdict = 1), count(*) FILTER (WHERE verdict = 2),"
            " count(*) FILTER (WHERE verdict = 3), count(*) FILTER (WHERE verdict = 4),"
            " count(*) FILTER (WHERE issues IS NOT NULL AND verdict <> 0)"
            " FROM staged_row WHERE batch_id = %s",
            [batch_id],
        )
        names = ("rows", "rejected", "new", "changed", "unchanged", "skipped", "warned")
        return dict(zip(names, cursor.fetchone(), strict=True))
