"""Do the committees of communities meet, and is what they decide done in time?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

SITTINGS = Group("sittings", _("社区机构的会议"), 123)
SEED = "文章：社区党建（组织链）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"

BODIES = Records(
    code="sittings.bodies",
    title=_("两翼和支撑委员会"),
    unit=in_context("机构", "个"),
    model="grids.Slot",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset({"community_slot", "sitting", "edge"}),
    rows=f"""
        SELECT s.id, s.org_id, s.kind, c.formation, h.slot_id IS NOT NULL AS met
        FROM community_slot s
        JOIN community c ON c.id = s.community_id
        LEFT JOIN (
            SELECT DISTINCT t.slot_id FROM sitting t
            WHERE t."on" <= {{on}} AND t."on" > {WINDOW}
        ) h ON h.slot_id = s.id
        WHERE HOLDS(s.held) AND s.kind <> 'body'
    """,
)
DECIDED = Records(
    code="sittings.decided",
    title=_("当月到期的事"),
    unit=in_context("决定", "件"),
    model="sittings.Decision",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset({"sitting_decision"}),
    period=True,
    rows="""
        SELECT d.id, d.org_id, d.done_on IS NOT NULL AND d.done_on <= d.due_on AS in_time,
            d.done_on IS NOT NULL AND d.done_on <= {on} AS finished
        FROM sitting_decision d WHERE d.due_on >= {since} AND d.due_on <= {on}
    """,
)

INDICATORS = (
    Indicator(
        code="sittings.met", title=_("开过会的两翼和支撑委员会"), unit=BODIES.unit, source=SEED,
        records=BODIES, group=SITTINGS, kind=Kind.RATIO, n="met", d="true",
        d_title=BODIES.title, higher_is_better=True,
        note=_("近{rule coverage.window.months}个月至少开过一次；开会本身不算实绩。"),
    ),
    Indicator(
        code="sittings.in_time", title=_("会上定的事按时办好"), unit=DECIDED.unit, source=SEED,
        records=DECIDED, group=SITTINGS, kind=Kind.RATIO, n="in_time", d="true",
        d_title=DECIDED.title, higher_is_better=True,
    ),
)  # fmt: skip
