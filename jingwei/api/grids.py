"""Grids by the API: who leads which, which are vacant."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Cursor, Day, Name, Paged, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import actions, queries
from jingwei.systems.community.grids.kinds import GridRole
from jingwei.systems.community.grids.models import Assignment, Grid

router = Router(tags=["grids"])


class AssignedOut(Schema):
    id: str
    name: str
    role: str
    words: str
    lead: bool
    since: date | None
    until: date | None


class GridOut(Schema):
    id: str
    community: str
    code: str
    name: str
    kind: str
    buildings: int
    households: int
    people: list[AssignedOut]


class GridListing(Schema):
    vacant: bool = False
    name: Name = ""
    at: Cursor = ""


class AssignedIn(Schema):
    """``member`` where there is a file; the name alone where there is none."""

    name: str = Field(max_length=50)
    role: GridRole
    since: Day
    lead: bool = False
    words: str = Field("", max_length=60)
    member: UUID | None = None


class EndedOn(Schema):
    on: Day


def assigned_told(row: Assignment) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.worker.name, "role": row.role, "words": row.words,
        "lead": row.is_lead, "since": row.held.lower, "until": row.held.upper,
    }  # fmt: skip


def told(one: queries.Told) -> dict[str, Any]:
    row = one.grid
    return {
        "id": str(row.public_id), "community": str(row.community.public_id), "code": row.code,
        "name": row.name, "kind": row.kind, "buildings": one.buildings,
        "households": one.households, "people": [assigned_told(who) for who in one.people],
    }  # fmt: skip


@router.get("", response={200: Paged[GridOut], **SAYS_NO})
def list_grids(request: HttpRequest, said: Query[GridListing]) -> dict[str, Any]:
    """Grids in force, by code; ``vacant`` for those that nobody leads."""
    today = local_day(now())
    scope = scope_of(request, Duty.SERVICES_SEE)
    rows = queries.grids(scope, today, vacant=said.vacant, named=said.name)
    page = page_of(rows, keys=("code", "id"), at=said.at)
    found = {one.grid.pk: one for one in queries.told(list(page.rows), today)}
    return paged(page, lambda row: told(found[row.pk]))


@router.get("/{grid_id}", response={200: GridOut, **SAYS_NO})
def get_grid(request: HttpRequest, grid_id: UUID) -> dict[str, Any]:
    """One grid with the people who take part in it."""
    row = grid_of(scope_of(request, Duty.SERVICES_SEE), grid_id)
    return told(queries.told([row], local_day(now()))[0])


@router.post("/{grid_id}/assignments", response={201: AssignedOut, **SAYS_NO})
@once
def assign_to_a_grid(request: HttpRequest, grid_id: UUID, said: AssignedIn) -> Any:
    """Put somebody to a grid; one lead of a grid, one grid of a lead."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = grid_of(scope, grid_id)
    made = actions.assign(
        grid=row, name=said.name, role=said.role, is_lead=said.lead, since=said.since,
        words=said.words, person=person_of(scope, said.member) if said.member else None,
        by=scope, at=now(),
    )  # fmt: skip
    return Status(201, assigned_told(made))


@router.post("/assignments/{assignment_id}/end", response={200: AssignedOut, **SAYS_NO})
@once
def end_an_assignment(request: HttpRequest, assignment_id: UUID, said: EndedOn) -> Any:
    """Somebody no longer takes part in a grid."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    try:
        row = queries.assignment(scope, assignment_id)
    except Assignment.DoesNotExist as missing:
        raise Http404 from missing
    actions.end_assignment(assignment=row, on=said.on, by=scope, at=now())
    return assigned_told(queries.assignment(scope, assignment_id))


def grid_of(scope: Scope, public_id: UUID) -> Grid:
    """One grid in sight. Raises: Http404."""
    try:
        return queries.grid(scope, public_id)
    except Grid.DoesNotExist as missing:
        raise Http404 from missing
