"""How do the tables become a workbook? One sheet a table, in its layout, checks on the last."""

from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics import showing
from jingwei.work.membership.statistics.declare import Table
from jingwei.work.membership.statistics.queries import Cells
from jingwei.work.membership.statistics.registered import tables
from jingwei.work.membership.statistics.rules import Check

WIDE, NARROW = 28, 12


class Styles(NamedTuple):
    title: Any
    head: Any
    name: Any
    number: Any


def workbook(org: Organisation, year: int, cells: Cells, checks: list[Check], digest: str) -> bytes:
    """The annual tables as .xlsx; numbers are numbers, so that a sum can be checked."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    name, number = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "0"})
    styles = Styles(title, head, name, number)
    known = [table for table in tables() if table.code in cells]
    for place, table in enumerate(known, 1):
        said = _("{org}  {year}年12月31日").format(org=org.name, year=year)
        _sheet(book.add_worksheet(f"{place}"), table, cells[table.code], said, styles)
    sheet = book.add_worksheet(_("核对"))
    sheet.set_column(0, 0, WIDE * 2)
    for at, words in enumerate((_("核对"), _("左边"), _("右边"), _("相差"))):
        sheet.write(0, at, words, head)
    for line, one in enumerate(showing.checks(checks), 1):
        sheet.write(line, 0, one.title, name)
        for at, value in enumerate((one.left, one.right, one.difference), 1):
            sheet.write(line, at, "" if value is None else value, number)
    sheet.write(len(checks) + 2, 0, digest and _("定稿校验码 {code}").format(code=digest))
    book.close()
    return data.getvalue()


def _sheet(
    sheet: Any, table: Table, cells: dict[str, dict[str, int]], said: str, styles: "Styles"
) -> None:
    """One table: title over all columns, the day below it, then head, rows and note."""
    last = len(table.columns)
    sheet.merge_range(0, 0, 0, last, str(table.title), styles.title)
    sheet.write(1, 0, said + (f"  {table.number}" if table.number else ""))
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, last, NARROW)
    for at, words in enumerate((_("项目"), *(column.title for column in table.columns))):
        sheet.write(2, at, str(words), styles.head)
    for at, row in enumerate((row for row in table.rows if row.key in cells), 3):
        sheet.write(at, 0, str(row.title), styles.name)
        for where, column in enumerate(table.columns, 1):
            n = cells[row.key].get(column.key)
            sheet.write(at, where, "" if n is None else n, styles.number)
    if table.note:
        sheet.write(4 + len(table.rows), 0, str(table.note))
