"""The kind of a matter with its own fields, and papers taken for an errand, by the API."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.matters import router
from jingwei.api.schemas import Short, Text
from jingwei.kernel.access.duties import Duty
from jingwei.work.matters import alike, own_actions, queries
from jingwei.work.matters.kinds import Ended, Kind, State
from jingwei.work.matters.models import Matter, ProxyPaper
from jingwei.work.matters.own_fields import OWN

OwnSaid = Annotated[dict[str, Annotated[str, Field(max_length=300)]], Field(max_length=20)]


class OwnFieldOut(Schema):
    """A field of the kind; ``form`` is line, day, yes or count."""

    name: str
    label: str
    form: str
    required: bool
    value: str


class MatterKindOut(Schema):
    """``first_kind`` is empty where it was never changed. The two days are those that the law
    gives in a labour dispute: free to ask for arbitration, and the last day to ask."""

    kind: Kind
    first_kind: str
    fields: list[OwnFieldOut]
    free_from: date | None
    apply_until: date | None


class MatterKindIn(Schema):
    """``fields``: values by the names that the kind has; days as 2026-07-02, yes as 1."""

    kind: Kind
    fields: OwnSaid = {}
    reason: Text = ""


class ProxyPaperIn(Schema):
    """Only the name of the paper, never a number on it."""

    name: Short


class ProxyPaperOut(Schema):
    id: str
    name: str
    taken_on: date
    ended_on: date | None
    how: str


class ProxyPaperEnd(Schema):
    how: Ended


class AlikeMatterOut(Schema):
    """A matter of the same place that says nearly the same; a suggestion only."""

    id: str
    title: str
    state: State
    received_on: date


class MatterLink(Schema):
    """``matter`` is the earlier one; both stay."""

    matter: Short
    reason: Text


class MatterLinked(Schema):
    id: str
    same_as: str


def _matter(request: HttpRequest, matter_id: UUID, duty: Duty) -> Matter:
    row = queries.matter(scope_of(request, duty), matter_id)
    if row is None:
        raise Http404
    return row


def _kind(row: Matter) -> dict[str, Any]:
    kept = {one.name: value for one, value in own_actions.own_of(row)}
    days = own_actions.mediation_of(row)
    return {
        "kind": row.kind, "first_kind": row.first_kind,
        "fields": [
            {
                "name": one.name, "label": str(one.label), "form": one.form.value,
                "required": one.required, "value": _text(kept.get(one.name)),
            }
            for one in (OWN[row.kind].fields if row.kind in OWN else ())
        ],
        "free_from": days.free_from if days else None,
        "apply_until": days.apply_until if days else None,
    }  # fmt: skip


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def _paper(row: ProxyPaper) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "taken_on": row.taken_on,
        "ended_on": row.ended_on, "how": row.how,
    }  # fmt: skip


@router.get("/{matter_id}/alike", response={200: list[AlikeMatterOut], **SAYS_NO})
def list_alike_matters(request: HttpRequest, matter_id: UUID) -> Any:
    """Matters of the same place, lately, that say nearly the same."""
    row = _matter(request, matter_id, Duty.MATTERS_SEE)
    return [
        {"id": str(one.public_id), "title": one.title, "state": one.state,
         "received_on": one.received_on}
        for one in alike.alike(scope_of(request, Duty.MATTERS_SEE), row)
    ]  # fmt: skip


@router.post("/{matter_id}/link", response={200: MatterLinked, **SAYS_NO})
@once
def link_matter(request: HttpRequest, matter_id: UUID, said: MatterLink) -> Any:
    """Say that a matter is the same as an earlier one; nothing is merged."""
    row = _matter(request, matter_id, Duty.MATTERS_HANDLE)
    by = scope_of(request, Duty.MATTERS_HANDLE)
    alike.link(matter=row, to=alike.number(said.matter), reason=said.reason, by=by, at=now())
    return {"id": str(row.public_id), "same_as": said.matter}


@router.get("/{matter_id}/kind", response={200: MatterKindOut, **SAYS_NO})
def get_matter_kind(request: HttpRequest, matter_id: UUID) -> Any:
    """The kind of a matter and the fields of that kind."""
    return _kind(_matter(request, matter_id, Duty.MATTERS_SEE))


@router.post("/{matter_id}/kind", response={200: MatterKindOut, **SAYS_NO})
@once
def set_matter_kind(request: HttpRequest, matter_id: UUID, said: MatterKindIn) -> Any:
    """Say the kind with its fields; a change of the kind needs a reason, the first is kept."""
    row = _matter(request, matter_id, Duty.MATTERS_HANDLE)
    by = scope_of(request, Duty.MATTERS_HANDLE)
    kept = own_actions.set_kind(
        matter=row, kind=said.kind, said=said.fields, reason=said.reason, by=by, at=now()
    )
    return _kind(kept)


@router.get("/{matter_id}/papers", response={200: list[ProxyPaperOut], **SAYS_NO})
def list_proxy_papers(request: HttpRequest, matter_id: UUID) -> Any:
    """Papers taken for an errand, and what became of them."""
    return [_paper(one) for one in own_actions.papers_of(
        _matter(request, matter_id, Duty.MATTERS_SEE))]  # fmt: skip


@router.post("/{matter_id}/papers", response={201: ProxyPaperOut, **SAYS_NO})
@once
def take_proxy_paper(request: HttpRequest, matter_id: UUID, said: ProxyPaperIn) -> Any:
    """A paper was taken for the errand."""
    row = _matter(request, matter_id, Duty.MATTERS_HANDLE)
    by = scope_of(request, Duty.MATTERS_HANDLE)
    return Status(201, _paper(own_actions.take_paper(matter=row, name=said.name, by=by, at=now())))


@router.post("/{matter_id}/papers/{paper_id}", response={200: ProxyPaperOut, **SAYS_NO})
@once
def end_proxy_paper(
    request: HttpRequest, matter_id: UUID, paper_id: UUID, said: ProxyPaperEnd
) -> Any:
    """It went back, or was erased."""
    row = own_actions.paper_of(_matter(request, matter_id, Duty.MATTERS_HANDLE), paper_id)
    if row is None:
        raise Http404
    by = scope_of(request, Duty.MATTERS_HANDLE)
    return _paper(own_actions.end_paper(paper=row, how=said.how, by=by, at=now()))
