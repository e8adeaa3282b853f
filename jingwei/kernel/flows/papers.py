"""How do papers come to a case? Attached by people before a step, made by the step itself."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import checked, content, rules, vault, written
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case, FlowPaper, Taken
from jingwei.kernel.flows.parts import Doc, Slot, Step
from jingwei.kernel.flows.queries import case_of, look_at, may_findings
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.kernel.privacy import sealing

COLUMN = "flow_paper.sealed"
WORDS = "application/json"
MOST_WAITING = 30


def attach_paper(
    *, flow: Flow, subject: Any, slot: str, name: str, data: bytes, by: Scope, at: datetime
) -> FlowPaper:
    """Keep a file for a step that is about to be taken; it belongs to the case with that step.

    What nobody used within a week is deleted. Raises: Refused for what is not taken, 403 for a
    post that may take no step with such a paper.
    """
    with transaction.atomic():
        case = case_of(flow, subject)
        wanted = flow.slot(slot)
        if case is None or wanted is None:
            raise Refused(rules.unknown_finding())
        _require_step(flow, subject, case, wanted, by, at)
        checked, found = content.check(name, data, what=wanted.label)
        waiting = FlowPaper.objects.filter(case=case, step=None, actor_id=by.account_id).count()
        if waiting >= MOST_WAITING:
            found.append(rules.many_papers(what=wanted.label, field=slot, most=MOST_WAITING))
        if found or checked is None:
            raise Refused(*found)
        paper = FlowPaper(
            case=case, slot=slot, title=_chinese(wanted.label), file_name=checked.name,
            media=checked.media, size=len(checked.content),
            digest=hashlib.sha256(checked.content).hexdigest(), actor_id=by.account_id,
            actor_name=by.account_name, at=at,
        )  # fmt: skip
        paper.file_key = vault.keep(paper.public_id, checked.content)
        paper.save(force_insert=True)
        return paper


def _require_step(
    flow: Flow, subject: Any, case: Case, slot: Slot, by: Scope, at: datetime
) -> None:
    """Raises: Refused where no step with this slot is this post's."""
    look = look_at(flow, subject, case, by=by, at=at)
    found = [
        may_findings(look.at_step(step), duty=step.duty, place=step.place, label=step.label)
        for step in flow.steps if slot in step.attaches
    ]  # fmt: skip
    if all(found):
        raise Refused(*found[0])


def waiting_for(case: Case, wanted: Iterable[Any], by: Scope) -> tuple[FlowPaper, ...]:
    """The papers that this account attached for the step; others do not count."""
    ids = [one for one in (_uuid(one) for one in wanted) if one]
    rows = FlowPaper.objects.filter(
        case=case, step=None, is_made=False, actor_id=by.account_id, public_id__in=ids
    )
    return tuple(rows.order_by("id"))


def waiting_papers(case: Case, by: Scope) -> tuple[FlowPaper, ...]:
    """What this account has attached and not used yet."""
    rows = FlowPaper.objects.filter(case=case, step=None, is_made=False, actor_id=by.account_id)
    return tuple(rows.defer("sealed", "file_key").order_by("id"))


def make(look: Look, step: Step) -> list[FlowPaper]:
    """The documents of a step, written now; each keeps its text and the digest of it."""
    local = (checked.DOC,) if any(word.asked_by for word in step.says) else ()
    return [_made(look, doc) for doc in (*step.makes, *local)]


def _made(look: Look, doc: Doc) -> FlowPaper:
    # A document is written in the language of the office, whoever presses the button.
    with override("zh-hans"):
        text = written.kept(doc.writes(look))
        paper = FlowPaper(
            case=look.case, slot=doc.name, title=str(doc.title), file_name=str(doc.title),
            media=WORDS, size=len(text.encode()), digest=hashlib.sha256(text.encode()).hexdigest(),
            is_made=True, actor_id=look.by.account_id, actor_name=look.by.account_name, at=look.at,
        )  # fmt: skip
    paper.sealed = sealing.seal(text, column=COLUMN, row=paper.public_id)
    paper.save(force_insert=True)
    return paper


def bind(papers: Iterable[FlowPaper], taken: Taken) -> None:
    """From now on these papers belong to a step that was taken."""
    ids = [one.pk for one in papers]
    if ids:
        FlowPaper.objects.filter(pk__in=ids).update(step=taken)


@dataclass(frozen=True)
class Opened:
    """A paper as somebody takes it away."""

    name: str
    media: str
    data: bytes


def open_paper(
    *, paper: FlowPaper, flow: Flow, subject: Any, by: Scope, at: datetime, form: str = "docx"
) -> Opened:
    """The content of a paper; each opening is a line of the ledger.

    ``form`` (docx or pdf) is asked of documents that a step made. Raises: vault.Gone; Refused for
    a PDF on a machine without a Chinese font.
    """
    found = _made_again(paper, form) if paper.is_made else _as_it_came(paper)
    _note_opening(paper, flow, subject, by, at)
    return found


def _made_again(paper: FlowPaper, form: str) -> Opened:
    text = sealing.unseal(paper.sealed, column=COLUMN, row=paper.public_id)
    shown = written.paper_of(text)
    if form == "pdf":
        return Opened(f"{paper.file_name}.pdf", content.PDF, pdf(shown))
    return Opened(f"{paper.file_name}.docx", content.DOCX, docx(shown))


def _as_it_came(paper: FlowPaper) -> Opened:
    data = vault.open_file(paper.public_id, bytes(paper.file_key or b""))
    return Opened(paper.file_name, paper.media, data)


def _note_opening(paper: FlowPaper, flow: Flow, subject: Any, by: Scope, at: datetime) -> None:
    write_line(
        verb=flow.ledger_verb("paper"), by=by, at=at, org=subject.org,
        subject=(flow.thing, subject.public_id),
        facts={"paper": str(paper.public_id), "slot": paper.slot, "sha256": paper.digest},
    )  # fmt: skip


def may_open(flow: Flow, paper: FlowPaper, by: Scope) -> bool:
    """A paper with a duty of its own is for its holders only; the others for all who see the case.

    What still waits for a step is for whoever attached it.
    """
    if paper.step_id is None:
        return paper.actor_id == by.account_id
    slots: list[Slot | Doc] = [slot for step in flow.steps for slot in step.attaches]
    slots += [doc for step in flow.steps for doc in step.makes]
    declared = next((one for one in slots if one.name == paper.slot), None)
    duty = declared.seen_by if declared else None
    return duty is None or by.holds(duty, paper.case.org_path)


def forget_unused(*, before: datetime) -> int:
    """Delete what waits for a step since before a moment, and files that no row knows."""
    rows = FlowPaper.objects.filter(step=None, is_made=False, at__lt=before)
    unused = list(rows.values_list("public_id", flat=True))
    rows.delete()
    known = set(FlowPaper.objects.filter(is_made=False).values_list("public_id", flat=True))
    for public_id in {*unused, *vault.kept_before(before)} - known:
        vault.forget(public_id)
    return len(unused)


def _chinese(label: object) -> str:
    with override("zh-hans"):
        return str(label)[:100]


def _uuid(said: Any) -> UUID | None:
    if isinstance(said, UUID):
        return said
    try:
        return UUID(str(said))
    except ValueError:
        return None
