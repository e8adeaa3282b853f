"""What can be wrong with a row of work orders beyond its cells?"""

from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Rows

LEAST = 4  # signs; fewer say nothing that somebody could work on


def long_enough(rows: Rows) -> None:
    """The words of the asker say something."""
    if rows.has("words"):
        short = rows.cells["words"].map(lambda said: 0 < len(said or "") < LEAST, np.bool_)
        rows.say("words", "order.words", short)


def not_ahead(rows: Rows) -> None:
    """An order of tomorrow was not taken yet."""
    if rows.has("received"):
        today = rows.today.isoformat()
        ahead = rows.cells["received"].map(lambda said: str(said or "")[:10] > today, np.bool_)
        rows.say("received", "date.future", ahead)


CHECKS: Final = (long_enough, not_ahead)
