"""How does an election go? Plan, approval, notice, candidates, meeting, heads, approval, posts."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import another_person
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
from jingwei.work.membership.elections import gating, papers, taking
from jingwei.work.membership.elections.kinds import State

S = State
KEEP, CONFIRM, ABOVE = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM, Place.ABOVE
REASON = Word("reason", _("原因"), most=200)
OPEN = (S.PLANNING, S.ASKED, S.AGREED, S.NOTICED, S.NAMED, S.LISTED)
ANSWER = "election.answer.working_days"
ARTICLES = "《中国共产党基层组织选举工作条例》"

ELECTION = Flow(
    code="elections.election",
    title=_("换届选举"),
    model="elections.Election",
    states=S,
    ends=(S.DONE, S.STOPPED),
    begins=(S.PLANNING,),
    sees=Duty.MEMBERS_SEE,
    url="elections:election",
    stages=(
        Stage(_("方案"), (S.PLANNING, S.ASKED, S.AGREED)),
        Stage(_("候选人"), (S.NOTICED, S.NAMED, S.LISTED)),
        Stage(_("选举"), (S.MET, S.CHOSEN)),
        Stage(_("批准任职"), (S.REPORTED, S.DONE, S.STOPPED)),
    ),
    limits=(
        Limit("plan", _("批复方案"), ANSWER, escalates="remind"),
        Limit("names", _("审查候选人"), ANSWER, escalates="remind"),
        Limit("result", _("批复选举结果"), ANSWER, escalates="remind"),
        Limit("notice", _("通知党员后提名酝酿"), "election.notice.days", waits=True,
              counts_first=True),
    ),
    steps=(
        Step("begin", _("开始拟方案"), OPENING, S.PLANNING, KEEP, source_text=ARTICLES),
        Step("ask", _("上报方案"), (S.PLANNING,), S.ASKED, KEEP, starts=("plan",),
             gates=(Gate(_("方案写好了"), gating.plan),), stamps=("asked_at", "asked_by"),
             makes=(Doc("request", _("换届选举请示"), papers.request),), source_text=ARTICLES),
        Step("return_plan", _("退回修改方案"), (S.ASKED,), S.PLANNING, CONFIRM, ABOVE,
             says=(REASON,), stops=("plan",)),
        Step("agree", _("同意方案"), (S.ASKED,), S.AGREED, CONFIRM, ABOVE, stops=("plan",),
             gates=(another_person("ask"),), does=taking.agree,
             makes=(Doc("reply", _("换届选举批复"), papers.reply),), source_text=ARTICLES),
        Step("notice", _("通知党员，开始提名"), (S.AGREED,), S.NOTICED, KEEP, starts=("notice",),
             stamps=("noticed_on",), makes=(Doc("notice", _("换届选举通知"), papers.notice),)),
        Step("propose", _("上报候选人"), (S.NOTICED,), S.NAMED, KEEP, starts=("names",),
             gates=(Gate(_("候选人够数、合条件"), gating.candidates),), source_text=ARTICLES),
        Step("return_names", _("退回候选人"), (S.NAMED,), S.NOTICED, CONFIRM, ABOVE,
             says=(REASON,), stops=("names",)),
        Step("approve_names", _("同意候选人"), (S.NAMED,), S.LISTED, CONFIRM, ABOVE,
             stops=("names",), says=(Word("review", _("审查情况"), most=500),),
             gates=(another_person("propose"),), does=taking.approve_names,
             makes=(Doc("candidates", _("候选人名单"), papers.candidates),
                    Doc("ballot", _("选票"), papers.ballots)), source_text=ARTICLES),
        Step("speak", _("演讲答问"), (S.LISTED,), None, KEEP,
             says=(Word("on", _("哪天"), Kind.DAY, Class.I),
                   Word("asked", _("问答要点"), most=1000)),
             gates=(Gate(_("是公推直选"), gating.is_direct),
                    Gate(_("日期不晚于今天"), gating.spoken_day, on_said=True))),
        Step("convene", _("清点人数，开始选举"), (S.LISTED,), S.MET, KEEP, stops=("notice",),
             gates=(Gate(_("到会名单、监票计票人写好了"), gating.sitting),
                    Gate(_("到会人数够"), gating.quorum),
                    Gate(_("代表都选出来了，资格审查过"), gating.delegates),
                    Gate(_("公推直选已演讲答问"), gating.speech, verbs=("speak",)),
                    Gate(_("通知时间够了"), gating.noticed, limits=("notice",))),
             source_text=ARTICLES),
        Step("adjourn", _("这次没有选成，改日再选"), (S.MET,), S.LISTED, KEEP, says=(REASON,),
             does=taking.adjourn),
        Step("conclude", _("选举结束，宣布结果"), (S.MET,), S.CHOSEN, KEEP,
             says=(Word("reason", _("名额没选满的原因"), most=200, required=False,
                        field="open_seats_reason"),),
             gates=(Gate(_("该选的都选出来了"), gating.concluded),
                    Gate(_("没选满写了原因"), gating.filled, on_said=True)),
             makes=(Doc("record", _("选举记录"), papers.record),)),
        Step("report", _("上报选举结果"), (S.CHOSEN,), S.REPORTED, KEEP, starts=("result",),
             gates=(Gate(_("书记、副书记选出来了"), gating.heads),),
             makes=(Doc("result", _("选举结果报告"), papers.result),), source_text=ARTICLES),
        Step("return_result", _("退回选举结果"), (S.REPORTED,), S.CHOSEN, CONFIRM, ABOVE,
             says=(REASON,), stops=("result",)),
        Step("confirm", _("批准任职"), (S.REPORTED,), S.DONE, Duty.ORGS_CHANGE, ABOVE,
             stops=("result",), gates=(another_person("report"),), does=taking.fill_posts,
             stamps=("confirmed_on", "confirmed_at", "confirmed_by"),
             makes=(Doc("approval", _("任职批复"), papers.approval),), source_text=ARTICLES),
        Step("postpone", _("同意改期"), OPEN, None, CONFIRM, ABOVE,
             says=(Word("until", _("改到哪天"), Kind.DAY, Class.P, field="planned_on"),
                   Word("reason", _("原因"), most=200, field="shift_reason")),
             gates=(Gate(_("不超过规定的时间"), gating.postponed, on_said=True),),
             does=taking.postpone, source_text=ARTICLES),
        Step("stop", _("终止"), ANY, S.STOPPED, CONFIRM, ABOVE, says=(REASON,), stop=True),
        Step("remind", _("超期提醒上级"), ANY, None, Who.WORKER, raises=True),
    ),
)  # fmt: skip
