"""Is the tree set up as the rules say? Each figure is n of d organisations, opening to its list."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records
from jingwei.kernel.orgs.kinds import OrgKind

SETUP = Group("setup", _("组织设置"), 10)
KINDS = Group("kinds", _("组织类别"), 60)
BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
ORGAN_RULES = "《中国共产党党和国家机关基层组织工作条例》"
OWN_TREE = "组织树（隶属关系和组织沿革）"

# A branch or committee that never handed in a roster has no members on record. That is no data,
# not nobody: it is left out of the denominator and counted as missing.
ORGANISATIONS = Records(
    code="orgs.organisations",
    title=_("组织"),
    unit=in_context("组织", "个"),
    model="orgs.Organisation",
    duty=Duty.ORGS_SEE,
    belongs=_("组织本身"),
    reads=frozenset({"organisation", "edge", "term", "unit", "post", "position"}),
    rows="""
        SELECT o.id, o.id AS org_id, s.kind, t.due_on,
            s.kind IN ('party_branch', 'joint_branch') AS is_branch,
            s.kind IN ('party_committee', 'sector_committee', 'park_committee',
                       'district_committee') AS is_committee,
            f.own_members_full_normal AS full_members, f.own_members AS members,
            f.all_members AS members_below, p.seats, p.secretaries, u.units
        FROM organisation o
        JOIN organisation_state s ON s.org_id = o.id AND HOLDS(s.held) AND {only s}
        LEFT JOIN {figures people.members} f ON f.org_id = o.id
        LEFT JOIN (
            SELECT DISTINCT ON (t.org_id) t.org_id, t.due_on FROM term t
            WHERE lower(t.held) <= {on} AND {only t} ORDER BY t.org_id, lower(t.held) DESC
        ) t ON t.org_id = o.id
        LEFT JOIN (
            SELECT p.org_id,
                count(*) FILTER (WHERE p.title NOT IN ('group_lead', 'contact', 'instructor'))
                    AS seats,
                count(h.id) FILTER (WHERE p.title = 'secretary') AS secretaries
            FROM post p LEFT JOIN position h ON h.post_id = p.id AND HOLDS(h.held)
            WHERE HOLDS(p.held) AND {only p} GROUP BY p.org_id
        ) p ON p.org_id = o.id
        LEFT JOIN (
            SELECT u.org_id, count(*) AS units FROM unit u WHERE HOLDS(u.held) AND {only u}
            GROUP BY u.org_id
        ) u ON u.org_id = o.id AND s.kind = 'joint_branch'
        WHERE HOLDS(o.held)
    """,
)


def _setup(code: str, *, higher_is_better: bool | None = False, **more: Any) -> Indicator:
    return Indicator(
        code=code, unit=in_context("组织", "个"), records=ORGANISATIONS, group=SETUP,
        kind=Kind.RATIO, higher_is_better=higher_is_better, **more,
    )  # fmt: skip


def _kind(kind: OrgKind) -> Indicator:
    return Indicator(
        code=f"orgs.kind_{kind.value}", title=kind.label, unit=in_context("组织", "个"),
        source=OWN_TREE, records=ORGANISATIONS, group=KINDS, n=f"kind = '{kind.value}'",
    )  # fmt: skip


INDICATORS = (
    _setup(
        "orgs.branches_short_of_members", source=BRANCH_RULES,
        title=_("正式党员不足{rule branch.full_members.least}名的支部"),
        n="full_members < {rule branch.full_members.least}",
        d="is_branch AND members > 0", missing="is_branch AND coalesce(members, 0) = 0",
        reason=_("正式党员{full_members}名"), d_title=_("有党员记录的支部和联合支部"),
        note=_("按组织关系算，不含停止党籍的。没有党员记录的支部不算在内。"),
    ),
    _setup(
        "orgs.branches_too_large", source=BRANCH_RULES,
        title=_("党员超过{rule branch.members.normal_most}名的支部"),
        n="members > {rule branch.members.normal_most}",
        d="is_branch AND members > 0", missing="is_branch AND coalesce(members, 0) = 0",
        reason=_("党员{members}名"), d_title=_("有党员记录的支部和联合支部"),
        note=_("一般不超过，不是不准超过；名单供商量是否分设。"),
    ),
    _setup(
        "orgs.general_branches_out_of_size", source=ORGAN_RULES,
        title=_("党员人数不到{rule general_branch.members.least}名，或者满"
        "{rule general_branch.members.below}名的党总支"),
        n="members_below < {rule general_branch.members.least}"
        " OR members_below >= {rule general_branch.members.below}",
        d="kind = 'general_branch' AND members_below > 0",
        missing="kind = 'general_branch' AND coalesce(members_below, 0) = 0",
        reason=_("连同所属支部{members_below}名党员"), d_title=_("有党员记录的党总支"),
        note=_("连同所属支部一起算。经批准可以例外，系统不记批准文件时请看组织页。"),
    ),
    _setup(
        "orgs.committees_too_small", source=ORGAN_RULES,
        title=_("党员不足{rule committee.members.least}名的基层党委"),
        n="members_below < {rule committee.members.least}",
        d="is_committee AND members_below > 0",
        missing="is_committee AND coalesce(members_below, 0) = 0",
        reason=_("连同下级组织{members_below}名党员"), d_title=_("有党员记录的基层党委"),
        note=_("连同下级组织一起算。经批准可以例外。"),
    ),
    _setup(
        "orgs.joint_branches_of_many_units", source=BRANCH_RULES,
        title=_("超过{rule joint_branch.units.most}个单位的联合支部"),
        n="units > {rule joint_branch.units.most}",
        d="kind = 'joint_branch' AND units > 0",
        missing="kind = 'joint_branch' AND units IS NULL",
        reason=_("登记了{units}个单位"), d_title=_("登记了单位的联合支部"),
    ),
    _setup(
        "orgs.branches_without_committee", source=BRANCH_RULES,
        title=_("正式党员满{rule branch_committee.full_members.least}名、没有支委会的支部"),
        n="seats < {rule branch_committee.seats.least}",
        d="is_branch AND full_members >= {rule branch_committee.full_members.least}"
        " AND seats IS NOT NULL",
        missing="is_branch AND full_members >= {rule branch_committee.full_members.least}"
        " AND seats IS NULL",
        reason=_("正式党员{full_members}名，班子职务{seats}个"),
        d_title=_("应设支委会、登记了班子职务的支部"),
        note=_("班子职务不足{rule branch_committee.seats.least}个的，算没有支委会。"),
    ),
    _setup(
        "orgs.terms_overdue", source=BRANCH_RULES,
        title=_("任期已到、没有换届的组织"),
        n="due_on < {on}", d="due_on IS NOT NULL",
        missing="due_on IS NULL AND (is_branch OR is_committee OR kind = 'general_branch')",
        reason=_("{due_on}到期"), d_title=_("登记了任期的组织"),
    ),
    _setup(
        "orgs.terms_due_soon", source=BRANCH_RULES, higher_is_better=None,
        title=_("{rule term.due.notice_days}天内任期到期的组织"),
        n="due_on >= {on} AND due_on < {on} + {rule term.due.notice_days}",
        d="due_on IS NOT NULL",
        missing="due_on IS NULL AND (is_branch OR is_committee OR kind = 'general_branch')",
        reason=_("{due_on}到期"), d_title=_("登记了任期的组织"),
    ),
    _setup(
        "orgs.without_secretary", source="班子任职记录",
        title=_("书记空缺的组织"),
        n="secretaries = 0", d="seats IS NOT NULL AND kind NOT IN ('department', 'party_group')",
        missing="seats IS NULL AND (is_branch OR is_committee OR kind = 'general_branch')",
        d_title=_("登记了班子职务的组织"),
    ),
    Indicator(
        code="orgs.organisations", title=_("组织总数"), unit=in_context("组织", "个"),
        source=OWN_TREE, records=ORGANISATIONS, group=KINDS,
    ),
    *(_kind(kind) for kind in OrgKind),
)  # fmt: skip
