"""How do lines and seals come out of the database, in the very form that is hashed?"""

from collections.abc import Iterator
from typing import Any

from jingwei.kernel.ledger.verifier import LINE, SEAL

MOMENT = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
TEXT = {
    "id": "id::text", "xid": "xid::text", "corrects": "coalesce(corrects::text, '')",
    "recorded_at": MOMENT.format("recorded_at"), "happened_at": MOMENT.format("happened_at"),
}  # fmt: skip
LEAF_SQL = " || ".join(
    f"octet_length({TEXT.get(name, name)}) || ':' || {TEXT.get(name, name)} || ','" for name in LINE
)
"""A line as one text, put together by the database; ``verifier.form`` does the same in Python."""

LINE_SQL = ", ".join(
    {"xid": "xid::text::bigint", "id": "id", "corrects": "corrects"}.get(name, TEXT.get(name, name))
    for name in LINE
)
SEAL_COLUMNS = (*SEAL, "hash", "mark")
DIGEST = 32
ROW = 8 + DIGEST


def packed(index: list[tuple[int, bytes]]) -> bytes:
    """Number and digest of each line, 40 bytes a line."""
    return b"".join(number.to_bytes(8, "big") + one for number, one in index)


def index_of(data: Any) -> list[tuple[int, bytes]]:
    """The inverse of :func:`packed`; a rest too short for a line is a line of its own."""
    text = bytes(data)
    return [
        (int.from_bytes(text[at : at + 8], "big"), text[at + 8 : at + ROW])
        for at in range(0, len(text), ROW)
    ]


def columns_of(seal: dict[str, Any]) -> tuple[str, list[Any]]:
    return ", ".join(f'"{name}"' for name in seal), list(seal.values())


def row_of(values: list[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def seals(cursor: Any, since: int = 0) -> Iterator[tuple[dict[str, Any], list[tuple[int, bytes]]]]:
    """Each seal with its index, in order; one query a seal, so that memory stays small."""
    no = since
    while True:
        cursor.execute(
            f'SELECT {", ".join(SEAL_COLUMNS)}, "index" FROM seal WHERE no > %s'  # noqa: S608
            " ORDER BY no LIMIT 1",
            [no],
        )
        row = cursor.fetchone()
        if row is None:
            return
        seal = dict(zip(SEAL_COLUMNS, row[:-1], strict=True))
        no = seal["no"]
        yield seal, index_of(row[-1])


def lines(cursor: Any, numbers: list[int]) -> list[dict[str, Any]]:
    """The lines of these numbers, as far as they are there."""
    cursor.execute(
        f"SELECT {LINE_SQL} FROM entry WHERE id = ANY (%s) ORDER BY xid, id",  # noqa: S608
        [numbers],
    )
    return [dict(zip(LINE, row, strict=True)) for row in cursor.fetchall()]


def all_numbers(cursor: Any, size: int = 100_000) -> Iterator[tuple[int, int]]:
    """Number and transaction of every line, in the order of numbers."""
    after = -(1 << 63)
    while True:
        cursor.execute(
            "SELECT id, xid::text::bigint FROM entry WHERE id > %s ORDER BY id LIMIT %s",
            [after, size],
        )
        rows = cursor.fetchall()
        yield from rows
        if len(rows) < size:
            return
        after = rows[-1][0]
