"""Which local checklists hold here, set by whom, and how were they before?"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.paths import ancestors
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.models import Checklist


def in_sight(scope: Scope) -> QuerySet[Checklist]:
    """Every version of a list of this part of the tree, and of those of the offices above it."""
    rows: QuerySet[Checklist] = Checklist.everything.all()
    if scope.is_empty:
        return rows.none()
    return rows.filter(
        Q(org_path__gte=scope.path, org_path__lt=scope.hi) | Q(org_path__in=ancestors(scope.path))
    )


def standing(scope: Scope, on: date) -> QuerySet[Checklist]:
    """Versions that hold on a day or later."""
    return in_sight(scope).filter(Q(held__contains=on) | Q(held__startswith__gt=on))


def one(scope: Scope, public_id: UUID) -> Checklist:
    """Raises: Checklist.DoesNotExist out of sight."""
    return in_sight(scope).get(public_id=public_id)


def versions(row: Checklist) -> list[Checklist]:
    """All versions of a list, the newest first."""
    rows = Checklist.everything.filter(org_id=row.org_id, flow=row.flow, verb=row.verb)
    return list(rows.order_by("-held", "-id"))


def may_keep(row: Checklist, scope: Scope) -> bool:
    """Is it the acting post's own office that set it?"""
    return scope.org_id == row.org_id and scope.holds(Duty.RULES_KEEP)
