"""Does an agreement with a helper begin and end on days, in this order?"""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows


def whole_days(rows: Rows) -> None:
    """A month alone does not say from when on somebody helps."""
    for key in ("since", "until"):
        if rows.has(key):
            short = rows.cells[key].map(
                lambda value: isinstance(value, Dated) and value.precision != "day", np.bool_
            )
            rows.say(key, "agreement.day", short)


def ends_later(rows: Rows) -> None:
    """An agreement holds for a day at least."""
    first, _ = rows.span("since")
    _, last = rows.span("until")
    rows.say("until", "agreement.order", (first > 0) & (last > 0) & (last <= first))


CHECKS: Final = (whole_days, ends_later)
DERIVE: Final = ()
