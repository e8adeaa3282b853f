"""What goes back to the clerk: her own workbook with notes, or a new one of the faulty rows."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

import xlsxwriter

from jingwei.ops.imports.headers import PROBLEMS, SOURCE_ROW
from jingwei.ops.imports.issue_codes import Severity
from jingwei.ops.imports.issues import Issue
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.launch import Source, run_child
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.wire import read_header
from jingwei.ops.imports.table import Table

ANNOTATED_UP_TO: Final = 20_000
"""Rows of a sheet that is annotated as it is; openpyxl needs a second for 6,000."""

PLACES: Final = ("place.converted", "place.rfc7946")
"""Notices that a page and a workbook show without being asked."""

type Say = Callable[[Issue], str]
"""Puts an issue into the reader's language."""


def can_annotate(table: Table) -> bool:
    """Whether the clerk's own workbook can carry the notes."""
    return table.file_kind == FileKind.XLSX and len(table) <= ANNOTATED_UP_TO


def annotated(
    source: Source, table: Table, *, say: Say = str, limits: Limits = sizes.DEFAULT,
    issues: Iterable[Issue] | None = None,
) -> bytes:  # fmt: skip
    """The uploaded .xlsx with a note and a fill on every cell that has an issue.

    Shapes and macros of the original may be lost. Opened and written in the limited child.
    ``issues``: what is said, where it is more than the table's own checks say.
    """
    columns = {key: choice.index + 1 for key, choice in table.mapping.keys.items()}
    first = min(columns.values(), default=1)
    notes: dict[tuple[int, int], tuple[str, list[str]]] = {}
    for issue in table.issues if issues is None else issues:
        place = (issue.row, columns.get(issue.column_key, first))
        grave, texts = notes.get(place, ("warning", []))
        grave = "error" if issue.severity is Severity.ERROR else grave
        notes[place] = (grave, [*texts, say(issue)])
    for notice in _of_places(table):
        place = (table.mapping.first_row, columns.get("lon", columns.get("outline", first)))
        grave, texts = notes.get(place, ("warning", []))
        notes[place] = (grave, [*texts, say(notice)])
    request = {
        "task": "annotate",
        "name": "",
        "sheet": table.sheet,
        "notes": [[*place, grave, "\n".join(texts)] for place, (grave, texts) in notes.items()],
    }
    message = run_child(source, request, limits=limits)
    header, body = read_header(message)
    if "refused" in header:
        raise refused(header["refused"], **header["params"])
    return bytes(body)


def faulty_rows(
    table: Table, *, say: Say = str, warnings: bool = True, only: Iterable[int] | None = None,
    issues: Iterable[Issue] | None = None,
) -> bytes:  # fmt: skip
    """A new .xlsx of the rows with issues, each with its number in the first file.

    It can be mended and uploaded: 原表行 is recognised as the number of the row. Every cell is
    written as text, so no value can become a formula.
    """
    said: dict[int, list[Issue]] = defaultdict(list)
    for issue in table.issues if issues is None else issues:
        if warnings or issue.severity is Severity.ERROR:
            said[issue.row].append(issue)
    wanted = set(said) if only is None else set(said) & set(only)
    index_of = {number: at for at, number in enumerate(table.numbers.tolist()) if number in wanted}
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        _write(book, table, said, sorted(wanted), index_of, say)
    return out.getvalue()


def _write(
    book: xlsxwriter.Workbook, table: Table, said: dict[int, list[Issue]], wanted: list[int],
    index_of: dict[int, int], say: Say,
) -> None:  # fmt: skip
    sheet = book.add_worksheet("要改的行")
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    looks = {
        Severity.ERROR: book.add_format({"num_format": "@", "bg_color": "#FFD9D6"}),
        Severity.WARNING: book.add_format({"num_format": "@", "bg_color": "#FFF1C7"}),
    }
    keys = [c.key for c in table.mapping.columns if c.key] or list(table.cells)
    if "datum" in table.cells and "datum" not in keys:
        keys.append("datum")  # chosen for the whole file: said here, so that it need not be again
    titles = [table.title_of(key) for key in keys]
    for at, title in enumerate([SOURCE_ROW, *titles, PROBLEMS]):
        sheet.write_string(0, at, title, head)
    sheet.set_column(0, len(keys), 16, text)
    sheet.set_column(len(keys) + 1, len(keys) + 1, 60, text)
    sheet.freeze_panes(1, 1)
    for line, number in enumerate(wanted, start=1):
        index = index_of[number]
        first = int(table.source_rows[index]) if table.source_rows is not None else 0
        sheet.write_string(line, 0, str(first or number), text)
        graves = {issue.column_key: issue.severity for issue in reversed(said[number])}
        for at, key in enumerate(keys, start=1):
            cell = _cell(table, key, index)
            sheet.write_string(line, at, cell, looks.get(graves.get(key, Severity.NOTICE), text))
        problems = "\n".join(
            f"{table.title_of(issue.column_key)}：{say(issue)}" for issue in said[number]
        )
        sheet.write_string(line, len(keys) + 1, problems, text)
    said_of_places = _of_places(table)
    if said_of_places:
        about = book.add_worksheet("说明")
        about.set_column(0, 0, 80, text)
        for line, one in enumerate(said_of_places):
            about.write_string(line, 0, say(one), text)


def _cell(table: Table, key: str, index: int) -> str:
    cells = table.cells.get(key)
    if cells is None:
        return ""
    return cells.text(index) or (cells.field.shown(cells.value(index)) if key == "datum" else "")


def _of_places(table: Table) -> list[Issue]:
    """What is said of the coordinates of the whole file: which they are, whether turned."""
    return [
        Issue(0, "", one.code, one.severity, one.message, one.params)
        for one in table.notices
        if one.code in PLACES
    ]
