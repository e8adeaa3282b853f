"""How does the list leave the program? As a workbook in the columns of the official list.

Numbers and phones are their last four characters: whole ones leave only with a member's file.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Sex
from jingwei.kernel.rulebook.codes.people import EDUCATION, ETHNICITY
from jingwei.work.membership.development import queries
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.queries import Asked

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 20_000
COLUMNS: Final = (
    "id", "public_id", "name", "sex", "id_tail", "ethnicity", "birth_on", "education",
    "applied_on", "phone_tail", "background", "work_post", "politics", "native_place",
    "league_on", "worked_on", "activist_on", "unit_title", "voted_on", "full_approved_on",
    "state", "org_id", "org_path", "org__name", "org__short_name", "org__code",
)  # fmt: skip


def export_list(*, org: Organisation, asked: Asked, by: Scope, at: datetime) -> bytes:
    """The workbook of a list as it is shown, and a line that says who took it, how much."""
    by.require(Duty.MEMBERS_EXPORT, org.path)
    rows = queries.developments(by, asked, local_day(at)).only(*COLUMNS)
    found = list(rows.order_by("name_sort", "id")[:MOST])
    write_line(
        verb="membership.development.export", by=by, at=at, org=org,
        subject=("organisation", org.public_id),
        facts={"count": len(found), "part": asked.part, "org": org.code},
    )  # fmt: skip
    return workbook(by, found, at)


def workbook(scope: Scope, rows: Iterable[Development], at: datetime) -> bytes:
    """Texts only; the first line says whose it is."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    sheet = book.add_worksheet(_("发展党员"))
    bold, note = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
    sheet.set_column(0, len(TITLES), 14)
    sheet.write_string(
        0, 0, _("{who}（{post}）{day}导出。用完删除，不得转发。").format(
            who=scope.account_name, post=scope.title, day=local_day(at).isoformat()
        ), note,
    )  # fmt: skip
    for place, title in enumerate(TITLES):
        sheet.write_string(1, place, title, bold)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(_cells(number, row)):
            sheet.write_string(number + 1, place, value)
    sheet.freeze_panes(2, 2)
    book.close()
    return file.getvalue()


# The words of the official list (DOMAIN 5.2), in its order; they are what the other side reads.
TITLES: Final = (
    "序号", "姓名", "性别", "公民身份证号码（末四位）", "民族", "出生日期", "学历", "申请入党日期",
    "手机号码（末四位）", "背景信息", "工作岗位", "政治面貌", "接受申请党组织", "籍贯", "入团日期",
    "参加工作日期", "确定入党积极分子日期", "工作单位及职务", "加入党组织日期", "转为正式党员日期",
    "现在的阶段",
)  # fmt: skip


def _cells(number: int, row: Development) -> list[str]:
    def day(value: Any) -> str:
        return value.isoformat() if value else ""

    return [
        str(number), row.name, str(Sex(row.sex).label) if row.sex in ("1", "2") else "",
        row.id_tail, ETHNICITY.titles.get(row.ethnicity, ""), day(row.birth_on),
        EDUCATION.titles.get(row.education, ""), day(row.applied_on), row.phone_tail,
        row.background, row.work_post, str(row.get_politics_display()), str(row.org),
        row.native_place, day(row.league_on), day(row.worked_on), day(row.activist_on),
        row.unit_title, day(row.voted_on), day(row.full_approved_on),
        str(row.get_state_display()),
    ]  # fmt: skip
