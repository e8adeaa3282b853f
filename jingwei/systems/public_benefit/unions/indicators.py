"""How many unions run, reach their goals, finish what they took on together?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

UNIONS = Group("unions", _("联建"), 160)
SEED = "文章：惠民党建（跨区域联建）"
WINDOW = "{on} - INTERVAL '{rule coverage.window.months}' MONTH"
IN_FORCE = "u.begun_on <= {on} AND u.ends_on >= {on} AND (u.ended_on IS NULL OR u.ended_on > {on})"

AGREED = Records(
    code="unions.in_force",
    title=_("有效期内的联建"),
    unit=in_context("联建", "个"),
    model="unions.CrossAreaUnion",
    duty=Duty.FIGURES_SEE,
    belongs=_("牵头的组织"),
    reads=frozenset({"cross_area_union", "joint_project"}),
    rows=f"""
        SELECT u.id, u.org_id, u.kind,
            EXISTS (
                SELECT 1 FROM joint_project j WHERE j.union_id = u.id AND j.done_on <= {{on}}
                AND j.done_on > {WINDOW}
            ) AS worked
        FROM cross_area_union u WHERE {IN_FORCE}
    """,
)
GOALS = Records(
    code="unions.goals",
    title=_("有效期内联建的目标"),
    unit=in_context("目标", "个"),
    model="unions.UnionGoal",
    duty=Duty.FIGURES_SEE,
    belongs=_("牵头的组织"),
    reads=frozenset({"cross_area_union", "union_goal"}),
    rows=f"""
        SELECT g.id, g.org_id, g.reached, g.target, g.measured_on
        FROM union_goal g JOIN cross_area_union u ON u.id = g.union_id WHERE {IN_FORCE}
    """,
)
PROJECTS = Records(
    code="unions.projects",
    title=_("到期的联建项目"),
    unit=in_context("项目", "个"),
    model="unions.JointProject",
    duty=Duty.FIGURES_SEE,
    belongs=_("负责的一方"),
    reads=frozenset({"joint_project"}),
    rows=f"""
        SELECT j.id, j.org_id, j.state, j.done_on FROM joint_project j
        WHERE j.due_on <= {{on}} AND j.due_on > {WINDOW} AND j.state <> 'dropped'
    """,
)

INDICATORS = (
    Indicator(
        code="unions.running", title=_("进行中的联建"), unit=AGREED.unit, source=SEED,
        records=AGREED, group=UNIONS, n="kind = 'cross_area'",
    ),
    Indicator(
        code="unions.agreements", title=_("进行中的城乡、部门、县区等协议"), unit=AGREED.unit,
        source="文章：纵向互动、横向联动", records=AGREED, group=UNIONS,
        n="kind <> 'cross_area'",
    ),
    Indicator(
        code="unions.worked", title=_("近{rule coverage.window.months}个月做成过项目的联建"),
        unit=AGREED.unit, source="文章：纵向互动、横向联动", records=AGREED, group=UNIONS,
        kind=Kind.RATIO, n="worked", d="true", d_title=AGREED.title, higher_is_better=True,
    ),
    Indicator(
        code="unions.goals_reached", title=_("达到的目标"), unit=GOALS.unit, source=SEED,
        records=GOALS, group=UNIONS, kind=Kind.RATIO,
        n="measured_on <= {on} AND reached >= target", d="measured_on <= {on}",
        missing="measured_on IS NULL OR measured_on > {on}", d_title=_("量过的目标"),
        higher_is_better=True,
    ),
    Indicator(
        code="unions.projects_done", title=_("做成的联建项目"), unit=PROJECTS.unit, source=SEED,
        records=PROJECTS, group=UNIONS, kind=Kind.RATIO,
        n="state = 'done' AND done_on <= {on}", d="true", d_title=PROJECTS.title,
        higher_is_better=True,
    ),
)  # fmt: skip
