"""What was the head when somebody outside last looked? A file beyond the database, only added to.

Whoever can write every table can make a whole new chain, or put an old copy back; not so where its
head was kept elsewhere. ``JINGWEI_WITNESS`` names the file: best on a disk of another office.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from jingwei.kernel.ledger import verifier


class Broken(Exception):
    """The chain does not hold the last head of the file: nothing is added until it is explained."""


def place() -> Path:
    return Path(settings.JINGWEI_WITNESS)


def kept() -> tuple[list[dict[str, Any]], list[verifier.Fault]]:
    """The heads of the file, the last one last, and its unreadable lines; empty without a file."""
    file = place()
    if not file.exists():
        return [], []
    return verifier.heads_in(file.read_text(errors="replace"))


def keep(cursor: Any, *, at: datetime) -> dict[str, Any] | None:
    """Add the head where it moved on; what was added. Raises: Broken."""
    cursor.execute('SELECT no, segment, hash, "known" FROM seal ORDER BY no DESC LIMIT 1')
    row = cursor.fetchone()
    heads, _odd = kept()
    last = heads[-1] if heads else None
    if last and not _holds(cursor, last):
        raise Broken(str(last["no"]))
    if row is None or (last and last["hash"] == row[2]):
        return None
    head = {"no": row[0], "segment": row[1], "hash": row[2], "at": at.isoformat()}
    file = place()
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as into:
        into.write(json.dumps(head) + "\n")
        into.flush()
        os.fsync(into.fileno())
    return head


def _holds(cursor: Any, head: dict[str, Any]) -> bool:
    """Is the head in the chain, or explained by a segment that names it?"""
    cursor.execute("SELECT 1 FROM seal WHERE hash = %s OR known = %s", [head["hash"], head["hash"]])
    return cursor.fetchone() is not None
