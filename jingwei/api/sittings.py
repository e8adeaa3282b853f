"""Meetings of the wings and committees of communities by the API; and what was decided there."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import queries as grids
from jingwei.systems.community.grids.kinds import SlotKind
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.sittings import actions, queries
from jingwei.systems.community.sittings.actions import Told
from jingwei.systems.community.sittings.models import Decision, Sitting
from jingwei.systems.community.sittings.rules import Decided

router = Router(tags=["sittings"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.GRIDS_KEEP


class SittingOut(Schema):
    """``body`` is the wing or committee that met."""

    id: str
    community: str
    body: str
    on: date
    topic: str
    present: int
    seats: int
    decided: int
    waiting: int


class CameOut(Schema):
    name: str
    came: str


class ItemOut(Schema):
    title: str
    said: str


class SittingDecisionOut(Schema):
    id: str
    text: str
    owner: str
    due_on: date
    done_on: date | None
    outcome: str


class SittingWhole(Schema):
    id: str
    community: str
    body: str
    on: date
    topic: str
    venue: str
    chair: str
    guests: str
    version: int
    came: list[CameOut]
    items: list[ItemOut]
    decisions: list[SittingDecisionOut]


class SittingListing(Schema):
    kind: Code = ""
    at: Cursor = ""


class ItemIn(Schema):
    title: Name
    said: Annotated[str, Field(max_length=2000)] = ""


class SittingDecisionIn(Schema):
    """``owner`` is the name of somebody who sits in the body."""

    text: Annotated[str, Field(max_length=300)]
    owner: Short
    due_on: Day


class CameIn(Schema):
    name: Short
    came: Literal["present", "leave", "absent"]


class SittingIn(Schema):
    """``body`` is the title of a wing or committee of the community."""

    community: UUID
    body: Short
    on: Day
    topic: Name
    chair: Short
    venue: Name = ""
    guests: Annotated[str, Field(max_length=300)] = ""
    came: Annotated[list[CameIn], Field(max_length=60)]
    items: Annotated[list[ItemIn], Field(max_length=30)]
    decisions: Annotated[list[SittingDecisionIn], Field(max_length=20)] = []


class DoneIn(Schema):
    outcome: Annotated[str, Field(max_length=300)]
    on: Day


def task_told(one: Decision) -> dict[str, Any]:
    return {
        "id": str(one.public_id), "text": one.text, "owner": one.owner, "due_on": one.due_on,
        "done_on": one.done_on, "outcome": one.outcome,
    }  # fmt: skip


def whole(row: Sitting) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "community": str(row.community.public_id),
        "body": row.slot.title, "on": row.on, "topic": row.topic, "venue": row.venue,
        "chair": row.chair, "guests": row.guests, "version": row.version, "items": row.items,
        "came": [{"name": one.name, "came": one.came} for one in queries.came(row)],
        "decisions": [task_told(one) for one in queries.decisions(row)],
    }  # fmt: skip


@router.get("", response={200: Paged[SittingOut], **SAYS_NO})
def list_sittings(request: HttpRequest, said: Query[SittingListing]) -> dict[str, Any]:
    """Meetings of bodies in sight, the latest first."""
    kind = said.kind if said.kind in SlotKind.values else ""
    page = page_of(
        queries.sittings(scope_of(request, SEE), kind=kind), keys=("-on", "-id"), at=said.at
    )
    counts = queries.counted(page.rows)

    def told(row: Sitting) -> dict[str, Any]:
        n = counts[row.pk]
        return {
            "id": str(row.public_id), "community": row.community.name, "body": row.slot.title,
            "on": row.on, "topic": row.topic, "present": n.present, "seats": n.seats,
            "decided": n.decided, "waiting": n.waiting,
        }  # fmt: skip

    return paged(page, told)


@router.post("", response={201: SittingWhole, **SAYS_NO})
@once
def record_a_sitting(request: HttpRequest, said: SittingIn) -> Any:
    """Keep what was held; names are those who sit in the body on that day."""
    scope = scope_of(request, KEEP)
    try:
        community = grids.community(scope, said.community)
    except Community.DoesNotExist as missing:
        raise Http404 from missing
    slots = grids.slots_of(community, local_day(now()))
    slot = next((one for one in slots if one.title == said.body), None)
    if slot is None:
        raise Http404
    seats = {one.name: one.pk for one in queries.seats_on(slot, said.on)}
    told = Told(
        on=said.on, topic=said.topic, chair=said.chair, venue=said.venue, guests=said.guests,
        items=[(one.title, one.said) for one in said.items],
        came={seats[one.name]: one.came for one in said.came if one.name in seats},
        decided=[
            Decided(
                text=one.text, owner=one.owner if one.owner in seats else "",
                due_on=one.due_on, seat=seats.get(one.owner),
            )
            for one in said.decisions
        ],
    )  # fmt: skip
    made = actions.record_sitting(slot=slot, told=told, by=scope, at=now())
    return Status(201, whole(queries.sitting(scope, made.public_id)))


@router.get("/{sitting_id}", response={200: SittingWhole, 304: None, **SAYS_NO})
def get_sitting(request: HttpRequest, response: HttpResponse, sitting_id: UUID) -> Any:
    """One meeting: who came, what was said, what was decided."""
    try:
        row = queries.sitting(scope_of(request, SEE), sitting_id)
    except Sitting.DoesNotExist as missing:
        raise Http404 from missing
    answer = whole(row)
    return Status(304, None) if known(request, response, "sitting", repr(answer)) else answer


@router.post("/decisions/{sitting_decision_id}/done", response={200: SittingDecisionOut, **SAYS_NO})
@once
def finish_a_sitting_decision(request: HttpRequest, sitting_decision_id: UUID, said: DoneIn) -> Any:
    """What was decided is done, and with which result."""
    scope = scope_of(request, KEEP)
    try:
        row = queries.decision(scope, sitting_decision_id)
    except Decision.DoesNotExist as missing:
        raise Http404 from missing
    return task_told(
        actions.finish_decision(decision=row, outcome=said.outcome, on=said.on, by=scope, at=now())
    )
