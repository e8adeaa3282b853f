"""Is there room for the next ledger lines? Partitions of fixed id ranges, made ahead."""

from typing import Any

SIZE = 20_000_000
AHEAD = 3


def create_sql(number: int) -> str:
    """The SQL that makes partition ``number``; lines ``[number * SIZE, (number + 1) * SIZE)``."""
    return (
        f"CREATE TABLE IF NOT EXISTS entry_{number:05d} PARTITION OF entry"
        f" FOR VALUES FROM ({number * SIZE}) TO ({(number + 1) * SIZE})"
    )


def ensure_ahead(cursor: Any) -> int:
    """Make the partitions that the next ``AHEAD`` ranges of lines need; returns the last number.

    Runs as the owner. A partition has no grants and forces row security, so it can be reached
    through ``entry`` only.
    """
    cursor.execute("SELECT coalesce(max(id), 0) FROM entry")
    (last,) = cursor.fetchone()
    for number in range(last // SIZE + AHEAD):
        cursor.execute(create_sql(number))
        cursor.execute(f"ALTER TABLE entry_{number:05d} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE entry_{number:05d} FORCE ROW LEVEL SECURITY")
    return int(last // SIZE + AHEAD - 1)


def migrate_first(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        ensure_ahead(cursor)
