"""What stands on the paper of a step's local checklists? Each list, its office and every answer."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.flows.checklists import NOTE
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Doc, Kind, Word
from jingwei.kernel.papers.paper import Field, Heading, Paper, Signature, Table, Text


def paper(look: Look) -> Paper:
    """One table for each list, in the order in which it was asked."""
    step = look.step
    words = [word for word in step.says if word.asked_by] if step else []
    blocks: list[Heading | Text | Field | Table | Signature] = []
    for (part, office, source), some in groupby(
        words, key=lambda word: (word.part, word.asked_by, word.source)
    ):
        asked = list(some)
        rows = tuple((str(word.label), _answer(look, word)) for word in asked if not _is_note(word))
        blocks += [
            Heading(part), Text(_("{office}，依据：{source}").format(office=office, source=source)),
            Table((_("核对什么"), _("结果")), rows, (0.6, 0.4)),
        ]  # fmt: skip
    blocks.append(Signature((look.by.account_name, look.by.title), look.on))
    label = step.label if step else ""
    return Paper(
        title=_("“{step}”核对记录").format(step=label), blocks=tuple(blocks),
        receipt=f"{look.flow.code} {look.subject.public_id}",
    )  # fmt: skip


def _is_note(word: Word) -> bool:
    return word.name.endswith(NOTE)


def _answer(look: Look, word: Word) -> str:
    said = look.said.get(word.name)
    if word.kind is not Kind.YES:
        return str(said or _("没有填"))
    note = look.said.get(word.name + NOTE, "")
    ticked = _("已核对") if said else _("没有核对")
    return f"{ticked}（{note}）" if note else ticked


DOC = Doc("local_checklist", gettext_lazy("本地清单核对记录"), paper)
