"""Acting posts by the API: who acts as what and where, deputies, and the end of a post."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.accounts import looking
from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access import giving, queries
from jingwei.kernel.access.actions import Known, by_login
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Grant
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.http import page_of

router = Router(tags=["grants"])


class GrantOut(Schema):
    """``stands_in_for`` is the id of the post of who is on leave."""

    id: str
    login: str
    name: str
    organisation: str
    role: str
    since: date | None
    until: date | None
    stands_in_for: str
    basis: str


class GrantListing(Schema):
    term: Literal["now", "soon", "deputy", "coming", "over"] = "now"
    role: Code = ""
    under: Name = ""
    at: Cursor = ""


class Giving(Schema):
    """``until`` is the first day without the post; empty: open."""

    login: Short
    organisation: Code
    role: Code
    since: Day
    until: Day | None = None
    basis: Text = ""


class Deputising(Schema):
    """``organisation`` empty: the whole range of the post."""

    login: Short
    since: Day
    until: Day
    organisation: Code = ""
    reason: Text = ""


class Taking(Schema):
    reason: Text
    on: Day | None = None


class Taken(Schema):
    """How many posts ended: the post itself and those of deputies."""

    ended: int


def grant_of(scope: Scope, public_id: UUID) -> Grant:
    """One post given in the scope. Raises: Http404."""
    try:
        found: Grant = queries.post(scope, public_id)
    except Grant.DoesNotExist as missing:
        raise Http404 from missing
    return found


def told(grant: Grant) -> dict[str, Any]:
    return {
        "id": str(grant.public_id), "login": grant.account.login, "name": grant.account.name,
        "organisation": grant.org.code, "role": grant.role, "since": grant.held.lower,
        "until": grant.held.upper, "basis": grant.basis,
        "stands_in_for": str(grant.deputises.public_id) if grant.deputises else "",
    }  # fmt: skip


def _holder(login: str) -> Known:
    found = by_login(login)
    if found is None:
        raise Refused(Finding("access.unknown_login", "没有这个登录名，请核对。"))
    return found


def _told_new(grant: Grant, holder: Known, login: str, code: str) -> dict[str, Any]:
    """The holder may belong elsewhere, so that only the name is told."""
    return {
        "id": str(grant.public_id), "login": login, "name": holder.name, "organisation": code,
        "role": grant.role, "since": grant.held.lower, "until": grant.held.upper,
        "basis": grant.basis,
        "stands_in_for": str(grant.deputises.public_id) if grant.deputises else "",
    }  # fmt: skip


@router.get("", response={200: Paged[GrantOut], **SAYS_NO})
def list_grants(request: HttpRequest, said: Query[GrantListing]) -> dict[str, Any]:
    """Acting posts given in the acting post's part of the tree."""
    scope = looking(request)
    rows = queries.posts(
        scope, on=timezone.localdate(), term=said.term, role=said.role,
        under=organisation_of(scope, said.under).path if said.under else "",
    )  # fmt: skip
    return paged(page_of(rows, keys=("org_path", "id"), at=said.at), told)


@router.get("/{grant_id}", response={200: GrantOut, **SAYS_NO})
def get_grant(request: HttpRequest, grant_id: UUID) -> Any:
    """One acting post."""
    return told(grant_of(looking(request), grant_id))


@router.post("", response={201: GrantOut, **SAYS_NO})
@once
def give_grant(request: HttpRequest, said: Giving) -> Any:
    """Give an account, by its exact login, a post at an organisation and all below it."""
    scope = scope_of(request, Duty.GRANTS_GIVE)
    org, holder = organisation_of(scope, said.organisation), _holder(said.login)
    grant = giving.give_grant(
        account=holder, org=org, role=said.role, first=said.since, until=said.until,
        basis=said.basis, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, _told_new(grant, holder, said.login, org.code))


@router.post("/{grant_id}/deputies", response={201: GrantOut, **SAYS_NO})
@once
def appoint_deputy(request: HttpRequest, grant_id: UUID, said: Deputising) -> Any:
    """Let somebody stand in: the holder, the post above, or who gives posts."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    original = grant_of(scope, grant_id)
    org = organisation_of(scope, said.organisation) if said.organisation else original.org
    if not giving.may_appoint(original, by=scope):
        scope.require(Duty.GRANTS_GIVE, original.org_path)
    holder = _holder(said.login)
    grant = giving.appoint_deputy(
        original=original, account=holder, org=org, first=said.since, until=said.until,
        reason=said.reason, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, _told_new(grant, holder, said.login, org.code))


@router.post("/{grant_id}/end", response={200: Taken, **SAYS_NO})
@once
def end_grant(request: HttpRequest, grant_id: UUID, said: Taking) -> Any:
    """Take a post back, with those who stand in for it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    grant = grant_of(scope, grant_id)
    ended = giving.end_grant(grant=grant, reason=said.reason, on=said.on, by=scope, at=now())
    return {"ended": ended}
