"""Which studios are there, who receives, what was taken on and answered? Reads."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.systems.public_benefit.studios.kinds import StudioKind
from jingwei.systems.public_benefit.studios.models import (
    DelegateStudio,
    StudioDelegate,
    StudioItem,
)
from jingwei.work.matters.door import as_public
from jingwei.work.matters.kinds import ENDS
from jingwei.work.matters.models import Matter

MOST_SHOWN = 200


def studios(
    scope: Scope, on: date, *, kind: str = "", closed: bool = False
) -> QuerySet[DelegateStudio]:
    """Studios of a part of the tree, for a page by key (``name``, ``id``)."""
    rows = DelegateStudio.objects.within(scope).select_related("org", "unit")
    rows = rows.exclude(held__contains=on) if closed else rows.filter(held__contains=on)
    return rows.filter(kind=kind) if kind else rows


def studio(scope: Scope, public_id: Any) -> DelegateStudio:
    """Raises: DelegateStudio.DoesNotExist out of sight."""
    found: DelegateStudio = (
        DelegateStudio.objects.within(scope).select_related("org", "unit").get(public_id=public_id)
    )
    return found


def delegates(row: DelegateStudio, on: date) -> list[StudioDelegate]:
    rows = StudioDelegate.everything.filter(studio=row, held__contains=on)
    return list(rows.order_by("name", "id"))


def delegate(row: DelegateStudio, public_id: Any) -> StudioDelegate:
    """Raises: StudioDelegate.DoesNotExist."""
    found: StudioDelegate = StudioDelegate.everything.get(studio=row, public_id=public_id)
    return found


@dataclass(frozen=True)
class Taken:
    """What a studio took on: how many, how many were answered, how many wait."""

    received: int = 0
    answered: int = 0
    waiting: int = 0


def taken(rows: Iterable[DelegateStudio], since: date | None = None) -> dict[int, Taken]:
    """Counts of each studio of a page; one query. Counts of records, never who asked."""
    found = StudioItem.everything.filter(studio__in=[row.pk for row in rows])
    if since is not None:
        found = found.filter(received_on__gte=since)
    counted = found.values("studio").annotate(
        received=Count("id"),
        answered=Count("id", filter=Q(matter__answered_on__isnull=False)),
        waiting=Count("id", filter=~Q(matter__state__in=ENDS)),
    )
    return {
        one["studio"]: Taken(one["received"], one["answered"], one["waiting"]) for one in counted
    }


def by_proxy(row: DelegateStudio) -> dict[str, Taken]:
    counted = (
        StudioItem.everything.filter(studio=row).values("proxy").annotate(
            received=Count("id"), answered=Count("id", filter=Q(matter__answered_on__isnull=False)),
            waiting=Count("id", filter=~Q(matter__state__in=ENDS)),
        )
    )  # fmt: skip
    return {
        one["proxy"]: Taken(one["received"], one["answered"], one["waiting"]) for one in counted
    }


def waiting_items(row: DelegateStudio, most: int = 50) -> list[StudioItem]:
    """What is not over yet, the oldest first, without what was asked."""
    rows = StudioItem.everything.filter(studio=row).exclude(matter__state__in=ENDS)
    rows = rows.select_related("matter").defer(
        "matter__asked", "matter__asker", "matter__phone", "matter__receipt"
    )
    return list(rows.order_by("received_on", "id")[:most])


def item_of(matter: Matter) -> StudioItem | None:
    found: StudioItem | None = StudioItem.everything.filter(matter=matter).first()
    return found


@dataclass(frozen=True)
class Shown:
    """What residents read of a studio."""

    name: str
    kind: str
    community: str
    place: str
    phone: str
    hours: list[Any]
    delegates: tuple[str, ...]
    unit_id: Any


def shown_publicly(part: str) -> list[Shown]:
    """Open studios whose name or community holds ``part``, as the residents' role sees them."""
    with as_public() as cursor:
        cursor.execute(
            "SELECT s.id, s.name, s.kind, u.name, s.place, s.phone, s.hours::text, u.public_id"
            " FROM delegate_studio s JOIN unit u ON u.id = s.unit_id"
            " WHERE %s = '' OR position(%s IN s.name) > 0 OR position(%s IN u.name) > 0"
            " ORDER BY u.name, s.name LIMIT %s",
            [part, part, part, MOST_SHOWN],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT studio_id, name FROM studio_delegate WHERE studio_id = ANY (%s) ORDER BY name",
            [[row[0] for row in rows]],
        )
        names: dict[int, list[str]] = {}
        for pk, name in cursor.fetchall():
            names.setdefault(pk, []).append(name)
    return [
        Shown(
            name=row[1], kind=str(StudioKind(row[2]).label), community=row[3], place=row[4],
            phone=row[5], hours=json.loads(row[6]), unit_id=row[7],
            delegates=tuple(names.get(row[0], ())),
        )
        for row in rows
    ]  # fmt: skip
