"""When does a limit end? Days, working days, months and years counted from a day; no clock here."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

type AddWorkingDays = Callable[[date, int], date]
"""``add(day, n)``: the n-th working day after ``day``."""


class Unit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


UNITS = {
    "天": Unit.DAY, "日": Unit.DAY, "个工作日": Unit.WORKING_DAY, "工作日": Unit.WORKING_DAY,
    "个月": Unit.MONTH, "月": Unit.MONTH, "年": Unit.YEAR, "周年": Unit.YEAR,
}  # fmt: skip
"""How the rulebook writes the units of its numbers."""


@dataclass(frozen=True)
class Span:
    """So many of a unit. The day on which a limit begins is not counted."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a span goes forward")


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; where that month has no such day, its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_day(start: date, span: Span, *, add: AddWorkingDays) -> date:
    """The last day of a limit that begins on ``start``: 31 January and one month is 28 February.

    Source: Civil Code, articles 201 and 202 (the first day is not counted; no such day in the
    month: its last day).
    """
    if span.unit is Unit.WORKING_DAY:
        return add(start, span.amount) if span.amount else start
    if span.unit is Unit.DAY:
        return start + timedelta(days=span.amount)
    return add_months(start, span.amount * (12 if span.unit is Unit.YEAR else 1))


def working_days_between(first: date, last: date, *, add: AddWorkingDays) -> int:
    """How many working days lie after ``first``, up to and with ``last``."""
    count, day = 0, first
    while (day := add(day, 1)) <= last:
        count += 1
    return count


def after_pause(due: date, unit: Unit, *, paused: date, resumed: date, add: AddWorkingDays) -> date:
    """The last day after a pause: as much is left as was left when it stopped.

    A limit that was over when it was paused is over by as much afterwards.
    """
    if resumed <= paused:
        return due
    if unit is Unit.WORKING_DAY:
        stood = working_days_between(paused, resumed, add=add)
        return add(due, stood) if stood else due
    return due + (resumed - paused)
