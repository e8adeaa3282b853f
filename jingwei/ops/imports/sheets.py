"""Which sheets of a workbook hold a roster of a kind, and of which kind is one that does not?"""

from collections.abc import Iterable, Sequence
from typing import Final

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.fields import Kind
from jingwei.ops.imports.headers import SLOT, Header, field_of, find_header
from jingwei.ops.imports.issues import Notice
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.workbook import Sheet

CLEAR: Final = 3  # fields that a header names, and no reader takes it for another kind
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


def no_header(sheet: Sheet, asked: Kind) -> Refused:
    """The words for a sheet without a header of the kind; they name another kind that it fits."""
    from jingwei.ops.imports.kinds import KINDS

    found = {key: find_header(sheet, kind) for key, kind in KINDS.items() if kind is not asked}
    told = {key: one.matched for key, one in found.items() if one and _has_field(one, KINDS[key])}
    best = max(told, key=lambda key: told[key], default="")
    if told.get(best, 0) >= CLEAR:
        other = str(KINDS[best].title)
        return refused("file.other_kind", other=other, asked=str(asked.title), kind=best)
    return refused("file.no_header", titles="、".join(one.title for one in asked.fields[:3]))


def _has_field(header: Header, kind: Kind) -> bool:
    """Is a field of the kind named? A day may be the title of a meeting, and a row of data without
    a header is full of days."""
    keys = (field_of(title, kind) for title in header.titles.values())
    return any(key and not key.startswith(SLOT) for key in keys)


def best(sheets: Sequence[Sheet], kind: Kind) -> Sheet:
    """The sheet whose header names most fields, of equals the first with rows below it; the first
    sheet where none has a header."""
    return max(sheets, key=lambda one: _worth(one, kind))


def _worth(sheet: Sheet, kind: Kind) -> tuple[int, bool]:
    header = find_header(sheet, kind)
    return (header.matched, sheet.height > header.last + 1) if header else (0, False)
