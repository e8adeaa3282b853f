"""How are the cells of a sheet kept? Column by column, each different value once.

A column of 450,000 cells is a list of its different values and an array that says which cell holds
which. So a parser looks at each value once, and a rule compares numbers instead of texts.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

type Raw = str | float | date | datetime
"""A cell as the reader gave it: text, number, or what the sheet itself says is a date."""


class Numbering(dict[object, int]):
    """Different values in the order they came; the empty text is always number 0."""

    def __init__(self) -> None:
        super().__init__()
        self[""] = 0

    def __missing__(self, value: object) -> int:
        number = self[value] = len(self)
        return number


class ColumnBuilder:
    """Takes cells piece by piece and keeps each different value once.

    Where nearly all differ (names of streets, ID numbers) looking for equal ones costs more than
    it saves, so after a while each filled cell gets a number of its own: equal numbers still mean
    equal texts, equal texts may then have two numbers.
    """

    def __init__(self, index: int, blank: int = 0) -> None:
        self.index = index
        self.numbers = Numbering()
        self.more: list[object] = []  # values after those in ``numbers``, not looked up
        self.codes = array("i", bytes(4 * blank))

    def extend(self, cells: Sequence[object]) -> None:
        if any(kind in _ODD for kind in set(map(type, cells))):
            cells = [_plain(cell) if type(cell) in _ODD else cell for cell in cells]
        if not self.more and not self._all_differ():
            self.codes.fromlist(list(map(self.numbers.__getitem__, cells)))
        elif "" in cells:
            for cell in cells:
                self.codes.append(self._add(cell) if cell != "" else 0)
        else:
            first = len(self.numbers) + len(self.more)
            self.more.extend(cells)
            self.codes.fromlist(list(range(first, first + len(cells))))

    def _all_differ(self) -> bool:
        return len(self.codes) > _ENOUGH and len(self.numbers) > 0.8 * len(self.codes)

    def _add(self, value: object) -> int:
        self.more.append(value)
        return len(self.numbers) + len(self.more) - 1

    def values(self) -> list[object]:
        return [*self.numbers, *self.more]

    def pad(self, height: int) -> None:
        """Empty cells up to ``height``."""
        self.codes.extend(array("i", bytes(4 * max(0, height - len(self.codes)))))

    def replace(self, rows: Iterable[int], shown: str) -> None:
        """Dates of these rows as the sheet shows them, ``1990年05月`` in place of 1 May 1990."""
        values = self.values()
        changed: dict[str, int] = {}
        for row in rows:
            value = values[self.codes[row]] if row < len(self.codes) else ""
            day = value if isinstance(value, date) else from_serial(value)
            if day is not None:
                text = f"{day.year}年{day.month:02}月" if shown == "month" else f"{day.year}年"
                if text not in changed:
                    changed[text] = self._add(text)
                self.codes[row] = changed[text]

    @property
    def is_empty(self) -> bool:
        return len(self.numbers) == 1 and not self.more


_ENOUGH = 40_000
"""Cells after which it is known whether values repeat: a city may have 25,000 branches, and a
roster that names each of them once before the first comes again still says few things."""
_ODD = (bool, time, timedelta, int, type(None))


def _plain(cell: object) -> str | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):  # equal to 1 and 0, so it must not share their number
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return float(cell) if abs(cell) < 2**53 else str(cell)
    return str(cell)


def from_serial(value: object) -> date | None:
    """The day a spreadsheet's serial number stands for, from 1900-03-01 to 2199."""
    if not isinstance(value, (int, float)) or not 61 <= value < 109_575:
        return None
    return date(1899, 12, 30) + timedelta(days=int(value))


def letter_of(column: int) -> str:
    """``A`` for 0, ``AA`` for 26, as the sheet names its columns."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
