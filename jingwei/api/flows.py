"""How far has a case come, what is next, why not yet? The steps and findings of the page."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, FindingOut, now, once, seen_as
from jingwei.api.schemas import Code, Reason, Short
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import content, papers, queries
from jingwei.kernel.flows.actions import begin_case, extend_limit, take_step
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.parts import Step, Word
from jingwei.kernel.register import register
from jingwei.shell import words
from jingwei.shell.http import etag, require_match

router = Router(tags=["flows"])
Said = Annotated[dict[str, Any], Field(max_length=60)]


class FlowOut(Schema):
    """A flow that this post may open."""

    code: str
    title: str
    states: dict[str, str]
    ends: list[str]
    steps: list[str]


class WordOut(Schema):
    """One thing that a step asks for; ``asked_by`` an office's own checklist, by ``source``."""

    name: str
    label: str
    kind: str
    required: bool
    most: int
    choices: list[str]
    asked_by: str
    source: str


class SlotOut(Schema):
    name: str
    label: str
    required: bool
    most: int


class StepOut(Schema):
    """A step that leads out of here: for whom, what it asks for, and every reason why not yet."""

    verb: str
    label: str
    is_possible: bool
    duty: str
    says: list[WordOut]
    attaches: list[SlotOut]
    findings: list[FindingOut]


class LimitOut(Schema):
    """A limit as it stands; ``due_on`` is its last day."""

    name: str
    title: str
    state: str
    waits: bool
    began_on: date
    due_on: date
    is_certain: bool
    outcome: str


class TakenOut(Schema):
    number: int
    verb: str
    label: str
    state: str
    who: str
    at: datetime


class CaseOut(Schema):
    """Where a case stands. ``version`` counts the steps taken."""

    flow: str
    id: str
    name: str
    organisation: str
    state: str
    state_title: str
    rules: str
    version: int
    level: int
    limits: list[LimitOut]
    history: list[TakenOut]


class StepTaking(Schema):
    """What is said at a step, by the names the step asks for; ``papers`` as uploaded before.
    ``version``: that of the case as it was seen; where it has moved on since, the step is refused.
    """

    said: Said = {}
    version: Annotated[int, Field(ge=0, le=99_999)] | None = None
    papers: Annotated[list[UUID], Field(max_length=30)] = []


class PaperOut(Schema):
    id: str
    slot: str
    name: str
    media: str
    size: int
    sha256: str


def _scope(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def _seen(request: HttpRequest, code: str, public_id: UUID) -> Look:
    """Raises: Http404 out of sight or unknown, Refused 403 without the flow's duty."""
    flow, scope = register().flows.get(code), _scope(request)
    subject = queries.subject_of(flow, public_id, scope) if flow else None
    if flow is None or subject is None:
        raise Http404
    scope.require(flow.sees)
    return queries.look_at(flow, subject, queries.case_of(flow, subject), by=scope, at=now())


def _parts(look: Look) -> tuple[object, ...]:
    limits = [(one.name, one.state, one.due_on) for one in look.clocks]
    return (look.flow.code, look.subject.public_id, look.case.number, look.state, limits)


def _finding(found: Finding) -> dict[str, str]:
    return {"code": found.code, "message": words.sentence(found), "source": found.source}


def _told(look: Look) -> dict[str, Any]:
    flow, case = look.flow, look.case
    return {
        "flow": flow.code, "id": str(look.subject.public_id), "name": str(look.subject),
        "organisation": look.subject.org.code, "state": look.state,
        "state_title": flow.label(look.state), "rules": look.rules, "version": case.number,
        "level": case.level,
        "limits": [
            {"name": one.name, "title": str(flow.limit(one.name).title), "state": one.state,
             "waits": one.waits, "began_on": one.began_on, "due_on": one.due_on,
             "is_certain": one.is_certain, "outcome": one.outcome}
            for one in look.clocks
        ],
        "history": [
            {"number": one.number, "verb": one.verb, "label": str(look.label_of(one.verb)),
             "state": one.to_state, "who": one.actor_name, "at": one.at}
            for one in look.history
        ],
    }  # fmt: skip


def word_told(one: Word) -> dict[str, Any]:
    """A word of a step as ``WordOut`` has it."""
    return {
        "name": one.name, "label": str(one.label), "kind": one.kind, "required": one.required,
        "most": one.most, "choices": [value for value, _label in one.choices],
        "asked_by": one.asked_by, "source": one.source,
    }  # fmt: skip


def _step_told(offer: queries.Offer) -> dict[str, Any]:
    step: Step = offer.step
    return {
        "verb": step.verb, "label": str(step.label), "is_possible": offer.is_possible,
        "duty": str(step.duty),
        "says": [word_told(one) for one in step.says],
        "attaches": [
            {"name": one.name, "label": str(one.label), "required": one.required, "most": one.most}
            for one in step.attaches
        ],
        "findings": [_finding(one) for one in offer.findings],
    }  # fmt: skip


@router.get("", response={200: list[FlowOut], **SAYS_NO})
def list_flows(request: HttpRequest) -> list[dict[str, Any]]:
    """The flows that this post may open."""
    scope = _scope(request)
    return [_flow_told(flow) for flow in register().flows.values() if scope.holds(flow.sees)]


def _flow_told(flow: Flow) -> dict[str, Any]:
    return {
        "code": flow.code, "title": str(flow.title), "ends": [str(end) for end in flow.ends],
        "states": {value: flow.label(value) for value in flow.states.values},
        "steps": sorted({step.verb for step in flow.steps}),
    }  # fmt: skip


@router.get("/{flow}/{case_id}", response={200: CaseOut, **SAYS_NO})
def get_case(request: HttpRequest, response: HttpResponse, flow: str, case_id: UUID) -> Any:
    """Where a case stands, its limits and what was done; not what was said."""
    look = _seen(request, flow, case_id)
    look.flow.note_look(look.subject, look.by, look.at)
    seen_as(response, *_parts(look))
    return _told(look)


@router.get("/{flow}/{case_id}/steps", response={200: list[StepOut], **SAYS_NO})
def case_steps(request: HttpRequest, flow: str, case_id: UUID) -> Any:
    """The steps that lead out of here, with every reason why not yet."""
    look = _seen(request, flow, case_id)
    look.flow.note_look(look.subject, look.by, look.at)
    return [_step_told(offer) for offer in queries.offers(look)]


@router.post(
    "/{flow}/{case_id}/steps/{verb}", response={200: CaseOut, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def take_case_step(
    request: HttpRequest, response: HttpResponse, flow: str, case_id: UUID, verb: Code,
    said: StepTaking,
) -> Any:  # fmt: skip
    """Take a step; a refusal holds all findings at once and nothing has changed then."""
    look = _seen(request, flow, case_id)
    require_match(request, etag(*_parts(look)))
    take_step(
        flow=look.flow, subject=look.subject, verb=verb, said=said.said, attached=said.papers,
        by=look.by, at=look.at, seen=said.version,
    )  # fmt: skip
    again = _seen(request, flow, case_id)
    seen_as(response, *_parts(again))
    return _told(again)


@router.post(
    "/{flow}/{case_id}/limits/{name}/extend", response={200: CaseOut, **SAYS_NO},
    openapi_extra=MATCHES,
)  # fmt: skip
@once
def extend_case_limit(
    request: HttpRequest, flow: str, case_id: UUID, name: Code, said: Reason
) -> Any:  # fmt: skip
    """Make a running limit longer, as often and by as much as the rulebook says."""
    look = _seen(request, flow, case_id)
    require_match(request, etag(*_parts(look)))
    if name not in {limit.name for limit in look.flow.limits}:
        raise Http404
    extend_limit(
        flow=look.flow, subject=look.subject, name=name, reason=said.reason, by=look.by, at=look.at
    )
    return _told(_seen(request, flow, case_id))


@router.post("/{flow}/{case_id}/papers", response={200: PaperOut, **SAYS_NO})
@once
def attach_case_paper(
    request: HttpRequest, flow: str, case_id: UUID, slot: Form[Short], file: File[UploadedFile]
) -> Any:  # fmt: skip
    """Upload a paper for a step that is taken next; unused ones are deleted after a week."""
    look = _seen(request, flow, case_id)
    if (file.size or 0) > content.MOST_BYTES:
        raise Refused(content.too_large(slot))
    begin_case(flow=look.flow, subject=look.subject, by=look.by, at=look.at)
    row = papers.attach_paper(
        flow=look.flow, subject=look.subject, slot=slot, name=file.name or "", data=file.read(),
        by=look.by, at=look.at,
    )  # fmt: skip
    return {
        "id": str(row.public_id), "slot": row.slot, "name": row.file_name, "media": row.media,
        "size": row.size, "sha256": row.digest,
    }  # fmt: skip
