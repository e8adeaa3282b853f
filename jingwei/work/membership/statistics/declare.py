"""What is a table of the annual statistics? Records, and which of them each row and column mean.

The SQL of ``records`` selects ``id`` (of ``model``), ``org_id``, ``label`` and whatever the
conditions name, for ``%(on)s`` (31 December) and ``%(since)s`` (1 January). ``WITHIN(x)`` says that
the path ``x`` stood in the range on the day. A cell is the count of the records that meet the
condition of its row and of its column, so that each opens its records by the same words.

``%(joined_lo)s``, ``%(joined_hi)s`` are the ranges of organisations that were put here during the
year. ``elsewhere`` is SQL of the same columns about an organisation that was put elsewhere during
it: read at where that stands now, and only counted.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

type Words = Promise | str
ALL = "true"


@dataclass(frozen=True)
class Line:
    """One row or column: a key that stays, what it is called, and which records it means."""

    key: str
    title: Words
    is_true: str = ALL


@dataclass(frozen=True)
class Table:
    """``number`` is that of the statistics of 2012; empty for what came later."""

    code: str
    number: str
    title: Words
    records: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    note: Words = ""
    model: str = "people.Person"
    page: str = ""  # where a record is looked at, if not where its kind always is
    elsewhere: str = ""

    @property
    def place(self) -> int:
        """The number to sort by; tables without one come last."""
        digits = self.number.partition(",")[0]
        return int(digits) if digits.isdecimal() else 99

    def row(self, key: str) -> Line | None:
        return next((one for one in self.rows if one.key == key), None)

    def column(self, key: str) -> Line | None:
        return next((one for one in self.columns if one.key == key), None)
