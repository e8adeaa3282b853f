"""How does a test come by the town in a few milliseconds? Built once, its rows are copied in again.

Building it takes over a hundred statements, and thousands of tests begin with it.
"""

import pickle
from dataclasses import dataclass
from typing import Any

from django.db import connection

from jingwei.kernel.access.tests.town import Town

TABLES = (
    "SELECT format('%I', relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"
)


@dataclass(frozen=True)
class Kept:
    """The town's rows, table by table in the form of COPY, and what a test may name of it."""

    rows: tuple[tuple[str, bytes], ...]
    town: bytes

    def again(self) -> Town:
        """Copy the rows in. Triggers rest, for the rows hold what they did; lines of the ledger
        belong to the transaction that is open now. The caller is the owner of the tables."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (owner,) = cursor.fetchone()
            cursor.execute("RESET ROLE; SET LOCAL session_replication_role = replica")
            for table, rows in self.rows:
                with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
                    copy.write(rows)
            cursor.execute(
                "UPDATE entry SET xid = pg_current_xact_id();"
                f'SET LOCAL session_replication_role = origin; SET ROLE "{owner}"'
            )
        found: Town = pickle.loads(self.town)  # noqa: S301  (our own, of this process)
        return found


def keep(town: Town, before: dict[str, int]) -> Kept:
    """The rows of a town just built, where ``before`` says how many each table had without it."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        filled = [name for name, count in counts().items() if count != before[name]]
        assert all(before[name] == 0 for name in filled), "only what the town alone has is copied"
        rows = tuple((name, _copied(cursor, name)) for name in filled)
    return Kept(rows, pickle.dumps(town))


def counts() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
        )
        return dict(cursor.fetchall())


PARTED = {"entry", "fact"}
"""Their rows lie in parts, out of which COPY brings them by a question only."""


def _copied(cursor: Any, table: str) -> bytes:
    source = f"(SELECT * FROM {table})" if table in PARTED else table
    with cursor.copy(f"COPY {source} TO STDOUT (FORMAT binary)") as copy:
        return b"".join(copy)
