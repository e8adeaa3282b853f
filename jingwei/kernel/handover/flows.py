"""How does a post change hands? Listed, offered, taken or sent back for more."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Doc, Gate, RuleSet, Stage, Step, Word
from jingwei.kernel.handover import rules
from jingwei.kernel.handover.models import Handover
from jingwei.kernel.handover.papers import handover_list
from jingwei.kernel.privacy.classes import Class

S = Handover.State
NOTES = Word(
    "notes", _("交代"), privacy=Class.C, required=False, most=2000,
    help=_("清单上看不出来的：办到哪一步、找谁、放在哪里。不写证件号码。"),
)  # fmt: skip


def _taking(look: Look) -> list[Finding]:
    return rules.taking_findings(
        same_place=look.by.org_id == look.subject.org_id,
        same_role=look.by.role == look.subject.role,
        same_person=look.by.account_id == look.subject.from_account_id,
    )


def _giving(look: Look) -> list[Finding]:
    return rules.giving_findings(same_person=look.by.account_id == look.subject.from_account_id)


SUCCESSOR = Gate(_("由接任同一身份的人接收"), _taking)
GIVER = Gate(_("由交出身份的人来写"), _giving)
LIST = Doc("list", _("交接清单"), handover_list, seen_by=Duty.MEMBERS_SEE)

HANDOVER = Flow(
    code="access.handover",
    title=_("工作交接"),
    model="handover.Handover",
    states=S,
    ends=(S.TAKEN, S.DROPPED),
    sees=Duty.ORGS_SEE,
    begins=(S.DRAFT,),
    rule_sets=(RuleSet("1", _("工作交接"), date(2020, 1, 1)),),
    stages=(
        Stage(_("写清单"), (S.DRAFT, S.RETURNED)),
        Stage(_("等接收"), (S.OFFERED,)),
        Stage(_("交接完毕"), (S.TAKEN, S.DROPPED)),
    ),
    steps=(
        Step("offer", _("交出清单"), (S.DRAFT, S.RETURNED), S.OFFERED, Duty.ORGS_SEE,
             says=(NOTES,), gates=(GIVER,), makes=(LIST,), stamps=("offered_on",),
             source_text=rules.HOUSE),
        Step("take", _("接收"), (S.OFFERED,), S.TAKEN, Duty.ORGS_SEE, gates=(SUCCESSOR,),
             stamps=("taken_at", "taken_by"),
             says=(Word("words", _("看过以后要说的"), required=False, most=500),)),
        Step("return", _("退回补充"), (S.OFFERED,), S.RETURNED, Duty.ORGS_SEE, gates=(SUCCESSOR,),
             says=(Word("reason", _("还缺什么"), most=500),)),
        Step("drop", _("不交接了"), (S.DRAFT, S.OFFERED, S.RETURNED), S.DROPPED, Duty.ORGS_SEE,
             says=(Word("reason", _("原因"), most=200),), gates=(GIVER,), stop=True),
    ),
)  # fmt: skip
