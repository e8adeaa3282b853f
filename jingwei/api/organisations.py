"""Organisations by the API: the tree on any day, one organisation, its changes and history."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, api, now, once, scope_of
from jingwei.api.schemas import Paged, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.queries import lines_of, shown
from jingwei.kernel.orgs import actions, queries
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.http import etag, not_modified, page_of, require_match

router = Router(tags=["organisations"])


class OrganisationOut(Schema):
    code: str
    name: str
    short_name: str
    kind: str
    kind_title: str
    founded_on: date | None
    dissolved_on: date | None
    superior: str
    contact: str
    version: int


class NodeOut(Schema):
    code: str
    name: str
    kind: str
    has_below: bool
    exists_today: bool


class LineOut(Schema):
    id: int
    at: str
    verb: str
    what: str
    who: str
    post: str
    facts: dict[str, Any]


class Found(Schema):
    superior: str
    code: str
    name: str
    kind: str
    founded_on: date
    short_name: str = ""
    basis: str = ""


class Rename(Schema):
    name: str
    on: date
    short_name: str | None = None
    kind: str | None = None
    basis: str = ""


class Move(Schema):
    superior: str
    on: date
    basis: str = ""


class Dissolve(Schema):
    on: date
    basis: str


class Listing(Schema):
    kind: str = ""
    under: str = ""
    at: str = ""


def organisation_of(scope: Scope, code: str) -> Organisation:
    """One organisation in sight. Raises: Http404, the same for out of sight and unknown."""
    if "\x00" in code or (org := queries.organisation(scope, code)) is None:
        raise Http404
    return org


def told(org: Organisation, superior: str = "") -> dict[str, Any]:
    return {
        "code": org.code, "name": org.name, "short_name": org.short_name, "kind": org.kind,
        "kind_title": str(org.get_kind_display()), "founded_on": org.held.lower,
        "dissolved_on": org.held.upper, "superior": superior, "contact": org.contact,
        "version": org.version,
    }  # fmt: skip


def _superior(org: Organisation, on: date) -> str:
    above = queries.superiors(org, on)
    return above[-1].code if above else ""


def _tag(org: Organisation) -> str:
    return etag("organisation", org.public_id, org.version)


@router.get("", response={200: Paged[OrganisationOut], **SAYS_NO})
def list_organisations(request: HttpRequest, said: Query[Listing]) -> dict[str, Any]:
    """Open organisations of the acting post in tree order, 50 at a time."""
    scope = scope_of(request, Duty.ORGS_SEE)
    rows = queries.organisations(scope)
    if said.kind:
        rows = rows.filter(kind=said.kind)
    if said.under:
        rows = rows.under(organisation_of(scope, said.under).path)
    page = page_of(rows, keys=("path",), at=said.at)
    return paged(page, [told(org) for org in page.rows])


@router.get("/{code}", response={200: OrganisationOut, 304: None, **SAYS_NO})
def get_organisation(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """One organisation as it is today; its ETag goes into If-Match of a change."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    response["ETag"] = _tag(org)
    if not_modified(request, _tag(org)):
        return Status(304, None)
    return told(org, _superior(org, timezone.localdate()))


@router.get("/{code}/below", response={200: list[NodeOut], **SAYS_NO})
def organisations_below(request: HttpRequest, code: str, on: date | None = None) -> Any:
    """Organisations directly below on a day, today if none is said."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    return [
        {"code": node.code, "name": node.name, "kind": node.kind, "has_below": node.has_below,
         "exists_today": node.is_today}
        for node in queries.children(scope, org, on or timezone.localdate())
    ]  # fmt: skip


@router.get("/{code}/history", response={200: Paged[LineOut], **SAYS_NO})
def organisation_history(request: HttpRequest, code: str, at: str = "") -> dict[str, Any]:
    """Ledger lines about one organisation, newest first."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    page = page_of(lines_of(scope, "organisation", org.code), keys=("-id",), at=at)
    return paged(page, [line_told(entry) for entry in page.rows])


def line_told(entry: Any) -> dict[str, Any]:
    line = shown(entry)
    return {
        "id": line.id, "at": line.at.isoformat(), "verb": line.verb, "what": line.what,
        "who": line.who, "post": line.post, "facts": line.facts,
    }  # fmt: skip


@router.post("", response={201: OrganisationOut, **SAYS_NO})
@once
def found_organisation(request: HttpRequest, said: Found) -> Any:
    """Set up an organisation below another."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    if said.kind not in OrgKind.values:
        raise Refused(Finding("org.kind", "没有这种组织类别，请从列表中选一个。"))
    org = actions.found_organisation(
        parent=organisation_of(scope, said.superior), code=said.code, name=said.name,
        kind=said.kind, founded_on=said.founded_on, short_name=said.short_name,
        basis=said.basis, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, told(org, said.superior))


@router.post("/{code}/rename", response={200: OrganisationOut, **SAYS_NO})
@once
def rename_organisation(request: HttpRequest, code: str, said: Rename) -> Any:
    """A new name or kind from a day on; the former one stays in history."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, code)
    require_match(request, _tag(org))
    return told(
        actions.rename_organisation(
            org=org, name=said.name, short_name=said.short_name, kind=said.kind, on=said.on,
            basis=said.basis, by=scope, at=now(),
        )
    )  # fmt: skip


@router.post("/{code}/move", response={200: OrganisationOut, **SAYS_NO})
@once
def move_organisation(request: HttpRequest, code: str, said: Move) -> Any:
    """Another superior from a day on, with all that is below."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, code)
    require_match(request, _tag(org))
    parent = organisation_of(scope, said.superior)
    moved = actions.move_organisation(
        org=org, parent=parent, on=said.on, basis=said.basis, by=scope, at=now()
    )
    return told(moved, parent.code)


@router.post("/{code}/dissolve", response={200: OrganisationOut, **SAYS_NO})
@once
def dissolve_organisation(request: HttpRequest, code: str, said: Dissolve) -> Any:
    """End an organisation that has nothing below it, no members and no holders of posts."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, code)
    require_match(request, _tag(org))
    return told(
        actions.dissolve_organisation(org=org, on=said.on, basis=said.basis, by=scope, at=now())
    )


api.add_router("/organisations", router)
