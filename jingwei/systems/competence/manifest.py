"""What does the system 素质党建 declare, so that it gets its page and its place in the menu?"""

from datetime import date

from django.utils.translation import gettext as now_in
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.register import MenuItem, menu_item
from jingwei.shell.systems.declare import Ask, Coverage, Door, Practice, System, system
from jingwei.systems.competence.careers import concerns as careers
from jingwei.systems.competence.careers import queries as career_queries
from jingwei.systems.competence.careers.indicators import CAREERS
from jingwei.systems.competence.courses import concerns as courses
from jingwei.systems.competence.courses import queries as course_queries
from jingwei.systems.competence.courses.indicators import TRAINING

menu_item(MenuItem("competence", _("素质党建"), "competence:home", "star", 41, Duty.FIGURES_SEE))
menu_item(MenuItem("courses", _("选课"), "courses:menu", "list", 36, group="members"))


def practices(scope: Scope, day: date) -> list[Practice]:
    """Local rules of grades in force, and surveys of needs that are open."""
    found = [
        Practice(row.title, row.basis, address("careers:rules"), row.held.lower)
        for row in career_queries.grade_rules(scope)
        if row.held.lower <= day and (row.held.upper is None or day < row.held.upper)
    ][:3]
    found += [
        Practice(
            row.title, now_in("征集学习需求"), address("courses:survey", row.public_id),
            row.opens_on,
        )
        for row in course_queries.open_surveys(scope.path, day)[:2]
    ]  # fmt: skip
    return found


COMPETENCE = system(
    System(
        key="competence",
        title=_("素质党建"),
        purpose=_("书记和干部能办事，党员合格，学什么由学的人选"),
        printed=_("文章印作“素养党建”，各地通行的说法是“素质党建”。"),
        asks=(
            Ask("QUAL-01", _("解决实际问题，提高基层书记的能力"), "careers:problems"),
            Ask("QUAL-02", _("乡镇（街道）、村（社区）干部职业化管理"), "careers:home"),
            Ask("QUAL-03", _("菜单式选学，学什么自己选"), "courses:menu"),
            Ask("QUAL-04", _("办好五类示范培训班"), "courses:programmes"),
            Ask("QUAL-05", _("在农村、社区、企业选点，试行不合格党员处置"), "disposition:home"),
            Ask("QUAL-06", _("用事实说明“五不”情形"), "disposition:home"),
            Ask("QUAL-07", _("三个阶段十五步，核实、帮教、整改"), "disposition:home"),
            Ask("QUAL-08", _("依规处置，程序完整"), "disposition:home"),
        ),
        coverage=(
            Coverage(
                _("村（社区）书记职务"), "careers.posts_formal", "careers.posts_effective",
                _("有人任职并纳入职业化管理；有效：近一年上过自选的课，单位销过一个问题"),
            ),
            Coverage(
                _("村（社区）后备干部"), "careers.reserve_formal", "careers.reserve_effective",
                _("有人帮、有计划；有效：近一年上过自选的课，单位销过一个问题"),
            ),
        ),
        groups=(CAREERS, TRAINING),
        doors=(
            Door(_("选课"), "courses:menu", _("看菜单、报名、写课后意见")),
            Door(_("办课"), "courses:home", _("排课、名册、记到课、结课"), Duty.MEMBERS_SEE),
            Door(_("培训班"), "courses:programmes", _("五类示范班和各场"), Duty.MEMBERS_SEE),
            Door(_("学习需求"), "courses:surveys", _("问大家想学什么"), Duty.MEMBERS_SEE),
            Door(_("职业化管理"), "careers:home", _("职级、年度谈话、后备、交接"),
                 Duty.CAREERS_SEE),
            Door(_("问题清单"), "careers:problems", _("一事一人一期限，群众说了才销号"),
                 Duty.MEMBERS_SEE),
            Door(_("组织处置"), "disposition:home", _("按程序，只有承办的人看得到"),
                 Duty.MEMBERS_SEE),
        ),
        practices=practices,
        matters=(
            careers.problems_due, careers.reviews_to_say, courses.rosters_to_note,
            courses.courses_to_finish,
        ),
    )
)  # fmt: skip
