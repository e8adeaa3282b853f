"""How does the overview leave the program? As a workbook of branches and sums; nobody's amount."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.work.membership.dues.money import yuan
from jingwei.work.membership.dues.overview import Branch

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 30_000


def workbook(scope: Scope, rows: Iterable[Branch], year: int, at: datetime) -> bytes:
    """Branch by branch in the order of the tree; sums are numbers to the cent."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    sheet = book.add_worksheet(_("党费"))
    bold, note = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 8, 14)
    said = _("{who}（{post}）{day}导出，{year}年党费").format(
        who=scope.account_name, post=scope.title, day=local_day(at).isoformat(), year=year
    )
    sheet.write_string(0, 0, said, note)
    titles = (
        _("组织代码"), _("支部"), _("收缴表"), _("应交（元）"), _("已收（元）"), _("按时（元）"),
        _("已上缴（元）"), _("已核收（元）"), _("过期没收齐的表"),
    )  # fmt: skip
    for place, title in enumerate(titles):
        sheet.write_string(1, place, title, bold)
    for number, row in enumerate(rows, 2):
        sheet.write_string(number, 0, row.org.code if row.org else "")
        sheet.write_string(number, 1, str(row.org))
        sheet.write_number(number, 2, row.sheets)
        for place, cents in enumerate(
            (row.due, row.paid, row.on_time, row.handed, row.accepted), 3
        ):
            sheet.write_number(number, place, float(yuan(cents)), money)
        sheet.write_number(number, 8, row.late)
    sheet.freeze_panes(2, 2)
    book.close()
    return file.getvalue()
