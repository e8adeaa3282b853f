"""How does an appeal go? A member asks; the level above who decided answers, and follows up."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.parts import (
    ANY,
    OPENING,
    Doc,
    Extension,
    Gate,
    Kind,
    Limit,
    Place,
    Slot,
    Stage,
    Step,
    Who,
    Word,
)
from jingwei.kernel.privacy.classes import Class
from jingwei.work.membership.appeals import doing, papers
from jingwei.work.membership.appeals.kinds import ENDS, WAITING, AppealState
from jingwei.work.membership.appeals.rules import CONSTITUTION

DECIDE, HOST = Duty.MEMBERS_CONFIRM, Place.HOST
S = AppealState
OTHER_HAND = Gate(_("不是原来经手的人"), doing.other_hand)
HAS_ABOVE = Gate(_("上面还有一级"), doing.has_above)
SAID = Word("said", _("哪里不同意，为什么"), privacy=Class.S, most=4000, seen_by=DECIDE)
ANSWER = Word("answer", _("理由"), privacy=Class.S, most=2000, seen_by=DECIDE,
              help=_("写进答复书，本人会读到。"))  # fmt: skip
WITNESSES = Slot("evidence", _("材料"), required=False, privacy=Class.S, seen_by=DECIDE)

APPEAL = Flow(
    code="membership.appeal",
    title=_("申诉"),
    model="appeals.Appeal",
    states=S,
    ends=ENDS,
    sees=DECIDE,
    person="person_id",  # the organisation above does not always see the file
    host="host",
    url="appeals:one",
    purpose=_("党员不同意对自己的决定，由作出决定的党组织的上一级核实答复；答复以前不许置之不理。"),
    stages=(
        Stage(_("提出"), (S.ASKED, S.WITHDRAWN)),
        Stage(_("核实"), (S.TAKEN,)),
        Stage(_("答复"), (S.KEPT, S.CHANGED)),
        Stage(_("改正"), (S.CORRECTED,)),
    ),
    limits=(
        Limit("answer", _("答复申诉"), "appeal.answer.days", escalates="remind",
              extension=Extension("appeal.answer.more.days", DECIDE, place=HOST)),
        Limit("correct", _("改正决定"), "appeal.correct.days", escalates="remind"),
    ),
    steps=(
        Step("appeal", _("我要申诉"), OPENING, S.ASKED, Who.ONESELF, says=(SAID,),
             starts=("answer",), source_text=CONSTITUTION),
        Step("add", _("补充说明"), WAITING, None, Who.ONESELF, says=(SAID,)),
        Step("withdraw", _("收回申诉"), WAITING, S.WITHDRAWN, Who.ONESELF, stop=True,
             explains=_("收回以后，还可以再提。")),
        Step("take", _("受理"), (S.ASKED,), S.TAKEN, DECIDE, HOST, gates=(OTHER_HAND,)),
        Step("pass_on", _("转上一级"), WAITING, S.ASKED, DECIDE, HOST,
             says=(Word("reason", _("为什么由上一级办"), most=300),),
             gates=(HAS_ABOVE,), does=doing.pass_on, source_text=CONSTITUTION,
             explains=_("不许扣压：要么办，要么转。答复的期限接着算。")),
        Step("hear", _("记一次核实"), (S.TAKEN,), None, DECIDE, HOST,
             says=(
                 Word("on", _("哪天"), Kind.DAY, Class.I),
                 Word("who", _("找谁核实"), Kind.LINE, Class.C, most=100, seen_by=DECIDE),
                 Word("words", _("核实的情况"), privacy=Class.S, most=2000, seen_by=DECIDE),
             ),
             attaches=(WITNESSES,), gates=(OTHER_HAND,)),
        Step("keep", _("答复：维持原决定"), (S.TAKEN,), S.KEPT, DECIDE, HOST, says=(ANSWER,),
             gates=(OTHER_HAND,), stops=("answer",), stamps=("answered_on",), decides=True,
             makes=(Doc("kept", _("申诉答复"), papers.kept, Class.S, seen_by=DECIDE, own=True),),
             source_text=CONSTITUTION),
        Step("change", _("答复：原决定要改"), (S.TAKEN,), S.CHANGED, DECIDE, HOST,
             says=(ANSWER, Word("order", _("怎样改正"), most=1000, seen_by=DECIDE)),
             gates=(OTHER_HAND,), stops=("answer",), starts=("correct",),
             stamps=("answered_on",), decides=True,
             makes=(Doc("changed", _("申诉答复"), papers.changed, Class.S, seen_by=DECIDE,
                        own=True),),
             explains=_("这里不直接改别处的记录；由作出决定的党组织按程序改正，改好了再记。"),
             source_text=CONSTITUTION),
        Step("corrected", _("记下已改正"), (S.CHANGED,), S.CORRECTED, DECIDE, HOST,
             says=(Word("done", _("怎样改的"), most=1000, seen_by=DECIDE),), stops=("correct",)),
        Step("remind", _("超期提醒上级"), ANY, None, Who.WORKER, raises=True),
    ),
)  # fmt: skip
