"""How does a program change organisations? By the same actions as the pages, with If-Match."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema, Status

from jingwei.api.core import MATCHES, SAYS_NO, now, once, scope_of, seen_as, version_of
from jingwei.api.organisations import OrganisationOut, router, tag_of, told_whole
from jingwei.api.schemas import Code, Day, Name, Short, Text, organisation_of
from jingwei.api.units import unit_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs import actions, edge_actions, tie_actions
from jingwei.kernel.orgs.kinds import TIED_BY_HAND, OrgKind, Situation
from jingwei.kernel.orgs.models import Organisation

CHANGED: dict[int, Any] = {200: OrganisationOut, **SAYS_NO}


class Founding(Schema):
    superior: Code
    code: Code
    name: Name
    kind: Code
    founded_on: Day
    short_name: Name = ""
    due_on: Day | None = None
    basis: Text = ""


class Renaming(Schema):
    name: Name
    on: Day
    short_name: Name | None = None
    kind: Code | None = None
    basis: Text = ""


class OrganisationMove(Schema):
    superior: Code
    on: Day
    basis: Text = ""


class OrganisationEnd(Schema):
    on: Day
    basis: Text


class Beginning(Schema):
    on: Day
    due_on: Day
    basis: Text = ""


class Contact(Schema):
    contact: Short
    phone: Short


class UnitTie(Schema):
    """``unit`` empty: in none."""

    unit: str
    situation: Code = ""


class Dual(Schema):
    manager: Code
    on: Day
    basis: Text


class TieSaid(Schema):
    """``organisation_is_host``: that one guides or houses this one. Partners have no upper end."""

    kind: Code
    organisation: Code
    organisation_is_host: bool = True
    on: Day
    basis: Text


@router.post("", response={201: OrganisationOut, **SAYS_NO})
@once
def found_organisation(request: HttpRequest, said: Founding) -> Any:
    """Set up an organisation below another."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    if said.kind not in OrgKind.values:
        raise Refused(Finding("org.kind", "没有这种组织类别，请从列表中选一个。"))
    org = actions.found_organisation(
        parent=organisation_of(scope, said.superior), code=said.code, name=said.name,
        kind=said.kind, founded_on=said.founded_on, short_name=said.short_name,
        due_on=said.due_on, basis=said.basis, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, told_whole(org))


def _change(
    request: HttpRequest,
    response: HttpResponse,
    code: str,
    act: Callable[..., Any],
    **said: Any,
) -> dict[str, Any]:
    """Find, compare the version, act, and tell what it is like now."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, code)
    version = version_of(request, org.version, *tag_of(org))
    act(org=org, by=scope, at=now(), version=version, **said)
    return _now_is(response, Organisation.objects.within(scope).get(pk=org.pk))


def _now_is(response: HttpResponse, org: Organisation) -> dict[str, Any]:
    seen_as(response, *tag_of(org))
    return told_whole(org)


@router.post("/{code}/rename", response=CHANGED, openapi_extra=MATCHES)
@once
def rename_organisation(
    request: HttpRequest, response: HttpResponse, code: str, said: Renaming
) -> Any:
    """A new name or kind from a day on; the former one stays in history."""
    return _change(request, response, code, actions.rename_organisation, **said.dict())


@router.post("/{code}/move", response=CHANGED, openapi_extra=MATCHES)
@once
def move_organisation(
    request: HttpRequest, response: HttpResponse, code: str, said: OrganisationMove
) -> Any:
    """Another superior from a day on, with all that is below."""
    parent = organisation_of(scope_of(request, Duty.ORGS_CHANGE), said.superior)
    return _change(
        request, response, code, actions.move_organisation, parent=parent, on=said.on,
        basis=said.basis,
    )  # fmt: skip


@router.post("/{code}/dissolve", response=CHANGED, openapi_extra=MATCHES)
@once
def dissolve_organisation(
    request: HttpRequest, response: HttpResponse, code: str, said: OrganisationEnd
) -> Any:
    """End an organisation that has nothing below it, no members and no holders of posts."""
    return _change(request, response, code, actions.dissolve_organisation, **said.dict())


@router.post("/{code}/term", response=CHANGED, openapi_extra=MATCHES)
@once
def begin_term(request: HttpRequest, response: HttpResponse, code: str, said: Beginning) -> Any:
    """A newly elected body begins; ``due_on`` is the day to elect again."""
    return _change(request, response, code, tie_actions.begin_term, **said.dict())


@router.post("/{code}/term/end", response=CHANGED, openapi_extra=MATCHES)
@once
def end_term(request: HttpRequest, response: HttpResponse, code: str, said: OrganisationEnd) -> Any:
    """A term ends before its day and no new one begins."""
    return _change(request, response, code, tie_actions.end_term, **said.dict())


@router.post("/{code}/contact", response=CHANGED, openapi_extra=MATCHES)
@once
def edit_contact(request: HttpRequest, response: HttpResponse, code: str, said: Contact) -> Any:
    """Whom to call."""
    return _change(request, response, code, tie_actions.edit_contact, **said.dict())


@router.post("/{code}/unit", response=CHANGED, openapi_extra=MATCHES)
@once
def tie_unit(request: HttpRequest, response: HttpResponse, code: str, said: UnitTie) -> Any:
    """In which unit an organisation is set up."""
    if said.situation and said.situation not in Situation.values:
        raise Refused(Finding("org.situation", "没有这种所在单位情况，请从列表中选。"))
    unit = unit_of(scope_of(request, Duty.ORGS_CHANGE), said.unit) if said.unit else None
    return _change(
        request, response, code, tie_actions.tie_unit, unit=unit, situation=said.situation
    )


@router.post("/{code}/ties", response=CHANGED)
@once
def tie_organisation(request: HttpRequest, response: HttpResponse, code: str, said: TieSaid) -> Any:
    """Tie two organisations from a day on: guides, joined_with, co_governs, hosts, dual_manages."""
    return _tie(request, response, code, said, edge_actions.tie_organisations)


@router.post("/{code}/ties/end", response=CHANGED)
@once
def untie_organisation(
    request: HttpRequest, response: HttpResponse, code: str, said: TieSaid
) -> Any:
    """A tie ends with a day."""
    return _tie(request, response, code, said, edge_actions.untie_organisations)


def _tie(
    request: HttpRequest, response: HttpResponse, code: str, said: TieSaid, act: Callable[..., Any]
) -> dict[str, Any]:
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org, other = organisation_of(scope, code), organisation_of(scope, said.organisation)
    if said.kind not in TIED_BY_HAND:
        raise Refused(Finding("org.tie_kind", "这种关系不在这里登记，请从列表里选。"))
    lower, upper = (org, other) if said.organisation_is_host else (other, org)
    act(org=lower, host=upper, kind=said.kind, on=said.on, basis=said.basis, by=scope, at=now())
    return _now_is(response, Organisation.objects.within(scope).get(pk=org.pk))


@router.post("/{code}/dual", response=CHANGED)
@once
def begin_dual(request: HttpRequest, response: HttpResponse, code: str, said: Dual) -> Any:
    """``manager`` manages beside the superior from a day on."""
    return _dual(request, response, code, said, tie_actions.begin_dual)


@router.post("/{code}/dual/end", response=CHANGED)
@once
def end_dual(request: HttpRequest, response: HttpResponse, code: str, said: Dual) -> Any:
    """The second manager's part ends with a day."""
    return _dual(request, response, code, said, tie_actions.end_dual)


def _dual(
    request: HttpRequest, response: HttpResponse, code: str, said: Dual, act: Callable[..., Any]
) -> dict[str, Any]:
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org, host = organisation_of(scope, code), organisation_of(scope, said.manager)
    act(org=org, host=host, on=said.on, basis=said.basis, by=scope, at=now())
    return _now_is(response, Organisation.objects.within(scope).get(pk=org.pk))
