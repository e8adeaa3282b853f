"""How does the list of appeals leave the program? As it is shown; what was said stays inside."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell import words
from jingwei.work.membership.appeals import queries
from jingwei.work.membership.appeals.models import Appeal

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 20_000


def export_appeals(*, org: Organisation, ended: bool, by: Scope, at: datetime) -> bytes:
    """The list in sight as a workbook, and a line that says who took it and how much.

    Raises: Refused without the duties to see appeals and to take lists of members.
    """
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    by.require(Duty.MEMBERS_EXPORT, org.path)
    rows = list(queries.appeals(by, ended=ended).order_by("-asked_on", "-id")[:MOST])
    write_line(
        verb="membership.appeals.export", by=by, at=at, org=org,
        subject=("organisation", org.public_id), facts={"count": len(rows), "ended": ended},
    )  # fmt: skip
    return workbook(by, rows, at)


def workbook(scope: Scope, rows: Iterable[Appeal], at: datetime) -> bytes:
    """Texts only; the first line says whose it is."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    sheet = book.add_worksheet(_("申诉"))
    bold = book.add_format({"bold": True})
    heads = (
        _("党员"), _("提出时所在支部"), _("不同意哪个决定"), _("谁决定的"), _("决定日期"),
        _("谁来答复"), _("哪天提出的"), _("办到哪一步"), _("答复日期"),
    )  # fmt: skip
    sheet.set_column(0, len(heads) - 1, 18)
    said = _("{who}（{post}）{at}导出，用完删除，不得转发。").format(
        who=scope.account_name, post=scope.title, at=words.moment(at)
    )
    sheet.write_string(0, 0, said)
    for place, head in enumerate(heads):
        sheet.write_string(1, place, head, bold)
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(_cells(row)):
            sheet.write_string(number, place, text)
    sheet.freeze_panes(2, 1)
    book.close()
    return file.getvalue()


def _cells(row: Appeal) -> tuple[str, ...]:
    def day(value: Any) -> str:
        return words.day(value) if value else ""

    return (
        row.name, row.home_name, row.about, row.decided_name, day(row.decided_on), row.host_name,
        day(row.asked_on), str(row.get_state_display()), day(row.answered_on),
    )  # fmt: skip
