"""What does a roster say, row by row, and what is wrong with it? The one door for the wizard."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.imports import sheets
from jingwei.ops.imports.body import Body, fill_merged, find_body
from jingwei.ops.imports.cells.values import Context, Find, Parsed, shown
from jingwei.ops.imports.fields import Field, Kind
from jingwei.ops.imports.issue_codes import Severity
from jingwei.ops.imports.issues import Issues, Notice
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.mapping import Mapping, map_columns
from jingwei.ops.imports.progress import Step, say
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading.columns import Raw
from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.launch import Source
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.workbook import RawColumn, Sheet, Workbook, read_workbook
from jingwei.ops.imports.rows import Cells, Rows
from jingwei.ops.imports.rules import places
from jingwei.ops.imports.rules.shared import keys_once, required


@dataclass(frozen=True)
class Table:
    """A roster that was read and checked. Nothing of it has touched a database.

    ``numbers[i]`` is the number that the clerk sees beside row ``i``; ``source_rows[i]`` the row of
    the first file, where this one is a workbook of faulty rows that came back (0 where it is not
    said). ``cells[key]`` holds one field of all rows. ``issues`` are of rows, ``notices`` of the
    sheet. A row may be written when ``good[i]``.
    """

    kind: Kind
    sheet: str
    file_kind: str
    mapping: Mapping
    numbers: NDArray[np.int32]
    cells: Dict[str, Cells]
    issues: Issues
    notices: tuple[Notice, ...]
    source_rows: NDArray[np.int32] | None = None
    encoding: str = ""
    missing: tuple[str, ...] = ()  # required fields without a column: the mapping must be mended

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def good(self) -> NDArray[np.bool_]:
        """Rows without an error; warnings do not keep a row out."""
        return ~self.issues.rows_with(Severity.ERROR)

    def only(self, kept: NDArray[np.integer[Any]]) -> "Table":
        """These rows with all that was found of them, as a table of their own."""
        return replace(
            self,
            numbers=self.numbers[kept],
            cells={key: cells.only(kept) for key, cells in self.cells.items()},
            issues=self.issues.only(kept),
            source_rows=self.source_rows[kept] if self.source_rows is not None else None,
        )

    def title_of(self, key: str) -> str:
        """What the column of a field is called: by its kind, or, of many alike, by the clerk."""
        slots = self.kind.slots
        choice = self.mapping.keys.get(key)
        if slots and choice and key in {one.key for one in slots.fields}:
            return choice.title
        field = self.kind.by_key.get(key)
        return field.title if field else ""

    def values(self, index: int) -> dict[str, Any]:
        """The parsed values of a row, by key of field; None for empty and faulty cells."""
        return {key: cells.value(index) for key, cells in self.cells.items()}

    def texts(self, index: int) -> dict[str, str]:
        """What the clerk wrote in a row, by key of field, for repair."""
        return {key: cells.text(index) for key, cells in self.cells.items()}


def read_table(
    source: Source,
    kind: str,
    *,
    today: date,
    name: str = "",
    sheet: str | None = None,
    choices: Dict[str, str | None] | None = None,
    supplied: Iterable[str] = (),
    datum: str = "",
    limits: Limits = sizes.DEFAULT,
) -> Table:
    """Read and check a whole file, every problem of every cell at once.

    ``name`` is the file's own name; ``sheet`` the worksheet, else the one that fits best;
    ``choices`` a remembered or changed mapping (``Mapping.choices``); ``supplied`` keys of
    required fields that the caller knows otherwise; ``datum`` that of places whose row names none.
    Raises Refused for a file that cannot be read.
    450,000 rows x 20 columns cost little more than reading them.
    """
    book = read_workbook(source, name=name, sheet=sheet, limits=limits)
    return check_workbook(book, kind, today=today, choices=choices, supplied=supplied, datum=datum)


def check_workbook(
    book: Workbook,
    kind: str,
    *,
    today: date,
    sheet: str | None = None,
    choices: Dict[str, str | None] | None = None,
    supplied: Iterable[str] = (),
    datum: str = "",
) -> Table:
    """The same for a file that is open already, so that another mapping needs no second reading."""
    what = KINDS[kind]
    chosen = _chosen(book, what, sheet)
    mapping, notices = map_columns(chosen, what, choices=choices)
    body = find_body(chosen, mapping)
    if not len(body.rows):
        raise refused("file.no_rows")
    filled = 0
    cells: dict[str, Cells] = {}
    context = Context(today)
    for at, choice in enumerate(mapping.columns):
        say(Step.CHECK, len(body.rows) * at // len(mapping.columns), len(body.rows))
        raw = chosen.by_index.get(choice.index)
        if choice.key and raw is not None:
            codes, count = fill_merged(chosen, raw, body)
            filled += count
            cells[choice.key] = _parse(
                what.by_key[choice.key], raw, codes[body.rows], context,
                choice.title, _faulty(chosen, raw.index, body),
            )  # fmt: skip
    rows = Rows(what, body.rows + 1, cells, today)
    _say_faults(rows, chosen, mapping, body)
    notices += _name_datum(rows, datum, book.kind)
    _check(rows)
    notices += _about_sheet(book, what, chosen, body, filled)
    notices += _serials(cells) + _about_places(rows)
    missing = mapping.missing(what, frozenset(supplied))
    notices += [
        Notice("header.required_missing", {"title": what.by_key[key].title}) for key in missing
    ]
    return Table(
        what, chosen.name, book.kind, mapping, rows.numbers, rows.cells, rows.issues,
        tuple(notices), _source_rows(chosen, mapping, body), book.encoding, missing,
    )  # fmt: skip


def mapped(
    book: Workbook, kind: str, *, sheet: str | None = None,
    choices: Dict[str, str | None] | None = None,
) -> Mapping:  # fmt: skip
    """Which columns of which sheet ``check_workbook`` would read as which fields."""
    what = KINDS[kind]
    return map_columns(_chosen(book, what, sheet), what, choices=choices)[0]


def check_records(
    kind: str, records: Sequence[Dict[str, Raw]], *, today: date, numbers: Sequence[int] = (),
    datum: str = "",
) -> Table:  # fmt: skip
    """The same checks for rows given by key of field, as text or as a sheet holds them: a repair,
    a form, an API call."""
    what = KINDS[kind]
    keys = [key for key in what.by_key if any(key in one for one in records)]
    context = Context(today)
    cells = {}
    for key in keys:
        raws: list[Raw] = ["", *(record.get(key, "") for record in records)]
        filled = [not isinstance(raw, str) or bool(raw.strip()) for raw in raws]
        codes = np.array([at if filled[at] else 0 for at in range(1, len(raws))], np.int32)
        field = what.by_key[key]
        raw = RawColumn(0, raws, codes)
        cells[key] = _parse(field, raw, codes, context, field.title, None)
    counted = list(numbers) or range(1, len(records) + 1)
    rows = Rows(what, np.array(counted, np.int32), cells, today)
    _name_datum(rows, datum, "")
    _check(rows)
    mapping = Mapping(kind, "", (0,), ())
    return Table(what, "", "", mapping, rows.numbers, rows.cells, rows.issues, ())


def _name_datum(rows: Rows, datum: str, file_kind: str) -> list[Notice]:
    """Places whose row names no datum have the one that was chosen for the file; GeoJSON without
    a word is what its standard says."""
    if not rows.kind.has_places:
        return []
    told = [Notice("file.features")] if file_kind == FileKind.GEOJSON else []
    placed = rows.written("lon") | rows.written("point") | rows.written("outline")
    where = placed & ~rows.written("datum")
    if not datum and file_kind == FileKind.GEOJSON and where.any():
        datum = "cgcs2000"
        told.append(Notice("place.rfc7946"))
    if datum:
        rows.fill("datum", where, [datum], np.zeros(len(rows), np.int32))
    return told


def _about_places(rows: Rows) -> list[Notice]:
    count = places.bent(rows) if rows.kind.has_places else 0
    return [Notice("place.converted", {"count": count})] if count else []


def _chosen(book: Workbook, kind: Kind, sheet: str | None) -> Sheet:
    if book.kind == FileKind.GEOJSON and not kind.has_places:
        raise refused("file.geo_kind")
    if sheet:
        return book.sheet(sheet)
    return book.sheets[0] if len(book.sheets) == 1 else sheets.best(book.sheets, kind)


def _parse(
    field: Field, raw: RawColumn, codes: NDArray[np.int32], context: Context, header: str,
    faulty: NDArray[np.bool_] | None,
) -> Cells:  # fmt: skip
    """Only values that stand in rows of data are parsed, title rows and totals are not."""
    used = np.zeros(len(raw.values), np.bool_)
    used[codes] = True
    used[raw.blank] = False
    kept = np.flatnonzero(used)
    raws: list[Raw] = ["", *(raw.values[at] for at in kept.tolist())]
    renumbered = np.zeros(len(raw.values), np.int32)
    renumbered[kept] = np.arange(1, len(raws), dtype=np.int32)
    parsed = field.parse(raws, context)
    return Cells(field, renumbered[codes], raws, parsed, raw.letter, header, faulty=faulty)


def _faulty(sheet: Sheet, column: int, body: Body) -> NDArray[np.bool_] | None:
    found = [cells[cells[:, 1] == column, 0] for cells in sheet.faults.values()]
    rows = np.concatenate(found) if found else np.zeros(0, np.int32)
    return np.isin(body.rows, rows) if len(rows) else None


def _say_faults(rows: Rows, sheet: Sheet, mapping: Mapping, body: Body) -> None:
    place = np.full(sheet.height, -1, np.int32)
    place[body.rows] = np.arange(len(body.rows))
    for code, cells in sheet.faults.items():
        for choice in mapping.columns:
            if choice.key:
                at = cells[(cells[:, 1] == choice.index) & (cells[:, 0] < sheet.height), 0]
                inside = place[at]
                rows.issues.add(choice.key, [Find(code)], inside[inside >= 0])


def _check(rows: Rows) -> None:
    for key, cells in rows.cells.items():
        _say_finds(rows, key, cells.parsed, cells.codes)
    required(rows)
    for derive in rows.kind.derive:
        derive(rows)
    for check in rows.kind.checks:
        check(rows)
    keys_once(rows)


def _say_finds(rows: Rows, key: str, parsed: Parsed, codes: NDArray[np.int32]) -> None:
    if not parsed.finds:
        return
    finds = list(parsed.finds.values())
    number = np.full(len(parsed.values), -1, np.int32)
    number[list(parsed.finds)] = np.arange(len(finds))
    which = number[codes]
    where = np.flatnonzero(which >= 0)
    rows.issues.add(key, finds, where, which[where])


def _about_sheet(book: Workbook, kind: Kind, sheet: Sheet, body: Body, filled: int) -> list[Notice]:
    notices = list(body.left_out)
    notices += [Notice("sheet.hidden", {"sheet": name}) for name in book.hidden]
    rest = [one for one in book.sheets if one.name != sheet.name and one.columns]
    notices += sheets.told(rest, sheet, kind)
    if filled:
        notices.append(Notice("cell.merged", {"count": filled}))
    if book.encoding and book.encoding != "UTF-8":
        notices.append(Notice("file.decoded", {"encoding": book.encoding}))
    return notices


def _serials(cells: Dict[str, Cells]) -> list[Notice]:
    notices = []
    for one in cells.values():
        if one.parsed.serials:
            count = int(np.isin(one.codes, one.parsed.serials).sum())
            notices.append(Notice("date.serials", {"title": one.header, "count": count}))
    return notices


def _source_rows(sheet: Sheet, mapping: Mapping, body: Body) -> NDArray[np.int32] | None:
    """The numbers in the column 原表行; 0 where it holds none."""
    for choice in mapping.columns:
        if choice.why == "source_row" and (column := sheet.by_index.get(choice.index)):
            texts = [shown(value).strip() for value in column.values]
            numbers = [int(t) if t.isascii() and t.isdigit() and len(t) < 8 else 0 for t in texts]
            return np.array(numbers, np.int32)[column.codes[body.rows]]
    return None
