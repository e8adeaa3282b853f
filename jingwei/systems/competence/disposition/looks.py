"""Who opened a case? Each look is one row, which everybody named and the member can read."""

from datetime import datetime, timedelta
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.systems.competence.disposition.models import CaseLook, Disposition

SAME_LOOK = timedelta(minutes=10)
"""Going from one part of the page to the next within this time is one look."""


def note_look(case: Any, by: Scope, at: datetime) -> None:
    """Write that somebody opened the case; a reload within minutes is no second look."""
    if by.account_id is None:
        return
    oneself = by.person_id is not None and by.person_id == case.person_id
    mine = CaseLook.objects.filter(case=case, account_id=by.account_id, is_oneself=oneself)
    if mine.filter(at__gt=at - SAME_LOOK, at__lte=at).exists():
        return
    CaseLook.objects.create(
        case=case, account_id=by.account_id, name=by.account_name, post=by.title,
        is_oneself=oneself, at=at,
    )  # fmt: skip


def looks_of(case: Disposition, most: int = 200) -> list[CaseLook]:
    """The last first."""
    return list(CaseLook.objects.filter(case=case).order_by("-at", "-id")[:most])
