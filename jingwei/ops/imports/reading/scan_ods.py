"""What does an .ods say that its reader does not tell: formulas without a result, and its size?"""

import zipfile
from typing import Any
from xml.parsers import expat

from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.scan import Seen

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_PIECE = 1024 * 1024


def scan_content(archive: zipfile.ZipFile, *, limits: Limits) -> dict[str, Seen]:
    """Formulas without a value by name of sheet; refuses repeats that would fill the memory."""
    walk = _Walk(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.StartDoctypeDeclHandler = _no_declarations
    parser.EntityDeclHandler = _no_declarations
    try:
        with archive.open("content.xml") as source:
            while piece := source.read(_PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as wrong:
        raise refused("file.damaged") from wrong
    return walk.sheets


def _no_declarations(*_: Any) -> None:
    raise refused("file.unsafe")


class _Walk:
    """Where in the document the parser stands."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, Seen] = {}
        self.seen = Seen()
        self.row = self.column = self.repeat = self.cells = 0
        self.filled = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _TABLE + "table":
            self.seen = self.sheets.setdefault(attributes.get(_TABLE + "name", ""), Seen())
            self.row = 0
        elif tag == _TABLE + "table-row":
            self.column, self.filled = 0, False
            self.repeat = _count(attributes.get(_TABLE + "number-rows-repeated"))
        elif tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        width = _count(attributes.get(_TABLE + "number-columns-repeated"))
        valued = _OFFICE + "value-type" in attributes
        if valued:
            self.filled = True
            self.cells += width * self.repeat
            if self.cells > self.limits.rows * self.limits.columns or self.column > 16_384:
                raise refused("file.too_large_inside")
        elif _TABLE + "formula" in attributes:
            self.seen.no_value.append((self.row, self.column))
        self.column += width

    def end(self, tag: str) -> None:
        if tag != _TABLE + "table-row":
            return
        if self.filled and self.row + self.repeat > self.limits.rows:
            raise refused("file.too_many_rows", limit=self.limits.rows)
        self.row += self.repeat


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
