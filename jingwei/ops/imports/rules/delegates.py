"""Is the day of a delegate's consent a day, and not one to come?"""

from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future


def consented(rows: Rows) -> None:
    """A month alone does not say from when on a name may be public."""
    if rows.has("consent_on"):
        short = rows.cells["consent_on"].map(
            lambda value: isinstance(value, Dated) and value.precision != "day", np.bool_
        )
        rows.say("consent_on", "contact.day", short)
        no_future(rows, ("consent_on",))


CHECKS: Final = (consented,)
DERIVE: Final = ()
