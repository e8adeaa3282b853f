"""How does a relation go from branch to branch? Asked, sent, accepted or sent back with a reason.

The sender answers for the member until the other side has accepted.
"""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
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
from jingwei.work.membership.transfers import doing, papers, rules
from jingwei.work.membership.transfers.kinds import ENDS, Refusal, State

S = State
LIFE = "《中国共产党党员教育管理工作条例》第二十四条至第二十六条"


def _in_time(look: Look) -> list[Finding]:
    return rules.validity_findings(look.subject.letter_until, look.on)


def _may_go(look: Look) -> list[Finding]:
    """Only the sender can see, so only the sender is asked."""
    return rules.sending_findings(doing.leaving(look.subject))


def _still_here(look: Look) -> list[Finding]:
    """The worker ends a transfer only of a member who is not at the sender any more."""
    return rules.gone_findings(doing.is_at(look.subject))


IN_TIME = Gate(_("介绍信在有效期内"), _in_time)
NOT_HERE = Gate(_("组织关系已不在这里"), _still_here)
MAY_GO = Gate(_("组织关系在这里，没有没免的职务"), _may_go)
ASKED_AGAIN = Gate(_("信开得久了，和本人核对过"), doing.reissue_findings, on_said=True)
RECEIPT_DAY = Gate(_("回执日期对得上"), doing.receipt_findings, on_said=True)
WHY_BACK = Word("ground", _("退回的原因"), Kind.CHOICE, Class.I, choices=tuple(Refusal.choices))
EXPLAINED = Word(
    "words", _("说明"), most=300, help=_("缺什么、请对方补什么，写清楚。对方和本人看得到。")
)
REASON = Word("reason", _("原因"), most=300)
CHECKED = Word("checked", _("已和本人核对过去向"), Kind.YES, Class.I, required=False)
SLIP = Doc("letter", _("组织关系介绍信"), papers.letter, own=True)
RECEIPT = Doc("receipt", _("组织关系介绍信回执"), papers.receipt, own=True)
CHANGE, CONFIRM = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM

TRANSFER = Flow(
    code="membership.transfer",
    title=_("组织关系转接"),
    model="transfers.Transfer",
    states=S,
    ends=ENDS,
    sees=Duty.MEMBERS_SEE,
    person="person",
    host="host",
    purpose=_("党员换了支部，组织关系跟着走；接收以前由转出方负责。"),
    url="transfers:transfer",
    stages=(
        Stage(_("提出"), (S.REQUESTED, S.PREPARED)),
        Stage(_("转出"), (S.SENT, S.LETTER, S.RECEIVED, S.RETURNED)),
        Stage(_("接收"), (S.ACCEPTED, S.DECLINED, S.WITHDRAWN)),
    ),
    limits=(
        Limit("send", _("转出"), "transfer.send.days", escalates="remind"),
        Limit("letter", _("市内介绍信有效期"), "letter.city.days", escalates="remind"),
        Limit("receipt", _("市外介绍信有效期"), "letter.outside.days", escalates="remind"),
        Limit("receive", _("接收"), "transfer.receive.days", escalates="remind"),
    ),
    steps=(
        Step("request", _("提出转接"), OPENING, S.REQUESTED, CHANGE, starts=("send",),
             source_text=LIFE),
        Step("ask", _("本人申请转接"), OPENING, S.REQUESTED, Who.ONESELF, starts=("send",),
             source_text=LIFE),
        Step("request_out", _("提出转往市外"), OPENING, S.PREPARED, CHANGE, starts=("send",),
             source_text=LIFE),
        Step("ask_out", _("本人申请转往市外"), OPENING, S.PREPARED, Who.ONESELF, starts=("send",),
             source_text=LIFE),
        Step("take_letter", _("收下介绍信"), OPENING, S.RECEIVED, CHANGE, starts=("receive",),
             source_text=LIFE),
        Step("send", _("转出"), (S.REQUESTED, S.RETURNED), S.SENT, CONFIRM, stops=("send",),
             starts=("letter",), gates=(MAY_GO,), does=doing.write_city_letter, makes=(SLIP,),
             explains=_("对方接收以前，党员仍由本支部负责，参加本支部组织生活、交党费。")),
        Step("issue", _("开介绍信"), (S.PREPARED,), S.LETTER, CONFIRM, stops=("send",),
             starts=("receipt",), gates=(MAY_GO,), does=doing.write_outside_letter, makes=(SLIP,),
             explains=_("回执回来以前，党员仍由本支部负责。介绍信分存根、介绍信、回执三联。")),
        Step("accept", _("接收"), (S.SENT,), S.ACCEPTED, CHANGE, Place.HOST, stops=("letter",),
             gates=(IN_TIME,), stamps=("accepted_at", "accepted_by"), does=doing.accept,
             makes=(RECEIPT,), explains=_("接收后党员就在本支部，转出方自动收到回执。")),
        Step("send_back", _("退回"), (S.SENT,), S.RETURNED, CHANGE, Place.HOST,
             decides=True, says=(WHY_BACK, EXPLAINED), stops=("letter",), starts=("send",),
             does=doing.no_letter, explains=_("没有正当理由不能拒绝接收。")),
        Step("reissue", _("重开介绍信"), (S.SENT,), None, CONFIRM, says=(CHECKED,),
             starts=("letter",), gates=(MAY_GO, ASKED_AGAIN), does=doing.write_city_letter,
             makes=(SLIP,)),
        Step("reissue_out", _("重开介绍信"), (S.LETTER,), None, CONFIRM, says=(CHECKED,),
             starts=("receipt",), gates=(MAY_GO, ASKED_AGAIN), does=doing.write_outside_letter,
             makes=(SLIP,)),
        Step("receipt", _("登记回执"), (S.LETTER,), S.ACCEPTED, CONFIRM,
             says=(
                 Word("receipt_on", _("对方接收的日期"), Kind.DAY, Class.I, field="receipt_on"),
                 Word("receiver", _("接收的支部全称"), Kind.LINE, Class.P, most=120,
                      field="to_name"),
             ),
             stops=("receipt",), gates=(RECEIPT_DAY,), stamps=("accepted_at", "accepted_by"),
             does=doing.let_go),
        Step("come_back", _("介绍信退回来了"), (S.LETTER,), S.PREPARED, CONFIRM, says=(REASON,),
             stops=("receipt",), starts=("send",), does=doing.no_letter),
        Step("take_in", _("接收并建档"), (S.RECEIVED,), S.ACCEPTED, CHANGE, stops=("receive",),
             gates=(IN_TIME,), stamps=("accepted_at", "accepted_by"), does=doing.take_in,
             makes=(RECEIPT,), explains=_("本市有过档案的接着用，没有的新建，不会有两份。")),
        Step("decline", _("不接收，退回介绍信"), (S.RECEIVED,), S.DECLINED, CHANGE,
             decides=True, says=(WHY_BACK, EXPLAINED), stops=("receive",), stop=True,
             explains=_("没有正当理由不能拒绝接收。")),
        Step("withdraw", _("撤回"), (S.REQUESTED, S.PREPARED, S.RETURNED, S.SENT), S.WITHDRAWN,
             CHANGE, decides=True, says=(REASON,), stop=True),
        Step("take_back", _("本人撤回"), (S.REQUESTED, S.PREPARED), S.WITHDRAWN, Who.ONESELF,
             stop=True),
        Step("gone", _("组织关系已不在这里，转接作废"),
             (S.REQUESTED, S.PREPARED, S.RETURNED, S.SENT, S.LETTER), S.WITHDRAWN, Who.WORKER,
             stop=True, gates=(NOT_HERE,)),
        Step("remind", _("超期提醒双方和上级"), ANY, None, Who.WORKER, raises=True),
    ),
)  # fmt: skip
