"""Do dues come in on time, and how many are eased? Reminders; no figure decides about anybody.

A sheet counts in the month in which its last day falls. What is collected later heals the amount
that came in, never the amount that came on time.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.work.membership.dues.rules import DUES_RULES

DUES = Group("dues", _("党费"), 75)
REMINDER = _("只作提醒，不作成绩；没有交的先问有没有困难。")

SHEETS = Records(
    code="dues.sheets",
    title=_("到期的收缴表"),
    unit=in_context("收缴表", "张"),
    model="dues.Sheet",
    duty=Duty.MEMBERS_CHANGE,
    reads=frozenset({"dues_sheet", "edge"}),
    period=True,
    rows="""
        SELECT s.id, s.org_id, s.members, s.on_time_members, s.due_cents, s.on_time_cents,
            s.paid_cents
        FROM dues_sheet s
        WHERE s.due_on >= {since} AND s.due_on <= {on}
    """,
)
EASED = Records(
    code="dues.eased",
    title=_("减免"),
    unit=in_context("党员", "名"),
    model="dues.Relief",
    duty=Duty.MEMBERS_CHANGE,
    reads=frozenset({"dues_relief", "edge"}),
    rows="""
        SELECT r.id, r.org_id FROM dues_relief r
        WHERE r.state IN ('granted', 'ended') AND r.since <= {on} AND r.until > {on}
    """,
)


def _sum(code: str, title: Words, value: str, unit: Words, scale: int = 0) -> Indicator:
    return Indicator(
        code=f"dues.{code}", title=title, unit=unit, source=DUES_RULES, records=SHEETS, group=DUES,
        value=value, scale=scale, n="members > 0", note=REMINDER,
    )  # fmt: skip


YUAN = in_context("党费", "元")
TIMES = in_context("党费", "人次")
INDICATORS = (
    _sum("due", _("当月到期应交党费"), "due_cents / 100.0", YUAN, 2),
    _sum("paid", _("其中已交"), "paid_cents / 100.0", YUAN, 2),
    _sum("on_time", _("其中按时交"), "on_time_cents / 100.0", YUAN, 2),
    _sum("members_due", _("当月到期应交人次"), "members", TIMES),
    _sum("members_on_time", _("其中按时交的人次"), "on_time_members", TIMES),
    Indicator(
        code="dues.sheets_on_time", title=_("按时收齐的收缴表"), unit=in_context("收缴表", "张"),
        source=DUES_RULES, records=SHEETS, group=DUES, kind=Kind.RATIO,
        n="on_time_members = members", d="members > 0", d_title=_("当月到期的收缴表"),
        note=REMINDER,
    ),
    Indicator(
        code="dues.members_eased", title=_("正在减免党费的党员"), unit=in_context("党员", "名"),
        source=DUES_RULES, records=EASED, group=DUES,
        note=_("有困难的少交或免交，由上级党委决定。"),
    ),
)  # fmt: skip
