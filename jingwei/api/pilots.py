"""Pilots, trials and practices that units take up, by the API."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import StringConstraints

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Reason, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.shell.http import page_of
from jingwei.systems.competence.disposition import pilot_actions, pilot_queries
from jingwei.systems.competence.disposition.kinds import Field
from jingwei.systems.competence.disposition.models import Adoption, Pilot, Trial
from jingwei.systems.competence.disposition.pilot_actions import PilotTold, TrialTold

router = Router(tags=["pilots"])
Place = Annotated[str, StringConstraints(max_length=80)]
Long = Annotated[str, StringConstraints(max_length=2000)]


class PilotIn(Schema):
    field: Field
    locality: Place
    since: Day
    until: Day | None = None
    criteria: Long
    basis: Name = ""


class Piloting(PilotIn):
    organisation: Code


class TrialOut(Schema):
    """What was tried; ``kept`` is ``open`` until it was evaluated."""

    id: str
    idea: str
    expected: str
    figure: str
    began_on: date
    ended_on: date | None
    evaluation: str
    kept: str


class PilotOut(Schema):
    id: str
    organisation: str
    field: str
    locality: str
    since: date
    until: date | None
    criteria: str
    basis: str


class PilotWhole(PilotOut):
    trials: list[TrialOut]


class PilotListing(Schema):
    field: Field | Literal[""] = ""
    at: Cursor = ""


class TrialIn(Schema):
    """``figure`` is the code of an indicator that shows it, where there is one."""

    idea: Name
    expected: Name
    began_on: Day
    figure: Code = ""


class Evaluating(Schema):
    evaluation: Long
    kept: Literal["kept", "dropped"]
    ended_on: Day


class PracticeOut(Schema):
    """What a pilot somewhere in the city keeps; ``used_by`` counts the units that use it."""

    id: str
    idea: str
    expected: str
    evaluation: str
    field: str
    locality: str
    organisation: str
    used_by: int


class Adopting(Schema):
    organisation: Code
    locality: Place
    since: Day
    why: Long


class AdoptionOut(Schema):
    id: str
    organisation: str
    idea: str
    origin: str
    locality: str
    since: date
    until: date | None
    why: str
    ended_why: str


class Stopping(Reason):
    on: Day


def pilot_told(row: Pilot) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "field": row.field,
        "locality": row.place, "since": row.held.lower, "until": row.held.upper,
        "criteria": row.criteria, "basis": row.basis,
    }  # fmt: skip


def trial_told(row: Trial) -> dict[str, Any]:
    return {"id": str(row.public_id)} | {
        name: getattr(row, name) for name in TrialOut.model_fields if name != "id"
    }


def practice_told(row: Trial) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "idea": row.idea, "expected": row.expected,
        "evaluation": row.evaluation, "field": row.pilot.field, "locality": row.pilot.place,
        "organisation": str(row.org), "used_by": row.used_by,  # type: ignore[attr-defined]
    }  # fmt: skip


def adoption_told(row: Adoption) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "idea": row.idea,
        "origin": row.origin, "locality": row.place, "since": row.held.lower,
        "until": row.held.upper, "why": row.why, "ended_why": row.ended_why,
    }  # fmt: skip


def _told(said: PilotIn) -> PilotTold:
    return PilotTold(
        field=said.field, place=said.locality, since=said.since, until=said.until,
        criteria=said.criteria, basis=said.basis,
    )  # fmt: skip


def _pilot(scope: Scope, public_id: UUID) -> Pilot:
    """Raises: Http404, the same for out of sight and unknown."""
    row = pilot_queries.pilot(scope, public_id)
    if row is None:
        raise Http404
    return row


def _whole(row: Pilot) -> dict[str, Any]:
    trials = [trial_told(one) for one in pilot_queries.trials_of(row)]
    return pilot_told(row) | {"trials": trials}


@router.get("", response={200: Paged[PilotOut], **SAYS_NO})
def list_pilots(request: HttpRequest, said: Query[PilotListing]) -> dict[str, Any]:
    """Units that try the exit mechanism, by field."""
    rows = pilot_queries.pilots(scope_of(request, Duty.ORGS_SEE), field=said.field)
    return paged(page_of(rows, keys=("field", "id"), at=said.at), pilot_told)


@router.post("", response={201: PilotWhole, **SAYS_NO})
@once
def add_a_pilot(request: HttpRequest, said: Piloting) -> Any:
    """A unit becomes a pilot, by written criteria."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    org = organisation_of(scope, said.organisation)
    return Status(201, _whole(pilot_actions.add_pilot(
        org=org, told=_told(said), by=scope, at=now()
    )))  # fmt: skip


@router.get("/practices", response={200: Paged[PracticeOut], **SAYS_NO})
def list_practices(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """What pilots of the city tried and keep, to be taken up elsewhere."""
    with pilot_queries.city_wide(scope_of(request, Duty.ORGS_SEE)):
        rows = pilot_queries.practices()
        return paged(page_of(rows, keys=("-decided_on", "-id"), at=at), practice_told)


@router.post("/practices/{practice_id}/adoptions", response={201: AdoptionOut, **SAYS_NO})
@once
def adopt_a_practice(request: HttpRequest, practice_id: UUID, said: Adopting) -> Any:
    """An organisation takes a practice up; where it came from stays written."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    trial = pilot_queries.practice(scope, practice_id)
    if trial is None:
        raise Http404
    row = pilot_actions.adopt_practice(
        org=organisation_of(scope, said.organisation), trial=trial, place=said.locality,
        since=said.since, why=said.why, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, adoption_told(row))


@router.get("/adoptions", response={200: Paged[AdoptionOut], **SAYS_NO})
def list_adoptions(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """What organisations in sight took up, used or stopped."""
    rows = pilot_queries.adoptions(scope_of(request, Duty.ORGS_SEE))
    return paged(page_of(rows, keys=("-id",), at=at), adoption_told)


@router.post("/adoptions/{adoption_id}/stop", response={200: AdoptionOut, **SAYS_NO})
@once
def stop_a_practice(request: HttpRequest, adoption_id: UUID, said: Stopping) -> Any:
    """It is no longer used, and why."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    row = pilot_queries.adoption(scope, adoption_id)
    if row is None:
        raise Http404
    return adoption_told(pilot_actions.stop_practice(
        adoption=row, on=said.on, why=said.reason, by=scope, at=now()
    ))  # fmt: skip


@router.get("/{pilot_id}", response={200: PilotWhole, **SAYS_NO})
def get_pilot(request: HttpRequest, pilot_id: UUID) -> Any:
    """One pilot with its trial record."""
    return _whole(_pilot(scope_of(request, Duty.ORGS_SEE), pilot_id))


@router.put("/{pilot_id}", response={200: PilotWhole, **SAYS_NO})
@once
def change_a_pilot(request: HttpRequest, pilot_id: UUID, said: PilotIn) -> Any:
    """Put a pilot right, or say when it ends."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    pilot_actions.change_pilot(pilot=_pilot(scope, pilot_id), told=_told(said), by=scope, at=now())
    return _whole(_pilot(scope, pilot_id))


@router.post("/{pilot_id}/trials", response={201: TrialOut, **SAYS_NO})
@once
def add_a_trial(request: HttpRequest, pilot_id: UUID, said: TrialIn) -> Any:
    """An idea is tried; what is expected is said before."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    told = TrialTold(said.idea, said.expected, said.began_on, said.figure)
    row = pilot_actions.add_trial(pilot=_pilot(scope, pilot_id), told=told, by=scope, at=now())
    return Status(201, trial_told(row))


@router.post("/trials/{trial_id}/evaluation", response={200: TrialOut, **SAYS_NO})
@once
def evaluate_a_trial(request: HttpRequest, trial_id: UUID, said: Evaluating) -> Any:
    """What was found; kept or dropped."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    row = pilot_queries.trial(scope, trial_id)
    if row is None:
        raise Http404
    return trial_told(pilot_actions.evaluate_trial(
        trial=row, evaluation=said.evaluation, kept=said.kept, ended_on=said.ended_on, by=scope,
        at=now(),
    ))  # fmt: skip
