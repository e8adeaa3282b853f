"""How is a sheet written as .xlsx, .xls, .ods or .csv, with merged cells and formulas?"""

import csv
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import xlsxwriter

from jingwei.ops.words import Stopped, _

type Value = str | float | date | Formula | None


@dataclass(frozen=True)
class Formula:
    """A formula and the result that the file remembers; ``None`` says that it has none."""

    text: str
    result: str | None = None


@dataclass
class Sheet:
    """Rows of cells as a clerk sees them; ``merged`` are (top, left, bottom, right) from 0."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def write_sheet(place: Path, sheet: Sheet) -> None:
    """Write it in the form that the file's ending names."""
    _WRITERS[place.suffix](place, sheet)


def _write_xlsx(place: Path, sheet: Sheet) -> None:
    with xlsxwriter.Workbook(str(place), {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet.name)
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, Formula):
                    page.write_formula(row, column, value.text, None, value.result or "")
                elif isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    page.write_string(row, column, value, text)
                elif value is not None:
                    page.write_number(row, column, value)


def _write_xls(place: Path, sheet: Sheet) -> None:
    try:
        import xlwt
    except ImportError as missing:
        raise Stopped(_("写 .xls 要用测试用的组件，请先运行一次 ./jw test。")) from missing
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet.name)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if value is None or isinstance(value, Formula):
                continue
            if (row, column) in merged:
                bottom, right = merged[row, column]
                page.write_merge(row, bottom, column, right, value)
            elif isinstance(value, date):
                page.write(row, column, value, day)
            else:
                page.write(row, column, value)
    book.save(str(place))


_SPACES: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"


def _write_ods(place: Path, sheet: Sheet) -> None:
    spans = {
        (top, left): f' table:number-rows-spanned="{bottom - top + 1}"'
        f' table:number-columns-spanned="{right - left + 1}"'
        for top, left, bottom, right in sheet.merged
    }
    rows = "".join(
        "<table:table-row>"
        + "".join(_ods_cell(value, spans.get((at, column), "")) for column, value in enumerate(row))
        + "</table:table-row>"
        for at, row in enumerate(sheet.rows)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}'
        ' office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _ods_cell(value: Value, span: str) -> str:
    if value is None or value == "":
        return f"<table:table-cell{span}/>"
    if isinstance(value, Formula):
        return f'<table:table-cell{span} table:formula="of:{escape(value.text)}"/>'
    if isinstance(value, date):
        said = f' office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell{span}{said}><text:p>{value}</text:p></table:table-cell>"
    if isinstance(value, float):
        said = f' office:value-type="float" office:value="{value!r}"'
        return f"<table:table-cell{span}{said}><text:p>{value!r}</text:p></table:table-cell>"
    text = escape(value)
    return (
        f'<table:table-cell{span} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def _write_csv(place: Path, sheet: Sheet) -> None:
    """In GB18030, as the official systems and older spreadsheets write it."""
    with place.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        for row in sheet.rows:
            out.writerow([_csv_text(value) for value in row])


def _csv_text(value: Value) -> str:
    if isinstance(value, Formula):
        return value.result or ""
    if isinstance(value, float):
        if abs(value) >= 1e11:
            return f"{value:.5E}"
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)


_WRITERS: Final = {
    ".xlsx": _write_xlsx, ".xls": _write_xls, ".ods": _write_ods, ".csv": _write_csv,
}  # fmt: skip
