"""What is open under this post, and how is it handed over?"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.flows import Said, WordOut, word_told
from jingwei.api.schemas import Text
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.handover import queries
from jingwei.kernel.handover.actions import offer_handover
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.handover.models import Handover
from jingwei.shell.flows.local import asked_first

router = Router(tags=["handover"])


class HandoverMatterOut(Schema):
    title: str
    source: str
    url: str
    due_on: date | None = None


class HandoverOut(Schema):
    """Its steps are those of the flow ``access.handover`` under ``/api/v1/flows``."""

    id: str
    role: str
    state: str
    offered_on: date | None


class OpenOut(Schema):
    """What the successor finds. ``source`` of a case is the state it is in; ``asks`` are the lines
    of local checklists that must be answered to hand over."""

    to_do: list[HandoverMatterOut]
    waiting: list[HandoverMatterOut]
    cases: list[HandoverMatterOut]
    under_way: HandoverOut | None
    to_take: list[HandoverOut]
    asks: list[WordOut]


class Offering(Schema):
    """``local``: answers to local checklists, by the names in ``asks``."""

    notes: Text = ""
    local: Said = {}


def told(row: Handover) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "role": row.role, "state": row.state,
        "offered_on": row.offered_on,
    }  # fmt: skip


@router.get("", response={200: OpenOut, **SAYS_NO})
def open_under_post(request: HttpRequest) -> Any:
    """Everything open under the acting post, asked of the records now."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, own = (
        queries.open_matters(scope, timezone.localdate()),
        queries.handover_under_way(scope),
    )
    asked = asked_first(HANDOVER, "offer", by=scope, at=now())
    return {
        "to_do": [_matter(one) for one in found.to_do],
        "waiting": [_matter(one) for one in found.waiting],
        "cases": [
            {"title": one.title, "source": one.state, "url": one.url} for one in found.cases
        ],
        "under_way": told(own) if own else None,
        "to_take": [told(row) for row in queries.to_take(scope).order_by("id")],
        "asks": [word_told(word) for word in asked.step.says],
    }  # fmt: skip


@router.post("", response={201: HandoverOut, **SAYS_NO})
@once
def hand_over(request: HttpRequest, said: Offering) -> Any:
    """Offer the list to whoever takes this post over."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    row = offer_handover(notes=said.notes, local=said.local, by=scope, at=now())
    return Status(201, told(row))


def _matter(one: Any) -> dict[str, Any]:
    return {
        "title": str(one.title), "source": str(one.source), "url": one.url, "due_on": one.due_on
    }  # fmt: skip
