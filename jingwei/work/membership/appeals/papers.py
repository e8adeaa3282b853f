"""How does the answer to an appeal look?"""

from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.paper import Field, Paper, Signature, Text, day_in_words
from jingwei.work.membership.appeals.models import Appeal

ONWARD = "不服本答复的，可以向再上一级党组织申诉。"


def kept(look: Look) -> Paper:
    """维持: why the decision stands, and where to go on."""
    return _answer(look, "经核实，维持原决定。", Text(ONWARD))


def changed(look: Look) -> Paper:
    """改变或撤销: what is to be put right by whom."""
    row: Appeal = look.subject
    return _answer(
        look, "经核实，原决定应当改正。",
        Field("怎样改正", str(look.said["order"])),
        Text(f"已要求{row.decided_name}按程序改正。办好以后会再告诉你。{ONWARD}"),
    )  # fmt: skip


def _answer(look: Look, verdict: str, *more: Text | Field) -> Paper:
    row: Appeal = look.subject
    return Paper(
        "申诉答复",
        (
            Text(f"你于{day_in_words(row.asked_on)}就{row.decided_name}{day_in_words(row.decided_on)}"
                 f"的决定（{row.about}）提出的申诉收悉。{verdict}"),
            Field("理由", str(look.said["answer"])), *more,
            Signature((_answers(look),), look.on),
        ),
        addressee=f"{row.name}同志", receipt=f"记录编号 {str(row.public_id)[:8].upper()}",
    )  # fmt: skip


def _answers(look: Look) -> str:
    """The organisation of the post that answers: the one addressed, or one above it."""
    found = Organisation.everything.filter(pk=look.by.org_id).first()
    return found.name if found else str(look.subject.host_name)
