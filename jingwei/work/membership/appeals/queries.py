"""Which appeals has this post to see, and which are a member's own?"""

from typing import Any

from django.db.models import Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import sides
from jingwei.work.membership.appeals.kinds import ENDS
from jingwei.work.membership.appeals.models import Appeal


def appeals(scope: Scope, *, ended: bool = False) -> QuerySet[Appeal]:
    """Appeals addressed to this part of the tree; open ones only, unless ``ended``."""
    rows: QuerySet[Appeal] = Appeal.everything.filter(_either(scope))
    return rows if ended else rows.exclude(state__in=ENDS)


def waiting(scope: Scope) -> QuerySet[Appeal]:
    """Open appeals that an organisation of this part of the tree has to answer, the oldest first:
    where it has nobody who may, a post above it answers."""
    rows: QuerySet[Appeal] = Appeal.everything.filter(_answers(scope))
    return rows.exclude(state__in=ENDS).order_by("asked_on", "id")


def appeal(scope: Scope, public_id: Any) -> Appeal:
    """One in sight. Raises: Appeal.DoesNotExist."""
    found: Appeal = Appeal.everything.filter(_either(scope)).get(public_id=public_id)
    sides.seat([found])
    return found


def own(person: int) -> list[Appeal]:
    """A member's own, the latest first. Ask inside ``acting(oneself)``."""
    return list(Appeal.everything.filter(person_id=person).order_by("-asked_on", "-id")[:50])


def _answers(scope: Scope) -> Q:
    if scope.is_empty:
        return Q(pk__in=())
    return Q(host_path__gte=scope.path, host_path__lt=scope.hi)


def _either(scope: Scope) -> Q:
    """Addressed to it first, or to be answered by it now."""
    return _answers(scope) | Q(org_path__gte=scope.path, org_path__lt=scope.hi)
