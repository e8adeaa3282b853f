"""Appeals that an office has to answer, by the API: the list and one.

Steps are taken under ``/flows/membership.appeal/{id}/steps/{verb}``.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, known, scope_of
from jingwei.api.schemas import Cursor, Paged, paged
from jingwei.kernel.access.duties import Duty
from jingwei.shell.http import page_of
from jingwei.work.membership.appeals import mine, queries
from jingwei.work.membership.appeals.models import Appeal

router = Router(tags=["appeals"])


class AppealOut(Schema):
    """``decided_by`` decided ``about``; ``answers`` is the organisation that has to answer now."""

    id: str
    state: str
    about: str
    flow: str
    decided_by: str
    decided_on: date
    asked_on: date
    answers: str
    answered_on: date | None


class AppealOfMember(AppealOut):
    name: str
    home: str


class AppealListing(Schema):
    ended: bool = False
    at: Cursor = ""


def told(row: Appeal) -> dict[str, Any]:
    return mine.plain(row) | {"name": row.name, "home": row.home_name}


@router.get("", response={200: Paged[AppealOfMember], **SAYS_NO})
def list_appeals(request: HttpRequest, said: Query[AppealListing]) -> dict[str, Any]:
    """Appeals addressed to this part of the tree, the latest first; ended ones too if asked for."""
    rows = queries.appeals(scope_of(request, Duty.MEMBERS_CONFIRM), ended=said.ended)
    return paged(page_of(rows, keys=("-asked_on", "-id"), at=said.at), told)


@router.get("/{appeal_id}", response={200: AppealOfMember, 304: None, **SAYS_NO})
def get_appeal(request: HttpRequest, response: HttpResponse, appeal_id: UUID) -> Any:
    """One appeal; what the member said stands with the steps of its flow."""
    try:
        row = queries.appeal(scope_of(request, Duty.MEMBERS_CONFIRM), appeal_id)
    except Appeal.DoesNotExist as missing:
        raise Http404 from missing
    answer = told(row)
    return Status(304, None) if known(request, response, "appeal", repr(answer)) else answer
