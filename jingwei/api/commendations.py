"""Commendations by the API: those in sight, recording one, noting that it was taken back."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.commendations import actions, queries
from jingwei.work.membership.commendations.models import Commendation

router = Router(tags=["commendations"])
Honours = Literal["member", "worker", "body"]


class CommendationListing(Schema):
    under: Code = ""
    honour: Short = ""
    at: Cursor = ""


class CommendationIn(Schema):
    """``member`` is left out where an organisation is commended; ``paper`` is the number of the
    decision."""

    organisation: Code
    honour: Honours
    level: Literal["centre", "province", "city", "county", "base"]
    given_by: Name
    paper: Short
    on: Day
    member: UUID | None = None


class TakingBackIn(Schema):
    on: Day
    why: Name


class CommendationOut(Schema):
    id: str
    organisation: str
    honour: str
    level: str
    member: str
    name: str
    given_by: str
    paper: str
    on: date
    taken_on: date | None


def told(row: Commendation) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code,
        "member": str(row.person.public_id) if row.person else "",
        **{name: getattr(row, name) for name in (
            "honour", "level", "name", "given_by", "paper", "on", "taken_on",
        )},
    }  # fmt: skip


@router.get("", response={200: Paged[CommendationOut], **SAYS_NO})
def list_commendations(request: HttpRequest, said: Query[CommendationListing]) -> dict[str, Any]:
    """Commendations of the acting post's part of the tree, the last first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    under = organisation_of(scope, said.under).path if said.under else ""
    rows = queries.commendations(scope, under=under, honour=said.honour)
    return paged(page_of(rows, keys=("-on", "-id"), at=said.at), told)


@router.post("", response={201: CommendationOut, **SAYS_NO})
@once
def record_a_commendation(request: HttpRequest, said: CommendationIn) -> Any:
    """登记表彰 as the paper says."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    values = said.model_dump(exclude={"organisation", "member"})
    row = actions.record_commendation(
        org=organisation_of(scope, said.organisation), by=scope, at=now(),
        told=actions.Told(person=_member(scope, said.member), **values),
    )  # fmt: skip
    return Status(201, told(row))


@router.post("/{commendation_id}/taking-back", response={200: CommendationOut, **SAYS_NO})
@once
def take_back_a_commendation(
    request: HttpRequest, commendation_id: UUID, said: TakingBackIn
) -> Any:
    """Note that it was taken back; it stays on file."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    row = queries.commendation(scope, commendation_id)
    if row is None:
        raise Http404
    actions.take_back(commendation=row, by=scope, at=now(), **said.model_dump())
    return told(queries.commendation(scope, commendation_id) or row)


def _member(scope: Scope, public_id: UUID | None) -> Person | None:
    """Raises: Http404, the same for out of sight and unknown."""
    if public_id is None:
        return None
    found: Person | None = Person.objects.within(scope).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
