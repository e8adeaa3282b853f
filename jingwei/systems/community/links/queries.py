"""Which links lie in sight, of which side, and what is the life of a linked member?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import sides
from jingwei.systems.community.links.kinds import ENDS, LinkState, Side
from jingwei.systems.community.links.models import DualLink, LinkLife

OUT, IN = "out", "in"
LISTS = (OUT, IN)


def guests(scope: Scope) -> Q:
    """Links of members who live in this part of the tree while they belong elsewhere."""
    if scope.is_empty:
        return Q(pk__in=())
    return Q(host_path__gte=scope.path, host_path__lt=scope.hi)


def either(scope: Scope) -> Q:
    """Links with at least one of the two branches in this part of the tree."""
    if scope.is_empty:
        return Q(pk__in=())
    return guests(scope) | Q(org_path__gte=scope.path, org_path__lt=scope.hi)


def links(scope: Scope, what: str, *, ended: bool = False, name: str = "") -> QuerySet[DualLink]:
    """Links of members who belong here (``out``) or live here (``in``); for a page by key."""
    if what == IN:
        rows: QuerySet[DualLink] = DualLink.everything.filter(guests(scope))
    else:
        rows = DualLink.objects.within(scope)
    if not ended:
        rows = rows.exclude(state__in=ENDS)
    return rows.filter(name__startswith=name.strip()[:50]) if name.strip() else rows


def link(scope: Scope, public_id: Any) -> DualLink:
    """A link in sight from either side. Raises: DualLink.DoesNotExist."""
    found: DualLink = DualLink.everything.filter(either(scope)).get(public_id=public_id)
    sides.seat([found])
    return found


def of_member(person: int, *, most: int | None = 10) -> list[DualLink]:
    """Links of a member, the latest first."""
    rows = DualLink.everything.filter(person_id=person)
    return list(rows.order_by("-asked_on", "-id")[:most])


def life(row: DualLink, since: date, *, most: int | None = 60) -> list[LinkLife]:
    """What both sides know of the member's life, newest first."""
    rows = LinkLife.everything.filter(link=row, on__gte=since)
    return list(rows.order_by("-on", "-id")[:most])


@dataclass(frozen=True)
class Counts:
    """How often a member was there since a day, by side."""

    home: int = 0
    here: int = 0

    @property
    def is_both(self) -> bool:
        return bool(self.home and self.here)


def lives(rows: Iterable[DualLink], since: date) -> dict[int, Counts]:
    """One query for any number of links."""
    found = (
        LinkLife.everything.filter(
            link__in=[row.pk for row in rows], on__gte=since, how="present"
        )
        .values("link")
        .annotate(
            home=Count("id", filter=Q(side=Side.HOME)), here=Count("id", filter=Q(side=Side.HERE))
        )
    )  # fmt: skip
    return {one["link"]: Counts(one["home"], one["here"]) for one in found}


def waiting_at_home(scope: Scope) -> QuerySet[DualLink]:
    """What waits for the branch of the relation."""
    rows: QuerySet[DualLink] = DualLink.objects.within(scope).filter(
        state__in=(LinkState.WISHED, LinkState.ENDING)
    )
    return rows.order_by("asked_on", "id")


def waiting_here(scope: Scope) -> QuerySet[DualLink]:
    """What waits for the branch where the member lives."""
    rows: QuerySet[DualLink] = DualLink.everything.filter(
        guests(scope), state__in=(LinkState.ASKED, LinkState.RETURNING)
    )
    return rows.order_by("asked_on", "id")
