"""When do facts follow their records? Marks are worked off soon, all else each night."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
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
from jingwei.kernel.figures.layout import layout_ids
from jingwei.kernel.figures.models import Filled
from jingwei.kernel.figures.periods import Period, months_back, whole
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.rulebook.queries import value_of

MANY = 3_000  # organisations of one month; beyond it the whole month is quicker

TAKE = "DELETE FROM dirty_mark RETURNING id, thing, org_id, since"
FILLED = 'SELECT month, max("on") FROM filled GROUP BY month'
WHOLE = """
SELECT month FROM filled JOIN unnest(%s::date[], %s::date[]) AS w (month, "on")
USING (month, "on") WHERE records = ANY (%s) GROUP BY month HAVING count(*) = %s
"""


@dataclass
class _Work:
    """What is to be mended in one month: organisations by thing; ``whole`` is all of it."""

    orgs: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    whole: bool = False


@dataclass
class _Run:
    """What one working off of marks has found out, written and mended."""

    cursor: Any
    at: datetime
    outcome: Outcome
    numbers: dict[str, int] = field(default_factory=dict)  # layouts by records
    mended: dict[tuple[str, ...], list[date]] = field(default_factory=lambda: defaultdict(list))

    def layouts(self, records: list[Records]) -> dict[str, int]:
        """The layouts of some records; asked for once, however many months are mended."""
        new = [one for one in records if one.code not in self.numbers]
        if new:
            self.numbers |= layout_ids(new)
        return {one.code: self.numbers[one.code] for one in records}


@dataclass(frozen=True)
class _Mark:
    id: int
    thing: str
    org: int | None
    since: date


type Said = Callable[[date], None]


def flush(*, at: datetime, months: Collection[date] = (), said: Said = lambda month: None) -> int:
    """Work off all marks in one transaction; gives how many facts were written.

    Filled first are ``months``, months of the last year that never were, and the running month
    where it goes up to an earlier day. ``said`` hears of each month that is filled.
    """
    with system_scope("指标更新"), connection.cursor() as cursor:
        fresh = {*months, *_missing(local_day(at))}
        if not fresh:
            return _work_off(_Run(cursor, at, Outcome()))
        newest = _newest_mark(cursor)
    outcome = fill_months(sorted(fresh), at=at, said=said)
    with system_scope("指标更新"), connection.cursor() as cursor:
        # What was marked before a month was filled is in it already.
        return _work_off(_Run(cursor, at, outcome), skip=fresh, up_to=newest)


def _work_off(run: _Run, *, skip: Collection[date] = (), up_to: int = 0) -> int:
    """Marks up to ``up_to`` say nothing about the months of ``skip``."""
    cursor = run.cursor
    run.at = take_turn(cursor, run.at)
    cursor.execute(TAKE)
    taken = [_Mark(*row) for row in cursor.fetchall()]
    if taken:
        cursor.execute(FILLED)
        filled = dict(cursor.fetchall())
        for period, work in _by_month(taken, filled, skip=skip, up_to=up_to).items():
            _mend(run, period, work)
        for codes, mended in run.mended.items():
            rows = Filled.objects.filter(month__in=mended, records__in=codes)
            rows.update(at=run.at)
    return run.outcome.written


def refill(*, at: datetime, said: Said = lambda month: None) -> int:
    """Work out the last months anew, marked or not: the nightly audit of the facts."""
    with system_scope("指标重算"):
        months = _last_months(local_day(at))
    return flush(at=at, months=months, said=said)


def _last_months(today: date) -> list[date]:
    return months_back(today, int(value_of("figures.months.refilled", today)))


def _missing(today: date) -> list[date]:
    periods = [whole(month, today) for month in _last_months(today)]
    codes = list(registered().records)
    days = [[one.month for one in periods], [one.on for one in periods]]
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, [*days, codes, len(codes)])
        filled = {month for (month,) in cursor.fetchall()}
    return [one.month for one in periods if one.month not in filled]


def _newest_mark(cursor: Any) -> int:
    cursor.execute("SELECT coalesce(max(id), 0) FROM dirty_mark")
    return int(cursor.fetchone()[0])


def _by_month(
    taken: Iterable[_Mark], filled: dict[date, date], *, skip: Collection[date], up_to: int
) -> dict[Period, _Work]:  # fmt: skip
    """Marks by the filled months they matter for."""
    found: dict[Period, _Work] = {}
    for mark in taken:
        first = first_of_month(mark.since)
        for month, on in filled.items():
            if month < first or (month in skip and mark.id <= up_to):
                continue
            work = found.setdefault(Period(month, on), _Work())
            if mark.org is None or mark.thing in marks.TREE:
                work.whole = True
            else:
                work.orgs[mark.thing].add(mark.org)
    return found


def _mend(run: _Run, period: Period, work: _Work) -> None:
    cursor, at, outcome = run.cursor, run.at, run.outcome
    touched = set().union(*work.orgs.values())
    if work.whole or len(touched) > MANY:
        fill_period(cursor, period, with_dependents(None), at=at, outcome=outcome)
        return
    for things in _alike(work.orgs):
        codes = [one.code for one in registered().records.values() if one.reads & set(things)]
        orgs = sorted(set().union(*(work.orgs[thing] for thing in things)))
        for records in _apart(with_dependents(codes)):
            try:
                outcome.written += heal(cursor, run.layouts(records), orgs, period, at=at)
            except Outdated:
                fill_period(cursor, period, records, at=at, outcome=outcome)
            else:
                run.mended[tuple(one.code for one in records)].append(period.month)


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
