"""How many groups serve the communities, and do members serve in them, on record?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

GROUPS = Group("groups", _("服务团队"), 124)
SEED = "文章：社区党建（服务链）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"

OPEN = Records(
    code="groups.open_ones",
    title=_("社区的服务团队"),
    unit=in_context("团队", "个"),
    model="groups.ServiceGroup",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset({"service_group", "group_member", "group_deed", "edge"}),
    rows=f"""
        SELECT g.id, g.org_id, m.group_id IS NOT NULL AS has_members,
            d.group_id IS NOT NULL AS did
        FROM service_group g
        LEFT JOIN (
            SELECT DISTINCT t.group_id FROM group_member t WHERE HOLDS(t.held)
        ) m ON m.group_id = g.id
        LEFT JOIN (
            SELECT DISTINCT t.group_id FROM group_deed t
            WHERE t.tie <> 'none' AND t."on" <= {{on}} AND t."on" > {WINDOW}
        ) d ON d.group_id = g.id
        WHERE HOLDS(g.held)
    """,
)
SERVING = Records(
    code="groups.serving",
    title=_("在服务团队里的党员"),
    unit=in_context("人次", "人次"),
    model="groups.GroupMember",
    duty=Duty.SERVICES_SEE,
    belongs=_("社区所在组织"),
    reads=frozenset({"group_member"}),
    lasting=True,
    rows="SELECT m.id, m.org_id, m.held FROM group_member m",
)

INDICATORS = (
    Indicator(
        code="groups.open", title=_("社区的服务团队"), unit=OPEN.unit, source=SEED, records=OPEN,
        group=GROUPS, note=_("多少不分好坏。"),
    ),
    Indicator(
        code="groups.members", title=_("在服务团队里的党员"), unit=SERVING.unit, source=SEED,
        records=SERVING, group=GROUPS, note=_("在两个团队里的算两次；只算总数，不比较个人。"),
    ),
    Indicator(
        code="groups.with_members", title=_("有党员带头的服务团队"), unit=OPEN.unit, source=SEED,
        records=OPEN, group=GROUPS, kind=Kind.RATIO, n="has_members", d="true",
        d_title=OPEN.title, higher_is_better=True,
    ),
    Indicator(
        code="groups.active", title=_("有实事的服务团队"), unit=OPEN.unit, source=SEED,
        records=OPEN, group=GROUPS, kind=Kind.RATIO, n="did", d="true", d_title=OPEN.title,
        higher_is_better=True,
        note=_("近{rule coverage.window.months}个月做过的事，查得到对应的诉求、会议或活动记录。"),
    ),
)  # fmt: skip
