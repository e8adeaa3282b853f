"""How many members are managed from two sides, and is there life on both? Each counts once."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

LINKS = Group("links", _("新市民党员"), 122)
SEED = "文章：社区党建（新市民党员双重管理）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"
STANDS = "l.agreed_on <= {on} AND (l.ended_on IS NULL OR l.ended_on > {on})"

# Whoever lives away from the branch of the relation, by a link or as a floating member: the
# membership at home, so that nobody is counted twice.
AWAY = Records(
    code="links.away",
    title=_("住在别处的党员"),
    unit=in_context("党员", "名"),
    model="people.Membership",
    duty=Duty.MEMBERS_SEE,
    belongs=_("党员组织关系所在的组织"),
    reads=frozenset({"membership", "floating", "dual_link", "dual_link_life", "edge"}),
    rows=f"""
        SELECT m.id, m.org_id, l.person_id IS NOT NULL AS linked,
            coalesce(l.at_home, 0) > 0 AND coalesce(l.there, 0) > 0 AS on_both
        FROM (
            SELECT l.person_id FROM dual_link l WHERE {STANDS}
            UNION
            SELECT f.person_id FROM floating f
            WHERE f.since <= {{on}} AND (f.ended_on IS NULL OR f.ended_on > {{on}})
        ) a
        JOIN membership m ON m.person_id = a.person_id AND m.kind = 'home' AND HOLDS(m.held)
        LEFT JOIN (
            SELECT l.person_id,
                sum(CASE WHEN v.side = 'home' THEN 1 ELSE 0 END) AS at_home,
                sum(CASE WHEN v.side = 'here' THEN 1 ELSE 0 END) AS there
            FROM dual_link l
            LEFT JOIN dual_link_life v ON v.link_id = l.id AND v.how = 'present'
                AND v."on" <= {{on}} AND v."on" > {WINDOW}
            WHERE {STANDS}
            GROUP BY l.person_id
        ) l ON l.person_id = a.person_id
    """,
)
GUESTS = Records(
    code="links.guests",
    title=_("在居住地参加活动的新市民党员"),
    unit=in_context("党员", "名"),
    model="people.Membership",
    duty=Duty.MEMBERS_SEE,
    belongs=_("党员活动所在的组织"),
    reads=frozenset({"membership", "dual_link", "edge"}),
    rows=f"""
        SELECT m.id, m.org_id
        FROM dual_link l
        JOIN membership m ON m.person_id = l.person_id AND m.org_id = l.host_id
            AND m.kind = 'activity' AND HOLDS(m.held)
        WHERE {STANDS}
    """,
)

INDICATORS = (
    Indicator(
        code="links.linked", title=_("两边管理的新市民党员"), unit=AWAY.unit, source=SEED,
        records=AWAY, group=LINKS, n="linked",
        note=_("按组织关系所在支部算，党员总数里本来就有，不另加。"),
    ),
    Indicator(
        code="links.here", title=_("在居住地参加活动的新市民党员"), unit=GUESTS.unit,
        source=SEED, records=GUESTS, group=LINKS,
        note=_("按实际参加活动的支部算，不进党员总数。"),
    ),
    Indicator(
        code="links.both", title=_("两边都有组织生活的新市民党员"), unit=AWAY.unit, source=SEED,
        records=AWAY, group=LINKS, kind=Kind.RATIO, n="on_both", d="true", d_title=AWAY.title,
        note=_(
            "近{rule coverage.window.months}个月两边都到过会；没有双重管理的流动党员也在分母里。"
        ),
    ),
)  # fmt: skip
