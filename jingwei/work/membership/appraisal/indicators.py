"""Was the appraisal held, and how many members were in it? What was not held stays not held."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records
from jingwei.work.membership.appraisal.rules import BRANCH_RULES

APPRAISAL = Group("appraisal", _("民主评议"), 76)
NOTE = _("只作提醒，不作成绩；没有开展的就记没有开展。")

ORGANS = Records(
    code="appraisal.organs",
    title=_("支部"),
    unit=in_context("组织", "个"),
    model="orgs.Organisation",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"organisation", "edge", "membership", "appraisal_round"}),
    rows="""
        SELECT o.id, o.id AS org_id,
            EXISTS (
                SELECT 1 FROM appraisal_round r WHERE r.org_id = o.id
                AND r.year = extract(year FROM {on}) AND r.held_on <= {on}
                AND r.state IN ('counted', 'settled', 'told', 'closed')
            ) AS was_held
        FROM organisation o
        JOIN organisation_state s ON s.org_id = o.id AND HOLDS(s.held) AND {only s}
            AND s.kind IN ('party_branch', 'joint_branch', 'floating_branch')
        WHERE HOLDS(o.held)
        AND EXISTS (
            SELECT 1 FROM membership m WHERE m.org_id = o.id AND m.kind = 'home' AND HOLDS(m.held)
        )
    """,
)
ROUNDS = Records(
    code="appraisal.rounds",
    title=_("今年的评议"),
    unit=in_context("评议", "次"),
    model="appraisal.Round",
    duty=Duty.MEMBERS_CHANGE,
    reads=frozenset({"appraisal_round", "appraisal_line", "edge"}),
    rows="""
        SELECT r.id, r.org_id, count(a.id) AS members,
            count(a.id) FILTER (WHERE a.grade <> '') AS graded
        FROM appraisal_round r LEFT JOIN appraisal_line a ON a.round_id = r.id
        WHERE r.year = extract(year FROM {on}) AND r.told_on <= {on}
        GROUP BY r.id, r.org_id
    """,
)

INDICATORS = (
    Indicator(
        code="appraisal.rounds_held", title=_("今年开展了民主评议的支部"),
        unit=in_context("组织", "个"), source=BRANCH_RULES, records=ORGANS, group=APPRAISAL,
        kind=Kind.RATIO, n="was_held", d="true", d_title=_("有党员的支部"), note=NOTE,
    ),
    Indicator(
        code="appraisal.members_in_rounds", title=_("结果已告知的评议中的党员"),
        unit=in_context("党员", "名"), source=BRANCH_RULES, records=ROUNDS, group=APPRAISAL,
        n="members > 0", value="members", note=NOTE,
    ),
    Indicator(
        code="appraisal.members_graded", title=_("其中定了等次的党员"),
        unit=in_context("党员", "名"), source=BRANCH_RULES, records=ROUNDS, group=APPRAISAL,
        n="members > 0", value="graded", note=_("不分等次计数：等次不作任何人的成绩。"),
    ),
)  # fmt: skip
