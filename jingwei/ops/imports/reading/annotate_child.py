"""How are notes written into a clerk's own workbook? In the child, since it has to be opened."""

import io
from typing import Any, Final

from jingwei.ops.imports.reading.guard import FileKind
from jingwei.ops.imports.reading.refusals import refused

_COLOURS: Final = {"error": "FFFFD9D6", "warning": "FFFFF1C7"}
_AUTHOR: Final = "经纬"


def annotate(data: bytes, kind: FileKind, request: dict[str, Any]) -> bytes:
    """The .xlsx with a fill and a note on each cell named in the request.

    ``request["notes"]`` holds [row, column, severity, text], counted from 1. Shapes, charts and
    macros of the original may be lost; the page says so.
    """
    if kind is not FileKind.XLSX:
        raise refused("file.not_a_table")
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = load_workbook(io.BytesIO(data), keep_links=False)
    sheet = book[request["sheet"]]
    fills = {grave: PatternFill("solid", fgColor=colour) for grave, colour in _COLOURS.items()}
    for row, column, grave, text in request["notes"]:
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "MergedCell":  # only the first cell of a merged range can carry
            cell = _first_of(sheet, row, column)
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.fill = fills[grave]
        cell.comment = Comment(before + text, _AUTHOR, height=80, width=280)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first_of(sheet: Any, row: int, column: int) -> Any:
    for merged in sheet.merged_cells.ranges:
        if (row, column) in set(merged.cells):
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)
