"""Which lines can never change or grow any more? They are sealed in batches, by transaction id.

``pg_snapshot_xmin`` is a bound below which every transaction has ended: the lines of ``[lo, hi)``
under it are all there, also those of one that began early and committed late. Writers pay nothing.
Runs as ``jw_seal``, which may read lines and seals and add seals, and nothing else.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings

from jingwei.kernel.ledger import verifier
from jingwei.kernel.ledger.form import LEAF_SQL, columns_of, index_of, packed, row_of
from jingwei.kernel.privacy import keys

CAP = 10_000  # lines of one seal; a single transaction with more is not cut
LOCK = 8_204_001  # advisory: one sealer at a time
MOVED = "数据库换了地方"


@dataclass(frozen=True)
class Now:
    """Where the database stands: every transaction under ``xmin`` has ended, none is from
    ``xmax`` on; ``source`` names server, timeline and database."""

    xmin: int
    xmax: int
    source: str


def suite() -> str:
    """The suite of this installation: intl or gm."""
    return "gm" if settings.JINGWEI_CRYPTO == "gm" else "intl"


def now_of(cursor: Any) -> Now:
    cursor.execute(
        "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint,"
        " system_identifier || '/' || timeline_id || '/' ||"
        " (SELECT oid FROM pg_database WHERE datname = current_database())"
        " FROM pg_current_snapshot() s, pg_control_system(), pg_control_checkpoint()"
    )
    return Now(*cursor.fetchone())


def has_moved(last: dict[str, Any] | None, now: Now) -> bool:
    """Are transactions counted anew since the last seal: restored, promoted, another server?"""
    return last is not None and (last["source"] != now.source or now.xmin < last["hi"])


def seal_next(cursor: Any, *, at: datetime, cap: int = CAP, now: Now | None = None) -> int | None:
    """Write at most one seal; how many lines it holds, None where nothing is due.

    Runs in a transaction of its own. ``now`` is for tests, which see only their own transaction.
    """
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
    if cursor.fetchone() != (True,):
        return None
    last = last_seal(cursor)
    now = now or now_of(cursor)
    if has_moved(last, now):
        return _open(cursor, last, now, at=at, why=MOVED, known="")
    lo, old_id = (last["hi"], last["old_id"]) if last else (0, 0)
    hi = _upper(cursor, lo, now.xmin, old_id, cap)
    index = _index(cursor, "xid >= %s::text::xid8 AND xid < %s::text::xid8 AND id > %s",
                   [lo, hi, old_id])  # fmt: skip
    if not index:
        return None
    segment = last["segment"] if last else 1
    _write(cursor, last, index, at=at, segment=segment, lo=lo, hi=hi, old_id=old_id,
           source=now.source)  # fmt: skip
    return len(index)


def open_segment(
    cursor: Any, *, at: datetime, why: str, known: str = "", now: Now | None = None
) -> int:
    """Begin a segment by hand, after a restore; how many lines its first seal holds.

    ``known`` is the last head kept outside: seals up to it that are lost are explained by ``why``
    from now on. Waits for another sealer. Raises: ValueError where nothing was ever sealed.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = last_seal(cursor)
    if last is None:
        raise ValueError("nothing is sealed yet")
    return _open(cursor, last, now or now_of(cursor), at=at, why=why, known=known)


def last_seal(cursor: Any) -> dict[str, Any] | None:
    """The newest seal without its index."""
    names = ("no", "hash", "segment", "hi", "old_id", "source", "sealed_at")
    cursor.execute(
        f"SELECT {', '.join(names)} FROM seal ORDER BY no DESC LIMIT 1"  # noqa: S608
    )
    row = cursor.fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def _upper(cursor: Any, lo: int, xmin: int, old_id: int, cap: int) -> int:
    """Where the batch ends: at ``xmin``, or earlier where more than ``cap`` lines wait."""
    cursor.execute(
        "SELECT xid::text::bigint FROM entry WHERE xid >= %s::text::xid8 AND xid < %s::text::xid8"
        " AND id > %s ORDER BY xid, id OFFSET %s LIMIT 1",
        [lo, xmin, old_id, cap],
    )
    row = cursor.fetchone()
    if row is None:
        return max(xmin, lo)
    cursor.execute(
        "SELECT 1 FROM entry WHERE xid >= %s::text::xid8 AND xid < %s::text::xid8 AND id > %s"
        " LIMIT 1",
        [lo, row[0], old_id],
    )
    return int(row[0]) if cursor.fetchone() else int(row[0]) + 1


def _open(
    cursor: Any, last: dict[str, Any] | None, now: Now, *, at: datetime, why: str, known: str
) -> int:
    """The first seal of a segment: lines that no seal holds and that no later range will find."""
    sealed, newest = verifier.Numbers(), 0
    for index in _indexes(cursor):
        for number, _leaf in index:
            sealed.add(number)
            newest = max(newest, number)
    cursor.execute("SELECT id, xid::text::bigint FROM entry ORDER BY id")
    free = [(number, xid) for number, xid in cursor.fetchall() if number not in sealed]
    # A line from xmax on can only have been counted elsewhere.
    old_id = max([newest, *(number for number, xid in free if xid >= now.xmax)])
    taken = [number for number, xid in free if number <= old_id or xid < now.xmin]
    index = _index(cursor, "id = ANY (%s)", [taken]) if taken else []
    segment = last["segment"] + 1 if last else 1
    _write(cursor, last, index, at=at, segment=segment, lo=0, hi=now.xmin, old_id=old_id,
           source=now.source, why=why[:200], known=known)  # fmt: skip
    return len(index)


def _indexes(cursor: Any) -> Iterator[list[tuple[int, bytes]]]:
    cursor.execute("SELECT no FROM seal ORDER BY no")
    for (no,) in cursor.fetchall():
        cursor.execute("SELECT index FROM seal WHERE no = %s", [no])
        yield index_of(cursor.fetchone()[0])


def _index(cursor: Any, which: str, values: list[Any]) -> list[tuple[int, bytes]]:
    chosen = suite()
    cursor.execute(
        f"SELECT id, {LEAF_SQL} FROM entry WHERE {which} ORDER BY xid, id",  # noqa: S608
        values,
    )
    return [
        (number, verifier.digest(chosen, b"L" + text.encode()))
        for number, text in cursor.fetchall()
    ]


def _write(
    cursor: Any, last: dict[str, Any] | None, index: list[tuple[int, bytes]], *, at: datetime,
    why: str = "", known: str = "", **said: Any,
) -> None:  # fmt: skip
    chosen = suite()
    seal: dict[str, Any] = {
        "no": last["no"] + 1 if last else 1,
        "prev": last["hash"] if last else verifier.START,
        "suite": chosen, "count": len(index), "root": verifier.root(chosen, index),
        "sealed_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "why": why, "known": known, **said,
    }  # fmt: skip
    seal["hash"] = verifier.seal_hash(seal)
    seal["mark"] = mark_of(seal["hash"], chosen)
    seal["index"] = packed(index)
    names, values = columns_of(seal)
    cursor.execute(f"INSERT INTO seal ({names}) VALUES ({row_of(values)})", values)  # noqa: S608


def mark_of(hashed: str, chosen: str, number: int | None = None) -> str:
    """A keyed digest of a seal's hash; its key stands in the key file, not in the database."""
    number = number or keys.newest()
    key = keys.derived(number, "seal")
    if chosen == "gm":
        mac = HMAC(key, hashes.SM3())
        mac.update(hashed.encode())
        return f"{number}:{mac.finalize().hex()}"
    return f"{number}:{hmac.digest(key, hashed.encode(), 'sha256').hex()}"


def is_marked(seal: dict[str, Any]) -> bool:
    """Was the seal made by one who holds the key? Wrong for a key that is not in the file."""
    number, _, _digest = seal["mark"].partition(":")
    known = {str(one.number) for one in keys.masters()}
    if number not in known:
        return False
    return hmac.compare_digest(seal["mark"], mark_of(seal["hash"], seal["suite"], int(number)))
