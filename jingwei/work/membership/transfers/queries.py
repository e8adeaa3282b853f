"""Which relations come, go, wait too long? Reads for pages, API and the page of today."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.work.membership.transfers import rules
from jingwei.work.membership.transfers.kinds import UNDER_WAY, Direction, State
from jingwei.work.membership.transfers.models import Transfer

COMING, GOING, LATE, DONE = "coming", "going", "late", "done"
VIEWS = (COMING, GOING, LATE, DONE)


@dataclass(frozen=True)
class Filters:
    """What the desk is narrowed to; empty says nothing. ``path`` is an organisation below."""

    view: str = GOING
    path: str = ""
    direction: str = ""
    state: str = ""
    name: str = ""


def either_side(scope: Scope) -> Q:
    """Transfers that one of the two sides answers for in this part of the tree."""
    return ours(scope) | coming_here(scope)


def ours(scope: Scope) -> Q:
    if scope.is_empty:
        return Q(pk__in=())
    return Q(org_path__gte=scope.path, org_path__lt=scope.hi)


def coming_here(scope: Scope) -> Q:
    if scope.is_empty:
        return Q(pk__in=())
    return Q(host_path__gte=scope.path, host_path__lt=scope.hi)


def transfers(scope: Scope, filters: Filters, today: date) -> Any:
    """Rows of the desk in no order yet; neither side's organisation is joined to them."""
    rows = Transfer.everything.filter(_view(scope, filters.view, today))
    if filters.path:
        hi = paths.upper(filters.path)
        rows = rows.filter(
            Q(org_path__gte=filters.path, org_path__lt=hi)
            | Q(host_path__gte=filters.path, host_path__lt=hi)
        )
    if filters.direction in Direction.values:
        rows = rows.filter(direction=filters.direction)
    if filters.state in State.values:
        rows = rows.filter(state=filters.state)
    if filters.name.strip():
        rows = rows.filter(name__startswith=filters.name.strip()[:50])
    return rows


def _view(scope: Scope, view: str, today: date) -> Q:
    open_ = Q(state__in=UNDER_WAY)
    if view == COMING:
        return open_ & (coming_here(scope) | (ours(scope) & Q(direction=Direction.IN)))
    if view == LATE:
        return open_ & Q(due_on__lt=today) & either_side(scope)
    if view == DONE:
        return ~open_ & either_side(scope)
    return open_ & ours(scope) & ~Q(direction=Direction.IN)


def counts(scope: Scope, today: date, cap: int = 10_001) -> dict[str, int]:
    """How many each view of the desk holds; three queries, the finished are not counted."""
    return {
        view: Transfer.everything.filter(_view(scope, view, today))[:cap].count()
        for view in (COMING, GOING, LATE)
    }


def transfer(scope: Scope, public_id: UUID) -> Transfer | None:
    """One transfer in sight of either side; None for everything else."""
    found: Transfer | None = Transfer.everything.filter(
        either_side(scope), public_id=public_id
    ).first()
    return found


def to_accept(scope: Scope) -> Any:
    """What this side has to accept or to send back, the nearest day first."""
    waiting = Q(state=State.SENT) & coming_here(scope)
    return Transfer.everything.filter(waiting).order_by("due_on", "id")


def holder(row: Transfer) -> str:
    """The side that has to act now, by its name."""
    return rules.held_by(row.state, from_name=row.from_name, to_name=row.to_name)


def is_late(row: Transfer, today: date) -> bool:
    return row.is_open and row.due_on < today
