"""Can residents find a station or a studio: readable hours, a telephone that rings?"""

from typing import Final

import numpy as np

from jingwei.kernel.rulebook.codes import phones
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules import places
from jingwei.ops.imports.rules.centres import week


def hours_readable(rows: Rows) -> None:
    """Hours can be read, each stretch ends after it begins and meets no other."""
    if rows.has("hours"):
        bad = rows.cells["hours"].map(lambda v: v is not None and week(str(v)) is None, np.bool_)
        rows.say("hours", "door.hours", bad)


def phone_rings(rows: Rows) -> None:
    """A landline or a mobile number, as on the page."""
    if rows.has("phone"):
        bad = rows.cells["phone"].map(lambda v: v is not None and not _rings(str(v)), np.bool_)
        rows.say("phone", "door.phone", bad)


def _rings(text: str) -> bool:
    number = phones.normal(text)
    return bool(phones.is_mobile(number) or phones.landline(number))


CHECKS: Final = (hours_readable, phone_rings, *places.CHECKS)
DERIVE: Final = places.DERIVE
