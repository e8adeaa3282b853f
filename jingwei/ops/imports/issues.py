"""What is wrong with which rows? All of it at once, kept small, shown one by one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.issue_codes import CODES, Severity


@dataclass(frozen=True)
class Issue:
    """One thing to say of one cell; ``row`` is the number that the clerk sees in the sheet.

    ``message`` is a sentence with names in braces, to be translated before ``params`` fill it.
    It never holds the cell's value. ``suggestion`` is what a person may accept in its place.
    """

    row: int
    column_key: str
    code: str
    severity: Severity
    message: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    suggestion: str | None = None

    def __str__(self) -> str:
        return self.message.format(**self.params)


@dataclass(frozen=True)
class Notice:
    """One thing to say of the sheet as a whole."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        return CODES[self.code].sentence

    def __str__(self) -> str:
        return self.message.format(**self.params)


@dataclass(frozen=True)
class Group:
    """Issues of one column with one code: how many, and for how many a suggestion can be taken."""

    column_key: str
    code: str
    severity: Severity
    count: int
    suggested: int
    first_row: int


@dataclass(frozen=True)
class _Block:
    column_key: str
    finds: Sequence[Find]
    rows: NDArray[np.int32]  # indexes of rows
    which: NDArray[np.int32]  # index of the find for each of them


class Issues:
    """All issues of a table. Rows are given by index; what comes out has the clerk's numbers."""

    def __init__(self, numbers: NDArray[np.int32], order: Sequence[str]) -> None:
        self._numbers = numbers
        self._order = {key: at for at, key in enumerate(order)}
        self._blocks: list[_Block] = []

    def add(
        self,
        column_key: str,
        finds: Sequence[Find],
        rows: NDArray[np.integer[Any]],
        which: object = None,
    ) -> None:
        """``finds[which[i]]`` is said of ``rows[i]``; without ``which`` the first of all."""
        if len(rows):
            picked = np.zeros(len(rows), np.int32) if which is None else np.asarray(which, np.int32)
            self._blocks.append(_Block(column_key, finds, rows.astype(np.int32), picked))

    def __len__(self) -> int:
        return sum(len(block.rows) for block in self._blocks)

    def __iter__(self) -> Iterator[Issue]:
        """By row, then in the order of the columns."""
        yield from self._said(None)

    def of_row(self, index: int) -> list[Issue]:
        """What is said of one row, given by its index in the table."""
        return list(self._said(np.array([index], np.int32)))

    def _said(self, only: NDArray[np.int32] | None) -> Iterator[Issue]:
        picked = [
            (np.flatnonzero(np.isin(b.rows, only)) if only is not None else np.arange(len(b.rows)))
            for b in self._blocks
        ]
        if not any(len(at) for at in picked):
            return
        rows = np.concatenate([b.rows[at] for b, at in zip(self._blocks, picked, strict=True)])
        which = np.concatenate([b.which[at] for b, at in zip(self._blocks, picked, strict=True)])
        block = np.repeat(np.arange(len(picked)), [len(at) for at in picked])
        column = np.array([self._order.get(b.column_key, 999) for b in self._blocks])[block]
        order = np.lexsort((block, column, rows))
        for at in order.tolist():
            one = self._blocks[block[at]]
            yield self._issue(one.column_key, one.finds[which[at]], int(rows[at]))

    def _issue(self, column_key: str, find: Find, index: int) -> Issue:
        said = CODES[find.code]
        return Issue(
            int(self._numbers[index]), column_key, find.code, said.severity, said.sentence,
            find.params, find.suggestion,
        )  # fmt: skip

    def only(self, kept: NDArray[np.integer[Any]]) -> "Issues":
        """What is said of these rows, which are counted anew; of others nothing more."""
        some = Issues(self._numbers[kept], list(self._order))
        place = np.full(len(self._numbers), -1, np.int32)
        place[kept] = np.arange(len(kept))
        for block in self._blocks:
            inside = place[block.rows] >= 0
            which = block.which[inside]
            some.add(block.column_key, block.finds, place[block.rows[inside]], which)
        return some

    def rows_with(self, severity: Severity | None) -> NDArray[np.bool_]:
        """For each row of the table whether anything of this severity (None: any) is said of it."""
        found = np.zeros(len(self._numbers), np.bool_)
        for block in self._blocks:
            grave = np.array(
                [severity in (None, CODES[find.code].severity) for find in block.finds]
            )
            found[block.rows[grave[block.which]]] = True
        return found

    def groups(self) -> list[Group]:
        """The same problems together, errors first, the most frequent first."""
        count: Counter[tuple[str, str]] = Counter()
        suggested: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], int] = {}
        for block in self._blocks:
            uses = np.bincount(block.which, minlength=len(block.finds)).tolist()
            for find, used in zip(block.finds, uses, strict=True):
                if used:
                    count[block.column_key, find.code] += used
                    suggested[block.column_key, find.code] += used * (find.suggestion is not None)
            for code in {find.code for find in block.finds}:
                same = np.array([find.code == code for find in block.finds])[block.which]
                if same.any():
                    row = int(block.rows[same].min())
                    key = (block.column_key, code)
                    first[key] = min(row, first.get(key, row))
        groups = [
            Group(key, code, CODES[code].severity, n, suggested[key, code],
                  int(self._numbers[first[key, code]]))
            for (key, code), n in count.items()
        ]  # fmt: skip
        return sorted(groups, key=lambda g: (g.severity is not Severity.ERROR, -g.count, g.code))

    def counts(self) -> Counter[str]:
        """How often each code is said."""
        counts: Counter[str] = Counter()
        for group in self.groups():
            counts[group.code] += group.count
        return counts
