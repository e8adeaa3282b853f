"""Of whom are the tables counted ahead, and what did they come to when?

To count half a million members anew for each look takes seconds. Of organisations with very many
the tables are counted each night; a page says of which moment they are and counts anew when asked.
They are counted as the organisation itself sees them, where who left for elsewhere is a file out of
sight, and once more as each above it does.
"""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models.functions import Length

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics import queries
from jingwei.work.membership.statistics.models import AnnualCount, AnnualReport

MANY = 10_000  # members; fewer are counted within a page
FRESH = timedelta(days=2)  # older than that the worker has stopped: it is counted anew
MEMBERS, REASON = "people.members", "年报提前计数"


def large(on: date) -> list[Organisation]:
    """Organisations with very many members by the figures, from above; two queries a level."""
    found: list[Organisation] = []
    level = list(_deep(paths.STEP, on))
    while level:
        counts = figures.in_month([one.pk for one in level], on.replace(day=1), codes=[MEMBERS])
        level = [one for one in level if (counts[one.pk, MEMBERS].n or 0) >= MANY]
        found += level
        level = _below(level, on)
    return found


def _below(level: list[Organisation], on: date) -> list[Organisation]:
    """The next level of the tree; one query."""
    if not level:
        return []
    rows = _deep(len(level[0].path) + paths.STEP, on).filter(
        path__gte=level[0].path, path__lt=paths.upper(level[-1].path)
    )
    above = {one.path for one in level}
    return [one for one in rows if paths.parent(one.path) in above]


def _deep(length: int, on: date) -> Any:
    rows = Organisation.everything.filter(held__contains=on).annotate(deep=Length("path"))
    return rows.filter(deep=length).order_by("path")


def count_ahead(
    org: Organisation, year: int, at: datetime, *, seen_from: Organisation | None = None
) -> None:
    """Count the tables of an organisation in its own range, or in that of one above it, and keep
    what they come to."""
    looks = seen_from or org
    with acting(Scope(path=looks.path, hi=paths.upper(looks.path), reason=REASON)):
        cells = queries.counted(org, year)
        told: dict[str, Any] = {
            "cells": cells, "counted_at": at,
            "checks": [asdict(one) for one in queries.checks_of(cells, org, year)],
        }  # fmt: skip
        AnnualCount.everything.update_or_create(
            org=looks, about=org, year=year, defaults=told,
            create_defaults={**told, "org_path": looks.path},
        )  # fmt: skip


def kept(
    scope: Scope, org: Organisation, year: int, frozen: AnnualReport | None, at: datetime
) -> AnnualCount | None:
    """The count of last night in the range of the acting post; ``None`` where there is none,
    where it is old, or where the year was frozen since."""
    rows = AnnualCount.objects.within(scope).filter(org_path=scope.path, about=org, year=year)
    row: AnnualCount | None = rows.filter(counted_at__gt=at - FRESH).first()
    if row is not None and frozen is not None and row.counted_at < frozen.frozen_at:
        return None
    return row


def is_ahead(scope: Scope, org: Organisation) -> bool:
    """Is any year of this organisation counted ahead for the acting post? Then it has so many
    members that to count takes seconds."""
    return bool(AnnualCount.objects.within(scope).filter(org_path=scope.path, about=org).exists())
