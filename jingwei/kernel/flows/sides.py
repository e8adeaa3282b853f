"""Where do the two sides of a case lie, and what is the other side called?

Each side has its own part of the tree in sight. The other side's organisation is known by its id
and its path, which stand on the row itself, and by its name; its row is never asked for.
"""

from collections.abc import Iterable
from typing import Any

from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.orgs import directory


def host_path(flow: Flow, row: Any) -> str:
    """Path of the other side; empty where the flow or this row has none."""
    return (getattr(row, f"{flow.host}_path") or "") if flow.host else ""


def host_id(flow: Flow, row: Any) -> int | None:
    return getattr(row, f"{flow.host}_id") if flow.host else None


def seat(rows: Iterable[Any]) -> None:
    """Give rows with two sides their ``org`` by name, wherever it lies; one query for all."""
    found = list(rows)
    known = directory.named(row.org_id for row in found)
    for row in found:
        if row.org_id in known:
            row.org = known[row.org_id]
