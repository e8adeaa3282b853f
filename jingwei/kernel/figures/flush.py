"""When do facts follow their records? Marks are worked off soon after the act, all else each night."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.days import first_of_month, local_day
from jingwei.kernel.figures import marks
from jingwei.kernel.figures.fill import (
    FILL_LOCK,
    Outcome,
    fill_months,
    fill_period,
    with_dependents,
)
from jingwei.kernel.figures.heal import Outdated, heal
from jingwei.kernel.figures.models import Filled
from jingwei.kernel.figures.periods import Period, months_back
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.rulebook.queries import value_of

MANY = 3_000  # organisations of one month; beyond it the whole month is quicker

TAKE = "DELETE FROM dirty_mark RETURNING thing, org_id, since"


@dataclass
class _Work:
    """What is to be mended in one month: organisations by thing; ``whole`` is all of it."""

    orgs: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    whole: bool = False


def flush(*, at: datetime) -> int:
    """Work off all marks, one transaction; gives how many facts were written.

    Months that were never worked out, and a running month that was worked out up to an earlier
    day, are filled first.
    """
    today = local_day(at)
    catch_up(at=at)
    with system_scope("指标更新"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILL_LOCK])
        cursor.execute(TAKE)
        taken = cursor.fetchall()
        if not taken:
            return 0
        cursor.execute("SET LOCAL work_mem = '128MB'")
        written = 0
        for period, work in _by_month(taken, today).items():
            written += _mend(cursor, period, work, at=at)
        return written


def catch_up(*, at: datetime) -> Outcome:
    """Fill what is missing of the last months, and today where the day has changed."""
    today = local_day(at)
    with system_scope("指标更新"):
        months = months_back(today, int(value_of("figures.months.refilled", today)))
        filled = {
            (month, records): on
            for month, records, on in Filled.objects.filter(month__gte=months[0]).values_list(
                "month", "records", "on"
            )
        }
    codes = registered().records
    missing = [
        month for month in months
        if any((month, code) not in filled for code in codes)
        or (month == months[-1] and any(filled[month, code] < today for code in codes))
    ]  # fmt: skip
    return fill_months(missing, at=at) if missing else Outcome()


def refill(*, at: datetime) -> Outcome:
    """Work out the last months anew, marks or not: the nightly audit of the facts."""
    today = local_day(at)
    with system_scope("指标重算"):
        months = months_back(today, int(value_of("figures.months.refilled", today)))
    return fill_months(months, at=at)


def _by_month(taken: Iterable[tuple[str, int | None, date]], today: date) -> dict[Period, _Work]:
    """Marks by the filled months they matter for."""
    found: dict[Period, _Work] = {}
    filled = sorted(set(Filled.objects.values_list("month", "on")))
    latest: dict[date, date] = dict(filled)
    for thing, org, since in taken:
        for month, on in latest.items():
            if month < first_of_month(since):
                continue
            work = found.setdefault(Period(month, on), _Work())
            if org is None or thing in marks.TREE:
                work.whole = True
            else:
                work.orgs[thing].add(org)
    return found


def _mend(cursor: Any, period: Period, work: _Work, *, at: datetime) -> int:
    outcome = Outcome()
    touched = set().union(*work.orgs.values())
    if work.whole or len(touched) > MANY:
        fill_period(cursor, period, with_dependents(None), at=at, outcome=outcome)
        return outcome.written
    written = 0
    for things in _alike(work.orgs):
        codes = [
            one.code for one in registered().records.values() if one.reads & set(things)
        ]  # fmt: skip
        orgs = sorted(set().union(*(work.orgs[thing] for thing in things)))
        try:
            written += heal(cursor, with_dependents(codes), orgs, period, at=at)
        except Outdated:
            fill_period(cursor, period, with_dependents(codes), at=at, outcome=outcome)
    return written + outcome.written


def _alike(orgs: dict[str, set[int]]) -> list[list[str]]:
    """Things that were marked at the same organisations go together."""
    found: dict[frozenset[int], list[str]] = defaultdict(list)
    for thing, where in orgs.items():
        found[frozenset(where)].append(thing)
    return list(found.values())
