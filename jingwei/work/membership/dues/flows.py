"""How do two people agree on hardship and on money handed up? Two short tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import next_month
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.gates import another_person
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import OPENING, Gate, Kind, Place, RuleSet, Stage, Step, Who, Word
from jingwei.kernel.privacy.classes import Class
from jingwei.work.membership.dues import actions, lines, queries, rules
from jingwei.work.membership.dues.kinds import Easing, Handing
from jingwei.work.membership.dues.money import read_yuan

SET = RuleSet("2008", _("2008年规定"), rules.SINCE, rules.DUES_RULES)
KEEP, CONFIRM = Duty.MEMBERS_CHANGE, Duty.MEMBERS_CONFIRM


def _granted(look: Look) -> list[Finding]:
    """The amount is less than what was fixed for the first month, or none."""
    row = look.subject
    fixing = queries.fixing_of(row.org, row.since.year)
    fixed = queries.fixed_in(fixing.fixed, row.since.month) if fixing else {}
    line = fixed.get(row.person_id)
    cents = read_yuan(str(look.said.get("amount", "")))
    return rules.granted_findings(cents, line.cents if line else None)


def _grant(look: Look) -> dict[str, Any]:
    """Keep the amount sealed and work the sheets of the time out anew."""
    row = look.subject
    cents = read_yuan(str(look.said["amount"])) or 0
    row.sealed = lines.seal_cents(cents, row.public_id)
    row.save(update_fields=["sealed"])
    return {"since": row.since, "until": row.until, "sheets": actions.recount_after(row)}


def _end(look: Look) -> dict[str, Any]:
    """From the next month on the fixed amount is due again."""
    row = look.subject
    ends = next_month(look.on)
    if row.since < ends < row.until:
        former, row.until = row.until, ends
        row.save(update_fields=["until"])
        return {"until": ends, "sheets": actions.recount_between(row, ends, former)}
    return {"until": row.until}


WHY = Word(
    "reason", _("有什么困难"), privacy=Class.S, most=500, seen_by=KEEP,
    help=_("写到能决定就行；病名不用写。"),
)  # fmt: skip
ANSWER = Word("reason", _("原因"), most=300)

RELIEF = Flow(
    code="dues.relief",
    title=_("党费减免"),
    model="dues.Relief",
    states=Easing,
    ends=(Easing.DECLINED, Easing.WITHDRAWN, Easing.ENDED),
    sees=KEEP,
    person="person",
    rule_sets=(SET,),
    stages=(
        Stage(_("支部提出"), (Easing.ASKED, Easing.PROPOSED, Easing.WITHDRAWN)),
        Stage(_("上级党委决定"), (Easing.DECLINED,)),
        Stage(_("减免"), (Easing.GRANTED, Easing.ENDED)),
    ),
    steps=(
        Step("propose", _("提出减免"), OPENING, Easing.PROPOSED, KEEP,
             says=(WHY, Word("asked", _("建议每月交多少元"), Kind.LINE, Class.S, most=20,
                             seen_by=KEEP, help=_("免交写0。"))),
             source_text=rules.DUES_RULES),
        Step("ask", _("本人申请减免"), OPENING, Easing.ASKED, Who.ONESELF, says=(WHY,),
             source_text=rules.DUES_RULES),
        Step("put_forward", _("支部转报上级党委"), (Easing.ASKED,), Easing.PROPOSED, KEEP,
             says=(Word("asked", _("建议每月交多少元"), Kind.LINE, Class.S, most=20,
                        seen_by=KEEP, help=_("免交写0。")),),
             source_text=rules.DUES_RULES),
        Step("answer", _("支部答复，不转报"), (Easing.ASKED,), Easing.DECLINED, KEEP,
             decides=True, says=(ANSWER,), stop=True),
        Step("take_back", _("本人收回"), (Easing.ASKED,), Easing.WITHDRAWN, Who.ONESELF,
             stop=True),
        Step("grant", _("同意"), (Easing.PROPOSED,), Easing.GRANTED, CONFIRM, Place.ABOVE,
             decides=True,
             says=(Word("amount", _("每月交多少元"), Kind.LINE, Class.S, most=20, seen_by=KEEP,
                        help=_("免交写0。")),),
             gates=(another_person("propose", "put_forward"),
                    Gate(_("比原来少，或者免交"), _granted, on_said=True)),
             stamps=("decided_at", "decided_by"), does=_grant, source_text=rules.DUES_RULES),
        Step("decline", _("不同意"), (Easing.PROPOSED,), Easing.DECLINED, CONFIRM, Place.ABOVE,
             decides=True, says=(ANSWER,), gates=(another_person("propose", "put_forward"),),
             stamps=("decided_at", "decided_by"), stop=True),
        Step("withdraw", _("收回"), (Easing.PROPOSED,), Easing.WITHDRAWN, KEEP, says=(ANSWER,),
             stop=True),
        Step("end", _("情况好转，停止减免"), (Easing.GRANTED,), Easing.ENDED, KEEP,
             decides=True, says=(ANSWER,), does=_end, stop=True,
             explains=_("从下个月起照原来的定额交。")),
    ),
)  # fmt: skip

REMITTANCE = Flow(
    code="dues.remittance",
    title=_("党费上缴"),
    model="dues.Remittance",
    states=Handing,
    ends=(Handing.ACCEPTED, Handing.RETURNED),
    sees=KEEP,
    rule_sets=(SET,),
    stages=(
        Stage(_("支部上缴"), (Handing.HANDED,)),
        Stage(_("党委核收"), (Handing.ACCEPTED, Handing.RETURNED)),
    ),
    steps=(
        Step("hand", _("上缴"), OPENING, Handing.HANDED, KEEP, source_text=rules.DUES_RULES),
        Step("accept", _("核收"), (Handing.HANDED,), Handing.ACCEPTED, CONFIRM, Place.ABOVE,
             gates=(another_person("hand"),), stamps=("accepted_at", "accepted_by"),
             explains=_("金额和收据对上了，就核收；有差额的看清原因再核收。")),
        Step("return", _("退回支部"), (Handing.HANDED,), Handing.RETURNED, CONFIRM, Place.ABOVE,
             says=(ANSWER,), stop=True, explains=_("钱又回到支部手上，支部核对后再上缴。")),
    ),
)  # fmt: skip
