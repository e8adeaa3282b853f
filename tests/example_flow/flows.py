"""How does a plea go? Asked by a branch, put on notice, agreed by another person above."""

from datetime import date

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import after, another_person, time_passed
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import (
    ANY,
    OPENING,
    Doc,
    Extension,
    Gate,
    Kind,
    Limit,
    Place,
    Plan,
    RuleSet,
    Slot,
    Stage,
    Step,
    Who,
    Word,
)
from jingwei.kernel.flows.spans import Span
from jingwei.kernel.papers.paper import Paper, Signature, Text
from jingwei.kernel.privacy.classes import Class
from jingwei.kernel.rulebook.calendar import Unit
from tests.example_flow import rules
from tests.example_flow.models import Plea

S = Plea.State


def notice(look: Look) -> Paper:
    """What is put up at the door."""
    return Paper(
        f"关于{look.subject.title}的公示",
        (Text(look.said["plan"]), Signature((look.subject.org.name,), look.on)),
    )


OLD, NEW = "old", "new"
REASON = Word("reason", "原因", most=200, public=True)

PLEA = Flow(
    code="example.plea",
    title="请示",
    model="example.Plea",
    states=S,
    ends=(S.DECLINED, S.CLOSED),
    sees=Duty.MEMBERS_SEE,
    begins=(S.DRAFT,),
    public={S.ASKED: "已收到", S.NOTICE: "办理中", S.AGREED: "已同意"},
    rule_sets=(
        RuleSet(OLD, "旧规定", date(2014, 1, 1), "示例规定（旧）"),
        RuleSet(NEW, "新规定", date(2026, 5, 11), "示例规定（新）"),
    ),
    stages=(
        Stage("拟稿", (S.DRAFT,)),
        Stage("受理", (S.ASKED, S.WAITING)),
        Stage("公示", (S.NOTICE,)),
        Stage("答复", (S.AGREED, S.DECLINED, S.CLOSED)),
    ),
    limits=(
        Limit("answer", "答复", Span(5, Unit.WORKING_DAYS), may_pause=True, escalates="escalate",
              extension=Extension(Span(5, Unit.WORKING_DAYS), Duty.MEMBERS_CONFIRM), public=True),
        Limit("notice", "公示", Span(5, Unit.WORKING_DAYS), waits=True, counts_first=True),
    ),
    steps=(
        Step("file", "提出", OPENING, S.ASKED, Duty.MEMBERS_CHANGE, starts=("answer",),
             stamps=("asked_on",), source_text="示例规则第一条"),
        Step("ask", "报送", (S.DRAFT,), S.ASKED, Duty.MEMBERS_CHANGE, starts=("answer",),
             stamps=("asked_on",), source_text="示例规则第一条",
             gates=(Gate("事由写清楚了", lambda look: rules.title_findings(look.subject.title)),)),
        Step("await_asker", "等本人补充", (S.ASKED,), S.WAITING, Duty.MEMBERS_CONFIRM,
             says=(REASON,), pauses=("answer",), plans=(Plan("give_up", Span(10, Unit.DAYS)),)),
        Step("go_on", "本人已补充", (S.WAITING,), S.ASKED, Duty.MEMBERS_CHANGE,
             resumes=("answer",), drops=("give_up",)),
        Step("give_up", "久等无回音，结束", (S.WAITING,), S.CLOSED, Who.WORKER),
        Step("publish", "公示", (S.ASKED,), S.NOTICE, Duty.MEMBERS_CONFIRM, under=(NEW,),
             says=(Word("plan", "打算怎样办"),
                   Word("met_on", "开会日期", Kind.DAY, Class.P, field="met_on"),
                   Word("vote", "表决结果", Kind.CHOICE, Class.P, required=False,
                        choices=(("yes", "通过"), ("no", "没有通过"))),
                   Word("seats", "到会人数", Kind.NUMBER, Class.P, required=False)),
             attaches=(Slot("minutes", "会议记录"),), starts=("notice",),
             gates=(Gate("会议开过了", lambda look: rules.meeting_findings(
                 look.said.get("met_on"), look.on), on_said=True),),
             makes=(Doc("notice", "公示", notice),)),
        Step("agree", "同意", (S.ASKED,), S.AGREED, Duty.MEMBERS_CONFIRM, Place.ABOVE,
             under=(OLD,), stops=("answer",), stamps=("agreed_at", "agreed_by"),
             says=(Word("answer", "答复", most=300, field="answer"),),
             gates=(another_person("ask", "file"),)),
        Step("agree", "同意", (S.NOTICE,), S.AGREED, Duty.MEMBERS_CONFIRM, Place.ABOVE,
             under=(NEW,), stops=("answer", "notice"), stamps=("agreed_at", "agreed_by"),
             says=(Word("answer", "答复", most=300, field="answer"),),
             gates=(another_person("ask", "file"), after("publish"), time_passed("notice"))),
        Step("decline", "不同意", ANY, S.DECLINED, Duty.MEMBERS_CONFIRM, says=(REASON,), stop=True),
        Step("close", "办结", (S.AGREED,), S.CLOSED, Duty.MEMBERS_CHANGE),
        Step("reopen", "重办", (S.AGREED,), S.ASKED, Duty.MEMBERS_CONFIRM, says=(REASON,),
             starts=("answer",)),
        Step("escalate", "超期报上级", ANY, None, Who.WORKER, raises=True),
    ),
)  # fmt: skip
