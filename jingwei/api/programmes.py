"""Classes for a group of learners by the API: their sessions, roster and result. Steps (open, close
with a result, cancel) are taken under ``/flows/courses.programme/{id}/steps/{verb}``."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.courses import CourseIn, CourseOut, read, told
from jingwei.api.schemas import Code, Cursor, Paged, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.competence.courses import actions, queries
from jingwei.systems.competence.courses.kinds import TargetGroup
from jingwei.systems.competence.courses.models import Programme

router = Router(tags=["programmes"])
SEE, KEEP = Duty.MEMBERS_SEE, Duty.COURSES_KEEP


class ProgrammeOut(Schema):
    """``group`` is one of the five; ``is_model`` says that it is a demonstration class."""

    id: str
    held_by: str
    title: str
    group: str
    is_model: bool
    year: int
    aim: str
    state: str
    opened_on: date | None
    closed_on: date | None
    result: str


class ProgrammeSession(CourseOut):
    """``lessons`` are days of class, ``came`` counts ticks over all of them."""

    lessons: int
    came: int


class ProgrammeWhole(ProgrammeOut):
    sessions: list[ProgrammeSession]


class ProgrammeLearner(Schema):
    """Somebody of the caller's part with a seat in any session, by name and nothing else."""

    member: str
    organisation: str


class ProgrammeListing(Schema):
    year: int = Field(0, ge=0, le=2999)
    at: Cursor = ""


class ProgrammeIn(Schema):
    organisation: Code
    title: str = Field(max_length=120)
    group: TargetGroup
    year: int = Field(ge=0, le=2999)
    aim: Text = ""
    is_model: bool = True


class SessionIn(CourseIn):
    """A session is a course of its own; it is published by the step of ``courses.course``."""


def programme_told(row: Programme) -> dict[str, Any]:
    return {"id": str(row.public_id)} | {
        name: getattr(row, name) for name in ProgrammeOut.model_fields if name != "id"
    }


def programme_whole(row: Programme) -> dict[str, Any]:
    return programme_told(row) | {
        "sessions": [
            told(one.course) | {"lessons": one.lessons, "came": one.came}
            for one in queries.sessions_of(row)
        ]
    }


def programme_of(scope: Scope, public_id: UUID) -> Programme:
    """A class of the own part, or of those above. Raises: Http404."""
    return found(lambda: queries.programme(scope, public_id))


@router.get("", response={200: Paged[ProgrammeOut], **SAYS_NO})
def list_programmes(request: HttpRequest, said: Query[ProgrammeListing]) -> dict[str, Any]:
    """Classes that the own part holds, and what those above hold for it; the last year first."""
    rows = queries.programmes(scope_of(request, SEE), year=said.year or None)
    return paged(page_of(rows, keys=("-year", "-id"), at=said.at), programme_told)


@router.post("", response={201: ProgrammeWhole, **SAYS_NO})
@once
def plan_a_programme(request: HttpRequest, said: ProgrammeIn) -> Any:
    """A class for one of the five groups; it is opened by the step ``open``."""
    scope = scope_of(request, KEEP)
    row = actions.plan_programme(
        org=organisation_of(scope, said.organisation), by=scope, at=now(),
        **said.model_dump(exclude={"organisation"}),
    )  # fmt: skip
    return Status(201, programme_whole(row))


@router.get("/{programme_id}", response={200: ProgrammeWhole, 304: None, **SAYS_NO})
def get_programme(request: HttpRequest, response: HttpResponse, programme_id: UUID) -> Any:
    """One class with its sessions and what came of it."""
    answer = programme_whole(programme_of(scope_of(request, SEE), programme_id))
    return Status(304, None) if known(request, response, "programme", repr(answer)) else answer


@router.get("/{programme_id}/roster", response={200: list[ProgrammeLearner], **SAYS_NO})
def programme_roster(request: HttpRequest, programme_id: UUID) -> list[dict[str, Any]]:
    """Learners of the caller's part, each once."""
    scope = scope_of(request, SEE)
    people = queries.programme_roster(scope, programme_of(scope, programme_id))
    return [{"member": str(one.public_id), "organisation": one.org.code} for one in people]


@router.post("/{programme_id}/sessions", response={201: ProgrammeWhole, **SAYS_NO})
@once
def add_a_programme_session(request: HttpRequest, programme_id: UUID, said: SessionIn) -> Any:
    """A further session, as a draft of a course of the organisation that holds the class."""
    scope = scope_of(request, KEEP)
    row = programme_of(scope, programme_id)
    actions.add_session(programme=row, told=read(said), by=scope, at=now())
    return Status(201, programme_whole(row))
