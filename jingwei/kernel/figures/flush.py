"""When do facts follow their records? Marks are worked off soon, all else each night."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.days import first_of_month, local_day
from jingwei.kernel.figures import marks
from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.fill import (
    Outcome,
    fill_months,
    fill_period,
    take_turn,
    with_dependents,
)
from jingwei.kernel.figures.heal import Outdated, heal
from jingwei.kernel.figures.models import Filled
from jingwei.kernel.figures.periods import Period, months_back, whole
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.rulebook.queries import value_of

MANY = 3_000  # organisations of one month; beyond it the whole month is quicker

TAKE = "DELETE FROM dirty_mark RETURNING id, thing, org_id, since"


@dataclass
class _Work:
    """What is to be mended in one month: organisations by thing; ``whole`` is all of it."""

    orgs: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    whole: bool = False


@dataclass(frozen=True)
class _Mark:
    id: int
    thing: str
    org: int | None
    since: date


def flush(*, at: datetime, months: Collection[date] = ()) -> int:
    """Work off all marks in one transaction; gives how many facts were written.

    Filled first are ``months``, months of the last year that never were, and the running month
    where it goes up to an earlier day.
    """
    with system_scope("指标更新"):
        newest = _newest_mark()
        fresh = sorted({*months, *_missing(local_day(at))})
    outcome = fill_months(fresh, at=at)
    with system_scope("指标更新"), connection.cursor() as cursor:
        at = take_turn(cursor, at)
        cursor.execute(TAKE)
        taken = [_Mark(*row) for row in cursor.fetchall()]
        # What was marked before a month was filled is in it already.
        for period, work in _by_month(taken, skip=set(fresh), up_to=newest).items():
            _mend(cursor, period, work, at=at, outcome=outcome)
            Filled.objects.filter(month=period.month).update(at=at)
    return outcome.written


def refill(*, at: datetime) -> int:
    """Work out the last months anew, marked or not: the nightly audit of the facts."""
    with system_scope("指标重算"):
        months = _last_months(local_day(at))
    return flush(at=at, months=months)


def _last_months(today: date) -> list[date]:
    return months_back(today, int(value_of("figures.months.refilled", today)))


def _missing(today: date) -> list[date]:
    months = _last_months(today)
    filled = {
        (month, records): on
        for month, records, on in Filled.objects.filter(month__gte=months[0]).values_list(
            "month", "records", "on"
        )
    }
    codes = registered().records
    return [
        month
        for month in months
        if any(filled.get((month, code)) != whole(month, today).on for code in codes)
    ]


def _newest_mark() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM dirty_mark")
        return int(cursor.fetchone()[0])


def _by_month(
    taken: Iterable[_Mark], *, skip: set[date], up_to: int
) -> dict[Period, _Work]:  # fmt: skip
    """Marks by the filled months they matter for."""
    found: dict[Period, _Work] = {}
    filled = dict(Filled.objects.order_by("on").values_list("month", "on"))
    for mark in taken:
        for month, on in filled.items():
            if month < first_of_month(mark.since) or (month in skip and mark.id <= up_to):
                continue
            work = found.setdefault(Period(month, on), _Work())
            if mark.org is None or mark.thing in marks.TREE:
                work.whole = True
            else:
                work.orgs[mark.thing].add(mark.org)
    return found


def _mend(
    cursor: Any, period: Period, work: _Work, *, at: datetime, outcome: Outcome
) -> None:  # fmt: skip
    touched = set().union(*work.orgs.values())
    if work.whole or len(touched) > MANY:
        fill_period(cursor, period, with_dependents(None), at=at, outcome=outcome)
        return
    for things in _alike(work.orgs):
        codes = [one.code for one in registered().records.values() if one.reads & set(things)]
        orgs = sorted(set().union(*(work.orgs[thing] for thing in things)))
        for records in _apart(with_dependents(codes)):
            try:
                outcome.written += heal(cursor, records, orgs, period, at=at)
            except Outdated:
                fill_period(cursor, period, records, at=at, outcome=outcome)


def _apart(records: list[Records]) -> list[list[Records]]:
    """What is so, and what came and went: the latter is few, and may have to be filled whole."""
    flows = [one for one in records if one.elsewhere or one.moved]
    states = [one for one in records if one not in flows]
    return [some for some in (states, flows) if some]


def _alike(orgs: dict[str, set[int]]) -> list[list[str]]:
    """Things that were marked at the same organisations go together."""
    found: dict[frozenset[int], list[str]] = defaultdict(list)
    for thing, where in orgs.items():
        found[frozenset(where)].append(thing)
    return list(found.values())
