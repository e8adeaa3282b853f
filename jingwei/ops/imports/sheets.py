"""Which other sheets of a workbook hold a roster of the same kind?"""

from collections.abc import Iterable
from typing import Final

from jingwei.ops.imports.fields import Kind
from jingwei.ops.imports.headers import find_header
from jingwei.ops.imports.issues import Notice
from jingwei.ops.imports.reading.workbook import Sheet

ALIKE: Final = "sheet.alike"
ENOUGH: Final = 0.6  # of the fields that the sheet at hand names: a roster too, and no legend


def told(others: Iterable[Sheet], chosen: Sheet, kind: Kind) -> list[Notice]:
    """A notice of each other sheet: of those alike with how many rows stand below the header."""
    own = find_header(chosen, kind)
    least = own.matched * ENOUGH if own else 0
    notices = []
    for one in others:
        header = find_header(one, kind)
        below = one.height - header.last - 1 if header else 0
        if header and below and header.matched >= least:
            notices.append(Notice(ALIKE, {"sheet": one.name, "count": below}))
        else:
            notices.append(Notice("sheet.other", {"sheet": one.name}))
    return notices
