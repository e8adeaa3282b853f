"""Which rows of dues contradict themselves?"""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.members import dues
from jingwei.ops.imports.rules.shared import twice


def far_ahead(rows: Rows) -> None:
    """Dues are not paid more than a year ahead."""
    if rows.has("dues_paid_to"):
        dues(rows)


def once(rows: Rows) -> None:
    """Each ID number once."""
    twice(rows, ("id_number",), "id.twice")


CHECKS: Final = (far_ahead, once)
DERIVE: Final = ()
