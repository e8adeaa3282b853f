"""When does a clock run out? Pure arithmetic over days, given a table of rest and swapped days.

Days are local dates; stretches are half-open. The day on which something happens is not counted
(Civil Code, article 201): a clock of one working day that starts on Monday ends with Tuesday.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE = timedelta(days=1)
SATURDAY = 5
FARTHEST = 4_000  # working days; more is a mistake and not a clock


@dataclass(frozen=True)
class Days:
    """Where the days differ from plain weeks: weekdays off, weekend days worked (调休).

    ``years`` are those whose arrangement by the State is known; in others plain weekends hold and
    the answer is not certain.
    """

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    _sorted_off: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _sorted_on: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weekdays_off = sorted(day for day in self.off if day.weekday() < SATURDAY)
        weekends_on = sorted(day for day in self.on if day.weekday() >= SATURDAY)
        object.__setattr__(self, "_sorted_off", tuple(weekdays_off))
        object.__setattr__(self, "_sorted_on", tuple(weekends_on))

    def is_working(self, day: date) -> bool:
        if day.weekday() < SATURDAY:
            return day not in self.off
        return day in self.on

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Years between two days, both included, whose arrangement nobody has entered."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def working_before(self, day: date) -> int:
        """Working days since a fixed Monday long ago, up to but without ``day``; no loop."""
        weeks, rest = divmod((day - MONDAY).days, 7)
        plain = weeks * SATURDAY + min(rest, SATURDAY)
        off, on = bisect_left(self._sorted_off, day), bisect_left(self._sorted_on, day)
        return plain - off + on


MONDAY = date(1900, 1, 1)
PLAIN = Days()


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Term:
    """``last`` is the last day on which it is still in time; ``until`` the day after.

    ``is_certain`` is False where a year on the way has no arrangement of the State yet: the page
    then says so, and the day is worked out again when the year is entered.
    """

    first: date
    last: date
    unknown: tuple[int, ...] = ()

    @property
    def until(self) -> date:
        return self.last + ONE

    @property
    def is_certain(self) -> bool:
        return not self.unknown

    def is_over(self, day: date) -> bool:
        """Has it run out by the morning of ``day``?"""
        return day >= self.until


def add_working_days(day: date, n: int, days: Days) -> date:
    """The ``n``-th working day after ``day``; before it where ``n`` is negative.

    With 0 it is ``day`` itself, or the next working day where ``day`` is one of rest.
    """
    if abs(n) > FARTHEST:
        raise ValueError(f"a clock of {n} working days is a mistake")
    if n == 0:
        return next_working_day(day, days)
    step = ONE if n > 0 else -ONE
    left = abs(n)
    while left:
        day += step
        left -= days.is_working(day)
    return day


def next_working_day(day: date, days: Days) -> date:
    """``day`` itself where it is worked, else the first one after it that is."""
    while not days.is_working(day):
        day += ONE
    return day


def working_days_between(first: date, until: date, days: Days) -> int:
    """How many working days lie in ``[first, until)``; negative where ``until`` is earlier."""
    return days.working_before(until) - days.working_before(first)


def working_days(first: date, until: date, days: Days) -> Iterator[date]:
    """Each of them, in order."""
    while first < until:
        if days.is_working(first):
            yield first
        first += ONE


def notice_ends(first: date, n: int, days: Days, *, first_day_counts: bool = True) -> Term:
    """A public notice of ``n`` working days that is put up on ``first``.

    Its last day counts whole: it is over on the day after. Whether the day of posting counts as
    the first is a number of the rulebook (``notice.first_day.counts``).
    """
    if n < 1:
        raise ValueError("a notice lasts at least one day")
    start = first if first_day_counts else first + ONE
    last = next_working_day(start, days)
    if n > 1:
        last = add_working_days(last, n - 1, days)
    return Term(first, last, days.unknown_years(first, last))


def term_of(start: date, amount: int, unit: Unit | str, days: Days, *, rolls: bool = False) -> Term:
    """A clock of ``amount`` units that starts on ``start``, which itself is not counted.

    ``rolls``: where the last day is one of rest, the next working day is the last (Civil Code,
    article 203). Working days never need it.
    """
    unit = Unit(unit)
    if unit is Unit.WORKING_DAYS:
        last = add_working_days(start, amount, days)
        return Term(start, last, days.unknown_years(start, last))
    if unit is Unit.DAYS:
        last = start + timedelta(days=amount)
    elif unit is Unit.MONTHS:
        last = add_months(start, amount)
    else:
        last = add_months(start, 12 * amount)
    if not rolls:
        return Term(start, last)
    moved = next_working_day(last, days)
    return Term(start, moved, days.unknown_years(last, moved))


def add_months(day: date, n: int) -> date:
    """The same day ``n`` months on; where the month has no such day, its last (article 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, n: int) -> date:
    """The same day ``n`` years on; 29 February becomes 28 February."""
    return add_months(day, 12 * n)


def months_between(first: date, until: date) -> int:
    """Whole months from ``first`` on that have passed by ``until``."""
    whole = (until.year - first.year) * 12 + until.month - first.month
    return whole if add_months(first, whole) <= until else whole - 1
