"""What stands behind the sealed columns, for somebody who leaves and takes it along?"""

import csv
from pathlib import Path

import psycopg
from psycopg import sql

from jingwei.kernel.privacy import sealing

# Columns sealed under 'table.column' and the row's public id, found by their name and form.
SEALED = """
SELECT c.relname, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.atttypid = 'bytea'::regtype
    AND a.attname NOT LIKE '%\\_index' AND c.relname = 'person' ORDER BY 1, 2
"""
HEAD = ("id", "column", "value")


def write(connection: psycopg.Connection, folder: Path) -> None:
    """One CSV for each table with sealed columns: id of the row, column, plain text."""
    folder.mkdir(mode=0o700)
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(SEALED).fetchall():
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        query = sql.SQL("SELECT id, public_id, {} FROM {} ORDER BY id").format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(table)
        )
        with (folder / f"{table}.csv").open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(HEAD)
            with connection.cursor(name="opened") as rows:
                for pk, public_id, *sealed in rows.execute(query):
                    for name, value in zip(names, sealed, strict=True):
                        if value:
                            text = sealing.unseal(value, column=f"{table}.{name}", row=public_id)
                            out.writerow((pk, name, text))
