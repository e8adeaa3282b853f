"""How does a list leave the program as a workbook? Text stays text, whatever it begins with."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 20_000  # rows of one sheet


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the heads of its columns, the rows."""

    title: str
    heads: tuple[str, ...]
    rows: Iterable[Iterable[Any]]


def book(*sheets: Sheet) -> bytes:
    """A workbook; what begins with = is text and no formula, what is None stays empty."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        bold = made.add_format({"bold": True})
        for one in sheets:
            sheet = made.add_worksheet(one.title)
            for at, head in enumerate(one.heads):
                sheet.write_string(0, at, head, bold)
            for line, row in enumerate(one.rows, 1):
                for at, value in enumerate(row):
                    if value is not None:
                        sheet.write(line, at, value)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(one.heads) - 1, 0), 16)
    return out.getvalue()


def download(data: bytes, name: str) -> HttpResponse:
    """The answer that hands a workbook over under a name (without ending)."""
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return answer
