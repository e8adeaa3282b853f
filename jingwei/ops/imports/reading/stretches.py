"""How is a large sheet of an .xlsx read? In stretches of rows, two at a time and scanned first.

The reader lets go of the interpreter while it parses, so two stretches are parsed while one is put
into columns, and no more than a few are held. Each is a small workbook of its own: the file's other
parts and some of the sheet's rows. What is not plain (rows that do not ascend, comments, a prefix
before each name, an error of the reader) is left to be read as a whole, which says why it fails.
"""

import io
import zipfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from python_calamine import CalamineError, CalamineSheet, load_workbook

from jingwei.ops.imports.reading import scan
from jingwei.ops.imports.reading.columns import ColumnBuilder
from jingwei.ops.imports.reading.limits import MB, Limits
from jingwei.ops.imports.reading.sheets import BuiltSheet, fill

LARGE: Final = 12 * MB
"""Bytes of a sheet from which on two readers gain more than beginning again and again costs."""
STRETCH: Final = 4 * MB
MOST: Final = 64 * MB  # of one stretch; three are held at once, each some times over
AT_ONCE: Final = 2
_OPENED: Final = b"<sheetData>"
_CLOSED: Final = b"</sheetData>"
_ENDS: Final = (b"</row>", b"/>")


class _Unusual(Exception):
    """The sheet is better read as a whole."""


def large_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name and part of each sheet that is worth it."""
    length = _length(archive)
    if length > MOST:
        return {}
    return {
        name: part
        for name, part in scan.sheet_parts(archive).items()
        if archive.getinfo(part).file_size >= max(LARGE, 2 * length)
    }


def _length(archive: zipfile.ZipFile) -> int:
    """Bytes of a stretch: at least twice what each of them has to read of the other parts."""
    return max(STRETCH, 2 * sum(archive.getinfo(name).file_size for name in _others(archive)))


def _others(archive: zipfile.ZipFile) -> list[str]:
    sheets = set(scan.sheet_parts(archive).values())
    return [one.filename for one in archive.infolist()
            if scan.is_xml(one) and one.filename not in sheets]  # fmt: skip


def read_sheet(
    archive: zipfile.ZipFile, name: str, part: str, limits: Limits
) -> tuple[BuiltSheet, scan.Seen] | None:
    """The sheet and what the scan saw in it, the same as if it were read as a whole; None for one
    that must be.

    Raises: Refused for what no part of a workbook may hold.
    """
    looking = scan.Looking(archive)
    growing = _Growing(limits)
    shell = {other: archive.read(other) for other in _others(archive)}
    reading: deque[Future[CalamineSheet]] = deque()
    try:
        with ThreadPoolExecutor(AT_ONCE) as readers:
            for rows in _stretches(archive, part, looking):
                reading.append(readers.submit(_read, {**shell, part: rows}, name))
                if len(reading) > AT_ONCE:
                    growing.take(reading.popleft().result())
            while reading:
                growing.take(reading.popleft().result())
    except (_Unusual, CalamineError):
        return None
    return growing.sheet(name), looking.seen


def _stretches(archive: zipfile.ZipFile, part: str, looking: scan.Looking) -> Iterator[bytes]:
    """The XML of sheets of some rows each, every one of them scanned."""
    length, head, held = _length(archive), b"", list[bytes]()
    for piece in scan.pieces(archive, part):
        looking.at(piece)
        held.append(piece)
        if sum(map(len, held)) < length:
            continue
        xml = b"".join(held)
        if not head:
            head, xml = _cut(xml, xml.find(_OPENED) + len(_OPENED))
            if not head.endswith(_OPENED) or head.count(b"<?") > 1 or b"<!" in head:
                raise _Unusual
        rows, rest = _cut(xml, xml.rfind(b"<row "))
        if not rows.rstrip().endswith(_ENDS) or _hides(rows):
            raise _Unusual
        yield b"".join((head, rows, _CLOSED, b"</worksheet>"))
        held = [rest]
    xml = b"".join(held)
    if not head or _CLOSED not in xml or _hides(xml):
        raise _Unusual
    yield head + xml


def _cut(xml: bytes, at: int) -> tuple[bytes, bytes]:
    return xml[: max(at, 0)], xml[max(at, 0) :]


def _hides(xml: bytes) -> bool:
    """Whether something stands there in which what looks like a row may be none."""
    return (b"!" in xml and b"<!" in xml) or (b"?" in xml and b"<?" in xml)


def _read(parts: dict[str, bytes], name: str) -> CalamineSheet:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as target:  # not packed
        for part, content in parts.items():
            target.writestr(part, content)
    book.seek(0)
    return load_workbook(book).get_sheet_by_name(name)


class _Growing:
    """The columns of a sheet as its stretches come."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.height = 0
        self.columns: dict[int, ColumnBuilder] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def take(self, some: CalamineSheet) -> None:
        """Raises: _Unusual where the rows do not follow those before."""
        start, end = some.start, some.end
        # Rows that do not say their number begin at the top again, and so are not below.
        if start is None or end is None or start[0] < self.height or end[0] >= self.limits.rows:
            raise _Unusual
        columns = [
            self.columns.setdefault(at, ColumnBuilder(at)) for at in range(start[1], end[1] + 1)
        ]
        if max(self.columns) - min(self.columns) >= self.limits.columns:
            raise _Unusual
        for column in columns:
            column.pad(start[0])
        fill(columns, some.to_python(skip_empty_area=True), self.limits)
        self.height = end[0] + 1
        corners = some.merged_cell_ranges or []
        self.merged = [(top, left, bottom, right) for (top, left), (bottom, right) in corners]

    def sheet(self, name: str) -> BuiltSheet:
        columns = [self.columns[at] for at in sorted(self.columns)]
        for column in columns:
            column.pad(self.height)
        return BuiltSheet(name, self.height, [c for c in columns if not c.is_empty], self.merged)
