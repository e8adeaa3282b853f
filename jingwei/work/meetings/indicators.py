"""Do the organs meet as the rules ask, and who takes part? Reminders, never merit.

A branch counts in a month where its organ exists; the quarter's and the year's gathering counts
from the month in which it was held to the end of its period.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

LIFE = Group("life", _("组织生活"), 70)
RULES = "《中国共产党支部工作条例（试行）》"
BRANCHES = "('party_branch', 'joint_branch', 'temporary_branch', 'floating_branch')"


def _held(kind: str, period: str) -> str:
    return f"""EXISTS (
            SELECT 1 FROM meeting g WHERE g.org_id = o.id AND g.state = 'closed'
            AND g."on" >= date_trunc('{period}', {{on}})::date AND g."on" <= {{on}}
            AND '{kind}' = ANY (g.kinds)
        )"""


ORGANS = Records(
    code="meetings.organs",
    title=_("支部"),
    unit=in_context("组织", "个"),
    model="orgs.Organisation",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"organisation", "edge", "post", "position", "membership", "meeting"}),
    rows=f"""
        SELECT o.id, o.id AS org_id,
            coalesce(c.seats, 0) >= {{rule branch_committee.seats.least}} AS has_committee,
            {_held("member_meeting", "quarter")} AS met,
            {_held("committee_meeting", "month")} AS committee_met,
            {_held("lecture", "quarter")} AS lectured,
            {_held("theme_day", "month")} AS theme_day,
            {_held("org_life_meeting", "year")} AS life_meeting
        FROM organisation o
        JOIN organisation_state s ON s.org_id = o.id AND HOLDS(s.held) AND {{only s}}
            AND s.kind IN {BRANCHES}
        LEFT JOIN (
            SELECT h.org_id, count(*) AS seats FROM position h JOIN post p ON p.id = h.post_id
            WHERE HOLDS(h.held) AND {{only h}}
            AND p.title NOT IN ('group_lead', 'contact', 'instructor') GROUP BY h.org_id
        ) c ON c.org_id = o.id
        WHERE HOLDS(o.held)
        AND EXISTS (SELECT 1 FROM membership m WHERE m.org_id = o.id AND HOLDS(m.held))
    """,
)
GATHERINGS = Records(
    code="meetings.gatherings",
    title=_("会议"),
    unit=in_context("会议", "次"),
    model="meetings.Meeting",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"meeting", "edge"}),
    period=True,
    rows="""
        SELECT g.id, g.org_id, cardinality(g.present) AS present,
            cardinality(g.present) + cardinality(g.excused) + cardinality(g.absent) AS expected
        FROM meeting g
        WHERE g.state = 'closed' AND g."on" >= {since} AND g."on" <= {on}
    """,
)


def _met(code: str, title: Words, n: str, d: str = "true", note: Words = "") -> Indicator:
    return Indicator(
        code=f"meetings.{code}", title=title, unit=in_context("组织", "个"), source=RULES,
        records=ORGANS, group=LIFE, kind=Kind.RATIO, n=n, d=d, d_title=_("有党员的支部"),
        note=note or _("只作提醒，不作成绩；没有这个组织的不算。"),
    )  # fmt: skip


INDICATORS = (
    _met("member_meetings_held", _("本季度开过党员大会的支部"), "met"),
    _met("committees_met", _("本月开过支委会的支部"), "committee_met", "has_committee"),
    _met("lectures_held", _("本季度上过党课的支部"), "lectured"),
    _met("theme_days_held", _("本月开展过主题党日的支部"), "theme_day"),
    _met("life_meetings_held", _("今年开过组织生活会的支部"), "life_meeting"),
    Indicator(
        code="meetings.attendance", title=_("平均到会率"), unit="%", source=RULES,
        records=GATHERINGS, group=LIFE, kind=Kind.MEAN, d="expected > 0",
        n="expected > 0", value="round(100.0 * present / expected, 1)", scale=1,
        d_title=_("当月记完的会议"),
        note=_("每次会到会人数占名册人数的比例，再按会议平均；不作成绩。"),
    ),
)  # fmt: skip
