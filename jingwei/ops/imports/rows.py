"""The parsed rows of a table, as rules see them: whole columns at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.cells.values import Find, Parsed, shown
from jingwei.ops.imports.fields import Field, Kind
from jingwei.ops.imports.issues import Issues
from jingwei.ops.imports.reading.columns import Raw

type Days = NDArray[np.int32]
type Mask = NDArray[np.bool_]


@dataclass
class Cells:
    """One field of all rows: row ``i`` says ``values[codes[i]]``, was written ``raws[codes[i]]``.

    Code 0 is the empty cell. Equal codes mean equal cells; equal cells may have two codes.
    """

    field: Field
    codes: NDArray[np.int32]
    raws: list[Raw]
    parsed: Parsed
    letter: str = ""
    header: str = ""
    derived: Mask | None = None  # rows whose value was taken from elsewhere in the file
    faulty: Mask | None = None  # rows whose cell could not even be read from the sheet

    @property
    def values(self) -> list[Any]:
        return self.parsed.values

    def value(self, index: int) -> Any:
        """The parsed value of a row, None for an empty or faulty cell."""
        return self.parsed.values[self.codes[index]]

    def text(self, index: int) -> str:
        """What the clerk wrote in a row, for repair."""
        return shown(self.raws[self.codes[index]])

    def only(self, kept: NDArray[np.integer[Any]]) -> "Cells":
        """The field of these rows, with no other values than theirs."""
        used, codes = np.unique(np.append(self.codes[kept], 0), return_inverse=True)
        finds = {
            at: self.parsed.finds[code]
            for at, code in enumerate(used.tolist())
            if code in self.parsed.finds
        }
        return Cells(
            self.field, codes[:-1].astype(np.int32), [self.raws[code] for code in used.tolist()],
            Parsed([self.parsed.values[code] for code in used.tolist()], finds),
            self.letter, self.header,
            self.derived[kept] if self.derived is not None else None,
            self.faulty[kept] if self.faulty is not None else None,
        )  # fmt: skip

    def map(self, worth: Callable[[Any], Any], kind: Any) -> NDArray[Any]:
        """``worth`` of the value of each row, worked out once for each different value."""
        return np.array([worth(value) for value in self.parsed.values], kind)[self.codes]


class Rows:
    """Columns, the day, and where to say what is wrong."""

    def __init__(
        self, kind: Kind, numbers: NDArray[np.int32], cells: dict[str, Cells], today: date
    ) -> None:
        self.kind = kind
        self.numbers = numbers
        self.cells = cells
        self.today = today
        self.issues = Issues(numbers, list(kind.by_key))
        self._spans: dict[str, tuple[object, Days, Days]] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def has(self, *keys: str) -> bool:
        return all(key in self.cells for key in keys)

    def known(self, key: str) -> Mask:
        """Rows with a value that can be used."""
        if key not in self.cells:
            return np.zeros(len(self), np.bool_)
        return self.cells[key].map(lambda value: value is not None, np.bool_)

    def found_fault(self, key: str) -> Mask:
        """Rows whose cell a parser has already said something of."""
        cells = self.cells[key]
        said = np.zeros(len(cells.values), np.bool_)
        said[list(cells.parsed.finds)] = True
        there: Mask = said[cells.codes]
        return there if cells.faulty is None else there | cells.faulty

    def written(self, key: str) -> Mask:
        """Rows in which something stands, readable or not."""
        if key not in self.cells:
            return np.zeros(len(self), np.bool_)
        cells = self.cells[key]
        there: Mask = cells.codes != 0
        return there if cells.faulty is None else there | cells.faulty

    def equal(self, key: str, value: object) -> Mask:
        if key not in self.cells:
            return np.zeros(len(self), np.bool_)
        return self.cells[key].map(lambda one: one == value and type(one) is type(value), np.bool_)

    def span(self, key: str) -> tuple[Days, Days]:
        """First and last day that each row's date may mean; zeros where there is none."""
        if key not in self.cells:
            nothing = np.zeros(len(self), np.int32)
            return nothing, nothing
        cells = self.cells[key]
        if key in self._spans and self._spans[key][0] is cells.codes:
            return self._spans[key][1:]
        spans = np.array(
            [v.span() if isinstance(v, Dated) else (0, 0) for v in cells.values], np.int32
        ).reshape(-1, 2)
        both = spans[cells.codes]
        self._spans[key] = cells.codes, both[:, 0], both[:, 1]
        return both[:, 0], both[:, 1]

    def say(
        self, key: str, code: str, where: Mask, suggestion: str | None = None,
        params: dict[str, object] | None = None,
    ) -> None:  # fmt: skip
        """The same of every row in ``where``."""
        self.issues.add(key, [Find(code, suggestion, params or {})], np.flatnonzero(where))

    def say_each(self, key: str, where: Iterable[int], finds: Sequence[Find]) -> None:
        """Something of its own of each row."""
        rows = np.fromiter(where, np.int32)
        self.issues.add(key, finds, rows, np.arange(len(rows)))

    def fill(self, key: str, where: Mask, values: Sequence[object], which: NDArray[Any]) -> None:
        """Give rows a value that the file states elsewhere; what was written stays as it was."""
        if not where.any():
            return
        if key not in self.cells:
            empty = np.zeros(len(self), np.int32)
            self.cells[key] = Cells(self.kind.by_key[key], empty, [""], Parsed([None]))
        cells = self.cells[key]
        first = len(cells.values)
        cells.values.extend(values)
        cells.raws.extend([""] * len(values))
        cells.codes = cells.codes.copy()
        cells.codes[where] = first + which[where]
        cells.derived = where.copy()
