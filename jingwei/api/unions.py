"""Unions by the API: the list, one, a proposal, a party's word, projects, goals.

Steps are taken under ``/flows/unions.union/{id}/steps/{verb}``.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.public_benefit.unions import actions, queries
from jingwei.systems.public_benefit.unions.kinds import (
    Occasion,
    PartyRole,
    Principle,
    ProjectKind,
    UnionKind,
)
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
)
from jingwei.systems.public_benefit.unions.reading import number_of

router = Router(tags=["unions"])
SEE, KEEP = Duty.FIGURES_SEE, Duty.BENEFIT_KEEP
Amount = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
Long = Annotated[str, Field(max_length=600)]
Names = Annotated[list[Name], Field(max_length=20)]


class UnionOut(Schema):
    """One union; ``organisation`` is the code of the one that leads."""

    id: str
    organisation: str
    title: str
    kind: str
    principle: str
    occasion: str
    basis: str
    resources: str
    state: str
    begins_on: date
    ends_on: date
    review_due_on: date | None
    ended_on: date | None
    outcome: str


class UnionPartyOut(Schema):
    name: str
    role: str
    signed_on: date | None
    declined_on: date | None
    words: str


class UnionGoalOut(Schema):
    id: str
    title: str
    unit: str
    target: Decimal
    reached: Decimal | None
    measured_on: date | None
    evidence: str


class JointProjectOut(Schema):
    id: str
    party: str
    kind: str
    title: str
    due_on: date
    state: str
    done_on: date | None
    result: str


class UnionReviewOut(Schema):
    on: date
    gained: str
    lacking: str


class UnionWhole(UnionOut):
    parties: list[UnionPartyOut]
    goals: list[UnionGoalOut]
    projects: list[JointProjectOut]
    reviews: list[UnionReviewOut]


class UnionListing(Schema):
    kind: Code = ""
    state: Code = ""
    words: Short = ""
    at: Cursor = ""


class GoalIn(Schema):
    """What is to be reached: at least so much of a unit."""

    title: Short
    target: Amount
    unit: Annotated[str, Field(max_length=12)]


class UnionIn(Schema):
    """``helpers``, ``helped``, ``members``: codes or full names of other organisations."""

    organisation: Code
    title: Name
    kind: UnionKind = UnionKind.CROSS_AREA
    principle: Principle = Principle.SHARE
    occasion: Occasion = Occasion.OTHER
    basis: Name
    resources: Long = ""
    role: PartyRole = PartyRole.MEMBER
    helpers: Names = []
    helped: Names = []
    members: Names = []
    goals: Annotated[list[GoalIn], Field(max_length=20)]
    begins_on: Day
    ends_on: Day


class SignatureIn(Schema):
    """What one party says; ``organisation`` is its code."""

    organisation: Code
    agrees: bool
    words: Text = ""


class JointProjectIn(Schema):
    """``organisation`` is the code of the party that answers for it."""

    organisation: Code
    kind: ProjectKind
    title: Name
    due_on: Day


class ProjectDone(Schema):
    on: Day
    result: Long


class ProjectDropped(Schema):
    reason: Text


class MeasureIn(Schema):
    """``reached`` as people write numbers: ``52.5``."""

    reached: Short
    on: Day
    evidence: Text


def told(row: CrossAreaUnion) -> dict[str, Any]:
    return {"id": str(row.public_id), "organisation": row.org.code} | {
        name: getattr(row, name)
        for name in UnionOut.model_fields
        if name not in ("id", "organisation")
    }


def party_told(row: UnionParty) -> dict[str, Any]:
    return {name: getattr(row, name) for name in UnionPartyOut.model_fields}


def goal_told(row: UnionGoal) -> dict[str, Any]:
    return {"id": str(row.public_id)} | {
        name: getattr(row, name) for name in UnionGoalOut.model_fields if name != "id"
    }


def project_told(row: JointProject) -> dict[str, Any]:
    return {"id": str(row.public_id), "party": row.org_name} | {
        name: getattr(row, name)
        for name in JointProjectOut.model_fields
        if name not in ("id", "party")
    }


def whole(row: CrossAreaUnion) -> dict[str, Any]:
    return told(row) | {
        "parties": [party_told(one) for one in queries.parties(row)],
        "goals": [goal_told(one) for one in queries.goals(row)],
        "projects": [project_told(one) for one in queries.projects(row)],
        "reviews": [
            {"on": one.on, "gained": one.gained, "lacking": one.lacking}
            for one in queries.reviews(row)
        ],
    }


def union_of(scope: Scope, public_id: UUID) -> CrossAreaUnion:
    return found(lambda: queries.union(scope, public_id))


@router.get("", response={200: Paged[UnionOut], **SAYS_NO})
def list_unions(request: HttpRequest, said: Query[UnionListing]) -> dict[str, Any]:
    """Unions in which this part of the tree takes part, the nearest end first."""
    scope = scope_of(request, SEE)
    rows = queries.unions(scope, kind=said.kind, state=said.state, words=said.words)
    page = page_of(rows, keys=("ends_on", "id"), at=said.at)
    queries.seat(page.rows)
    return paged(page, told)


@router.post("", response={201: UnionWhole, **SAYS_NO})
@once
def propose_a_union(request: HttpRequest, said: UnionIn) -> Any:
    """Put a union to the others; each signs for itself."""
    scope = scope_of(request, KEEP)
    asked = said.model_dump(exclude={"organisation", "goals"})
    for name in ("helpers", "helped", "members"):
        asked[name] = tuple(asked[name])
    goals = tuple((one.title, one.target, one.unit) for one in said.goals)
    row = actions.propose_union(
        org=organisation_of(scope, said.organisation), plan=actions.Plan(goals=goals, **asked),
        by=scope, at=now(),
    )  # fmt: skip
    return Status(201, whole(row))


@router.get("/{union_id}", response={200: UnionWhole, 304: None, **SAYS_NO})
def get_union(request: HttpRequest, response: HttpResponse, union_id: UUID) -> Any:
    """One union, as every party sees it."""
    answer = whole(union_of(scope_of(request, SEE), union_id))
    return Status(304, None) if known(request, response, "union", repr(answer)) else answer


@router.post("/{union_id}/signature", response={201: UnionPartyOut, **SAYS_NO})
@once
def sign_a_union(request: HttpRequest, union_id: UUID, said: SignatureIn) -> Any:
    """One party's yes or no, for itself; with the last yes the union is signed."""
    scope = scope_of(request, KEEP)
    row = union_of(scope, union_id)
    party = found(lambda: queries.party(scope, row, said.organisation))
    done = actions.sign_union(
        union=row, party=party, agrees=said.agrees, words=said.words, by=scope, at=now()
    )
    return Status(201, party_told(done))


@router.post("/{union_id}/projects", response={201: JointProjectOut, **SAYS_NO})
@once
def add_a_joint_project(request: HttpRequest, union_id: UUID, said: JointProjectIn) -> Any:
    """A party takes on something for all."""
    scope = scope_of(request, KEEP)
    row = union_of(scope, union_id)
    party = found(lambda: queries.party(scope, row, said.organisation))
    made = actions.add_project(
        union=row, party=party, kind=said.kind, title=said.title, due_on=said.due_on, by=scope,
        at=now(),
    )  # fmt: skip
    return Status(201, project_told(made))


@router.post("/{union_id}/projects/{project_id}/done", response={201: JointProjectOut, **SAYS_NO})
@once
def finish_a_joint_project(
    request: HttpRequest, union_id: UUID, project_id: UUID, said: ProjectDone
) -> Any:
    """It is done, with what came of it for people."""
    scope = scope_of(request, KEEP)
    row = union_of(scope, union_id)
    project = found(lambda: queries.project(row, project_id))
    done = actions.finish_project(
        project=project, on=said.on, result=said.result, by=scope, at=now()
    )
    return Status(201, project_told(done))


@router.post(
    "/{union_id}/projects/{project_id}/dropped", response={201: JointProjectOut, **SAYS_NO}
)
@once
def drop_a_joint_project(
    request: HttpRequest, union_id: UUID, project_id: UUID, said: ProjectDropped
) -> Any:
    """It will not be done, and why."""
    scope = scope_of(request, KEEP)
    row = union_of(scope, union_id)
    project = found(lambda: queries.project(row, project_id))
    done = actions.drop_project(project=project, reason=said.reason, by=scope, at=now())
    return Status(201, project_told(done))


@router.post("/{union_id}/goals/{goal_id}", response={201: UnionGoalOut, **SAYS_NO})
@once
def measure_a_union_goal(
    request: HttpRequest, union_id: UUID, goal_id: UUID, said: MeasureIn
) -> Any:
    """How far a goal has come, and from where one knows."""
    scope = scope_of(request, KEEP)
    row = union_of(scope, union_id)
    goal = found(lambda: queries.goal(row, goal_id))
    done = actions.measure_goal(
        union=row, goal=goal, reached=number_of(said.reached), on=said.on,
        evidence=said.evidence, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, goal_told(done))
