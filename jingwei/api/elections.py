"""Elections by the API: plans, names, attendance, counts. Steps are taken under ``/flows``."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.elections import actions, counting_actions, queries
from jingwei.work.membership.elections.actions import Planned, Ticked
from jingwei.work.membership.elections.counting_actions import Got, Told
from jingwei.work.membership.elections.models import Election

router = Router(tags=["elections"])
MOST = 5_000
Offices = Literal["committee", "secretary", "deputy", "delegate"]
Sides = Literal["members", "residents", "organisation"]


class ElectionListing(Schema):
    """``state`` may be ``open``: everything that is not over."""

    under: Code = ""
    state: Short = ""
    variant: Short = ""
    at: Cursor = ""


class PlanIn(Schema):
    planned_on: Day
    variant: Literal["term", "open_direct"] = "term"
    way: Literal["members", "delegates"] = "members"
    committee_seats: int = Field(0, ge=0, le=60)
    deputy_seats: int = Field(0, ge=0, le=20)
    shift_reason: Name = ""
    way_reason: Name = ""
    venue: Name = ""


class ElectionBeginning(PlanIn):
    organisation: Code


class ElectionOut(Schema):
    id: str
    organisation: str
    variant: str
    way: str
    state: str
    due_on: date | None
    planned_on: date
    postponed_to: date | None
    held_on: date | None
    committee_seats: int
    deputy_seats: int
    version: int


class StandsOut(Schema):
    id: str
    office: str
    member: str
    name: str
    sides: list[str]
    unit: str
    approved: bool


class TallyOut(Schema):
    """What one name got, by both readings of the majority; never from whom."""

    name: str
    member: str
    yes: int
    no: int
    abstained: int
    written_in: bool
    over_half_of_present: bool
    over_half_of_entitled: bool
    elected: bool


class RoundOut(Schema):
    office: str
    unit: str
    sitting: int
    number: int
    on: date
    seats: int
    entitled: int
    present: int
    issued: int
    returned: int
    valid: int
    outcome: str
    decided_by: str
    names: list[TallyOut]


class ElectionWhole(ElectionOut):
    entitled: int
    present: int
    candidates: list[StandsOut]
    rounds: list[RoundOut]


class NameIn(Schema):
    office: Offices
    member: UUID
    sides: list[Sides] = Field([], max_length=3)
    branch: Code = ""


class TickedIn(Schema):
    """Everybody with a vote came but those named here."""

    held_on: Day
    absent: list[UUID] = Field([], max_length=MOST)
    tellers: list[UUID] = Field([], max_length=50)
    chair: UUID | None = None
    venue: Name = ""


class GotIn(Schema):
    """``member`` may be left out for somebody written in who is not on the roster."""

    member: UUID | None = None
    name: Short = ""
    yes: int = Field(0, ge=0, le=100_000)
    no: int = Field(0, ge=0, le=100_000)
    abstained: int = Field(0, ge=0, le=100_000)
    written_in: bool = False


class CountIn(Schema):
    """The tellers' sheet of one vote."""

    office: Offices
    branch: Code = ""
    on: Day | None = None
    present: int | None = Field(None, ge=0, le=100_000)
    issued: int = Field(ge=0, le=100_000)
    returned: int = Field(ge=0, le=100_000)
    valid: int = Field(ge=0, le=100_000)
    names: list[GotIn] = Field(max_length=200)


def told(row: Election) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code,
        **{name: getattr(row, name) for name in (
            "variant", "way", "state", "due_on", "planned_on", "postponed_to", "held_on",
            "committee_seats", "deputy_seats", "version",
        )},
    }  # fmt: skip


def whole(row: Election) -> dict[str, Any]:
    rounds = queries.rounds_of(row)
    tallies = queries.tallies_of(rounds)
    return told(row) | {
        "entitled": len(row.entitled), "present": len(row.present),
        "candidates": [
            {"id": str(one.public_id), "office": one.office, "member": str(one.person.public_id),
             "name": one.name, "sides": one.sides, "unit": one.unit.code if one.unit else "",
             "approved": one.is_approved}
            for one in queries.candidates_of(row)
        ],
        "rounds": [
            {
                "office": one.office, "unit": one.unit.code if one.unit else "",
                "decided_by": "entitled" if one.of_entitled else "present",
                **{name: getattr(one, name) for name in (
                    "sitting", "number", "on", "seats", "entitled", "present", "issued",
                    "returned", "valid", "outcome",
                )},
                "names": [
                    {"name": t.name, "member": str(t.person.public_id) if t.person else "",
                     "yes": t.yes, "no": t.no, "abstained": t.abstained,
                     "written_in": t.is_written_in, "elected": t.is_elected,
                     "over_half_of_present": judged.over_present,
                     "over_half_of_entitled": judged.over_entitled}
                    for t, judged in queries.judged(one, tallies[one.pk])
                ],
            }
            for one in rounds
        ],
    }  # fmt: skip


def election_of(scope: Scope, public_id: UUID) -> Election:
    """One election in sight. Raises: Http404."""
    try:
        return queries.election(scope, public_id)
    except Election.DoesNotExist as missing:
        raise Http404 from missing


def tag_of(row: Election) -> tuple[object, ...]:
    return ("election", row.public_id, row.version, row.state)


def people_of(scope: Scope, ids: list[UUID]) -> dict[UUID, Person]:
    """Raises: Http404 for a member out of sight."""
    rows = {one.public_id: one for one in Person.objects.within(scope).filter(public_id__in=ids)}
    if set(ids) - rows.keys():
        raise Http404
    return rows


@router.get("", response={200: Paged[ElectionOut], **SAYS_NO})
def list_elections(request: HttpRequest, said: Query[ElectionListing]) -> dict[str, Any]:
    """Elections of the acting post's part of the tree, the last planned first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    under = organisation_of(scope, said.under).path if said.under else ""
    rows = queries.elections(scope, under=under, state=said.state, variant=said.variant)
    return paged(page_of(rows, keys=("-planned_on", "-id"), at=said.at), told)


@router.get("/{election_id}", response={200: ElectionWhole, 304: None, **SAYS_NO})
def get_election(request: HttpRequest, response: HttpResponse, election_id: UUID) -> Any:
    """One election whole: candidates and every count, by both readings."""
    row = election_of(scope_of(request, Duty.MEMBERS_SEE), election_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else whole(row)


@router.post("", response={201: ElectionWhole, **SAYS_NO})
@once
def plan_an_election(request: HttpRequest, response: HttpResponse, said: ElectionBeginning) -> Any:
    """Begin an election with its plan."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    org = organisation_of(scope, said.organisation)
    plan = Planned(**said.model_dump(exclude={"organisation"}))
    row = actions.plan_election(org=org, told=plan, by=scope, at=now())
    return Status(201, _answer(scope, response, row))


@router.put("/{election_id}/plan", response={200: ElectionWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_an_election_plan(
    request: HttpRequest, response: HttpResponse, election_id: UUID, said: PlanIn
) -> Any:
    """Change a plan that is not handed in."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.change_plan(
        election=row, told=Planned(**said.model_dump()), by=scope, at=now(), version=version
    )
    return _answer(scope, response, row)


@router.post("/{election_id}/candidates", response={200: ElectionWhole, **SAYS_NO})
@once
def nominate_a_candidate(
    request: HttpRequest, response: HttpResponse, election_id: UUID, said: NameIn
) -> Any:
    """Put a member up for an office, or add who else recommended them."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    person = people_of(scope, [said.member])[said.member]
    actions.nominate(
        election=row, office=said.office, person=person, sides=said.sides, by=scope, at=now(),
        unit=organisation_of(scope, said.branch) if said.branch else None,
    )  # fmt: skip
    return _answer(scope, response, row)


@router.put(
    "/{election_id}/attendance", response={200: ElectionWhole, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def tick_an_election_meeting(
    request: HttpRequest, response: HttpResponse, election_id: UUID, said: TickedIn
) -> Any:
    """Who stayed away and who counts; everybody else with a vote came."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    version = version_of(request, row.version, *tag_of(row))
    named = [*said.absent, *said.tellers, *([said.chair] if said.chair else [])]
    people = people_of(scope, named)
    ticked = Ticked(
        held_on=said.held_on, absent=frozenset(people[one].pk for one in said.absent),
        tellers=tuple(people[one].pk for one in said.tellers), venue=said.venue,
        chair=people[said.chair].pk if said.chair else None,
    )  # fmt: skip
    actions.keep_sitting(election=row, ticked=ticked, by=scope, at=now(), version=version)
    return _answer(scope, response, row)


@router.post("/{election_id}/counts", response={200: ElectionWhole, **SAYS_NO})
@once
def record_an_election_count(
    request: HttpRequest, response: HttpResponse, election_id: UUID, said: CountIn
) -> Any:
    """Write down one vote as the tellers counted it; a void one too."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    people = people_of(scope, [one.member for one in said.names if one.member])
    names = tuple(
        Got(
            people[one.member].name if one.member else one.name,
            people[one.member].pk if one.member else None, one.yes, one.no, one.abstained,
            is_written_in=one.written_in,
        )
        for one in said.names
    )  # fmt: skip
    counting_actions.record_round(
        election=row, by=scope, at=now(),
        told=Told(
            office=said.office, issued=said.issued, returned=said.returned, valid=said.valid,
            names=names, on=said.on, present=said.present,
            unit=organisation_of(scope, said.branch) if said.branch else None,
        ),
    )  # fmt: skip
    return _answer(scope, response, row)


def _answer(scope: Scope, response: HttpResponse, row: Election) -> dict[str, Any]:
    fresh = election_of(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)
