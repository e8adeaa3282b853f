"""How is a stretch of days written? Half-open, ``[first day, day after the last)``."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange


def held(first: date | None, until: date | None = None) -> Any:
    """A range from ``first`` up to but not including ``until``; None is open."""
    return DateRange(first, until)


def never() -> Any:
    """A range that holds on no day: what was given and taken back before it began."""
    return DateRange(empty=True)


def mostly(column: str, day: str) -> str:
    """SQL: does the stretch in ``column`` hold on ``day``? For where nearly all rows do.

    Behind a policy the planner may not look at what it knows of a range, expects one row in two
    hundred, and joins by looking up or comparing each with each. Said so, it expects half of them,
    at the price that no index over the range is used.
    """
    return f"coalesce({column} @> {day}, false)"


def closed(stretch: Any, until: date) -> Any:
    """The same range, ended before ``until``; empty ranges are refused.

    Raises:
        ValueError: it would hold on no day at all.
    """
    if stretch.lower is not None and until <= stretch.lower:
        raise ValueError("a stretch must hold on at least one day")
    return DateRange(stretch.lower, until)
