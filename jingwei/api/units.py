"""Units by the API: enterprises, communities, projects, and who is responsible for them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import (
    MATCHES,
    SAYS_NO,
    known,
    now,
    once,
    scope_of,
    seen_as,
    version_of,
)
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries, unit_actions
from jingwei.kernel.orgs.models import Unit
from jingwei.shell.http import page_of

router = Router(tags=["units"])
FOUND_BY_SEARCH = 50


class UnitOut(Schema):
    id: str
    name: str
    kind: str
    kind_title: str
    code: str
    legacy_code: str
    organisation: str
    division: str
    address: str
    phone: str
    headcount: int | None
    since: date | None
    until: date | None
    version: int


class UnitListing(Schema):
    q: Name = ""
    kind: Code = ""
    under: Name = ""
    at: Cursor = ""


class UnitIn(Schema):
    name: Name
    kind: Code
    on: Day
    code: Code = ""
    division: Code = ""
    address: Text = ""
    phone: Short = ""
    headcount: int | None = Field(None, ge=0, le=2_000_000_000)


class UnitOpening(UnitIn):
    organisation: Code


class UnitEnd(Schema):
    on: Day
    basis: Text


class Entrusting(UnitEnd):
    organisation: Code


def unit_of(scope: Scope, public_id: UUID | str) -> Unit:
    """One unit in sight. Raises: Http404."""
    try:
        key = UUID(str(public_id))
    except ValueError as error:
        raise Http404 from error
    found: Unit | None = queries.units(scope).filter(public_id=key).first()
    if found is None:
        raise Http404
    return found


def told(unit: Unit) -> dict[str, Any]:
    return {
        "id": str(unit.public_id), "name": unit.name, "kind": unit.kind,
        "kind_title": str(unit.get_kind_display()), "code": unit.code or "",
        "legacy_code": unit.legacy_code, "organisation": unit.org.code,
        "division": unit.division_id or "", "address": unit.address, "phone": unit.phone,
        "headcount": unit.headcount, "since": unit.held.lower, "until": unit.held.upper,
        "version": unit.version,
    }  # fmt: skip


def tag_of(unit: Unit) -> tuple[object, ...]:
    return ("unit", unit.public_id, unit.version)


@router.get("", response={200: Paged[UnitOut], **SAYS_NO})
def list_units(request: HttpRequest, said: Query[UnitListing]) -> dict[str, Any]:
    """Units for which the acting post and those below it are responsible, by name.

    With ``q`` the likeliest first, at most 50 and no further page.
    """
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, said.under) if said.under else None
    if said.q:
        found = [
            unit
            for unit in queries.search_units(scope, said.q, FOUND_BY_SEARCH)
            if (not said.kind or unit.kind == said.kind)
            and (org is None or unit.org_path.startswith(org.path))
        ]
        return {"rows": [told(unit) for unit in found], "next": "", "previous": ""}
    rows = queries.units(scope, org)
    if said.kind:
        rows = rows.filter(kind=said.kind)
    return paged(page_of(rows, keys=("pinyin", "id"), at=said.at), told)


@router.get("/{unit_id}", response={200: UnitOut, 304: None, **SAYS_NO})
def get_unit(request: HttpRequest, response: HttpResponse, unit_id: UUID) -> Any:
    """One unit; its ETag goes into If-Match of a change."""
    unit = unit_of(scope_of(request, Duty.ORGS_SEE), unit_id)
    return Status(304, None) if known(request, response, *tag_of(unit)) else told(unit)


@router.post("", response={201: UnitOut, **SAYS_NO})
@once
def open_unit(request: HttpRequest, response: HttpResponse, said: UnitOpening) -> Any:
    """Put a unit on file."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, said.organisation)
    values = said.dict(exclude={"organisation"})
    unit = unit_actions.open_unit(org=org, by=scope, at=now(), **values)
    seen_as(response, *tag_of(unit))
    return Status(201, told(unit))


@router.put("/{unit_id}", response={200: UnitOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def edit_unit(request: HttpRequest, response: HttpResponse, unit_id: UUID, said: UnitIn) -> Any:
    """Change what is on file; what is left out is emptied. A new name is so from ``on``."""
    return _change(request, response, unit_id, unit_actions.edit_unit, **said.dict())


@router.post("/{unit_id}/close", response={200: UnitOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def close_unit(request: HttpRequest, response: HttpResponse, unit_id: UUID, said: UnitEnd) -> Any:
    """A unit is gone; it stays on file and in history."""
    return _change(request, response, unit_id, unit_actions.close_unit, **said.dict())


@router.post("/{unit_id}/entrust", response={200: UnitOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def entrust_unit(
    request: HttpRequest, response: HttpResponse, unit_id: UUID, said: Entrusting
) -> Any:
    """Another organisation becomes responsible."""
    org = organisation_of(scope_of(request, Duty.ORGS_CHANGE), said.organisation)
    return _change(
        request, response, unit_id, unit_actions.entrust_unit, org=org, on=said.on,
        basis=said.basis,
    )  # fmt: skip


def _change(
    request: HttpRequest, response: HttpResponse, unit_id: UUID, act: Any, **said: Any
) -> dict[str, Any]:
    scope = scope_of(request, Duty.ORGS_CHANGE)
    unit = unit_of(scope, unit_id)
    version = version_of(request, unit.version, *tag_of(unit))
    act(unit=unit, by=scope, at=now(), version=version, **said)
    unit = unit_of(scope, unit_id)
    seen_as(response, *tag_of(unit))
    return told(unit)
