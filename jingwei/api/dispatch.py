"""Rules of dispatch by the API: which there are, where last month would have gone, add, end."""

from datetime import date, time
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Reason, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.shell.http import page_of
from jingwei.work.matters import dispatch
from jingwei.work.matters.kinds import Category, Kind, OnDays
from jingwei.work.matters.models import DispatchRule

router = Router(tags=["matters"])


class DispatchCondition(Schema):
    """Empty fits everything; hours may go over midnight. ``to_lead``: the lead of the grid in which
    the matter lies is asked too."""

    kind: Kind | Literal[""] = ""
    category: Category | Literal[""] = ""
    days: OnDays | Literal[""] = ""
    begins: time | None = None
    ends: time | None = None
    to_lead: bool = False


class DispatchRuleOut(DispatchCondition):
    """Those of the nearest organisation are asked first, by position; the first to fit decides."""

    id: str
    organisation: str
    position: int
    place: str
    why: str
    since: date | None
    until: date | None


class DispatchRuleIn(DispatchCondition):
    """``to`` is the code of the organisation that such matters go to, ``place`` a unit's id."""

    organisation: Code
    position: int = Field(ge=1, le=999)
    place: UUID | None = None
    to: Code
    why: Name
    since: Day
    reason: Name


class DispatchListing(Schema):
    at: Cursor = ""


class DispatchTrialAsk(Schema):
    organisation: Code


class DispatchShare(Schema):
    """``rule`` is empty for those that no rule fits: they stay with the first taker."""

    rule: str
    why: str
    count: int


class DispatchTrial(Schema):
    since: date
    until: date
    count: int
    shares: list[DispatchShare]


def told(row: DispatchRule) -> dict[str, Any]:
    held = row.held
    return {
        "id": str(row.public_id), "organisation": row.org.code, "position": row.position,
        "kind": row.kind, "category": row.category, "days": row.days, "begins": row.begins,
        "ends": row.ends, "place": row.place.name if row.place else "", "why": row.why,
        "since": held.lower, "until": held.upper, "to_lead": row.to_lead,
    }  # fmt: skip


@router.get("", response={200: Paged[DispatchRuleOut], **SAYS_NO})
def list_dispatch_rules(request: HttpRequest, said: Query[DispatchListing]) -> Any:
    """Rules of the own part of the tree, open and ended."""
    rows = dispatch.rules_of(scope_of(request, Duty.MATTERS_SEE))
    return paged(page_of(rows, keys=("org_path", "position", "id"), at=said.at), told)


@router.post("", response={201: DispatchRuleOut, **SAYS_NO})
@once
def add_dispatch_rule(request: HttpRequest, said: DispatchRuleIn) -> Any:
    """A rule for an organisation and all below it, from a day on."""
    scope = scope_of(request, dispatch.KEEPS)
    row = dispatch.add_rule(
        org=organisation_of(scope, said.organisation), by=scope, at=now(),
        told=dispatch.RuleTold(
            position=said.position, to=said.to, why=said.why, reason=said.reason,
            since=said.since, kind=said.kind, category=said.category,
            place=str(said.place) if said.place else "", days=said.days,
            begins=said.begins, ends=said.ends, to_lead=said.to_lead,
        ),
    )  # fmt: skip
    return Status(201, told(row))


@router.get("/trial", response={200: DispatchTrial, **SAYS_NO})
def try_dispatch_rules(request: HttpRequest, said: Query[DispatchTrialAsk]) -> Any:
    """Where last month's matters would go by the rules of today; nothing is written."""
    scope = scope_of(request, Duty.MATTERS_SEE)
    found = dispatch.try_rules(org=organisation_of(scope, said.organisation), by=scope, at=now())
    return {
        "since": found.since, "until": found.until, "count": found.count,
        "shares": [
            {
                "rule": str(one.rule.public_id) if one.rule else "",
                "why": one.rule.why if one.rule else "", "count": one.count,
            }
            for one in found.shares
        ],
    }  # fmt: skip


@router.post("/{rule_id}/end", response={200: DispatchRuleOut, **SAYS_NO})
@once
def end_dispatch_rule(request: HttpRequest, rule_id: UUID, said: Reason) -> Any:
    """It holds no more from today; matters that it sent stay where they are."""
    scope = scope_of(request, dispatch.KEEPS)
    row = dispatch.rule(scope, rule_id)
    if row is None:
        raise Http404
    return told(dispatch.end_rule(rule=row, reason=said.reason, by=scope, at=now()))
