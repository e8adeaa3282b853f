"""Which days are worked, as the table of this installation says? One query for a transaction."""

from collections.abc import Sequence
from datetime import date
from threading import local
from typing import Any

from django.db import connection

from jingwei.kernel.rulebook import calendar
from jingwei.kernel.rulebook.calendar import Days, Term
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear

_seen = local()


def days() -> Days:
    """The table for :mod:`jingwei.kernel.rulebook.calendar`; read once in a transaction."""
    token = connection.run_on_commit  # new with every transaction and every undone savepoint
    kept = getattr(_seen, "kept", None)
    if connection.in_atomic_block and kept is not None and kept[0] is token:
        return kept[1]
    found = _read()
    if connection.in_atomic_block:
        _seen.kept = (token, found)
    return found


def forget() -> None:
    """Read the table anew: for the action that has just changed it."""
    _seen.__dict__.clear()


def term_of(start: date, amount: int, unit: str, *, rolls: bool = False) -> Term:
    """A clock by the table of this installation; see :func:`calendar.term_of`."""
    return calendar.term_of(start, amount, unit, days(), rolls=rolls)


def year_row(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def years() -> Sequence[CalendarYear]:
    """The years that are known, the latest first."""
    return list(CalendarYear.objects.order_by("-year"))


def days_of(year: int) -> list[CalendarDay]:
    """The arranged days of a year in order."""
    return list(CalendarDay.objects.filter(year__year=year).order_by("day"))


def _read() -> Days:
    """Years and days in one query: a year without a day is still known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT y.year, d.day, d.is_working FROM calendar_year y"
            " LEFT JOIN calendar_day d ON d.year_id = y.id"
        )
        rows: list[tuple[int, Any, Any]] = cursor.fetchall()
    return Days(
        off=frozenset(day for _year, day, is_working in rows if day and not is_working),
        on=frozenset(day for _year, day, is_working in rows if day and is_working),
        years=frozenset(year for year, _day, _is_working in rows),
    )
