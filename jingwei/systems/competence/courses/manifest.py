"""What do courses offer to the register? Two flows, their words, what waits."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.register import MeSection, concern, flow, me_section, verbs
from jingwei.kernel.trained import trainings
from jingwei.systems.competence.courses import annual, cases, concerns, mine
from jingwei.systems.competence.courses.flows import FLOWS
from jingwei.work.membership.statistics.registered import annual_tables

for one in FLOWS:
    flow(one)
verbs(
    {
        "courses.course.plan": _("排一门课"),
        "courses.course.change": _("改课程"),
        "courses.lesson.note": _("记到课"),
        "courses.enrolment.enrol": _("报名"),
        "courses.enrolment.withdraw": _("退出课程"),
        "courses.enrolment.move_up": _("候补递补"),
        "courses.enrolment.answer": _("写课后意见"),
        "courses.survey.open": _("征集学习需求"),
        "courses.need.say": _("说学习需求"),
        "courses.programme.plan": _("筹备培训班"),
    }
)
trainings(cases.classes_of)
annual_tables(*annual.TABLES)
concern(concerns.rosters_to_note)
concern(concerns.courses_to_finish)
me_section(
    MeSection(
        key="courses", title=_("我的课"), template="courses/_mine.html", context=mine.shown,
        told=mine.told, order=60,
    )
)  # fmt: skip
