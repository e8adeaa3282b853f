"""Where did the ledger stand? Its last line and last seal, for a manifest to name."""

from typing import Any

import psycopg


def head(connection: psycopg.Connection) -> dict[str, Any]:
    """The last line's number, how many lines there are, and the last seal where there is one."""
    found = connection.execute("SELECT count(*), max(id) FROM entry").fetchone()
    lines, last = found or (0, None)
    seal = connection.execute("SELECT no, hash FROM seal ORDER BY no DESC LIMIT 1").fetchone()
    head = {"no": seal[0], "hash": seal[1]} if seal else None
    return {"lines": lines, "last": last, "seal": head}
