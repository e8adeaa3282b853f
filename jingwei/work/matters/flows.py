"""How does a matter go, from the first word to the last? One table for every door and kind."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import another_person
from jingwei.kernel.flows.parts import (
    ANY,
    OPENING,
    Extension,
    Gate,
    Kind,
    Limit,
    Place,
    Plan,
    RuleSet,
    Stage,
    Step,
    Who,
    Word,
)
from jingwei.kernel.flows.spans import Span
from jingwei.kernel.privacy.classes import Class
from jingwei.kernel.rulebook.calendar import Unit
from jingwei.work.matters import effects, rules
from jingwei.work.matters.kinds import Category, State

S = State
HANDLE = Duty.MATTERS_HANDLE
DOING = (S.ACCEPTED, S.ASSIGNED, S.IN_PROGRESS)
WAITING = (S.WAITING_RESIDENT, S.WAITING_OTHER)
PROMISES = tuple(Category)
REASON = Word("reason", _("原因"), most=300)
SEEN_REASON = Word("reason", _("原因，办事人看得到"), most=300, public=True)
CATEGORY = Word(
    "category", _("类别"), Kind.CHOICE, Class.P, choices=tuple(Category.choices), field="category"
)
TOLD = Word("how", _("怎样知道的，如当面、电话"), Kind.LINE, Class.I, most=100)
ONCE = Gate(_("还没有重办过"), lambda look: rules.dispute_findings(reopened=look.subject.reopened))
LONGER = Extension("service.complex.more_working_days", HANDLE)
SILENCE = Plan("close_silent", "service.silence.days")


def _promise(category: Category, span: str, **more: object) -> Limit:
    return Limit(
        category, category.label, span, may_pause=True, escalates="escalate", warn_days=2,
        public=True, **more,  # type: ignore[arg-type]
    )  # fmt: skip


MATTER = Flow(
    code="matters.matter",
    title=_("诉求"),
    model="matters.Matter",
    states=S,
    ends=(S.REDIRECTED, S.CLOSED),
    sees=Duty.MATTERS_SEE,
    host="host",
    url="matters:matter",
    purpose=_("首接负责：谁先收下谁管到底，换人办也不换责任。"),
    rule_sets=(RuleSet("service", _("首接负责和办理时限"), rules.SINCE, rules.SERVICE),),
    public={
        S.RECEIVED: _("收到了，马上有人看"), S.ACCEPTED: _("已经受理"),
        S.REDIRECTED: _("请到别处办"),
        S.ASSIGNED: _("已经转给办理的人"), S.IN_PROGRESS: _("正在办"),
        S.WAITING_RESIDENT: _("等您补充"), S.WAITING_OTHER: _("等别的单位"),
        S.ANSWERED: _("办好了，请您看看"), S.CONFIRMED: _("您已确认办好"),
        S.DISPUTED: _("正在重新办"), S.CLOSED: _("办结了"),
    },
    stages=(
        Stage(_("收到"), (S.RECEIVED,)),
        Stage(_("受理"), (S.ACCEPTED, S.REDIRECTED)),
        Stage(_("办理"), (S.ASSIGNED, S.IN_PROGRESS, S.WAITING_RESIDENT, S.WAITING_OTHER,
                        S.DISPUTED)),
        Stage(_("答复"), (S.ANSWERED, S.CONFIRMED)),
        Stage(_("办结"), (S.CLOSED,)),
    ),
    limits=(
        Limit("first_reply", _("第一次答复"), "service.first_reply.working_days",
              escalates="escalate", warn_days=1, public=True),
        _promise(Category.ADVICE, "service.advice.working_days"),
        _promise(Category.ERRAND, "service.errand.working_days"),
        _promise(Category.COMPLEX, "service.complex.working_days", extension=LONGER),
        _promise(Category.COMPLAINT, "service.complex.working_days", extension=LONGER),
        _promise(Category.MEDIATION, "service.mediation.days"),
        Limit("again", _("重办"), "service.complex.working_days", may_pause=True,
              escalates="escalate", public=True),
    ),
    steps=(
        Step("receive", _("收下"), OPENING, S.RECEIVED, HANDLE, starts=("first_reply",),
             does=effects.arrived, source_text=rules.FIRST_TAKER),
        Step("arrive", _("从公开页收到"), OPENING, S.RECEIVED, Who.WORKER, starts=("first_reply",),
             does=effects.arrived),
        Step("accept", _("受理"), (S.RECEIVED,), S.ACCEPTED, HANDLE,
             says=(Word("title", _("用几个字写是什么事"), Kind.LINE, Class.C, most=60,
                        field="title"),
                   CATEGORY,
                   Word("reply", _("告诉办事人接下来怎么办"), most=500, public=True)),
             stops=("first_reply",), starts=PROMISES,
             which=effects.promise_of, does=effects.promise, source_text=rules.SERVICE),
        Step("redirect", _("指路到别处"), (S.RECEIVED, S.ACCEPTED), S.REDIRECTED, HANDLE,
             says=(Word("body", _("归哪个单位办"), Kind.LINE, Class.I, public=True),
                   Word("basis", _("依据"), Kind.LINE, Class.I, public=True),
                   Word("next_door", _("到哪里、找谁、带什么"), public=True)),
             stops=("first_reply", *PROMISES), stop=True,
             does=effects.ended("redirected"), source_text=rules.FIRST_TAKER),
        Step("assign", _("交办"), (S.ACCEPTED, S.IN_PROGRESS), S.ASSIGNED, HANDLE,
             says=(Word("to", _("交给哪个组织（代码）"), Kind.LINE, Class.I, most=60),
                   Word("task", _("请他们办什么"), required=False, most=500)),
             gates=(Gate(_("交给范围里的另一个组织"), effects.assignee, on_said=True),),
             does=effects.assign),
        Step("take_up", _("开始办"), (S.ACCEPTED, S.ASSIGNED), S.IN_PROGRESS, HANDLE, Place.HOST),
        Step("hand_back", _("退回"), (S.ASSIGNED,), S.ACCEPTED, HANDLE, Place.HOST, says=(REASON,),
             gates=(Gate(_("退回没有超过次数"), effects.bounces),), does=effects.hand_back,
             source_text=rules.FIRST_TAKER),
        Step("raise_up", _("请上级来办"), (S.ACCEPTED, S.IN_PROGRESS), None, HANDLE, Place.HOST,
             says=(REASON,), gates=(Gate(_("上面还有一级"), effects.superior),), raises=True,
             does=effects.raise_up),
        Step("wait_resident", _("等本人补充"), (S.IN_PROGRESS,), S.WAITING_RESIDENT, HANDLE,
             Place.HOST, says=(SEEN_REASON,), pauses=(*PROMISES, "again")),
        Step("wait_other", _("等别的单位"), (S.IN_PROGRESS,), S.WAITING_OTHER, HANDLE, Place.HOST,
             says=(SEEN_REASON,), pauses=(*PROMISES, "again")),
        Step("go_on", _("接着办"), WAITING, S.IN_PROGRESS, HANDLE, Place.HOST,
             resumes=(*PROMISES, "again")),
        Step("answer", _("答复"), (S.IN_PROGRESS,), S.ANSWERED, HANDLE, Place.HOST,
             says=(Word("answer", _("怎样办好的，或者为什么办不了"), public=True),),
             stops=(*PROMISES, "again"), plans=(SILENCE,), does=effects.answered),
        Step("confirm", _("确认办好"), (S.ANSWERED,), S.CONFIRMED, Who.ASKER,
             drops=("close_silent",), plans=(Plan("close_confirmed", Span(1, Unit.DAYS)),)),
        Step("dispute", _("没有办好，要求重办"), (S.ANSWERED,), S.DISPUTED, Who.ASKER,
             says=(Word("reason", _("哪里没有办好"), most=1000, public=True),), gates=(ONCE,),
             drops=("close_silent",), starts=("again",), does=effects.reopen),
        Step("confirm_told", _("记本人说办好了"), (S.ANSWERED,), S.CONFIRMED, HANDLE, says=(TOLD,),
             gates=(another_person("answer"),), drops=("close_silent",),
             plans=(Plan("close_confirmed", Span(1, Unit.DAYS)),)),
        Step("dispute_told", _("记本人要求重办"), (S.ANSWERED,), S.DISPUTED, HANDLE,
             says=(TOLD, Word("reason", _("哪里没有办好"), most=1000, public=True)), gates=(ONCE,),
             drops=("close_silent",), starts=("again",), does=effects.reopen),
        Step("redo", _("重新办"), (S.DISPUTED,), S.IN_PROGRESS, HANDLE, Place.HOST),
        Step("close", _("办结"), (S.CONFIRMED,), S.CLOSED, HANDLE, does=effects.ended("confirmed")),
        Step("close_confirmed", _("本人确认，办结"), (S.CONFIRMED,), S.CLOSED, Who.WORKER,
             does=effects.ended("confirmed")),
        Step("close_silent", _("没有回音，办结"), (S.ANSWERED,), S.CLOSED, Who.WORKER,
             does=effects.ended("silent")),
        Step("withdraw", _("撤回"), (S.RECEIVED, *DOING, *WAITING), S.CLOSED, Who.ASKER,
             stop=True, does=effects.ended("withdrawn")),
        Step("recategorise", _("改类别"), (S.ACCEPTED, *DOING[1:], *WAITING), None, HANDLE,
             says=(CATEGORY, REASON),
             gates=(Gate(_("类别和原来不同"), effects.recategorised, on_said=True),),
             explains=_("答应的时间不变。第一次的类别留着。")),
        Step("escalate", _("超期报上级"), ANY, None, Who.WORKER, raises=True,
             does=effects.escalated),
    ),
)  # fmt: skip
