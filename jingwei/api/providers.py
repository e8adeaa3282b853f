"""Helpers from outside by the API: who, by which agreements; a new one, renewed, ended early."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Paged, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.public_benefit.network import agreed, agreements
from jingwei.systems.public_benefit.network.kinds import ProviderKind
from jingwei.systems.public_benefit.network.models import Provider, ProviderTerm

router = Router(tags=["providers"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP


class ProviderOut(Schema):
    """``agreement``, ``since``, ``until`` are those of the latest agreement."""

    id: str
    organisation: str
    name: str
    kind: str
    agreement: str
    since: date
    until: date


class AgreementOut(Schema):
    """``until`` is the first day without it; ``ended_why`` is said of one that ended early."""

    agreement: str
    since: date
    until: date
    ended_why: str


class ProviderWhole(ProviderOut):
    agreements: list[AgreementOut]


class ProviderListing(Schema):
    """``former`` gives those whose last agreement is over."""

    former: Literal["", "1"] = ""
    at: Cursor = ""


class AgreementIn(Schema):
    agreement: Text
    since: Day
    until: Day


class ProviderIn(AgreementIn):
    organisation: Code
    name: Annotated[str, Field(max_length=80)]
    kind: ProviderKind


class AgreementEnd(Schema):
    """``on`` is the first day without it; what it did at stations ends that day too."""

    on: Day
    reason: Text


def told(row: Any) -> dict[str, Any]:
    return _provider(row) | {
        "agreement": row.agreement, "since": row.term.lower, "until": row.term.upper
    }  # fmt: skip


def _provider(row: Provider) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name, "kind": row.kind
    }  # fmt: skip


def term_told(row: ProviderTerm) -> dict[str, Any]:
    return {
        "agreement": row.agreement, "since": row.held.lower, "until": row.held.upper,
        "ended_why": row.ended_why,
    }  # fmt: skip


def whole(row: Provider) -> dict[str, Any]:
    terms = [term_told(one) for one in agreed.terms(row)]
    last = {name: terms[0][name] for name in ("agreement", "since", "until")}
    return _provider(row) | last | {"agreements": terms}


def provider_of(scope: Scope, public_id: UUID) -> Provider:
    """Raises: Http404, the same for out of sight and unknown."""
    return found(lambda: agreed.provider(scope, public_id))


@router.get("", response={200: Paged[ProviderOut], **SAYS_NO})
def list_providers(request: HttpRequest, said: Query[ProviderListing]) -> dict[str, Any]:
    """Who helps from outside while an agreement holds, by name."""
    rows = agreed.providers(
        scope_of(request, SEE), local_day(now()), former=said.former == "1"
    )  # fmt: skip
    return paged(page_of(rows, keys=("name", "id"), at=said.at), told)


@router.post("", response={201: ProviderWhole, **SAYS_NO})
@once
def agree_with_a_provider(request: HttpRequest, said: ProviderIn) -> Any:
    """A firm, group or body helps from a day to a day."""
    scope = scope_of(request, KEEP)
    row = agreements.agree_provider(
        org=organisation_of(scope, said.organisation), by=scope, at=now(),
        **said.model_dump(exclude={"organisation"}),
    )  # fmt: skip
    return Status(201, whole(row))


@router.get("/{provider_id}", response={200: ProviderWhole, 304: None, **SAYS_NO})
def get_provider(request: HttpRequest, response: HttpResponse, provider_id: UUID) -> Any:
    """One helper with every agreement there was, the latest first."""
    answer = whole(provider_of(scope_of(request, SEE), provider_id))
    return Status(304, None) if known(request, response, "provider", repr(answer)) else answer


@router.post("/{provider_id}/agreements", response={201: ProviderWhole, **SAYS_NO})
@once
def renew_with_a_provider(request: HttpRequest, provider_id: UUID, said: AgreementIn) -> Any:
    """A further agreement, from the day the last one ends or later."""
    scope = scope_of(request, KEEP)
    row = provider_of(scope, provider_id)
    agreements.renew_provider(provider=row, by=scope, at=now(), **said.model_dump())
    return Status(201, whole(row))


@router.post("/{provider_id}/end", response={200: ProviderWhole, **SAYS_NO})
@once
def end_with_a_provider(request: HttpRequest, provider_id: UUID, said: AgreementEnd) -> Any:
    """The agreement ends early, and why."""
    scope = scope_of(request, KEEP)
    row = provider_of(scope, provider_id)
    agreements.end_provider(provider=row, by=scope, at=now(), **said.model_dump())
    return whole(row)
