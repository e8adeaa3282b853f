"""Which views and columns does an account have, and which exports are there?"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.shell.members.models import ColumnChoice, Export, SavedView

KEPT: Final = timedelta(hours=24)
"""How long an agreed export can be taken."""


def saved_views(scope: Scope) -> list[SavedView]:
    """The account's own views in the order they were saved; one query."""
    return list(
        SavedView.objects.filter(account_id=scope.account_id or 0).order_by("created_at", "id")
    )


def chosen_columns(scope: Scope) -> list[str]:
    found = ColumnChoice.objects.filter(account_id=scope.account_id or 0).first()
    return found.columns.split() if found else []


def exports_to_decide(scope: Scope) -> QuerySet[Any]:
    """Exports of others that wait for a second person; those asked by the account are not."""
    rows = Export.objects.within(scope).filter(outcome=Export.Outcome.OPEN)
    found: QuerySet[Any] = rows.exclude(asked_by_id=scope.account_id).select_related("asked_by")
    return found.order_by("asked_at", "id")


def own_exports(scope: Scope, at: datetime) -> QuerySet[Any]:
    """What the account asked for and may still take, or waits for."""
    rows = Export.objects.within(scope).filter(
        asked_by_id=scope.account_id, taken_at=None, asked_at__gte=at - 7 * KEPT
    )
    found: QuerySet[Any] = rows.order_by("-asked_at", "-id")
    return found


def may_be_taken(export: Export, at: datetime) -> bool:
    """Agreed to within the last day, and not taken yet."""
    return (
        export.outcome == Export.Outcome.AGREED
        and export.taken_at is None
        and export.decided_at is not None
        and at - export.decided_at < KEPT
    )
