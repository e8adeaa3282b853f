"""How does a union go? Proposed, signed by every party, running, looked at again, ended."""

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import OPENING, Gate, Kind, Stage, Step, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.systems.public_benefit.unions import effects, queries, rules
from jingwei.systems.public_benefit.unions.kinds import ENDS, UnionState

S = UnionState
KEEP = Duty.BENEFIT_KEEP


def _signed(look: Look) -> list[Finding]:
    parties = queries.parties(look.subject)
    return rules.sealed_findings(
        [one.name for one in parties if not one.signed_on and not one.declined_on],
        [one.name for one in parties if one.declined_on],
    )


def _due(look: Look) -> list[Finding]:
    row = look.subject
    return rules.begin_findings(begins=row.begins_on, ends=row.ends_on, today=look.on)


def _until(look: Look) -> list[Finding]:
    return rules.renew_findings(look.said.get("until"), look.on)


REASON = Word("reason", _("原因"), Kind.LINE, Class.I, most=300, field="outcome")
UNION = Flow(
    code="unions.union",
    title=_("联建"),
    model="unions.CrossAreaUnion",
    states=S,
    ends=ENDS,
    sees=Duty.FIGURES_SEE,
    url="unions:union",
    purpose=_("各方自己签了才算数；到时候一起评，评了再定续还是结束"),
    stages=(
        Stage(_("各方签"), (S.PROPOSED,)), Stage(_("开始"), (S.SIGNED,)),
        Stage(_("做事"), (S.RUNNING,)), Stage(_("一起评"), (S.REVIEWED,)),
        Stage(_("结束"), (S.ENDED, S.WITHDRAWN)),
    ),
    steps=(
        Step("propose", _("提出联建"), OPENING, S.PROPOSED, KEEP),
        Step("seal", _("各方签完"), (S.PROPOSED,), S.SIGNED, KEEP, stamps=("signed_on",),
             follows=True,
             gates=(Gate(_("每一方都签了"), _signed),),
             explains=_("最后一方签了，这一步自动走。")),
        Step("withdraw", _("撤回"), (S.PROPOSED, S.SIGNED), S.WITHDRAWN, KEEP,
             stamps=("ended_on",), says=(REASON,), stop=True),
        Step("begin", _("开始"), (S.SIGNED,), S.RUNNING, KEEP, does=effects.begin,
             gates=(Gate(_("到了约定的日子"), _due),)),
        Step("review", _("一起评"), (S.RUNNING,), S.REVIEWED, KEEP, does=effects.review,
             says=(Word("gained", _("群众得到了什么，各方说的"), privacy=Class.I, most=600),
                   Word("lacking", _("还缺什么"), privacy=Class.I, most=600, required=False))),
        Step("go_on", _("接着做"), (S.REVIEWED,), S.RUNNING, KEEP, does=effects.go_on),
        Step("renew", _("续签"), (S.REVIEWED,), S.PROPOSED, KEEP, does=effects.renew,
             says=(Word("until", _("续到哪天"), Kind.DAY, Class.I, field="ends_on"),),
             gates=(Gate(_("日子在今天以后"), _until, on_said=True),),
             explains=_("改了期限，各方要重新签。")),
        Step("end", _("结束"), (S.REVIEWED,), S.ENDED, KEEP, stamps=("ended_on",),
             says=(Word("outcome", _("最后做成了什么，没做完的交给谁"), privacy=Class.I,
                        most=600, field="outcome"),)),
        Step("break_off", _("中止"), (S.RUNNING,), S.ENDED, KEEP, stamps=("ended_on",),
             says=(REASON,), stop=True),
    ),
)  # fmt: skip
