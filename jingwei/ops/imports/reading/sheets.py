"""What stands in a workbook? Its sheets, column by column, row numbers as the clerk sees them."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from jingwei.ops.imports.reading.columns import ColumnBuilder, letter_of
from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused

_ROWS_AT_ONCE: Final = 5_000


@dataclass
class BuiltSheet:
    """One sheet as read in the child. Row 0 is the first row of the sheet, empty rows included."""

    name: str
    height: int
    columns: list[ColumnBuilder]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # inclusive corners
    faults: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # code -> cells


@dataclass
class BuiltBook:
    """What the child hands back: sheets read, names of hidden ones left alone."""

    kind: FileKind
    sheets: list[BuiltSheet]
    hidden: list[str] = field(default_factory=list)
    encoding: str = ""


type Shortcut = Callable[[str], BuiltSheet | None]
"""A quicker way to a sheet by its name; None for one that it cannot go."""


def read_book(
    data: bytes, kind: FileKind, *, only: str | None, limits: Limits,
    quicker: Shortcut = lambda _: None,
) -> BuiltBook:  # fmt: skip
    """All visible sheets of an .xlsx, .xls or .ods, or the one named."""
    try:
        book = load_workbook(io.BytesIO(data))
        found = [(about.name, about.visible) for about in book.sheets_metadata
                 if about.typ is SheetTypeEnum.WorkSheet]  # fmt: skip
        if only is not None and only not in [name for name, _ in found]:
            raise refused("file.no_sheet", sheet=only)
        wanted = [n for n, seen in found if n == only or (not only and seen is _VISIBLE)]
        sheets = [quicker(n) or _read_sheet(book.get_sheet_by_name(n), limits) for n in wanted]
    except PasswordError as wrong:
        raise refused("file.encrypted") from wrong
    except CalamineError as wrong:
        locked = "password" in str(wrong).lower()
        raise refused("file.encrypted" if locked else "file.damaged") from wrong
    hidden = [name for name, seen in found if seen is not _VISIBLE and name != only]
    return BuiltBook(kind, sheets, hidden)


_VISIBLE: Final = SheetVisibleEnum.Visible


def _read_sheet(sheet: CalamineSheet, limits: Limits) -> BuiltSheet:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return BuiltSheet(sheet.name, 0, [])
    width = end[1] - start[1] + 1
    if width > limits.columns and width * sheet.height > limits.sparse_cells:
        raise refused("file.too_wide", sheet=sheet.name, cell=letter_of(end[1]))
    columns = [ColumnBuilder(start[1] + at) for at in range(width)]
    height = fill(columns, sheet.iter_rows(), limits)
    if height == sheet.height and start[0]:  # a reader that leaves out the empty rows on top
        columns = [_moved(column, start[0]) for column in columns]
        height += start[0]
    columns = [column for column in columns if not column.is_empty]
    if len(columns) > limits.columns:
        raise refused("file.too_wide", sheet=sheet.name, cell=letter_of(end[1]))
    corners = sheet.merged_cell_ranges or []
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in corners]
    return BuiltSheet(sheet.name, height, columns, merged)


def fill(columns: list[ColumnBuilder], rows: Iterable[list[Any]], limits: Limits) -> int:
    """Rows into columns, some thousands at a time; gives the number of rows."""
    height = 0
    for some in batched(rows, _ROWS_AT_ONCE):
        height += len(some)
        if height > limits.rows:
            raise refused("file.too_many_rows", limit=limits.rows)
        for column, cells in zip(columns, zip(*some, strict=True), strict=True):
            column.extend(cells)
    return height


def _moved(column: ColumnBuilder, down: int) -> ColumnBuilder:
    lower = ColumnBuilder(column.index, down)
    lower.numbers, lower.more = column.numbers, column.more
    lower.codes.extend(column.codes)
    return lower
