"""Files of the kinds clerks have, made up for tests; nobody in them exists."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P

from jingwei.kernel.rulebook.codes import identity
from jingwei.ops.imports.reading import child
from jingwei.ops.imports.reading.guard import kind_of
from jingwei.ops.imports.reading.limits import DEFAULT
from jingwei.ops.imports.reading.workbook import Workbook, received
from jingwei.ops.imports.table import Table, check_workbook

TODAY = date(2026, 11, 23)
HEAD: tuple[str, ...] = ("姓名", "性别", "公民身份证号", "出生日期", "所在党支部", "入党时间")


def id_number(born: str = "19800501", serial: int = 1, area: str = "320612") -> str:
    seventeen = f"{area}{born}{serial:03}"
    return seventeen + identity.check_digit(seventeen)


def member(**said: str) -> dict[str, str]:
    """A row without a fault, but for what is said."""
    row = {
        "name": "周示一", "sex": "男", "id_number": id_number(), "birth_on": "1980-05-01",
        "branch": "示例新苑第一党支部", "joined_on": "2005-07-01",
    }  # fmt: skip
    return row | said


def row_of(**said: str) -> tuple[str, ...]:
    return tuple(member(**said).values())


def xlsx(rows: Sequence[Any], *, merge: Sequence[str] = (), title: str = "名册") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merge:
        sheet.merge_cells(cells)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Sequence[Any]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Sequence[Any], *, formula: str = "") -> bytes:
    book = OpenDocumentSpreadsheet()
    table = OdfTable(name="名册")
    for row in rows:
        line = TableRow()
        for value in row:
            if formula and value == formula:
                cell = TableCell(formula=f"of:{formula}")
            elif value in (None, ""):
                cell = TableCell()
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def csv_bytes(rows: Sequence[Any], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def changed_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something replaced in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = _plain(content)
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
    return out.getvalue()


def _plain(xml: bytes) -> bytes:
    """One way of writing, whichever of its two writers of XML the library found."""
    text = re.sub(r"&#(\d{3,});", lambda found: chr(int(found[1])), xml.decode())
    return re.sub(r"<v ?/>", "<v></v>", text).encode()


def opened(data: bytes, name: str = "", sheet: str | None = None) -> Workbook:
    """The file as the child would read it, here, so that a test costs no process."""
    kind = kind_of(data, name, limits=DEFAULT)
    pieces = child._read(data, kind, sheet, DEFAULT)
    return received(memoryview(b"".join(pieces)))


def checked(data: bytes, kind: str = "members", **more: Any) -> Table:
    return check_workbook(opened(data), kind, today=TODAY, **more)


def codes(table: Table) -> set[str]:
    return {issue.code for issue in table.issues}


def notices(table: Table) -> set[str]:
    return {notice.code for notice in table.notices}


def said(table: Table) -> list[tuple[int, str, str]]:
    return [(issue.row, issue.column_key, issue.code) for issue in table.issues]
