"""How is the ledger sealed? By a sign-in of its own, one short transaction a seal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings

from jingwei.kernel.ledger import seals


class NoSealer(Exception):
    """There is no sign-in for jw_seal: ``JINGWEI_SEAL_URL`` was not given."""


@contextmanager
def connected() -> Iterator[psycopg.Connection]:
    """A connection as jw_seal, closed after the block. Raises: NoSealer."""
    entry = settings.JINGWEI_SEALER
    if entry is None:
        raise NoSealer
    with psycopg.connect(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], password=entry["PASSWORD"],
        dbname=entry["NAME"], **{n: v for n, v in entry["OPTIONS"].items() if n != "pool"},
    ) as connection:  # fmt: skip
        yield connection


def seal_all(connection: psycopg.Connection, *, at: datetime, cap: int = seals.CAP) -> int:
    """Seal all that is due; how many lines. Another sealer at work leaves nothing to do."""
    whole = 0
    while True:
        with connection.transaction(), connection.cursor() as cursor:
            sealed = seals.seal_next(cursor, at=at, cap=cap)
        if sealed is None:
            return whole
        whole += sealed


def open_segment(connection: psycopg.Connection, *, at: datetime, why: str, known: str) -> int:
    """Begin a segment after a restore; see :func:`seals.open_segment`."""
    with connection.transaction(), connection.cursor() as cursor:
        return seals.open_segment(cursor, at=at, why=why, known=known)


def waiting(cursor: Any) -> tuple[int, datetime | None]:
    """How many lines wait for their seal (at most 10,001), and the moment of the oldest."""
    last = seals.last_seal(cursor)
    lo, old_id = (last["hi"], last["old_id"]) if last else (0, 0)
    cursor.execute(
        "SELECT count(*), min(recorded_at) FROM (SELECT recorded_at FROM entry"
        " WHERE xid >= %s::text::xid8 AND id > %s ORDER BY xid LIMIT 10001) w",
        [lo, old_id],
    )
    row = cursor.fetchone()
    return int(row[0]), row[1]
