"""How does the talk of the year go, and how is a problem closed? By words of those concerned."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import another_person, time_passed
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Gate, Kind, Limit, Place, Stage, Step, Who, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.competence.careers import rules
from jingwei.systems.competence.careers.kinds import ProblemState as P
from jingwei.systems.competence.careers.kinds import ReviewState as R

KEEP = Duty.CAREERS_KEEP
OWN_WORDS = Word("words", _("这一年办成了什么，难在哪里，要什么帮助"), field="own_words")
NOTED = Word("words", _("本人口头说的"), field="own_words")
REVIEW = Flow(
    code="careers.review",
    title=_("年度谈话"),
    model="careers.Review",
    states=R,
    begins=(R.OPENED,),
    ends=(R.CLOSED,),
    sees=Duty.CAREERS_SEE,
    person="person",
    url="careers:review",
    purpose=_("本人先说，镇街再说，本人可以回应；只写话，不打分"),
    stages=(
        Stage(_("本人先说"), (R.OPENED,)), Stage(_("镇街说"), (R.TOLD,)),
        Stage(_("本人回应"), (R.SAID,)), Stage(_("谈完"), (R.ANSWERED, R.CLOSED)),
    ),
    limits=(Limit("answer", _("本人回应"), "careers.review.answer.days", waits=True),),
    steps=(
        Step("tell", _("写自己的话"), (R.OPENED,), R.TOLD, Who.ONESELF, says=(OWN_WORDS,)),
        Step("note", _("记本人口头说的"), (R.OPENED,), R.TOLD, KEEP, says=(NOTED,),
             explains=_("本人不方便写的，当面问了再记。")),
        Step("say", _("写镇街的话"), (R.TOLD,), R.SAID, KEEP, stamps=("said_on",),
             starts=("answer",),
             says=(Word("words", _("看到的事实、肯定的和要改的、镇街怎样帮"), field="words"),)),
        Step("answer", _("回应"), (R.SAID,), R.ANSWERED, Who.ONESELF, stops=("answer",),
             says=(Word("answer", _("同意、不同意的地方，或要补充的"), field="answer"),)),
        Step("close", _("谈完"), (R.ANSWERED,), R.CLOSED, KEEP),
        Step("close_silent", _("本人没有回应，谈完"), (R.SAID,), R.CLOSED, KEEP,
             gates=(time_passed("answer"),)),
    ),
)  # fmt: skip


def _day(look: Look) -> list[Finding]:
    return rules.solved_findings(
        on=look.said.get("on"), listed=look.subject.listed_on, today=look.on
    )


LIST = Duty.PROBLEMS_KEEP
PROBLEM = Flow(
    code="careers.problem",
    title=_("问题清单"),
    model="careers.Problem",
    states=P,
    begins=(P.OPEN,),
    ends=(P.CONFIRMED, P.DROPPED),
    sees=Duty.MEMBERS_SEE,
    url="careers:problem",
    purpose=_("解决了，关系到的人也说解决了，才销号"),
    stages=(
        Stage(_("解决"), (P.OPEN,)), Stage(_("群众确认"), (P.SOLVED,)),
        Stage(_("销号"), (P.CONFIRMED, P.DROPPED)),
    ),
    steps=(
        Step("solve", _("解决了"), (P.OPEN,), P.SOLVED, LIST,
             says=(Word("result", _("怎样解决的，现在怎样"), most=600, privacy=Class.I,
                        field="result"),
                   Word("on", _("哪天解决的"), Kind.DAY, Class.I, field="solved_on")),
             gates=(Gate(_("日期对得上"), _day, on_said=True),)),
        Step("confirm", _("群众说解决了"), (P.SOLVED,), P.CONFIRMED, LIST, stamps=("confirmed_on",),
             says=(Word("who", _("问了谁"), Kind.LINE, most=60, field="confirmed_by"),
                   Word("words", _("怎么说的"), most=300, required=False,
                        field="confirmed_words")),
             gates=(another_person("solve"),)),
        Step("reopen", _("群众说没解决"), (P.SOLVED,), P.OPEN, LIST,
             says=(Word("reason", _("哪里没有解决"), most=300),)),
        Step("drop", _("转出或撤下"), (P.OPEN, P.SOLVED), P.DROPPED, LIST, Place.ABOVE, stop=True,
             says=(Word("reason", _("转给了谁，或者为什么不办，怎样告诉群众的"), most=300),)),
    ),
)  # fmt: skip

FLOWS = (REVIEW, PROBLEM)
