"""Appraisals by the API: rounds, and one member at a time. There is no call for several grades."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.schemas import Code, Cursor, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.appraisal import actions, queries
from jingwei.work.membership.appraisal.models import Appraisal, Round
from jingwei.work.membership.appraisal.rules import Counts

router = Router(tags=["appraisals"])
KEEP = Duty.MEMBERS_CHANGE


class RoundListing(Schema):
    under: Code = ""
    year: int | None = Field(None, ge=2000, le=2999)
    state: Short = ""
    at: Cursor = ""


class RoundIn(Schema):
    organisation: Code
    year: int = Field(ge=1, le=2999)


class AppraisalRoundOut(Schema):
    """Its steps (hold, settle, tell, close, skip) are taken under /flows/appraisal.round."""

    id: str
    organisation: str
    year: int
    state: str
    held_on: date | None
    told_on: date | None
    why_not: str


class AppraisalOut(Schema):
    """One member; neither the own words nor those of others are given here."""

    id: str
    member: str
    ballots: list[int | None]
    grade: str
    reason: str
    skipped: str
    version: int


class AppraisalRoundWhole(AppraisalRoundOut):
    """``meeting`` is the record of the meeting at which it was appraised; empty without one."""

    meeting: str
    lines: list[AppraisalOut]


class BallotsIn(Schema):
    """How many ballots the one member of the address got for each grade; no grade is set."""

    excellent: int = Field(ge=0)
    qualified: int = Field(ge=0)
    basic: int = Field(ge=0)
    unqualified: int = Field(ge=0)


class GradeIn(Schema):
    """One grade for the one member of the address, with the committee's reason."""

    grade: Literal["excellent", "qualified", "basic", "unqualified"]
    reason: Text


class SkipIn(Schema):
    why: Literal["absent", "elsewhere", "probationary", "other"]
    note: str = Field("", max_length=200)


def told(row: Round) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "year": row.year,
        "state": row.state, "held_on": row.held_on, "told_on": row.told_on, "why_not": row.why_not,
    }  # fmt: skip


def line_told(row: Appraisal, member: str) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "member": member, "ballots": list(row.counts),
        "grade": row.grade, "reason": row.reason, "skipped": row.skipped, "version": row.version,
    }  # fmt: skip


def _names(scope: Scope, people: set[int]) -> dict[int, str]:
    rows = Person.objects.within(scope).filter(pk__in=people)
    return {pk: str(public_id) for pk, public_id in rows.values_list("pk", "public_id")}


def _line(scope: Scope, line_id: UUID) -> Appraisal:
    try:
        return queries.line_of(scope, line_id)
    except Appraisal.DoesNotExist as missing:
        raise Http404 from missing


@router.get("", response={200: Paged[AppraisalRoundOut], **SAYS_NO})
def list_appraisals(request: HttpRequest, said: Query[RoundListing]) -> dict[str, Any]:
    """Rounds of the acting post's part of the tree, the last year first."""
    scope = scope_of(request, KEEP)
    rows = queries.rounds(
        scope, under=organisation_of(scope, said.under).path if said.under else "",
        year=said.year, state=said.state,
    )  # fmt: skip
    return paged(page_of(rows, keys=("-year", "-id"), at=said.at), told)


@router.post("", response={201: AppraisalRoundOut, **SAYS_NO})
@once
def call_an_appraisal(request: HttpRequest, said: RoundIn) -> Any:
    """Begin the appraisal of a year with everybody on today's roster."""
    scope = scope_of(request, KEEP)
    org = organisation_of(scope, said.organisation)
    return Status(201, told(actions.call_round(org=org, year=said.year, by=scope, at=now())))


@router.get("/lines/{line_id}", response={200: AppraisalOut, 304: None, **SAYS_NO})
def get_appraisal_line(request: HttpRequest, response: HttpResponse, line_id: UUID) -> Any:
    """One member of a round; its ETag goes into If-Match of a change."""
    scope = scope_of(request, KEEP)
    row = _line(scope, line_id)
    if known(request, response, *tag_of(row)):
        return Status(304, None)
    return line_told(row, _names(scope, {row.person_id}).get(row.person_id, ""))


def tag_of(row: Appraisal) -> tuple[object, ...]:
    return ("appraisal", row.public_id, row.version)


@router.put(
    "/lines/{line_id}/grade", response={200: AppraisalOut, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def propose_a_grade(
    request: HttpRequest, response: HttpResponse, line_id: UUID, said: GradeIn
) -> dict[str, Any]:
    """Propose the grade of one member."""
    return _change(request, response, line_id, actions.propose_grade, **said.model_dump())


@router.put("/lines/{line_id}/skip", response={200: AppraisalOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def skip_a_member(
    request: HttpRequest, response: HttpResponse, line_id: UUID, said: SkipIn
) -> dict[str, Any]:
    """Say that one member was not appraised, and why."""
    return _change(request, response, line_id, actions.skip_member, **said.model_dump())


@router.put("/lines/{line_id}/ballots", response={200: AppraisalOut, **SAYS_NO})
@once
def count_ballots_of_a_member(
    request: HttpRequest, response: HttpResponse, line_id: UUID, said: BallotsIn
) -> dict[str, Any]:
    """The ballots of one member as they were counted; nobody's own ballot is on file."""
    scope = scope_of(request, KEEP)
    row = _line(scope, line_id)
    ballots = (said.excellent, said.qualified, said.basic, said.unqualified)
    actions.count_votes(
        round_=row.round, counts=[Counts(row.person_id, ballots)], by=scope, at=now()
    )
    fresh = _line(scope, line_id)
    seen_as(response, *tag_of(fresh))
    return line_told(fresh, _names(scope, {fresh.person_id}).get(fresh.person_id, ""))


def _change(
    request: HttpRequest, response: HttpResponse, line_id: UUID, act: Any, **said: Any
) -> dict[str, Any]:
    scope = scope_of(request, KEEP)
    row = _line(scope, line_id)
    version = version_of(request, row.version, *tag_of(row))
    fresh = act(line=row, by=scope, at=now(), version=version, **said)
    seen_as(response, *tag_of(fresh))
    return line_told(fresh, _names(scope, {fresh.person_id}).get(fresh.person_id, ""))


@router.get("/{round_id}", response={200: AppraisalRoundWhole, **SAYS_NO})
def get_appraisal(request: HttpRequest, round_id: UUID) -> dict[str, Any]:
    """One round with its members."""
    scope = scope_of(request, KEEP)
    return _whole(scope, _round(scope, round_id))


def _round(scope: Scope, round_id: UUID) -> Round:
    try:
        row: Round = queries.round_of(scope, round_id)
    except Round.DoesNotExist as missing:
        raise Http404 from missing
    return row


def _whole(scope: Scope, row: Round) -> dict[str, Any]:
    lines, meeting = queries.lines_of(row), queries.meeting_of(row)
    names = _names(scope, {one.person_id for one in lines})
    return told(row) | {
        "meeting": str(meeting.public_id) if meeting else "",
        "lines": [line_told(one, names.get(one.person_id, "")) for one in lines],
    }
