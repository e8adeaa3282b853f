"""How is a large empty table filled quickly? Its indexes and keys are built once, at the end.

Everything happens in the one transaction of the load: a stop at any moment brings them back.
A table that already holds rows is left as it is, for others may be working with it. Not for tables
whose triggers look rows up: without the indexes that would take hours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import sql

_CONSTRAINTS = """
SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
WHERE c.conrelid = %s::regclass AND c.contype IN ('f', 'u')
  AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f'
                  AND f.conindid = c.conindid AND f.oid <> c.oid AND c.contype = 'u')
"""
_INDEXES = """
SELECT x.indexrelid::regclass::text, pg_get_indexdef(x.indexrelid) FROM pg_index x
WHERE x.indrelid = %s::regclass AND NOT x.indisprimary
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""


@contextmanager
def indexes_afterwards(cursor: Any, *tables: str) -> Iterator[None]:
    """Inside the block the empty ones of ``tables`` have no keys and no secondary indexes."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    again: list[tuple[str, str]] = []
    for table in tables:
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
        if cursor.fetchone() == (False,):
            again += [(table, statement) for statement in _set_aside(cursor, table)]
    yield
    for _, statement in again:
        cursor.execute(statement)
    for table in dict.fromkeys(table for table, _ in again):
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def _set_aside(cursor: Any, table: str) -> list[str]:
    """Drop them; returns what makes them again, indexes before keys."""
    cursor.execute(_CONSTRAINTS, [table])
    constraints = cursor.fetchall()
    for name, _ in constraints:
        cursor.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                sql.Identifier(table), sql.Identifier(name)
            )
        )
    cursor.execute(_INDEXES, [table])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return [
        *(definition for _, definition in indexes),
        *(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {said}' for name, said in constraints),
    ]
