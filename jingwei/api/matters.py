"""What people ask, by the API: the worklist, one matter, taking one. Steps go by the flows."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Cursor, Day, Paged, Short, Text, paged
from jingwei.kernel.access.duties import Duty
from jingwei.shell.http import page_of
from jingwei.work.matters import actions, amending, queries, receipts, stations
from jingwei.work.matters.kinds import Category, Channel, Kind, Outcome, State
from jingwei.work.matters.models import Matter

router = Router(tags=["matters"])


class MatterOut(Schema):
    """A matter as a list shows it. ``id`` is its case in the flow ``matters.matter``;
    ``station`` is where it was asked, empty elsewhere."""

    id: str
    organisation: str
    title: str
    state: State
    channel: Channel
    kind: Kind
    category: Category | str
    level: int
    received_on: Day
    reply_due_on: Day | None
    promised_on: Day | None
    answered_on: Day | None
    closed_on: Day | None
    outcome: Outcome | str
    station: str
    station_name: str


class MatterWhole(MatterOut):
    """One matter with what was asked; who asked stays masked. ``work_order`` is the hotline's
    number, with the day that the hotline asks for."""

    asked: str
    place: str
    spot: str
    asker: str
    phone_tail: str
    why_here: str
    work_order: str
    work_order_due_on: Day | None


class MatterAsked(Schema):
    """What somebody asks at the window or on the telephone. ``where`` is a community's id,
    ``station`` that of the open station at which it is asked."""

    asked: str
    where: UUID
    spot: str = ""
    name: str = ""
    phone: str = ""
    channel: Literal["window", "phone", "grid", "delegate"] = "window"
    kind: Kind = Kind.SERVICE
    station: UUID | None = None


class MatterTaken(Schema):
    """The receipt is told once."""

    id: str
    receipt: str


class MatterListing(Schema):
    """``view``: open, new, late, done or all. ``mine``: only what is in the own hands. ``station``:
    only what was asked there."""

    view: Short = "open"
    mine: bool = False
    station: UUID | None = None
    at: Cursor = ""


class MatterAmended(Schema):
    """Fields to put right. ``seen``: how each stood when it was opened; a field that somebody else
    changed since is not overwritten (409, with what stands there now in the finding)."""

    title: Short | None = None
    spot: Text | None = None
    seen: Annotated[dict[str, Text], Field(max_length=4)] = {}


def told(row: Matter) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "title": row.title,
        "state": row.state, "channel": row.channel, "kind": row.kind,
        "category": row.category, "level": row.level,
        "received_on": row.received_on, "reply_due_on": row.reply_due_on,
        "promised_on": row.promised_on, "answered_on": row.answered_on,
        "closed_on": row.closed_on, "outcome": row.outcome,
        "station": str(row.station or ""), "station_name": row.station_name,
    }  # fmt: skip


@router.get("", response={200: Paged[MatterOut], **SAYS_NO})
def list_matters(request: HttpRequest, said: Query[MatterListing]) -> Any:
    """Matters that the post answers for or works on, the newest first."""
    scope = scope_of(request, Duty.MATTERS_SEE)
    if said.station is not None and stations.within(scope, said.station) is None:
        raise Http404
    rows = queries.matters(
        scope, view=said.view, on=timezone.localdate(now()), mine=said.mine, station=said.station
    )
    return paged(page_of(rows, keys=("-received_at", "-id"), at=said.at), told)


@router.post("", response={201: MatterTaken, **SAYS_NO})
@once
def take_a_matter(request: HttpRequest, said: MatterAsked) -> Any:
    """Take a matter; whoever takes it first answers for it to the end."""
    scope = scope_of(request, Duty.MATTERS_HANDLE)
    place = queries.place(scope, said.where)
    station = stations.within(scope, said.station)
    if place is None or (said.station and not (station and station.is_open)):
        raise Http404
    row, code = actions.receive_matter(
        org=place.org, channel=Channel(said.channel), by=scope, at=now(),
        told=actions.Told(
            asked=said.asked, place=place, spot=said.spot, name=said.name, phone=said.phone,
            kind=said.kind, station=station,
        ),
    )  # fmt: skip
    return Status(201, {"id": str(row.public_id), "receipt": receipts.grouped(code)})


@router.post("/{matter_id}/amend", response={200: MatterOut, **SAYS_NO})
@once
def amend_matter(request: HttpRequest, matter_id: UUID, said: MatterAmended) -> Any:
    """Put the few words and the spot right; what was asked stays as the asker said it."""
    scope = scope_of(request, Duty.MATTERS_HANDLE)
    row = queries.matter(scope, matter_id)
    if row is None:
        raise Http404
    wanted = {
        name: text
        for name, text in (("title", said.title), ("spot", said.spot))
        if text is not None
    }
    return told(amending.amend_matter(matter=row, said=wanted, seen=said.seen, by=scope, at=now()))


@router.get("/{matter_id}", response={200: MatterWhole, 304: None, **SAYS_NO})
def get_matter(request: HttpRequest, response: HttpResponse, matter_id: UUID) -> Any:
    """One matter: what was asked and where it stands."""
    scope = scope_of(request, Duty.MATTERS_SEE)
    row = queries.matter(scope, matter_id)
    if row is None:
        raise Http404
    case = queries.case_of(row)
    if known(request, response, "matter", row.public_id, case.number if case else 0):
        return Status(304, None)
    return told(row) | {
        "asked": actions.asked_of(row), "place": row.place.name if row.place else "",
        "spot": row.spot, "asker": actions.named(row), "phone_tail": row.phone_tail,
        "why_here": row.why, "work_order": row.outside_no,
        "work_order_due_on": row.outside_due_on,
    }  # fmt: skip
