"""Decisions about oneself, and appeals against them, by the API."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema, Status
from pydantic import StringConstraints

from jingwei.api.appeals import AppealOut
from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.me import router
from jingwei.kernel.access.scope import Scope
from jingwei.shell.me.ownership import as_oneself
from jingwei.work.membership.appeals import actions, mine
from jingwei.work.membership.appeals.models import Appeal

type Words = Annotated[str, StringConstraints(max_length=4000)]


class OwnDecisionOut(Schema):
    """``case`` and ``number`` name the step; ``is_appealed`` while an appeal is under way."""

    case: str
    number: int
    about: str
    on: date
    is_appealed: bool


class OwnAppealOut(AppealOut):
    """``due_on`` is the last day of whatever is waited for now."""

    due_on: date | None = None


class AppealIn(Schema):
    """``case`` and ``number`` as told under ``/me/decisions``; what is said is sealed."""

    case: UUID
    number: int
    said: Words


class OwnAppealStep(Schema):
    verb: Literal["add", "withdraw"]
    said: Words = ""


def _file(oneself: Scope) -> None:
    """Raises: Http404 for an account without a file."""
    if oneself.person_id is None:
        raise Http404


@router.get("/decisions", response={200: list[OwnDecisionOut], **SAYS_NO})
def own_decisions_told(request: HttpRequest) -> Any:
    """Decisions about oneself that may be appealed against, the latest first."""
    with as_oneself(request) as oneself:
        _file(oneself)
        return [
            {"case": str(one.subject), "number": one.number, "about": one.about, "on": one.on,
             "is_appealed": running}
            for one, running in mine.open_to_appeal(oneself)
        ]  # fmt: skip


@router.get("/appeals", response={200: list[OwnAppealOut], **SAYS_NO})
def own_appeals(request: HttpRequest) -> Any:
    """The own appeals, the latest first; the answer is among ``/me/papers``."""
    with as_oneself(request) as oneself:
        _file(oneself)
        return [mine.plain(one.row) | {"due_on": one.due_on} for one in mine.appeals(oneself)]


@router.post("/appeals", response={201: AppealOut, **SAYS_NO})
@once
def make_own_appeal(request: HttpRequest, said: AppealIn) -> Any:
    """Appeal against one decision; the organisation above whoever decided has to answer."""
    with as_oneself(request) as oneself:
        _file(oneself)
        wanted = (said.case, said.number)
        found = (one for one, _running in mine.open_to_appeal(oneself))
        decision = next((one for one in found if (one.subject, one.number) == wanted), None)
        if decision is None:
            raise Http404
        row = actions.make_appeal(oneself=oneself, decision=decision, said=said.said, at=now())
        return Status(201, mine.plain(row))


@router.post("/appeals/{appeal_id}/steps", response={200: AppealOut, **SAYS_NO})
@once
def take_own_appeal_step(request: HttpRequest, appeal_id: UUID, said: OwnAppealStep) -> Any:
    """Add something, or take the appeal back, as long as there is no answer."""
    with as_oneself(request) as oneself:
        _file(oneself)
        words = {"said": said.said} if said.verb == "add" else {}
        try:
            row = actions.own_step(
                oneself=oneself, public_id=appeal_id, verb=said.verb, said=words, at=now()
            )
        except Appeal.DoesNotExist as missing:
            raise Http404 from missing
        return mine.plain(row)
