"""Since when does a border hold? A day, and not one to come."""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules import places
from jingwei.ops.imports.rules.days import no_future


def since_a_day(rows: Rows) -> None:
    if rows.has("since"):
        short = rows.cells["since"].map(
            lambda value: isinstance(value, Dated) and value.precision != "day", np.bool_
        )
        rows.say("since", "border.day", short)
        no_future(rows, ("since",))


CHECKS: Final = (places.datum_named, since_a_day)
DERIVE: Final = ()
