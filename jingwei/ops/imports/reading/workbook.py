"""What does a clerk's file hold, as the parent sees it? Opened in the child, never here."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.imports.cells.values import shown
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading.columns import Raw, letter_of
from jingwei.ops.imports.reading.launch import Source, run_child
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.wire import read_header, read_values


@dataclass(frozen=True)
class RawColumn:
    """One column: ``values[codes[row]]`` is the cell; value 0 is always the empty text."""

    index: int
    values: list[Raw]
    codes: NDArray[np.int32]

    @cached_property
    def blank(self) -> list[int]:
        """Which of the values are empty, or blanks only."""
        return [at for at, v in enumerate(self.values) if type(v) is str and (not v or v.isspace())]

    @property
    def letter(self) -> str:
        return letter_of(self.index)


@dataclass(frozen=True)
class Sheet:
    """One sheet. Row 0 is the row that the clerk sees as number 1."""

    name: str
    height: int
    columns: tuple[RawColumn, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()  # top, left, bottom, right, inclusive
    faults: dict[str, NDArray[np.int32]] = field(default_factory=dict)  # code -> (n, 2) cells

    def row(self, row: int) -> dict[int, str]:
        """The filled cells of a row as texts, by index of column."""
        cells = {}
        for column in self.columns:
            if code := column.codes[row]:
                cells[column.index] = shown(column.values[code])
        return cells

    @cached_property
    def by_index(self) -> dict[int, RawColumn]:
        return {column.index: column for column in self.columns}


@dataclass(frozen=True)
class Workbook:
    """A file that was read: ``kind`` is xlsx, xls, ods, csv or geojson; ``encoding`` of text."""

    kind: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    encoding: str = ""

    def sheet(self, name: str) -> Sheet:
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise refused("file.no_sheet", sheet=name)


def read_workbook(
    source: Source, *, name: str = "", sheet: str | None = None, limits: Limits = sizes.DEFAULT
) -> Workbook:
    """All visible sheets, or the named one; raises Refused with one sentence.

    ``name`` is the file's own name, used only to tell old .et files apart. A sheet of 450,000 x 20
    takes about as long as the reader alone, and memory for different values only.
    """
    request = {"task": "read", "name": name, "sheet": sheet}
    return received(run_child(source, request, limits=limits))


def received(message: memoryview) -> Workbook:
    """The workbook in the child's answer, or its refusal raised."""
    header, body = read_header(message)
    if "refused" in header:
        raise refused(header["refused"], **header["params"])
    sheets = tuple(
        Sheet(
            name=one["name"],
            height=one["height"],
            columns=tuple(
                RawColumn(c["index"], read_values(body, c["values"]), _array(body, c["codes"]))
                for c in one["columns"]
            ),
            merged=tuple(tuple(corners) for corners in one["merged"]),
            faults={code: _array(body, at).reshape(-1, 2) for code, at in one["faults"].items()},
        )
        for one in header["sheets"]
    )
    return Workbook(header["kind"], sheets, tuple(header["hidden"]), header["encoding"])


def _array(body: memoryview, place: list[int]) -> NDArray[np.int32]:
    start, length = place
    return np.frombuffer(body[start : start + length], np.int32).copy()
