"""How do floating, lost contact, a stay abroad and leaving go on? Four tables, no automatic end.

Hardship, illness and distance are asked before anything is stated; whoever decides is named.
"""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import after
from jingwei.kernel.flows.parts import (
    ANY,
    OPENING,
    Doc,
    Gate,
    Kind,
    Limit,
    Place,
    Stage,
    Step,
    Who,
    Word,
)
from jingwei.kernel.privacy.classes import Class
from jingwei.work.membership.standing import doing, papers
from jingwei.work.membership.standing.kinds import (
    AbroadState,
    FloatingState,
    How,
    LeavingState,
    LostState,
    Search,
)
from jingwei.work.membership.standing.models import Floating, Leaving, LostContact, Stay

SOURCE = "《中国共产党党员教育管理工作条例》第二十七条至第三十四条"
CHANGE, CONFIRM = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM
DAY_FITS = Gate(_("日期对得上"), doing.told_day, on_said=True)
NOT_HERE = Gate(_("组织关系已不在这里"), doing.still_here)


CONTACTED_ON = Word("on", _("哪天联系的"), Kind.DAY, Class.C)
HOW = Word("how", _("怎么联系的"), Kind.CHOICE, Class.C, choices=tuple(How.choices))
NEEDS = Word("words", _("近况和需要帮助的事"), required=False, most=500)
BASIS = Word("basis", _("决定的文号"), Kind.LINE, Class.I, most=100)
DECIDED_ON = Word("on", _("决定日期"), Kind.DAY, Class.I)
CARED = Word(
    "cared", _("已先问过本人困难、疾病、路途等情况，不属于这些原因"), Kind.YES, Class.C,
    help=_("属于这些原因的，先帮助，不往下走。"),
)  # fmt: skip
REASON = Word("reason", _("原因"), most=300)
GONE = Step("gone", _("组织关系已不在这里，结束"), ANY, "ended", Who.WORKER, gates=(NOT_HERE,),
            does=doing.end)  # fmt: skip
SUSPENDED = Doc("suspended", _("停止党籍通知书"), papers.suspended, own=True)
RESTORED = Doc("restored", _("恢复党籍通知书"), papers.restored, own=True)
LEFT = Doc("left", _("退党办理通知书"), papers.left, own=True)
LOST_STATED = Doc("lost", _("失联党员认定通知"), papers.lost)
NOTICES = (SUSPENDED, RESTORED, LEFT, LOST_STATED)
REMIND = Step("remind", _("超期提醒"), ANY, None, Who.WORKER, raises=True)

F = FloatingState
FLOATING = Flow(
    code="membership.floating",
    title=_("流动党员"),
    model="standing.Floating",
    states=F,
    ends=Floating.ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    host="host",
    purpose=_("长期外出、组织关系没有转走的党员，在流入地参加组织生活，由两边一起关心。"),
    stages=(
        Stage(_("登记"), (F.AWAY, F.ASKED)),
        Stage(_("在流入地"), (F.LIVING,)),
        Stage(_("返回"), (F.RETURNED, F.ENDED)),
    ),
    limits=(
        Limit("contact", _("联系外出党员"), "floating.contact.months", escalates="remind"),
        Limit("receive", _("流入地接收"), "transfer.receive.days", escalates="remind"),
    ),
    steps=(
        Step("register", _("登记外出"), OPENING, F.AWAY, CHANGE, starts=("contact",),
             does=doing.set_out, source_text=SOURCE),
        Step("entrust", _("登记外出，请流入地接收"), OPENING, F.ASKED, CHANGE,
             starts=("contact", "receive"), does=doing.set_out, source_text=SOURCE),
        Step("receive", _("接收流动党员"), (F.ASKED,), F.LIVING, CHANGE, Place.HOST,
             says=(Word("contact", _("联系人"), Kind.LINE, Class.C, most=50, field="contact"),),
             stops=("receive",), does=doing.take_along,
             explains=_("在这里参加组织生活，组织关系和党籍仍在原支部。")),
        Step("refuse", _("不能接收"), (F.ASKED,), F.AWAY, CHANGE, Place.HOST, decides=True,
             says=(REASON,),
             stops=("receive",)),
        Step("contact", _("记一次联系"), (F.AWAY, F.ASKED, F.LIVING), None, CHANGE,
             says=(CONTACTED_ON, HOW, NEEDS), starts=("contact",), gates=(DAY_FITS,),
             does=doing.contacted),
        Step("report", _("把组织生活和民主评议情况告诉原支部"), (F.LIVING,), None, CHANGE,
             Place.HOST, says=(Word("words", _("参加组织生活和民主评议的情况"), most=1000),)),
        Step("come_home", _("返回本支部"), (F.AWAY, F.ASKED, F.LIVING), F.RETURNED, CHANGE,
             stops=("contact", "receive"), does=doing.come_home),
        Step("gone", _("组织关系已不在这里，结束"), ANY, F.ENDED, Who.WORKER, gates=(NOT_HERE,),
             does=doing.end_floating),
        REMIND,
    ),
)  # fmt: skip

L = LostState
LOST = Flow(
    code="membership.lost",
    title=_("失联党员查找"),
    model="standing.LostContact",
    states=L,
    ends=LostContact.ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    purpose=_("先查找、先关心；到规定的时间仍无联系才认定，由上级党委决定停止党籍。"),
    stages=(
        Stage(_("查找"), (L.SEARCHING,)),
        Stage(_("认定"), (L.LOST,)),
        Stage(_("停止党籍"), (L.SUSPENDED,)),
        Stage(_("结果"), (L.FOUND, L.HANDED, L.ENDED)),
    ),
    limits=(
        Limit("two_years", _("停止党籍后继续查找"), "lost.struck_off.years", escalates="prompt"),
    ),
    steps=(
        Step("open", _("开始查找"), OPENING, L.SEARCHING, CHANGE, source_text=SOURCE),
        Step("search", _("记一次查找"), (L.SEARCHING, L.LOST, L.SUSPENDED), None, CHANGE,
             says=(
                 Word("on", _("哪天查找的"), Kind.DAY, Class.C),
                 Word("way", _("怎么查找的"), Kind.CHOICE, Class.C,
                      choices=tuple(Search.choices)),
                 Word("words", _("查找结果"), most=500),
             ),
             gates=(DAY_FITS,), does=doing.searched),
        Step("confirm", _("认定失联"), (L.SEARCHING,), L.LOST, CONFIRM, Place.ABOVE,
             decides=True, says=(CARED,),
             gates=(Gate(_("时间满了，也查找过"), doing.lost_findings),),
             does=doing.state_lost, makes=(LOST_STATED,)),
        Step("suspend", _("决定停止党籍"), (L.LOST,), L.SUSPENDED, CONFIRM, Place.ABOVE,
             decides=True,
             says=(DECIDED_ON, BASIS), gates=(after("confirm"), DAY_FITS), starts=("two_years",),
             does=doing.suspend, makes=(SUSPENDED,),
             explains=_("停止党籍不是处分；找到以后可以恢复。")),
        Step("find", _("取得联系了"), (L.SEARCHING, L.LOST), L.FOUND, CHANGE,
             says=(Word("on", _("哪天联系上的"), Kind.DAY, Class.C), NEEDS), gates=(DAY_FITS,),
             does=doing.found),
        Step("restore", _("恢复党籍"), (L.SUSPENDED,), L.FOUND, CONFIRM, Place.ABOVE,
             says=(DECIDED_ON, BASIS), gates=(DAY_FITS,), stops=("two_years",),
             does=doing.restore, makes=(RESTORED,)),
        Step("hand_over", _("转组织处置程序"), (L.SUSPENDED,), L.HANDED, CONFIRM, Place.ABOVE,
             decides=True, says=(REASON,),
             gates=(Gate(_("时间满了仍无联系"), doing.handing_findings),),
             stops=("two_years",), does=doing.end, stop=True,
             explains=_("这里只结束查找；要不要处置由组织另行研究，按那边的程序办。")),
        Step("prompt", _("停止党籍已久仍无联系，请组织研究"), (L.SUSPENDED,), None, Who.WORKER,
             raises=True),
        GONE,
    ),
)  # fmt: skip

A = AbroadState
ABROAD = Flow(
    code="membership.abroad",
    title=_("出国（境）党员"),
    model="standing.Stay",
    states=A,
    ends=Stay.ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    purpose=_("出国（境）党员要定期联系；定居或超过规定年限的，由上级党委研究。"),
    stages=(
        Stage(_("在外"), (A.ABROAD,)),
        Stage(_("停止党籍"), (A.SUSPENDED,)),
        Stage(_("回国"), (A.BACK, A.ENDED)),
    ),
    limits=(
        Limit("contact", _("定期联系出国（境）党员"), "abroad.contact.months",
              escalates="remind"),
    ),
    steps=(
        Step("go", _("登记出国（境）"), OPENING, A.ABROAD, CHANGE, starts=("contact",),
             source_text=SOURCE),
        Step("contact", _("记一次联系"), (A.ABROAD, A.SUSPENDED), None, CHANGE,
             says=(CONTACTED_ON, HOW, NEEDS), starts=("contact",), gates=(DAY_FITS,),
             does=doing.contacted),
        Step("suspend", _("决定停止党籍"), (A.ABROAD,), A.SUSPENDED, CONFIRM, Place.ABOVE,
             decides=True, says=(CARED, DECIDED_ON, BASIS),
             gates=(Gate(_("定居，或时间满了"), doing.abroad_findings), DAY_FITS),
             does=doing.suspend, makes=(SUSPENDED,)),
        Step("come_home", _("回国了"), (A.ABROAD,), A.BACK, CHANGE,
             says=(Word("on", _("哪天回来的"), Kind.DAY, Class.C),), gates=(DAY_FITS,),
             stops=("contact",), does=doing.end),
        Step("restore", _("恢复党籍"), (A.SUSPENDED,), A.BACK, CONFIRM, Place.ABOVE,
             says=(DECIDED_ON, BASIS), gates=(DAY_FITS,), stops=("contact",),
             does=doing.restore, makes=(RESTORED,)),
        GONE,
        REMIND,
    ),
)  # fmt: skip

V = LeavingState
LEAVING = Flow(
    code="membership.leaving",
    title=_("自愿退党"),
    model="standing.Leaving",
    states=V,
    ends=Leaving.ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    purpose=_("党员有退党的自由：先谈话，再经支部大会讨论，报上级备案。随时可以收回。"),
    stages=(
        Stage(_("提出"), (V.ASKED,)),
        Stage(_("谈话"), (V.TALKED,)),
        Stage(_("讨论"), (V.MET,)),
        Stage(_("结果"), (V.LEFT, V.STAYED, V.ENDED)),
    ),
    steps=(
        Step("ask", _("本人提出退党"), OPENING, V.ASKED, CHANGE, source_text="党章第九条"),
        Step("talk", _("支部谈话"), (V.ASKED,), V.TALKED, CHANGE,
             says=(
                 Word("on", _("谈话日期"), Kind.DAY, Class.C, field="talked_on"),
                 Word("words", _("本人的想法和困难"), most=1000),
                 CARED,
             ),
             gates=(DAY_FITS,)),
        Step("meet", _("支部大会讨论"), (V.TALKED,), V.MET, CHANGE,
             says=(Word("on", _("支部大会日期"), Kind.DAY, Class.I, field="met_on"),
                   Word("words", _("讨论结果"), most=500)),
             gates=(DAY_FITS, Gate(_("先谈话，再开会"), doing.meeting_findings, on_said=True))),
        Step("approve", _("上级备案，办理退党"), (V.MET,), V.LEFT, CONFIRM, Place.ABOVE,
             decides=True,
             says=(DECIDED_ON, BASIS), gates=(after("talk", "meet"), DAY_FITS), does=doing.leave,
             makes=(LEFT,)),
        Step("stay", _("本人收回，继续留下"), (V.ASKED, V.TALKED, V.MET), V.STAYED, CHANGE,
             does=doing.end, stop=True),
        GONE,
    ),
)  # fmt: skip
FLOWS = (FLOATING, LOST, ABROAD, LEAVING)
