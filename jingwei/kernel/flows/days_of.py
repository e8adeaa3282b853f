"""Which days do limits count? The calendar of the rulebook; the end of a public notice."""

from datetime import date, timedelta

from jingwei.kernel.flows import spans
from jingwei.kernel.flows.spans import Span, Unit


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after ``day``."""
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day


def notice_end(first: date, span: Span) -> date:
    """The last day of a public notice whose first day counts too."""
    if span.unit is Unit.WORKING_DAY:
        day = first if first.weekday() < 5 else add_working_days(first, 1)
        return add_working_days(day, span.amount - 1)
    return spans.due_day(first, span, add=add_working_days) - timedelta(days=1)
