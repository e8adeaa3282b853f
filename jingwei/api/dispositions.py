"""Cases of disposition by the API, for those named on a case; each look is written down.

Steps are taken under ``/flows/competence.disposition/{id}/steps/{verb}``.
"""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Day, Paged, Reason, Text, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows import queries as flow_queries
from jingwei.shell.http import page_of
from jingwei.systems.competence.disposition import (
    actions,
    checklist,
    outcomes,
    people,
    queries,
)
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.forms import listed_people
from jingwei.systems.competence.disposition.kinds import Care, Form, Ground, Phase, Role
from jingwei.systems.competence.disposition.models import CaseLook, Disposition
from jingwei.systems.competence.disposition.page import CasePage

router = Router(tags=["dispositions"])


class DispositionOut(Schema):
    """One case, by its number; nobody's name stands in a list."""

    id: str
    code: str
    organisation: str
    state: str
    opened_on: date
    closed_on: date | None


class CareOut(Schema):
    """What was answered when hardship, illness, age, pregnancy and distance were asked about."""

    title: str
    answer: str


class FactOfRecordOut(Schema):
    """What a record says; ``aside`` is why it does not count, where it was set aside."""

    key: str
    on: date
    words: str
    aside: str


class SituationOut(Schema):
    """One of the five situations as the records have it; a list, no count and no score."""

    situation: str
    title: str
    is_known: bool
    facts: list[FactOfRecordOut]


class PointOut(Schema):
    """What the member put forward, and the answer."""

    number: int
    kind: str
    said: str
    asked_at: datetime
    answer: str
    result: str
    answered: str


class CaseSeatOut(Schema):
    id: str
    role: str
    name: str
    post: str
    sees: bool
    relation: str
    in_minutes: bool
    named_on: date


class LocalTickOut(Schema):
    phase: str
    position: int
    label: str
    done_on: date | None


class DispositionWhole(DispositionOut):
    """The whole case; ``version`` counts the steps taken."""

    member: str
    name: str
    form: str
    grounds: list[str]
    care: list[CareOut]
    situations: list[SituationOut]
    points: list[PointOut]
    seats: list[CaseSeatOut]
    checklist: list[LocalTickOut]
    vote: dict[str, int | date | None]
    next_step: str
    is_sealed: bool
    version: int


class DispositionListing(Schema):
    state: Code = ""
    at: Cursor = ""


class Opening(Schema):
    """The private talk that comes first; ``care`` answers every prompt."""

    member: UUID
    talked_on: Day
    care: Annotated[dict[str, Care], Field(max_length=10)]


class Naming(Schema):
    """``member`` for an investigator or a helper, ``post`` (as ``/above`` lists it) for others."""

    role: Role
    member: UUID | None = None
    post: UUID | None = None


class Disclosing(Schema):
    relation: Text
    in_minutes: bool = False


class SettingAside(Schema):
    situation: Ground
    key: Code
    why: Text


class Ticking(Schema):
    phase: Phase
    position: int = Field(ge=1, le=5)
    on: Day


class AboveOut(Schema):
    id: str
    name: str
    post: str


class CaseLookOut(Schema):
    name: str
    post: str
    is_oneself: bool
    at: datetime


class OutcomesOut(Schema):
    """Decisions in effect in a year, by form; null: too few to say."""

    year: int
    total: int | None
    forms: dict[str, int | None]


def told(row: Disposition) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "code": row.code, "organisation": row.org.code,
        "state": row.state, "opened_on": row.opened_on, "closed_on": row.closed_on,
    }  # fmt: skip


def look_told(look: CaseLook) -> dict[str, Any]:
    return {
        "name": look.name, "post": look.post, "is_oneself": look.is_oneself, "at": look.at
    }  # fmt: skip


def whole(page: CasePage) -> dict[str, Any]:
    """The page as values; the member's own reading of it is the same."""
    row = page.subject
    return told(row) | {
        "member": str(row.person.public_id), "name": row.person.name, "form": row.form,
        "grounds": page.grounds, "next_step": "" if page.is_closed else page.next_verb,
        "is_sealed": row.sealed_at is not None, "version": page.number,
        "care": [{"title": one["title"], "answer": one["answer"]} for one in page.care],
        "situations": [
            {"situation": one.situation, "title": one.label, "is_known": one.known,
             "facts": [
                 {"key": fact.key, "on": fact.on, "words": fact.words,
                  "aside": next((a.why for a in one.asides if a.fact.key == fact.key), "")}
                 for fact in one.facts
             ]}
            for one in page.facts
        ],
        "points": [
            {name: getattr(one, name) for name in PointOut.model_fields} for one in page.points
        ],
        "seats": [
            {name: one[name] for name in CaseSeatOut.model_fields}
            | {"id": str(one["id"]), "role": str(one["role"])}
            for one in listed_people(page.seats)
        ],
        "checklist": [
            {"phase": phase["phase"], "position": step["position"], "label": step["label"],
             "done_on": step["tick"].done_on if step["tick"] else None}
            for phase in page.phases for step in phase["steps"]
        ],
        "vote": {
            name: getattr(row, name)
            for name in ("voted_on", "entitled", "present", "yes", "no", "abstained")
        },
    }  # fmt: skip


def _page(request: HttpRequest, public_id: UUID, duty: Duty = Duty.MEMBERS_SEE) -> CasePage:
    """The case with this look noted. Raises: Http404 for whoever is not named."""
    scope, at = scope_of(request, duty), now()
    row = queries.case(scope, public_id)
    if row is None:
        raise Http404
    DISPOSITION.note_look(row, scope, at)
    return CasePage(DISPOSITION, row, flow_queries.case_of(DISPOSITION, row), scope, at)


@router.get("", response={200: Paged[DispositionOut], **SAYS_NO})
def list_dispositions(request: HttpRequest, said: Query[DispositionListing]) -> dict[str, Any]:
    """The cases on which this account is named; no other is listed or counted."""
    rows = queries.cases(scope_of(request, Duty.MEMBERS_SEE))
    if said.state:
        rows = rows.filter(state=said.state)
    return paged(page_of(rows, keys=("-opened_on", "-id"), at=said.at), told)


@router.post("", response={201: DispositionWhole, **SAYS_NO})
@once
def open_a_concern(request: HttpRequest, said: Opening) -> Any:
    """Write down the talk that comes first; nothing else ever opens a case."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    person = person_of(scope, said.member)
    words = {"talked_on": said.talked_on.isoformat()}
    words |= {f"care_{key}": answer.value for key, answer in said.care.items()}
    row = actions.open_concern(person=person, said=words, by=scope, at=now())
    return Status(201, whole(_page(request, row.public_id)))


@router.get("/statistics", response={200: list[OutcomesOut], **SAYS_NO})
def disposition_outcomes(request: HttpRequest) -> list[dict[str, Any]]:
    """Decisions in effect by year and form; small numbers are left out. 处置 is not 除名."""
    lines = outcomes.by_year(scope_of(request, Duty.FIGURES_SEE))
    return [
        {"year": one.year, "total": one.total,
         "forms": dict(zip(Form.values, one.forms, strict=True))}
        for one in lines
    ]  # fmt: skip


@router.get("/{disposition_id}", response={200: DispositionWhole, **SAYS_NO})
def get_disposition(request: HttpRequest, disposition_id: UUID) -> Any:
    """One case whole; the look is on file, and the member reads who looked."""
    return whole(_page(request, disposition_id))


@router.get("/{disposition_id}/looks", response={200: list[CaseLookOut], **SAYS_NO})
def disposition_looks(request: HttpRequest, disposition_id: UUID) -> Any:
    """Who opened the case, the last first."""
    return [look_told(one) for one in _page(request, disposition_id).looks]


@router.get("/{disposition_id}/above", response={200: list[AboveOut], **SAYS_NO})
def disposition_above(request: HttpRequest, disposition_id: UUID) -> Any:
    """Who of the committees above may be named on the case, the nearest first."""
    page = _page(request, disposition_id)
    found = people.above(page.subject, page.scope, page.look.on)
    return [{"id": one.id, "name": one.name, "post": one.post} for one in found]


@router.post("/{disposition_id}/seats", response={201: DispositionWhole, **SAYS_NO})
@once
def name_on_disposition(request: HttpRequest, disposition_id: UUID, said: Naming) -> Any:
    """Put somebody on the case; who has a sign-in sees it from then on."""
    page = _page(request, disposition_id)
    if said.member is not None:
        person = person_of(page.scope, said.member)
        actions.name_member(
            case=page.subject, role=said.role, person=person, by=page.scope, at=page.at
        )
    else:
        actions.name_above(
            case=page.subject, role=said.role, grant=said.post, by=page.scope, at=page.at
        )
    return Status(201, whole(_page(request, disposition_id)))


@router.post(
    "/{disposition_id}/seats/{seat_id}/disclosure", response={200: DispositionWhole, **SAYS_NO}
)
@once
def disclose_relation(
    request: HttpRequest, disposition_id: UUID, seat_id: UUID, said: Disclosing
) -> Any:
    """How an investigator stands to the member; told to all who read the case."""
    page = _page(request, disposition_id)
    actions.disclose(
        case=page.subject, seat=seat_id, relation=said.relation, in_minutes=said.in_minutes,
        by=page.scope, at=page.at,
    )  # fmt: skip
    return whole(_page(request, disposition_id))


@router.post("/{disposition_id}/seats/{seat_id}/end", response={200: DispositionWhole, **SAYS_NO})
@once
def end_disposition_seat(
    request: HttpRequest, disposition_id: UUID, seat_id: UUID, said: Reason
) -> Any:
    """Somebody leaves the case and no longer sees it."""
    page = _page(request, disposition_id)
    actions.unname(case=page.subject, seat=seat_id, reason=said.reason, by=page.scope, at=page.at)
    return whole(_page(request, disposition_id))


@router.post("/{disposition_id}/set-aside", response={200: DispositionWhole, **SAYS_NO})
@once
def set_a_fact_aside(request: HttpRequest, disposition_id: UUID, said: SettingAside) -> Any:
    """A fact of the records does not count; the reason stays."""
    page = _page(request, disposition_id)
    actions.set_aside(
        case=page.subject, situation=said.situation, key=said.key, why=said.why, by=page.scope,
        at=page.at,
    )  # fmt: skip
    return whole(_page(request, disposition_id))


@router.post("/{disposition_id}/checklist", response={200: DispositionWhole, **SAYS_NO})
@once
def tick_local_step(request: HttpRequest, disposition_id: UUID, said: Ticking) -> Any:
    """One of the fifteen local steps is done, under the name it has here today."""
    page = _page(request, disposition_id)
    names = checklist.names_for(page.subject.org_path, page.look.on)
    actions.tick_step(
        case=page.subject, phase=said.phase, position=said.position,
        label=names[said.phase.value, said.position], on=said.on, by=page.scope, at=page.at,
    )  # fmt: skip
    return whole(_page(request, disposition_id))


@router.post("/{disposition_id}/seal", response={200: DispositionWhole, **SAYS_NO})
@once
def seal_disposition(request: HttpRequest, disposition_id: UUID) -> Any:
    """The file leaves all hands but two."""
    page = _page(request, disposition_id, Duty.MEMBERS_CONFIRM)
    actions.seal_case(case=page.subject, by=page.scope, at=page.at)
    return whole(_page(request, disposition_id))
