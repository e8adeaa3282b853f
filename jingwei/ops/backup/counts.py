"""What is in each table? A count and a checksum that two equal tables share, in any order of rows.

The checksum adds up the SHA-256 of the rows' texts, so it needs no sorting and no memory; it
proves that a copy is whole, not that nobody tampered: the seals of archive and ledger do that.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

from jingwei.ops import telling
from jingwei.ops.words import _

PARTS = 4
# What is no record: who is signed in, which worker lives.
PASSING = ("session", "django_session", "procrastinate_workers")


@dataclass(frozen=True)
class Counted:
    """One table: how many rows, their checksum, and over which columns it was made."""

    rows: int
    checksum: str
    columns: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        return {**asdict(self), "columns": list(self.columns)}


def tables(connection: psycopg.Connection) -> dict[str, tuple[str, ...]]:
    """Every table of the schema with its columns by name; partitions belong to their table."""
    rows = connection.execute(
        "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname)"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped"
        " GROUP BY c.relname ORDER BY c.relname"
    ).fetchall()
    return {name: tuple(columns) for name, columns in rows}


def of_table(connection: psycopg.Connection, table: str, columns: tuple[str, ...]) -> Counted:
    """Count and checksum of one table; reads all of it, about a million rows in seconds."""
    row = sql.SQL(", ").join(map(sql.Identifier, columns))
    sums = sql.SQL(", ").join(
        sql.SQL("coalesce(sum(('x' || substr(h, {at}, 16))::bit(64)::bigint), 0)::text").format(
            at=sql.Literal(1 + 16 * part)
        )
        for part in range(PARTS)
    )
    query = sql.SQL(
        "SELECT count(*), {sums} FROM (SELECT encode(sha256(convert_to(ROW({row})::text, 'UTF8')),"
        " 'hex') AS h FROM {table}) rows_of_table"
    ).format(sums=sums, row=row, table=sql.Identifier(table))
    found = connection.execute(query).fetchone()
    assert found is not None  # noqa: S101  (an aggregate always gives a row)
    rows, *parts = found
    return Counted(int(rows), hashlib.sha256(":".join(parts).encode()).hexdigest()[:32], columns)


def of_all(connection: psycopg.Connection) -> dict[str, Counted]:
    """Every table."""
    return dict(each(connection, tables(connection)))


def each(
    connection: psycopg.Connection, wanted: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Counted]]:
    """Table by table."""
    for number, (name, columns) in enumerate(wanted.items(), start=1):
        telling.say(_("正在清点各表"), number, len(wanted))
        yield name, of_table(connection, name, columns)


def differences(wanted: dict[str, dict[str, Any]], found: dict[str, Counted]) -> list[str]:
    """The tables that are not what the manifest says; empty where all are equal."""
    wrong = [
        name for name, told in wanted.items()
        if name not in found
        or (found[name].rows, found[name].checksum) != (told["rows"], told["checksum"])
    ]  # fmt: skip
    return sorted({*wrong, *(set(found) - set(wanted))})
