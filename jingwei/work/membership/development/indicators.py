"""How many are on the way, and are the branch and its superior in time? Reminders, never merit.

Counted by organisation: whoever has applied and is not admitted is an applicant; activists are
among them. Admissions count on the day of the superior's approval (DOMAIN 5.6).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.work.membership.development.rules import SOURCE

GROUP = Group("development", _("发展党员"), 72)
PEOPLE = in_context("党员", "名")
REMINDER = _("只作提醒，不作成绩；没有到期的不算。")

UNDER_WAY = Records(
    code="development.under_way",
    title=_("正在培养和发展的人"),
    unit=PEOPLE,
    model="development.Development",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"development", "organisation", "unit", "edge"}),
    rows="""
        SELECT d.id, d.org_id, coalesce(u.kind, '') AS class,
            d.activist_on IS NOT NULL AND d.activist_on <= {on} AS is_activist
        FROM development d
        JOIN organisation o ON o.id = d.org_id
        LEFT JOIN unit u ON u.id = o.unit_id
        WHERE d.applied_on <= {on}
        AND (d.approved_on IS NULL OR d.approved_on > {on})
        AND (d.stopped_on IS NULL OR d.stopped_on > {on})
    """,
)
ADMITTED = Records(
    code="development.admissions",
    title=_("批准接收的预备党员"),
    unit=PEOPLE,
    model="development.Development",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"development", "organisation", "unit", "edge"}),
    period=True,
    rows="""
        SELECT d.id, d.org_id, coalesce(u.kind, '') AS class
        FROM development d
        JOIN organisation o ON o.id = d.org_id
        LEFT JOIN unit u ON u.id = o.unit_id
        WHERE d.approved_on >= {since} AND d.approved_on <= {on}
    """,
)


def _due(code: str, title: Words, due: str, done: str) -> Records:
    """Cases in which a day of the month was the last for a step; ``in_time`` says whether it was
    kept. A case that was stopped before is not waited for."""
    return Records(
        code=f"development.{code}", title=title, unit=PEOPLE, model="development.Development",
        duty=Duty.MEMBERS_SEE, reads=frozenset({"development", "edge"}), period=True,
        rows=f"""
            SELECT d.id, d.org_id, d.{done} IS NOT NULL AND d.{done} <= d.{due} AS in_time
            FROM development d
            WHERE d.{due} >= {{since}} AND d.{due} <= {{on}}
            AND (d.stopped_on IS NULL OR d.stopped_on > d.{due})
        """,
    )  # fmt: skip


TALKS = _due("talks_due", _("当月到期的谈话"), "talk_due", "talked_on")
APPROVALS = _due("approvals_due", _("当月到期的接收审批"), "approval_due", "approved_on")
OATHS = _due("oaths_due", _("当月到期的宣誓"), "oath_due", "oath_on")
FULL_APPROVALS = _due("full_approvals_due", _("当月到期的转正审批"), "full_due", "full_approved_on")


def _in_time(code: str, title: Words, records: Records, d_title: Words) -> Indicator:
    return Indicator(
        code=f"development.{code}", title=title, unit=PEOPLE, source=SOURCE, records=records,
        group=GROUP, kind=Kind.RATIO, n="in_time", d="true", d_title=d_title, note=REMINDER,
    )  # fmt: skip


def _count(code: str, title: Words, records: Records, n: str = "true") -> Indicator:
    return Indicator(
        code=f"development.{code}", title=title, unit=PEOPLE, source=SOURCE, records=records,
        group=GROUP, n=n, note=_("从正在办的和办过的发展过程里数出来，不用另报。"),
    )  # fmt: skip


PRIVATE = "class IN ('private_firm', 'social_org')"
INDICATORS = (
    _count("applicants", _("入党申请人"), UNDER_WAY),
    _count("activists", _("入党积极分子"), UNDER_WAY, "is_activist"),
    _count("activists_private", _("非公企业和社会组织的入党积极分子"), UNDER_WAY,
           f"is_activist AND {PRIVATE}"),
    _count("admitted", _("当月批准接收的预备党员"), ADMITTED),
    _count("admitted_private", _("当月非公企业和社会组织接收的预备党员"), ADMITTED, PRIVATE),
    _in_time("talked_in_time", _("申请后按期谈话"), TALKS, _("当月谈话到期的申请人")),
    _in_time("approved_in_time", _("接收按期审批"), APPROVALS, _("当月审批到期的")),
    _in_time("sworn_in_time", _("批准后按期宣誓"), OATHS, _("当月宣誓到期的")),
    _in_time("made_full_in_time", _("转正按期审批"), FULL_APPROVALS, _("当月转正审批到期的")),
)  # fmt: skip
