"""Delegates by the API: how many each branch sends, who was elected, credentials, vacancies."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.elections import election_of, router
from jingwei.api.schemas import Code, Day, Name, organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.work.membership.elections import actions, delegating, meeting_link, queries
from jingwei.work.membership.elections.models import Delegate, Election


class SeatsIn(Schema):
    branch: Code
    seats: int = Field(ge=0, le=300)


class AllotmentIn(Schema):
    """Branches that are not named send nobody."""

    seats: Annotated[list[SeatsIn], Field(max_length=400)]


class SeatsOut(Schema):
    branch: str
    name: str
    seats: int


class DelegateOut(Schema):
    """``number`` stands on the card; ``why`` where the seat fell vacant."""

    id: str
    number: int
    member: str
    name: str
    branch: str
    elected_on: date
    state: str
    why: str
    words: str


class DelegatesOut(Schema):
    seats: list[SeatsOut]
    delegates: list[DelegateOut]
    left: dict[str, int]


class VerdictIn(Schema):
    """``words`` say why credentials do not hold."""

    valid: bool
    words: Name = ""


class VacancyIn(Schema):
    ended_on: Day
    why: Literal["moved", "resigned", "died", "rights", "other"]
    words: Name = ""


class WrittenOut(Schema):
    """``state`` is ``draft`` where the record still lacks people or its recorder."""

    meeting: str
    state: str


def told(row: Election) -> dict[str, Any]:
    return {
        "seats": [
            {"branch": one.unit.code, "name": one.unit.name, "seats": one.seats}
            for one in queries.delegations_of(row)
        ],
        "delegates": [_told(one) for one in queries.delegates_of(row)],
        "left": {unit: n for unit, n in queries.delegates_left(row).items() if n},
    }  # fmt: skip


def _told(one: Delegate) -> dict[str, Any]:
    return {
        "id": str(one.public_id), "number": one.number, "member": str(one.person.public_id),
        "name": one.name, "branch": one.unit.code, "elected_on": one.round.on,
        "state": one.state, "why": one.ended_why, "words": one.words,
    }  # fmt: skip


def _delegate(scope: Scope, row: Election, public_id: UUID) -> Delegate:
    """Raises: Http404 for a delegate of another election or out of sight."""
    found: Delegate | None = (
        Delegate.objects.within(scope).select_related("election", "unit", "round", "person")
        .filter(election=row, public_id=public_id).first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


@router.get("/{election_id}/delegates", response={200: DelegatesOut, **SAYS_NO})
def list_delegates(request: HttpRequest, election_id: UUID) -> Any:
    """Seats by branch, who was elected, and how many are still to be elected."""
    return told(election_of(scope_of(request, Duty.MEMBERS_SEE), election_id))


@router.put("/{election_id}/delegates/seats", response={200: DelegatesOut, **SAYS_NO})
@once
def allot_delegates(request: HttpRequest, election_id: UUID, said: AllotmentIn) -> Any:
    """Say how many delegates each branch sends."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    seats = {organisation_of(scope, one.branch).pk: one.seats for one in said.seats}
    actions.allot(election=row, seats=seats, by=scope, at=now())
    return told(election_of(scope, election_id))


@router.post(
    "/{election_id}/delegates/{elected_id}/verdict", response={200: DelegateOut, **SAYS_NO}
)
@once
def examine_a_delegate(
    request: HttpRequest, election_id: UUID, elected_id: UUID, said: VerdictIn
) -> Any:
    """代表资格审查 of one delegate."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    one = _delegate(scope, row, elected_id)
    delegating.check_delegates(
        election=row, verdicts={one.pk: said.valid}, words=said.words, by=scope, at=now()
    )
    return _told(_delegate(scope, row, elected_id))


@router.post(
    "/{election_id}/delegates/{elected_id}/vacancy", response={200: DelegateOut, **SAYS_NO}
)
@once
def note_a_vacancy(
    request: HttpRequest, election_id: UUID, elected_id: UUID, said: VacancyIn
) -> Any:
    """A delegate does not go; the branch fills the seat by a vote."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = election_of(scope, election_id)
    one = _delegate(scope, row, elected_id)
    delegating.vacate(delegate=one, by=scope, at=now(), **said.model_dump())
    return _told(_delegate(scope, row, elected_id))


@router.post("/{election_id}/meeting", response={200: WrittenOut, **SAYS_NO})
@once
def write_the_election_meeting(request: HttpRequest, election_id: UUID) -> Any:
    """Record the meeting that voted in the organ's life, attendance as ticked."""
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    row = election_of(scope, election_id)
    made = meeting_link.write_meeting(election=row, by=scope, at=now())
    return {"meeting": str(made.public_id), "state": made.state}
