"""What waits for a second person, and what does that person decide?"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.schemas import Cursor, Paged, Short, Text, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import correction_actions as actions
from jingwei.kernel.people.models import Correction
from jingwei.shell.http import page_of
from jingwei.shell.members.correction import Asked
from jingwei.shell.members.views.corrections import DECIDE

router = Router(tags=["corrections"])


class CorrectionOut(Schema):
    """``other`` is the file that would be merged; numbers are never told here."""

    id: str
    kind: str
    kind_title: str
    member: str
    name: str
    organisation: str
    reason: str
    outcome: str
    asked_by: str
    asked_at: datetime
    is_mine: bool
    may_decide: bool


class CorrectionWhole(CorrectionOut):
    """``differs`` are the fields in which two files are not the same."""

    other: str
    differs: list[str]


class CorrectionListing(Schema):
    at: Cursor = ""


class Deciding(Schema):
    """Who agrees to an ID number reads it from the document once more into ``id_number``."""

    agree: bool
    answer: Text = ""
    id_number: Short = ""


def deciding(request: HttpRequest) -> Scope:
    """The acting post, where it decides or asks. Raises: Refused 403."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        scope.require(Duty.MEMBERS_CHANGE)
    return scope


def _rows(scope: Scope) -> Any:
    return Correction.objects.within(scope).select_related("person", "org", "asked_by")


def _asked(scope: Scope, public_id: UUID) -> Asked:
    row = _rows(scope).filter(public_id=public_id).first()
    asked = Asked(scope, row, timezone.localdate()) if row else None
    if asked is None or not asked.people:
        raise Http404
    if not asked.asked_by_me:
        scope.require(asked.duty, asked.row.org_path)
    return asked


def told(scope: Scope, row: Correction) -> dict[str, Any]:
    asked = Asked(scope, row, None)
    return {
        "id": str(row.public_id), "kind": row.kind, "kind_title": str(row.get_kind_display()),
        "member": str(row.person.public_id), "name": row.person.name,
        "organisation": row.org.code, "reason": row.reason, "outcome": row.outcome,
        "asked_by": row.asked_by.name, "asked_at": row.asked_at, "is_mine": asked.asked_by_me,
        "may_decide": asked.may_decide,
    }  # fmt: skip


def told_whole(asked: Asked) -> dict[str, Any]:
    other = str(asked.people[1].public_id) if len(asked.people) > 1 else ""
    differs = [str(line["label"]) for line in asked.compared if line["differs"]]
    return told(asked.scope, asked.row) | {"other": other, "differs": differs}


@router.get("", response={200: Paged[CorrectionOut], **SAYS_NO})
def list_corrections(request: HttpRequest, said: Query[CorrectionListing]) -> dict[str, Any]:
    """What this post may decide, and what it asked for itself."""
    scope = deciding(request)
    rows = _rows(scope).filter(outcome=Correction.Outcome.OPEN)
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        rows = rows.filter(Q(kind=Correction.Kind.OWN) | Q(asked_by_id=scope.account_id))
    page = page_of(rows, keys=("asked_at", "id"), at=said.at)
    return paged(page, lambda row: told(scope, row))


@router.get("/{correction_id}", response={200: CorrectionWhole, **SAYS_NO})
def get_correction(request: HttpRequest, correction_id: UUID) -> Any:
    """One correction: what was asked, and where two files differ."""
    return told_whole(_asked(deciding(request), correction_id))


@router.post("/{correction_id}/decide", response={200: CorrectionWhole, **SAYS_NO})
@once
def decide_correction(request: HttpRequest, correction_id: UUID, said: Deciding) -> Any:
    """Another account agrees or not."""
    scope = deciding(request)
    asked = _asked(scope, correction_id)
    scope.require(asked.duty, asked.row.org_path)
    more = {"id_number": said.id_number} if asked.row.kind == Correction.Kind.ID_NUMBER else {}
    DECIDE[asked.row.kind](
        correction=asked.row, agree=said.agree, answer=said.answer, by=scope, at=now(), **more
    )
    return told_whole(_asked(scope, correction_id))


@router.post("/{correction_id}/withdraw", response={200: CorrectionWhole, **SAYS_NO})
@once
def withdraw_correction(request: HttpRequest, correction_id: UUID) -> Any:
    """Whoever asked takes it back while nobody has decided."""
    scope = deciding(request)
    actions.withdraw_correction(correction=_asked(scope, correction_id).row, by=scope, at=now())
    return told_whole(_asked(scope, correction_id))
