"""How does the branch's ledger of meetings leave the program? One row a meeting, as DOMAIN 5.4."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.orgs.models import Organisation
from jingwei.work.meetings import queries
from jingwei.work.meetings.kinds import Excuse
from jingwei.work.meetings.models import Meeting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 5_000


def workbook(org: Organisation, rows: Iterable[Meeting]) -> bytes:
    """Meetings with who came and who did not, names only of people in sight."""
    meetings = list(rows)
    ids = sorted({pk for row in meetings for pk in row.roster})
    names = {pk: one.name for pk, one in queries.names_of(ids).items()}
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    sheet = book.add_worksheet(_("会议台账"))
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    titles = (
        _("组织"), _("日期"), _("时间"), _("类型"), _("议题"), _("地点"), _("主持人"),
        _("记录人"), _("列席人"), _("应到会有表决权人数"), _("实到会有表决权人数"),
        _("参会人员姓名"), _("请假人员及原因"), _("缺席人员姓名"), _("会议内容"), _("状态"),
    )  # fmt: skip
    sheet.set_column(0, len(titles) - 1, 16)
    sheet.write(0, 0, str(org))
    for at, title in enumerate(titles):
        sheet.write_string(1, at, title, head)
    for line, row in enumerate(meetings, 2):
        for at, value in enumerate(_cells(row, names)):
            sheet.write_string(line, at, value, text)
    sheet.freeze_panes(2, 2)
    book.close()
    return data.getvalue()


def _cells(row: Meeting, names: dict[int, str]) -> tuple[str, ...]:
    def said(ids: list[int]) -> str:
        return "、".join(names.get(pk, "-") for pk in ids)

    excused = "、".join(
        f"{names.get(pk, '-')}（{Excuse(why).label}）" if (why := row.excuses.get(str(pk)))
        else names.get(pk, "-")
        for pk in row.excused
    )  # fmt: skip
    hours = "-".join(f"{t:%H:%M}" for t in (row.starts, row.ends) if t)
    return (
        str(row.org), row.on.isoformat(), hours, "、".join(row.kind_labels), row.topic, row.venue,
        row.chair.name if row.chair else "", row.recorder.name if row.recorder else "",
        row.guests, str(row.entitled), str(row.entitled_present), said(row.present), excused,
        said(row.absent), "\n".join(part["said"] for part in row.agenda),
        str(row.get_state_display()),
    )  # fmt: skip
