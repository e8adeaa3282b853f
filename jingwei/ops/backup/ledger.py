"""How do backups and exports meet the ledger? Where it stood, its own file, its next segment."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from jingwei.ops.folders import REPOSITORY

VERIFIER = REPOSITORY / "jingwei" / "kernel" / "ledger" / "verifier.py"


def head(connection: psycopg.Connection) -> dict[str, Any]:
    """The last line's number, how many lines there are, and the last seal where there is one."""
    found = connection.execute("SELECT count(*), max(id) FROM entry").fetchone()
    lines, last = found or (0, None)
    seal = connection.execute("SELECT no, hash FROM seal ORDER BY no DESC LIMIT 1").fetchone()
    head = {"no": seal[0], "hash": seal[1]} if seal else None
    return {"lines": lines, "last": last, "seal": head}


def export(folder: Path, *, at: datetime) -> None:
    """The ledger as one file that proves itself, and the program that checks it without us."""
    from django.db import connection

    from jingwei.kernel.access.scope import system_scope
    from jingwei.kernel.ledger import exporting

    with (
        system_scope("带走全部数据"),
        connection.cursor() as cursor,
        (folder / "ledger.jsonl").open("wb") as file,
    ):
        file.writelines(exporting.rows(cursor, at=at))
    shutil.copyfile(VERIFIER, folder / "verify.py")


def go_on(*, at: datetime, why: str) -> None:
    """Begin the segment after a restore: transactions are counted anew in another database.

    Nothing happens where nothing was ever sealed.
    """
    from django.db import connection

    from jingwei.kernel.ledger import seals

    with connection.cursor() as cursor:
        if seals.last_seal(cursor) is not None:
            seals.open_segment(cursor, at=at, why=why)
