"""Which column will be read as which field, why, and how does a person change it?"""

import hashlib
from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jingwei.kernel.rulebook.codes.tables import folded
from jingwei.ops.imports import sheets
from jingwei.ops.imports.cells.values import shown
from jingwei.ops.imports.fields import Kind
from jingwei.ops.imports.headers import (
    SLOT,
    SOURCE_ROW,
    Header,
    field_of,
    find_header,
    is_ignored,
    name_columns,
)
from jingwei.ops.imports.issues import Notice
from jingwei.ops.imports.reading.columns import letter_of
from jingwei.ops.imports.reading.workbook import RawColumn, Sheet

_SAMPLES = 3


@dataclass(frozen=True)
class ColumnChoice:
    """One column of the sheet and what it is taken for.

    ``why`` is ``title`` (its header says so), ``chosen`` (a person said so, now or last time),
    ``duplicate`` (another column of the same name is used), ``ignored`` (序号 and its like),
    ``source_row`` (原表行), ``unknown`` (not imported).
    """

    index: int
    letter: str
    name: str  # lasting name, key of remembered choices
    title: str
    key: str | None
    why: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How a sheet is read. A page shows it; ``with_choice`` gives the changed one."""

    kind: str
    sheet: str
    header_rows: tuple[int, ...]  # as the clerk counts, from 1
    columns: tuple[ColumnChoice, ...]

    @property
    def first_row(self) -> int:
        """Index of the first row under the header."""
        return self.header_rows[-1]

    @property
    def fingerprint(self) -> str:
        """The same for the same titles, wherever their columns stand."""
        titles = "\n".join([self.kind, *sorted(column.name for column in self.columns)])
        return hashlib.sha256(titles.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def choices(self) -> dict[str, str | None]:
        """What to remember: lasting name of column -> key of field, None for not imported."""
        return {column.name: column.key for column in self.columns}

    @property
    def keys(self) -> dict[str, ColumnChoice]:
        return {column.key: column for column in self.columns if column.key}

    def missing(self, kind: Kind, supplied: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Keys of required fields that no column holds."""
        return tuple(
            field.key
            for field in kind.fields
            if field.required and field.key not in self.keys and field.key not in supplied
        )

    def with_choice(self, index: int, key: str | None) -> "Mapping":
        """The column ``index`` as ``key``; a field is held by one column at a time."""
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(replace(column, key=key, why="chosen"))
            elif key is not None and column.key == key:
                columns.append(replace(column, key=None, why="chosen"))
            else:
                columns.append(column)
        return replace(self, columns=tuple(columns))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; ``Mapping.from_dict`` reads them."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "columns": [vars(column) | {"samples": []} for column in self.columns],
        }

    @classmethod
    def from_dict(cls, kept: Dict[str, Any]) -> "Mapping":
        columns = tuple(
            ColumnChoice(**{**column, "samples": tuple(column["samples"])})
            for column in kept["columns"]
        )
        return cls(kept["kind"], kept["sheet"], tuple(kept["header_rows"]), columns)


def map_columns(
    sheet: Sheet, kind: Kind, *, choices: Dict[str, str | None] | None = None
) -> tuple[Mapping, list[Notice]]:
    """The mapping of a sheet and what is to be said of its columns.

    ``choices`` are remembered or made by a person and go before the titles; columns they do not
    name are read by their titles.
    """
    header = find_header(sheet, kind)
    if header is None:
        raise sheets.no_header(sheet, kind)
    mapping, notices = _choose(sheet, kind, header, choices or {})
    if any(column.name in (choices or {}) for column in mapping.columns):
        notices.append(Notice("header.remembered"))
    return mapping, notices


def _choose(
    sheet: Sheet, kind: Kind, header: Header, choices: Dict[str, str | None]
) -> tuple[Mapping, list[Notice]]:
    notices: list[Notice] = []
    names = name_columns(header.titles)
    taken = _taken(sheet, kind, header, names, choices, notices)
    columns = []
    for index in sorted(header.titles):
        title, name = header.titles[index], names[index]
        key, why = taken.get(index, (None, ""))
        if not why:
            why = _why_not(title, kind)
            if why == "unknown":
                notices.append(Notice("header.unknown", {"title": title}))
        raw = sheet.by_index.get(index)
        samples = _samples(raw, header.last + 1)
        columns.append(ColumnChoice(index, letter_of(index), name, title, key, why, samples))
    rows = tuple(range(header.first + 1, header.last + 2))
    return Mapping(kind.key, sheet.name, rows, tuple(columns)), notices


def _why_not(title: str, kind: Kind) -> str:
    if folded(title) in (folded(SOURCE_ROW), folded("原表行号")):
        return "source_row"
    if is_ignored(title):
        return "ignored"
    return "duplicate" if field_of(title, kind) else "unknown"


def _taken(
    sheet: Sheet, kind: Kind, header: Header, names: dict[int, str],
    choices: Dict[str, str | None], notices: list[Notice],
) -> dict[int, tuple[str | None, str]]:  # fmt: skip
    """Index of column -> field and reason, for columns that are read or were chosen not to be."""
    taken: dict[int, tuple[str | None, str]] = {}
    by_field: dict[str, list[int]] = {}
    for index in sorted(header.titles):
        if names[index] in choices:
            key = choices[names[index]]
            if key is None and _why_not(header.titles[index], kind) != "unknown":
                continue  # ignored columns and duplicates stay what they are
            taken[index] = (key if key in kind.by_key else None, "chosen")
        elif key := field_of(header.titles[index], kind):
            by_field.setdefault(key, []).append(index)
    held = {key for key, _ in taken.values()}
    _take_slots(kind, by_field, taken, notices)
    for key, indexes in by_field.items():
        if key in held:
            continue
        used = next((i for i in indexes if _has_data(sheet, i, header.last + 1)), indexes[0])
        taken[used] = (key, "title")
        if len(indexes) > 1:
            notices.append(_duplicate(sheet, header, kind.by_key[key].title, indexes, used))
    return taken


def _take_slots(
    kind: Kind, by_field: dict[str, list[int]], taken: dict[int, tuple[str | None, str]],
    notices: list[Notice],
) -> None:  # fmt: skip
    """Columns of meetings take the free slots in their order; what is too much is told."""
    found = [key for key in by_field if key.startswith(SLOT)]
    indexes = sorted(at for key in found for at in by_field.pop(key))
    held = {key for key, _why in taken.values()}
    free = [one.key for one in kind.slots.fields if one.key not in held] if kind.slots else []
    taken |= {at: (key, "title") for at, key in zip(indexes, free, strict=False)}
    if len(indexes) > len(free):
        notices.append(Notice("header.too_many", {"most": len(free)}))


def _has_data(sheet: Sheet, index: int, first: int) -> bool:
    column = sheet.by_index.get(index)
    return column is not None and bool(column.codes[first:].any())


def _duplicate(sheet: Sheet, header: Header, title: str, indexes: list[int], used: int) -> Notice:
    letter = letter_of(used)
    differing = 0
    for other in indexes:
        if other != used and other in sheet.by_index and used in sheet.by_index:
            differing += _differing(sheet.by_index[used], sheet.by_index[other], header.last + 1)
    if differing:
        return Notice(
            "header.duplicate_differs", {"title": title, "count": differing, "letter": letter}
        )
    return Notice("header.duplicate", {"title": title, "count": len(indexes), "letter": letter})


def _differing(one: RawColumn, other: RawColumn, first: int) -> int:
    """Rows in which both say something and not the same."""
    both = np.flatnonzero((one.codes[first:] != 0) & (other.codes[first:] != 0)) + first
    pairs = Counter(zip(one.codes[both].tolist(), other.codes[both].tolist(), strict=True))
    return sum(n for (a, b), n in pairs.items() if shown(one.values[a]) != shown(other.values[b]))


def _samples(column: RawColumn | None, first: int) -> tuple[str, ...]:
    if column is None:
        return ()
    codes = dict.fromkeys(code for code in column.codes[first : first + 200].tolist() if code)
    return tuple(shown(column.values[code]) for code in list(codes)[:_SAMPLES])
