"""Which views and columns does an account have, and which exports are there?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.shell.members.models import Export

KEPT: Final = timedelta(hours=24)
"""How long an agreed export can be taken."""

PATIENCE: Final = timedelta(hours=1)
"""After this long a list that is still being made will not be made any more."""


@dataclass(frozen=True)
class View:
    """One of the account's own views."""

    public_id: str
    name: str
    query: str


@dataclass(frozen=True)
class Choices:
    """What an account chose for the list: its views in the order they were saved, its columns."""

    views: list[View]
    columns: list[str]


_CHOICES = """
SELECT public_id::text, name, query FROM (
    SELECT public_id, name, query, created_at, id FROM saved_view WHERE account_id = %(account)s
    UNION ALL
    SELECT NULL, '', columns, NULL, NULL FROM column_choice WHERE account_id = %(account)s
) chosen ORDER BY created_at, id
"""


def choices(scope: Scope) -> Choices:
    """The account's own views and columns; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_CHOICES, {"account": scope.account_id})
        rows = cursor.fetchall()
    views = [View(*row) for row in rows if row[0]]
    return Choices(views, next((row[2].split() for row in rows if not row[0]), []))


_BELOW = """
SELECT o.code, coalesce(nullif(o.short_name, ''), o.name)
FROM edge e JOIN organisation o ON o.id = e.org_id AND o.path = e.org_path
WHERE e.host_id = %s AND e.kind = 'leads' AND upper(e.held) IS NULL
  AND o.path >= %s AND o.path < %s
ORDER BY o.path LIMIT %s
"""


def below(scope: Scope, org_id: int, most: int) -> list[tuple[str, str]]:
    """Code and name of the organisations directly below one today; one query, without what the
    tree needs to know of each."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [org_id, scope.path, scope.hi, most])
        return list(cursor.fetchall())


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
    """Agreed to or made by a worker within the last day, and not taken yet."""
    since = export.made_at if export.making else export.decided_at
    return (
        export.outcome == Export.Outcome.AGREED
        and export.making in ("", Export.Making.READY)
        and export.taken_at is None
        and since is not None
        and at - since < KEPT
    )


def making_words(export: Export, at: datetime) -> str:
    """How far a worker is with a long list; empty where none is at work on it."""
    if export.making == Export.Making.MAKING and at - export.asked_at > PATIENCE:
        return str(Export.Making.FAILED.label)
    return str(export.get_making_display())
