"""Are bodies elected on time? A reminder for those above, no merit of anybody."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

ELECTIONS = Group("elections", _("换届选举"), 75)
SOURCE = "《中国共产党基层组织选举工作条例》"

HELD = Records(
    code="elections.held",
    title=_("选举"),
    unit=in_context("选举", "次"),
    model="elections.Election",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"election", "edge"}),
    period=True,
    rows="""
        SELECT e.id, e.org_id, e.due_on, e.held_on, e.state,
            e.held_on <= coalesce(e.postponed_to, e.due_on) AS on_time,
            e.postponed_to IS NOT NULL AS is_postponed
        FROM election e
        WHERE e.held_on IS NOT NULL AND e.held_on >= {since} AND e.held_on <= {on}
            AND e.state IN ('chosen', 'reported', 'done')
    """,
)
UNDER_WAY = Records(
    code="elections.under_way",
    title=_("在办的选举"),
    unit=in_context("选举", "次"),
    model="elections.Election",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"election", "edge"}),
    rows="""
        SELECT e.id, e.org_id, e.planned_on, e.begun_on
        FROM election e
        WHERE e.begun_on <= {on} AND (e.held_on IS NULL OR e.held_on > {on})
            AND e.state <> 'stopped'
    """,
)

INDICATORS = (
    Indicator(
        code="elections.on_time", title=_("按期进行的换届选举"), unit=in_context("选举", "次"),
        source=SOURCE, records=HELD, group=ELECTIONS, kind=Kind.RATIO, n="on_time",
        d="due_on IS NOT NULL", d_title=_("当月进行的、登记了任期的选举"),
        reason=_("任期到{due_on}，{held_on}选举"),
        note=_("在任期届满前，或者在上级批准的延期内，算按期。只作提醒，不作成绩。"),
    ),
    Indicator(
        code="elections.postponed", title=_("经批准延期的选举"), unit=in_context("选举", "次"),
        source=SOURCE, records=HELD, group=ELECTIONS, n="is_postponed",
        reason=_("任期到{due_on}，{held_on}选举"),
    ),
    Indicator(
        code="elections.going_on", title=_("正在办的换届选举"), unit=in_context("选举", "次"),
        source=SOURCE, records=UNDER_WAY, group=ELECTIONS, reason=_("定在{planned_on}"),
    ),
)  # fmt: skip
