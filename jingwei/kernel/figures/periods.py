"""For which day, and since when? A month as figures see it: up to its end, or up to a day in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jingwei.kernel.days import first_of_month, next_month

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day of a month up to and including ``on``."""

    month: date
    on: date

    @property
    def since(self) -> date:
        return self.month

    @property
    def before(self) -> date:
        """The last day of the month before."""
        return self.month - DAY

    @property
    def is_whole(self) -> bool:
        return self.on == month_end(self.month)


def month_end(month: date) -> date:
    return next_month(month) - DAY


def up_to(on: date) -> Period:
    """The month of a day, up to that day."""
    return Period(first_of_month(on), on)


def whole(month: date, today: date) -> Period:
    """A month up to its end, or up to ``today`` where it is still running."""
    return Period(month, min(month_end(month), today))


def months_back(last: date, count: int) -> list[date]:
    """``count`` months up to and including that of ``last``, oldest first."""
    found = [first_of_month(last)]
    while len(found) < count:
        found.append(first_of_month(found[-1] - DAY))
    return found[::-1]


def months_between(first: date, last: date) -> Iterator[date]:
    """Months from that of ``first`` to that of ``last``, both with."""
    month = first_of_month(first)
    while month <= last:
        yield month
        month = next_month(month)
