"""Who took sealed values out in the clear, and why? One line of the ledger, before it is done."""

from datetime import datetime

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.ledger.record import write_line


def note_opening(reason: str, *, at: datetime) -> None:
    """The reason stands in the line; whoever may run commands on the server is its author."""
    with system_scope(reason) as scope:
        write_line(
            verb="installation.open_all", by=scope, at=at, org=None, subject=("installation", "all")
        )
