"""How does an outsider get the ledger? As one file of lines that proves itself."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jingwei.kernel.ledger import form, seals, verifier

CHUNK = 1_000


def rows(cursor: Any, *, at: datetime) -> Iterator[bytes]:
    """The records of the file, one a line: opening, seals with their lines, loose lines, end.

    Values behind commitments are not in it. Runs in a scope of the whole tree.
    """
    seen, hashed = [0, 0], hashlib.sha256()
    for record in _records(cursor, at, seen):
        line = verifier.plain(record)
        hashed.update(line)
        yield line
    end = {"seals": seen[0], "lines": seen[1], "digest": hashed.hexdigest()}
    yield verifier.plain({"end": end})


def _records(cursor: Any, at: datetime, seen: list[int]) -> Iterator[dict[str, Any]]:
    last = seals.last_seal(cursor)
    moved = seals.has_moved(last, seals.now_of(cursor))
    yield {"ledger": verifier.FORMAT, "at": at.isoformat(), "moved_on": moved}
    sealed = verifier.Numbers()
    for seal, index in form.seals(cursor):
        seen[0] += 1
        yield {"seal": seal, "index": [[number, one.hex()] for number, one in index]}
        inside = [number for number, _leaf in index if number >> 63 == 0]
        for number, _leaf in index:
            sealed.add(number)
        for line in form.lines(cursor, inside):
            seen[1] += 1
            yield {"line": line}
    free: list[int] = []
    for number, _xid in form.all_numbers(cursor):
        if number not in sealed:
            free.append(number)
    for start in range(0, len(free), CHUNK):
        for line in form.lines(cursor, free[start : start + CHUNK]):
            seen[1] += 1
            yield {"loose": line}
