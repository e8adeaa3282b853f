"""How does a round go, and how is an objection answered?"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import OPENING, Gate, Kind, RuleSet, Stage, Step, Who, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.work.membership.appraisal import grading, queries, rules
from jingwei.work.membership.appraisal.kinds import Answer, Grade, Phase
from jingwei.work.membership.appraisal.rules import Ballots

SET = RuleSet("2018", _("2018年条例"), date(2018, 10, 28), rules.BRANCH_RULES)
KEEP = Duty.MEMBERS_CHANGE


def _held(look: Look) -> list[Finding]:
    said = look.said
    if any(_part(said.get(name)) for name in ("issued", "returned", "valid")):
        return [Finding("appraisal.whole", "票数写整数，不能小于零。", rules.HOUSE)]
    ballots = Ballots(*(_whole(said.get(name)) for name in ("issued", "returned", "valid")))
    roster = len(queries.lines_of(look.subject))
    return rules.held_findings(ballots, said.get("held_on"), look.on, roster)


def _whole(said: Any) -> int | None:
    return None if said in (None, "") else int(said)


def _part(said: Any) -> bool:
    return said not in (None, "") and (said != int(said) or said < 0)


def _told(look: Look) -> dict[str, Any]:
    return {"members": grading.tell_all(look.subject, look.said["told_on"])}


def _change(look: Look) -> dict[str, Any]:
    grading.regrade(
        look.subject, str(look.said["grade"]), str(look.said["answer"]), look.by, look.at
    )
    return {}


REASON = Word("reason", _("原因"), privacy=Class.I, most=300, field="why_not")
TOLD_ANSWER = Word("answer", _("支部的答复"), most=1000, field="answer")

ROUND = Flow(
    code="appraisal.round",
    title=_("民主评议党员"),
    model="appraisal.Round",
    states=Phase,
    ends=(Phase.CLOSED, Phase.NOT_HELD),
    sees=KEEP,
    url="appraisal:round",
    rule_sets=(SET,),
    stages=(
        Stage(_("自评互评"), (Phase.PREPARING, Phase.NOT_HELD)),
        Stage(_("开会投票"), (Phase.COUNTED,)),
        Stage(_("提出等次"), (Phase.SETTLED,)),
        Stage(_("告知本人"), (Phase.TOLD, Phase.CLOSED)),
    ),
    steps=(
        Step("call", _("开始评议"), OPENING, Phase.PREPARING, KEEP,
             source_text=rules.BRANCH_RULES),
        Step("hold", _("开会评议"), (Phase.PREPARING,), Phase.COUNTED, KEEP,
             says=(Word("held_on", _("哪天开的会"), Kind.DAY, Class.P, field="held_on"),
                   Word("issued", _("发出的票"), Kind.NUMBER, Class.I, False, field="issued"),
                   Word("returned", _("收回的票"), Kind.NUMBER, Class.I, False, field="returned"),
                   Word("valid", _("有效的票"), Kind.NUMBER, Class.I, False, field="valid")),
             gates=(Gate(_("票数对得上"), _held, on_said=True),),
             explains=_("票数只记总数，不记谁投了什么。"), source_text=rules.BRANCH_RULES),
        Step("settle", _("等次提完了"), (Phase.COUNTED,), Phase.SETTLED, KEEP,
             gates=(Gate(_("每个人都有等次，或写明没有评议"),
                         lambda look: rules.settle_findings(queries.open_names(look.subject))),),
             explains=_("等次由支委会逐人提出，写明理由。")),
        Step("reopen", _("回去再议"), (Phase.SETTLED,), Phase.COUNTED, KEEP,
             says=(Word("reason", _("原因"), privacy=Class.I, most=300),)),
        Step("tell", _("结果告知本人"), (Phase.SETTLED,), Phase.TOLD, KEEP,
             says=(Word("told_on", _("哪天告知的"), Kind.DAY, Class.P, field="told_on"),),
             gates=(Gate(_("在开会之后"), lambda look: rules.told_findings(
                 look.said.get("told_on"), look.subject.held_on, look.on), on_said=True),),
             does=_told, explains=_("本人在“我的信息”里看得到，也可以提意见。")),
        Step("close", _("评议结束"), (Phase.TOLD,), Phase.CLOSED, KEEP,
             gates=(Gate(_("意见都答复了"), lambda look: rules.close_findings(
                 queries.open_objections(look.subject))),)),
        Step("skip", _("今年没有开展"), (Phase.PREPARING,), Phase.NOT_HELD, KEEP, says=(REASON,),
             stop=True, explains=_("没有开展就记没有开展，不用补。")),
    ),
)  # fmt: skip

OBJECTION = Flow(
    code="appraisal.objection",
    title=_("对评议结果的意见"),
    model="appraisal.Objection",
    states=Answer,
    ends=(Answer.KEPT, Answer.CHANGED, Answer.WITHDRAWN),
    sees=KEEP,
    person="person",
    rule_sets=(SET,),
    stages=(
        Stage(_("本人提出"), (Answer.RAISED, Answer.WITHDRAWN)),
        Stage(_("支部答复"), (Answer.KEPT, Answer.CHANGED)),
    ),
    steps=(
        Step("raise", _("提意见"), OPENING, Answer.RAISED, Who.ONESELF,
             says=(Word("words", _("哪里不同意，为什么"), privacy=Class.S, most=2000,
                        seen_by=KEEP),)),
        Step("keep", _("答复，维持等次"), (Answer.RAISED,), Answer.KEPT, KEEP,
             decides=True, says=(TOLD_ANSWER,), stamps=("answered_at", "answered_by")),
        Step("change", _("答复，改等次"), (Answer.RAISED,), Answer.CHANGED, KEEP,
             decides=True, says=(Word("grade", _("改成哪个等次"), Kind.CHOICE, Class.C,
                        choices=tuple(Grade.choices)), TOLD_ANSWER),
             stamps=("answered_at", "answered_by"), does=_change),
        Step("withdraw", _("本人收回"), (Answer.RAISED,), Answer.WITHDRAWN, Who.ONESELF,
             stop=True),
    ),
)  # fmt: skip
