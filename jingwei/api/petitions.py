"""Matters that belong to the petition system, by the API: handed over, the other's receipt."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema, Status

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.flows import Said
from jingwei.api.matters import router
from jingwei.api.schemas import Day, Short, Text
from jingwei.kernel.access.duties import Duty
from jingwei.work.matters import petitions, queries
from jingwei.work.matters.models import Matter, Petition


class PetitionIn(Schema):
    """``accused`` is the code of the organisation that it is about, empty for none: whoever acts
    there or below, holds any post there or belongs there loses sight of the matter for good.
    ``next_door`` is what the asker is told. ``local``: answers to local checklists, by the names
    that the step ``redirect`` of the flow ``matters.matter`` asks for."""

    body: Short
    what: Short
    basis: Short
    next_door: Text
    accused: str = ""
    local: Said = {}


class PetitionHanded(Schema):
    """``in_sight``: false where the caller's own organisation is the accused."""

    in_sight: bool


class PetitionOut(Schema):
    """What was handed, to whom, on which basis; ``their_no`` is the other side's receipt."""

    body: str
    what: str
    basis: str
    handed_on: Day
    tell_by: Day
    their_no: str
    their_on: Day | None


class PetitionReceipt(Schema):
    number: Short
    received_on: date


def _matter(request: HttpRequest, matter_id: UUID, duty: Duty) -> Matter:
    row = queries.matter(scope_of(request, duty), matter_id)
    if row is None:
        raise Http404
    return row


def _kept(row: Matter) -> Petition:
    found = petitions.petition_of(row)
    if found is None:
        raise Http404
    return found


def _told(row: Petition) -> dict[str, Any]:
    names = ("body", "what", "basis", "handed_on", "tell_by", "their_no", "their_on")
    return {name: getattr(row, name) for name in names}


@router.get("/{matter_id}/petition", response={200: PetitionOut, **SAYS_NO})
def get_matter_petition(request: HttpRequest, matter_id: UUID) -> Any:
    """What was handed to the petition system; 404 where nothing was."""
    return _told(_kept(_matter(request, matter_id, Duty.MATTERS_SEE)))


@router.post("/{matter_id}/petition", response={201: PetitionHanded, **SAYS_NO})
@once
def hand_matter_to_petitions(request: HttpRequest, matter_id: UUID, said: PetitionIn) -> Any:
    """Hand it to the petition system; it ends here."""
    row = _matter(request, matter_id, Duty.MATTERS_HANDLE)
    by = scope_of(request, Duty.MATTERS_HANDLE)
    told = petitions.Handed(**said.dict(exclude={"local"}))
    gone = petitions.hand_over(matter=row, told=told, local=said.local, by=by, at=now())
    return Status(201, {"in_sight": not gone})


@router.post("/{matter_id}/petition/receipt", response={200: PetitionOut, **SAYS_NO})
@once
def note_petition_receipt(request: HttpRequest, matter_id: UUID, said: PetitionReceipt) -> Any:
    """The receipt of the petition office; the asker reads its number."""
    row = _kept(_matter(request, matter_id, Duty.MATTERS_HANDLE))
    by = scope_of(request, Duty.MATTERS_HANDLE)
    return _told(petitions.note_receipt(
        petition=row, number=said.number, on=said.received_on, by=by, at=now()
    ))  # fmt: skip
