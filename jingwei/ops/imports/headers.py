"""Where is the header, and which column is which field?"""

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from jingwei.kernel.rulebook.codes.tables import folded
from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.fields import Kind
from jingwei.ops.imports.reading.columns import letter_of
from jingwei.ops.imports.reading.workbook import Sheet

LOOKED_AT: Final = 40  # rows at the top among which the header is sought
HIGHEST: Final = 3  # lines of one header
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")

SLOT: Final = "slot:"
"""Stands before the title of a column that is one of many of its like."""
SOURCE_ROW: Final = "原表行"
"""Header of the column with which a workbook of faulty rows names the rows they came from."""
PROBLEMS: Final = "要改的问题"
"""Header of the column in which such a workbook says what is wrong."""

IGNORED: Final = frozenset(
    map(folded, ("序号", "顺序号", "编号", "No", "NO.", "行号", SOURCE_ROW, "原表行号", PROBLEMS))
)


@dataclass(frozen=True)
class Header:
    """``first`` and ``last`` are indexes of its rows; ``titles`` by index of column."""

    first: int
    last: int
    titles: Dict[int, str]
    matched: int  # fields recognised


def find_header(sheet: Sheet, kind: Kind) -> Header | None:
    """The rows among the first that name most fields of the kind; fewer lines where equal."""
    key_of = cache(partial(field_of, kind=kind))
    top = min(sheet.height, LOOKED_AT)
    merged = [corners for corners in sheet.merged if corners[0] < top]
    rows = [_spread(sheet, merged, at) for at in range(top)]
    best: Header | None = None
    for lines in range(1, HIGHEST + 1):
        for first in range(top - lines + 1):
            if _is_cut(rows, merged, first, first + lines):
                continue
            titles = _titles(rows[first : first + lines], key_of)
            found = {key for title in titles.values() if (key := key_of(title))}
            matched = len(found)
            if kind.slots:
                matched += sum(map(kind.slots.worth, titles.values()))
            if matched > (best.matched if best else 0):
                best = Header(first, first + lines - 1, titles, matched)
    enough = 2 if len(kind.fields) > 2 else 1
    return best if best and best.matched >= enough else None


def _spread(sheet: Sheet, merged: list[tuple[int, int, int, int]], row: int) -> dict[int, str]:
    """A title merged over several columns or lines stands in each of them."""
    spread = {at: text for at, text in sheet.row(row).items() if text.strip()}
    for top, left, bottom, right in merged:
        if not top <= row <= bottom or bottom - top >= HIGHEST:
            continue
        if text := spread.get(left) or sheet.row(top).get(left, "").strip():
            for at in range(left, right + 1):
                spread.setdefault(at, text)
    return spread


def _is_cut(
    rows: list[dict[int, str]], merged: list[tuple[int, int, int, int]], first: int, after: int
) -> bool:
    """Would a header of these rows leave a part of itself below, where data is read?

    A title merged downwards ends in the header; under one merged sideways stand its parts, where
    the next row says nothing but these.
    """
    wide: set[int] = set()
    for top, left, bottom, right in merged:
        if first <= top < after <= bottom < top + HIGHEST:
            return True
        if right > left and bottom == after - 1 and top >= first:
            wide |= set(range(left, right + 1))
    below = set(rows[after]) if after < len(rows) else set()
    return len(below) > 1 and below <= wide


def _titles(rows: list[dict[int, str]], key_of: Callable[[str], str | None]) -> dict[int, str]:
    """The title of each column: its lines together, or the line that names a field."""
    titles = {}
    for column in sorted({at for row in rows for at in row}):
        parts = [_above(rows, line, column) for line in range(len(rows))]
        lines = list(dict.fromkeys(part for part in parts if part))
        together = "".join(lines)
        lowest = lines[-1] if lines else ""
        known = [title for title in (together, lowest) if key_of(title)]
        titles[column] = _one_line(known[0] if known else together)
    return titles


def _above(rows: list[dict[int, str]], line: int, column: int) -> str:
    """The cell; in upper lines a blank one belongs to the title on its left, if it has a lower."""
    text = rows[line].get(column, "").strip()
    if text or line == len(rows) - 1 or column not in rows[line + 1]:
        return text
    left = max((at for at in rows[line] if at < column), default=None)
    if left is None or left not in rows[line + 1]:
        return ""
    return rows[line][left].strip()


def _one_line(title: str) -> str:
    return "".join(half_width(title).split())


def field_of(title: str, kind: Kind) -> str | None:
    """The key of the field that a title names, with or without what stands in brackets."""
    plain = half_width(title)
    for text in (plain, _IN_BRACKETS.sub("", plain), plain.split("\n")[0]):
        if key := kind.by_header.get(folded(text).lstrip("*")):
            return key
    return f"{SLOT}{folded(plain)}" if kind.slots and kind.slots.is_one(plain) else None


def is_ignored(title: str) -> bool:
    """Columns that are for the clerk's eyes only and need no word."""
    return folded(title) in IGNORED or not folded(title)


def name_columns(titles: Dict[int, str]) -> dict[int, str]:
    """A lasting name for each column: its folded title and which occurrence it is."""
    seen: Counter[str] = Counter()
    names = {}
    for index in sorted(titles):
        title = folded(titles[index]) or letter_of(index)
        seen[title] += 1
        names[index] = f"{title}#{seen[title]}"
    return names
