"""What does the spreadsheet's XML say that its reader does not tell?

Entity declarations (refused), formulas without a result, cells that show an error, and dates whose
format shows only year and month. It goes over the bytes in pieces and builds no document.
"""

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.limits import MB, Limits
from jingwei.ops.imports.reading.refusals import refused

_PIECE: Final = MB
_LONGEST_CELL: Final = 4 * MB
_PROLOG: Final = 64 * 1024
_SMALL_PART: Final = 16 * MB

_CELL: Final = rb"<(?:\w+:)?c\b([^>]*)>"
_FORMULA: Final = re.compile(
    _CELL + rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_ERROR: Final = re.compile(_CELL.replace(rb"[^>]*)", rb"[^>]*\bt=[\"']e[\"'][^>]*)"))
_STYLED: Final = rb"<(?:\w+:)?c\b([^>]*\bs=[\"'](?:%s)[\"'][^>]*)>"
_REF: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_TEXT_RESULT: Final = re.compile(rb"\bt=[\"']str[\"']")


@dataclass
class Seen:
    """What the scan saw in one sheet. Cells are (row, column), both from 0."""

    no_value: list[tuple[int, int]] = field(default_factory=list)
    error: list[tuple[int, int]] = field(default_factory=list)
    months: list[tuple[int, int]] = field(default_factory=list)
    years: list[tuple[int, int]] = field(default_factory=list)


def check_prologs(archive: zipfile.ZipFile) -> None:
    """Refuse declarations of document types in any part; they may stand only at its start."""
    for member in archive.infolist():
        if is_xml(member):
            with archive.open(member) as part:
                _check_piece(part.read(_PROLOG))


def is_xml(member: zipfile.ZipInfo) -> bool:
    """Whether a part of a workbook is XML, by its name."""
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))


def _check_piece(piece: bytes) -> None:
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:4]:
        raise refused("file.unsafe")  # UTF-16 would hide a declaration; no spreadsheet writes it
    if (
        b"!" in piece
        and b"<!" in piece
        and re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", piece, re.IGNORECASE)
    ):
        raise refused("file.unsafe")


def scan(
    archive: zipfile.ZipFile, kind: FileKind, *, limits: Limits, but: Collection[str] = ()
) -> dict[str, Seen]:
    """What was seen, by name of sheet; sheets in ``but`` are looked at elsewhere."""
    if kind is FileKind.ODS:
        from jingwei.ops.imports.reading.scan_ods import scan_content

        return scan_content(archive, limits=limits)
    parts = sheet_parts(archive)
    seen = {name: scan_sheet(archive, part) for name, part in parts.items() if name not in but}
    for member in archive.infolist():
        if is_xml(member) and member.filename not in parts.values():
            for _ in pieces(archive, member.filename):  # looking is what refuses
                pass
    return seen


def scan_sheet(archive: zipfile.ZipFile, part: str) -> Seen:
    """What was seen in one sheet."""
    looking = Looking(archive)
    for piece in pieces(archive, part):
        looking.at(piece)
    return looking.seen


def _small_xml(archive: zipfile.ZipFile, name: str) -> ElementTree:
    try:
        if archive.getinfo(name).file_size > _SMALL_PART:
            raise refused("file.too_large_inside")
        return ElementTree.fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException as wrong:
        raise refused("file.unsafe") from wrong
    except (KeyError, ElementTree.ParseError) as wrong:
        raise refused("file.damaged") from wrong


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of sheet -> name of part, for worksheets."""
    targets = {}
    for link in _small_xml(archive, "xl/_rels/workbook.xml.rels"):
        if link.get("Type", "").endswith("/worksheet"):
            target = link.get("Target", "").removeprefix("/")
            path = target if target.startswith("xl/") else f"xl/{target.removeprefix('./')}"
            targets[link.get("Id")] = path
    parts = {}
    known = set(archive.namelist())
    for element in _small_xml(archive, "xl/workbook.xml").iter():
        if _local(element.tag) == "sheet":
            identity = next((v for k, v in element.items() if _local(k) == "id"), None)
            if (path := targets.get(identity)) in known:
                parts[element.get("name", "")] = path
    return parts


def _date_formats(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Style number -> ``month`` or ``year``, for styles that show a date without its day."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = _small_xml(archive, "xl/styles.xml")
    shown = dict.fromkeys(("17", "27", "36", "50", "52", "57"), "month")
    for element in root.iter():
        if _local(element.tag) == "numFmt" and (what := _shows(element.get("formatCode", ""))):
            shown[element.get("numFmtId", "")] = what
    styles: dict[bytes, str] = {}
    for element in root:
        if _local(element.tag) == "cellXfs":
            for number, style in enumerate(element):
                if what := shown.get(style.get("numFmtId", "")):
                    styles[str(number).encode()] = what
    return styles


def _shows(code: str) -> str | None:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code.split(";")[0]).lower()
    if "y" not in letters or "d" in letters or "h" in letters:
        return None
    return "month" if "m" in letters else "year"


def pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end between two cells, so that no cell is cut."""
    rest = b""
    with archive.open(part) as source:
        while piece := source.read(_PIECE):
            _check_piece(piece if not rest else rest[-64:] + piece)
            piece = rest + piece
            cut = _last_cell(piece)
            if cut <= 0:
                if len(piece) > _LONGEST_CELL:
                    yield piece
                    piece = b""
                rest = piece
                continue
            yield piece[:cut]
            rest = piece[cut:]
    if rest:
        yield rest


def _last_cell(piece: bytes) -> int:
    """Where the last cell begins. Looked for from the end; each further form costs a whole pass."""
    for start in (b"<c ", b":c ", b"<c>"):
        if (at := piece.rfind(start)) > 0:
            return piece.rfind(b"<", 0, at + 1)
    return -1


class Looking:
    """Goes over the pieces of one sheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        formats = _date_formats(archive)
        self.seen = Seen()
        self.styled = [
            (into, re.compile(_STYLED % b"|".join(n for n, how in formats.items() if how == what)))
            for what, into in (("month", self.seen.months), ("year", self.seen.years))
            if what in formats.values()
        ]

    def at(self, piece: bytes) -> None:
        """Note what is to be told of the cells in a piece."""
        # One byte is found 20 times as fast as two, and most pieces hold neither.
        if b"f" in piece and (b"</f" in piece or b":f>" in piece):
            _note_formulas(self.seen.no_value, piece)
        wrong = b"#" in piece and b">#" in piece  # how every error that a cell shows begins
        for into, pattern in [*self.styled, (self.seen.error, _ERROR)] if wrong else self.styled:
            for cell in pattern.finditer(piece):
                _note(into, cell[1])


def _note_formulas(cells: list[tuple[int, int]], piece: bytes) -> None:
    """An empty text is a result too; only a formula that was never worked out has none."""
    for cell in _FORMULA.finditer(piece):
        if cell[2].startswith(b"</") or not _TEXT_RESULT.search(cell[1]):
            _note(cells, cell[1])


def _note(cells: list[tuple[int, int]], attributes: bytes) -> None:
    if found := _REF.search(attributes):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        cells.append((int(found[2]) - 1, column - 1))
