"""How does a course go, and a class of several? From the draft to the last day of class."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import ANY, Gate, Kind, Stage, Step, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.competence.courses import queries, rules
from jingwei.systems.competence.courses.kinds import CourseState as S
from jingwei.systems.competence.courses.kinds import ProgrammeState as P


def _ready(look: Look) -> list[Finding]:
    return rules.publish_findings(queries.offer_of(look.subject), look.on)


def _held(look: Look) -> list[Finding]:
    ahead, unnoted = queries.lessons_left(look.subject, look.on)
    return rules.finish_findings(ahead=ahead, unnoted=unnoted)


def _sessions_over(look: Look) -> list[Finding]:
    return rules.sessions_findings(running=queries.sessions_running(look.subject))


KEEP = Duty.COURSES_KEEP
COURSE = Flow(
    code="courses.course",
    title=_("课程"),
    model="courses.Course",
    states=S,
    begins=(S.DRAFT,),
    ends=(S.DONE, S.CANCELLED),
    sees=Duty.MEMBERS_SEE,
    url="courses:course",
    purpose=_("排好课、开放报名、上完课、结课"),
    stages=(
        Stage(_("排课"), (S.DRAFT,)), Stage(_("报名"), (S.OPEN,)), Stage(_("上课"), (S.CLOSED,)),
        Stage(_("结课"), (S.DONE, S.CANCELLED)),
    ),
    steps=(
        Step("publish", _("发布，开始报名"), (S.DRAFT,), S.OPEN, KEEP, stamps=("published_on",),
             gates=(Gate(_("课排好了，日子没有过"), _ready),)),
        Step("close", _("停止报名"), (S.OPEN,), S.CLOSED, KEEP),
        Step("reopen", _("再开报名"), (S.CLOSED,), S.OPEN, KEEP,
             gates=(Gate(_("课排好了，日子没有过"), _ready),)),
        Step("finish", _("结课"), (S.OPEN, S.CLOSED), S.DONE, KEEP,
             gates=(Gate(_("每次课都上了，到课记好了"), _held),)),
        Step("cancel", _("不开了"), ANY, S.CANCELLED, KEEP, stop=True,
             says=(Word("reason", _("原因，学员看得到"), Kind.TEXT, Class.I, most=300,
                        field="why_not"),)),
    ),
)  # fmt: skip

PROGRAMME = Flow(
    code="courses.programme",
    title=_("培训班"),
    model="courses.Programme",
    states=P,
    begins=(P.PLANNED,),
    ends=(P.DONE, P.CANCELLED),
    sees=Duty.MEMBERS_SEE,
    url="courses:programme",
    purpose=_("按对象办班，办完写清结果"),
    steps=(
        Step("open", _("开班"), (P.PLANNED,), P.OPEN, KEEP, stamps=("opened_on",)),
        Step("close", _("结业"), (P.OPEN,), P.DONE, KEEP, stamps=("closed_on",),
             says=(Word("result", _("学员回去办成了什么"), Kind.TEXT, Class.I, most=600,
                        field="result", help=_("写办成的事，不写人数和好评。")),),
             gates=(Gate(_("各场都结课了"), _sessions_over),)),
        Step("cancel", _("不办了"), ANY, P.CANCELLED, KEEP, stop=True,
             says=(Word("reason", _("原因"), Kind.TEXT, Class.I, most=300),)),
    ),
)  # fmt: skip

FLOWS = (COURSE, PROGRAMME)
