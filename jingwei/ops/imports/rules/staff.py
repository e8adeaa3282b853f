"""Does a term at a station begin and end on days, in this order, and not begin ahead?"""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future
from jingwei.ops.imports.rules.providers import ends_later, whole_days


def begun(rows: Rows) -> None:
    """Somebody who will only come is not on duty yet."""
    no_future(rows, ("since",))


CHECKS: Final = (whole_days, ends_later, begun)
DERIVE: Final = ()
