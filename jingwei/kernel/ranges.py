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


def closed(stretch: Any, until: date) -> Any:
    """The same range, ended before ``until``; empty ranges are refused.

    Raises:
        ValueError: it would hold on no day at all.
    """
    if stretch.lower is not None and until <= stretch.lower:
        raise ValueError("a stretch must hold on at least one day")
    return DateRange(stretch.lower, until)
