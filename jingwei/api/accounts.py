"""Accounts by the API: who may sign in, and slips; only what the actions of the pages allow."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once, once_without, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Name, Paged, Reason, Short, organisation_of, paged
from jingwei.kernel.access import actions, queries
from jingwei.kernel.access.actions import Printed
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.http import page_of

router = Router(tags=["accounts"])
LOOKERS = (Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ)


class AccountOut(Schema):
    id: str
    login: str
    name: str
    organisation: str
    member: str
    is_open: bool
    opened_at: datetime | None
    closed_at: datetime | None
    signed_in_at: datetime | None


class SlipOut(Schema):
    """``code`` is told once, in the answer to issuing it."""

    login: str
    name: str
    organisation: str
    code: str
    until: datetime


class AccountListing(Schema):
    state: Literal["open", "never", "slip", "without_post", "closed"] = "open"
    role: Code = ""
    under: Name = ""
    q: Name = ""
    at: Cursor = ""


class AccountOpening(Schema):
    """For a member, who is to see the own file, or for somebody at an organisation."""

    login: Short
    organisation: Code = ""
    name: Short = ""
    member: UUID | None = None


def looking(request: HttpRequest) -> Scope:
    """The acting post, where it looks after accounts. Raises: Refused 403."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not any(scope.holds(duty) for duty in LOOKERS):
        scope.require(LOOKERS[0])
    return scope


def account_of(scope: Scope, public_id: UUID) -> Account:
    """One account that belongs to the scope. Raises: Http404."""
    try:
        found: Account = queries.account(scope, public_id)
    except Account.DoesNotExist as missing:
        raise Http404 from missing
    return found


def told(account: Account) -> dict[str, Any]:
    return {
        "id": str(account.public_id), "login": account.login, "name": account.name,
        "organisation": account.org.code, "is_open": account.is_active,
        "member": str(account.person.public_id) if account.person else "",
        "opened_at": account.opened_at, "closed_at": account.closed_at,
        "signed_in_at": account.signed_in_at,
    }  # fmt: skip


@router.get("", response={200: Paged[AccountOut], **SAYS_NO})
def list_accounts(request: HttpRequest, said: Query[AccountListing]) -> dict[str, Any]:
    """Accounts of the acting post's part of the tree."""
    scope = looking(request)
    rows = queries.accounts(
        scope, on=timezone.localdate(), state=said.state, role=said.role, text=said.q,
        under=organisation_of(scope, said.under).path if said.under else "",
    ).select_related("org", "person")  # fmt: skip
    return paged(page_of(rows, keys=("org_path", "id"), at=said.at), told)


@router.get("/{account_id}", response={200: AccountOut, **SAYS_NO})
def get_account(request: HttpRequest, account_id: UUID) -> Any:
    """One account."""
    return told(account_of(looking(request), account_id))


@router.post("", response={201: AccountOut, **SAYS_NO})
@once
def open_account(request: HttpRequest, said: AccountOpening) -> Any:
    """Open an account; it has no password and no posts yet."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if said.member is not None:
        scope.require(Duty.MEMBERS_CHANGE)
        person = person_of(scope, said.member)
        org, name = person.org, person.name
    else:
        scope.require(Duty.ACCOUNTS_OPEN)
        person, name = None, said.name
        if not said.organisation:
            raise Refused(Finding("access.no_org", "还没有写账号归哪个组织管。"))
        org = organisation_of(scope, said.organisation)
    account = actions.open_account(
        org=org, login=said.login, name=name, person=person, by=scope, at=now()
    )
    return Status(201, told(account))


@router.post("/{account_id}/close", response={200: AccountOut, **SAYS_NO})
@once
def close_account(request: HttpRequest, account_id: UUID, said: Reason) -> Any:
    """Close an account for good."""
    scope = scope_of(request, Duty.ACCOUNTS_OPEN)
    account = account_of(scope, account_id)
    actions.close_account(account=account, reason=said.reason, by=scope, at=now())
    return told(account_of(scope, account_id))


@router.post("/{account_id}/slip", response={201: SlipOut, **SAYS_NO})
@once_without("code")
def issue_slip(request: HttpRequest, account_id: UUID) -> Any:
    """A new first sign-in on paper; the former password ends at once."""
    scope = scope_of(request, Duty.SLIPS_ISSUE)
    account = account_of(scope, account_id)
    return Status(201, _slip_told(actions.issue_slip(account=account, by=scope, at=now())))


def _slip_told(printed: Printed) -> dict[str, Any]:
    return {
        "login": printed.login, "name": printed.name, "organisation": printed.org_code,
        "code": printed.code, "until": printed.until,
    }  # fmt: skip


@router.post("/{account_id}/second-factor/drop", response={200: AccountOut, **SAYS_NO})
@once
def drop_second_factor(request: HttpRequest, account_id: UUID) -> Any:
    """For somebody who lost telephone and recovery codes; never for an administrator."""
    scope = scope_of(request, Duty.ACCOUNTS_OPEN)
    account = account_of(scope, account_id)
    actions.drop_second_factor(account=account, by=scope, at=now())
    return told(account)
