"""Are closed days written to the day and in order, and not more of them than a holiday has?"""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows

MOST: Final = 60


def whole_days(rows: Rows) -> None:
    """A month alone does not say on which days it is closed."""
    for key in ("first", "last"):
        if rows.has(key):
            short = rows.cells[key].map(
                lambda value: isinstance(value, Dated) and value.precision != "day", np.bool_
            )
            rows.say(key, "shut.day", short)


def in_order(rows: Rows) -> None:
    """The last closed day is the first or a later one, and a closed season is no holiday."""
    first, _ = rows.span("first")
    _, last = rows.span("last")
    both = (first > 0) & (last > 0)
    rows.say("last", "shut.order", both & (last < first))
    rows.say("last", "shut.long", both & (last - first >= MOST))


CHECKS: Final = (whole_days, in_order)
DERIVE: Final = ()
