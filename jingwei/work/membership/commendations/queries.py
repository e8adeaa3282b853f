"""Which commendations are on record? In the order of their days, never by how many somebody has."""

from typing import Any

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.work.membership.commendations.models import Commendation


def commendations(
    scope: Scope, *, under: str = "", honour: str = "", year: int | None = None
) -> QuerySet[Commendation]:
    """Commendations in sight, for a page by key (``-on``, ``-id``)."""
    found = Commendation.objects.within(scope).select_related("org", "person")
    if under:
        found = found.under(under)
    if honour:
        found = found.filter(honour=honour)
    if year is not None:
        found = found.filter(on__year=year)
    return found


def commendation(scope: Scope, public_id: Any) -> Commendation | None:
    found: Commendation | None = (
        Commendation.objects.within(scope).select_related("org", "person")
        .filter(public_id=public_id).first()
    )  # fmt: skip
    return found


def own(person: int) -> list[Commendation]:
    """The own commendations, the latest first; read under ``jw_self``."""
    return list(Commendation.everything.filter(person_id=person).order_by("-on", "-id")[:50])
