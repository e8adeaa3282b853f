"""What stands in a text file of values? Encoding, separator and rows, nothing replaced."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import batched, zip_longest
from typing import Final

from jingwei.ops.imports.reading.columns import ColumnBuilder, letter_of
from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.sheets import BuiltBook, BuiltSheet

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_QUOTED_TEXT: Final = re.compile(r'="([^"]*)"')
_ROWS_AT_ONCE: Final = 5_000


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: mark, then UTF-8, then GB18030, each strictly.

    Never GBK, which lacks many characters of names, and never with replacement characters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding.upper()
            except UnicodeDecodeError as wrong:
                raise refused("file.encoding") from wrong
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    raise refused("file.encoding")


def separator_of(text: str) -> str:
    """Comma, semicolon or tab: the one that cuts the first lines into most equal parts."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:30]]
    lines = [line for line in lines if line.strip()]

    def worth(sign: str) -> tuple[int, int]:
        counts = sorted((line.count(sign) for line in lines), reverse=True)
        most = max(set(counts), key=lambda n: (counts.count(n) * (n > 0), n), default=0)
        return (counts.count(most) * min(most, 3), most)

    return max(",\t;", key=worth)


def read_csv(data: bytes, *, limits: Limits) -> BuiltBook:
    """The one sheet of a text file; a line of the file is a row, as a spreadsheet would show it."""
    text, encoding = decode(data)
    if text.count("\n") > 2 * limits.rows:
        raise refused("file.too_many_rows", limit=limits.rows)
    csv.field_size_limit(40_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    sheet = BuiltSheet("", 0, [])
    try:
        for some in batched(rows, _ROWS_AT_ONCE):
            _take(sheet, list(some), limits)
    except csv.Error as wrong:
        raise refused("file.damaged") from wrong
    sheet.columns = [column for column in sheet.columns if not column.is_empty]
    return BuiltBook(FileKind.CSV, [sheet], encoding=encoding)


def _take(sheet: BuiltSheet, rows: list[list[str]], limits: Limits) -> None:
    if sheet.height + len(rows) > limits.rows:
        raise refused("file.too_many_rows", limit=limits.rows)
    width = max(map(len, rows))
    if width > 4 * limits.columns:
        raise refused("file.too_wide", sheet="CSV", cell=letter_of(width - 1))
    while len(sheet.columns) < width:
        sheet.columns.append(ColumnBuilder(len(sheet.columns), sheet.height))
    by_column: Iterator[tuple[str, ...]] = zip_longest(*rows, fillvalue="")
    for column, cells in zip(sheet.columns, by_column, strict=False):
        column.extend(_plain_text(sheet, column.index, cells))
    sheet.height += len(rows)
    for column in sheet.columns:
        column.pad(sheet.height)
    if sum(not column.is_empty for column in sheet.columns) > limits.columns:
        raise refused("file.too_wide", sheet="CSV", cell=letter_of(width - 1))


def _plain_text(sheet: BuiltSheet, column: int, cells: tuple[str, ...]) -> list[str]:
    """``="0513"`` is the text 0513; any other formula in a text file has no result."""
    plain = []
    for row, cell in enumerate(cells, start=sheet.height):
        text = cell
        if cell.startswith("="):
            if quoted := _QUOTED_TEXT.fullmatch(cell.strip()):
                text = quoted[1]
            else:
                sheet.faults.setdefault("cell.formula_no_value", []).append((row, column))
                text = ""
        plain.append(text)
    return plain
