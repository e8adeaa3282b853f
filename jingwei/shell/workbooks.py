"""How does a list of members leave the program as a workbook? As texts, with who took it on top."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.shell import words

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH: Final = 18
_AS_TYPED: Final = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
    "strings_to_urls": False,
}  # fmt: skip
"""What looks like a formula, a number or an address stays the text that it is."""


def of_texts(
    scope: Scope, *, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], at: datetime
) -> bytes:
    """A sheet ``title``: who took it in which post and when, the heads, then a line a row."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _AS_TYPED)
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    sheet.set_column(0, len(heads) - 1, WIDTH)
    said = _("{who}（{post}）{at}导出，用完删除，不得转发。").format(
        who=scope.account_name, post=scope.title, at=words.moment(at)
    )
    sheet.write_string(0, 0, said)
    for place, head in enumerate(heads):
        sheet.write_string(1, place, head, bold)
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text)
    sheet.freeze_panes(2, 1)
    book.close()
    return file.getvalue()
