"""How does the list of appeals leave the program? As it is shown; what was said stays inside."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell import words, workbooks
from jingwei.work.membership.appeals import queries
from jingwei.work.membership.appeals.models import Appeal

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
    heads = (
        _("党员"), _("提出时所在支部"), _("不同意哪个决定"), _("谁决定的"), _("决定日期"),
        _("谁来答复"), _("哪天提出的"), _("办到哪一步"), _("答复日期"),
    )  # fmt: skip
    shown = map(_cells, rows)
    return workbooks.of_texts(by, title=_("申诉"), heads=heads, rows=shown, at=at)


def _cells(row: Appeal) -> tuple[str, ...]:
    def day(value: Any) -> str:
        return words.day(value) if value else ""

    return (
        row.name, row.home_name, row.about, row.decided_name, day(row.decided_on), row.host_name,
        day(row.asked_on), str(row.get_state_display()), day(row.answered_on),
    )  # fmt: skip
