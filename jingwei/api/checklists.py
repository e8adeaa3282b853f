"""Local checklists by the API: which hold here, what they ask; an office keeps its own."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Text, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import checklist_actions as actions
from jingwei.kernel.flows import checklist_queries as queries
from jingwei.kernel.flows.checklists import Item
from jingwei.kernel.flows.models import Checklist
from jingwei.kernel.register import register
from jingwei.shell.paging import page_of

router = Router(tags=["flows"])


class ChecklistItem(Schema):
    """One thing to look at: a tick, or an answer in words."""

    label: Name
    answer: bool = False
    required: bool = True


class ChecklistOut(Schema):
    """A version of an office's list on one step; ``until`` is the first day without it."""

    id: str
    flow: str
    step: str
    title: str
    source: str
    office: str
    items: list[ChecklistItem]
    since: date
    until: date | None
    reason: str


class ChecklistListing(Schema):
    at: Cursor = ""


class ChecklistSetting(Schema):
    """A first or further version from a day on. ``former``: the version that was read before."""

    flow: Code
    step: Code
    title: Text
    source: Text
    items: Annotated[list[ChecklistItem], Field(max_length=40)]
    from_on: Day
    reason: Text
    former: UUID | None = None


class ChecklistEnding(Schema):
    last_on: Day
    reason: Text


def _scope(request: HttpRequest) -> Scope:
    """Whoever has a post here reads what is asked; setting it is a duty."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


def told(row: Checklist) -> dict[str, Any]:
    kept = ("flow", "title", "source", "office", "items", "reason")
    return {name: getattr(row, name) for name in kept} | {
        "id": str(row.public_id), "step": row.verb, "since": row.held.lower,
        "until": row.held.upper,
    }  # fmt: skip


def seen(request: HttpRequest, public_id: UUID) -> Checklist:
    """Raises: Http404 out of sight."""
    try:
        return queries.one(_scope(request), public_id)
    except Checklist.DoesNotExist as missing:
        raise Http404 from missing


@router.get("", response={200: Paged[ChecklistOut], **SAYS_NO})
def list_checklists(request: HttpRequest, said: Query[ChecklistListing]) -> Any:
    """The lists that hold here today or later: those of this part of the tree and from above."""
    rows = queries.standing(_scope(request), timezone.localdate())
    return paged(page_of(rows, keys=("org_path", "id"), at=said.at), told)


@router.post("", response={200: ChecklistOut, **SAYS_NO})
@once
def set_checklist(request: HttpRequest, said: ChecklistSetting) -> Any:
    """Put a list of this post's office on a step, or a new version of it."""
    scope = scope_of(request, Duty.RULES_KEEP)
    row = actions.set_checklist(
        flow=register().flows.get(said.flow), verb=said.step, title=said.title,
        source=said.source, items=[Item(**one.dict()) for one in said.items],
        from_on=said.from_on, reason=said.reason,
        changes=seen(request, said.former) if said.former else None, by=scope, at=now(),
    )  # fmt: skip
    return told(row)


@router.get("/{checklist_id}", response={200: list[ChecklistOut], **SAYS_NO})
def get_checklist(request: HttpRequest, checklist_id: UUID) -> Any:
    """All versions of a list, the newest first."""
    return [told(row) for row in queries.versions(seen(request, checklist_id))]


@router.post("/{checklist_id}/end", response={200: ChecklistOut, **SAYS_NO})
@once
def end_checklist(request: HttpRequest, checklist_id: UUID, said: ChecklistEnding) -> Any:
    """The own list holds for cases begun up to ``last_on``, and for none after it."""
    scope = scope_of(request, Duty.RULES_KEEP)
    row = seen(request, checklist_id)
    return told(
        actions.end_checklist(
            checklist=row, last_on=said.last_on, reason=said.reason, by=scope, at=now()
        )
    )
