"""Notes of grid workers by the API: what the phone sends when the signal is back, once each."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Cursor, Paged, Short, paged
from jingwei.kernel.access.duties import Duty
from jingwei.shell.http import page_of
from jingwei.systems.community.phone import actions, queries
from jingwei.systems.community.phone.kinds import NoteKind
from jingwei.systems.community.phone.models import Note
from jingwei.work.matters import receipts
from jingwei.work.matters.kinds import State

router = Router(tags=["notes"])


class NoteIn(Schema):
    """``mark``: drawn by the caller, the same for every try of one note. ``building``, or for what
    is in none ``community``. ``position`` is east and north in degrees, only attached by hand."""

    mark: Annotated[str, Field(min_length=1, max_length=60)]
    kind: Literal["asked", "found", "solved"]
    asked: Annotated[str, Field(max_length=2100)]
    building: UUID | None = None
    community: UUID | None = None
    spot: Short = ""
    name: Short = ""
    phone: Short = ""
    position: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None


class NoteTaken(Schema):
    """``id`` is the matter's; ``is_new`` false where this mark had come in before."""

    id: str
    receipt: str
    title: str
    is_new: bool


class NoteOut(Schema):
    """An own note and what became of it; ``id`` is the matter's."""

    id: str
    mark: str
    kind: NoteKind
    title: str
    building: str
    grid: str
    state: State
    noted_at: datetime


class NoteListing(Schema):
    at: Cursor = ""


def told(row: Note) -> dict[str, Any]:
    return {
        "id": str(row.matter.public_id), "mark": row.mark, "kind": row.kind,
        "title": row.matter.title, "building": row.building.name if row.building else "",
        "grid": row.grid.name if row.grid else "", "state": row.matter.state,
        "noted_at": row.noted_at,
    }  # fmt: skip


@router.get("", response={200: Paged[NoteOut], **SAYS_NO})
def list_own_notes(request: HttpRequest, said: Query[NoteListing]) -> Any:
    """What the signed-in account noted in this post's range, the newest first."""
    scope = scope_of(request, Duty.MATTERS_HANDLE)
    return paged(page_of(queries.notes(scope), keys=("-noted_at", "-id"), at=said.at), told)


@router.post("", response={201: NoteTaken, **SAYS_NO})
@once
def take_a_note(request: HttpRequest, said: NoteIn) -> Any:
    """Make a matter of a note, once for each mark however often it is sent."""
    scope = scope_of(request, Duty.MATTERS_HANDLE)
    building = queries.building(scope, said.building) if said.building else None
    community = queries.community(scope, said.community) if said.community else None
    if (said.building and building is None) or (said.community and community is None):
        raise Http404
    home = building.community if building else community
    if home is None:
        raise Http404
    kept = actions.keep_note(
        told=actions.NoteTold(
            kind=said.kind, asked=said.asked, community=home, building=building, spot=said.spot,
            name=said.name, phone=said.phone,
            point=(said.position[0], said.position[1]) if said.position else None,
        ),
        mark=said.mark, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, {
        "id": str(kept.note.matter.public_id), "receipt": receipts.grouped(kept.receipt),
        "title": kept.note.matter.title, "is_new": kept.is_new,
    })  # fmt: skip
