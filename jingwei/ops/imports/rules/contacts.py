"""May this member be asked in this stairwell? Only with a consent that is recorded."""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future


def agreed(rows: Rows) -> None:
    """Whoever said no is not asked; whoever said yes said so on a day."""
    rows.say("consented", "contact.refused", rows.equal("consented", False))
    if rows.has("consent_on"):
        short = rows.cells["consent_on"].map(
            lambda value: isinstance(value, Dated) and value.precision != "day", np.bool_
        )
        rows.say("consent_on", "contact.day", short)
        no_future(rows, ("consent_on",))


CHECKS: Final = (agreed,)
DERIVE: Final = ()
