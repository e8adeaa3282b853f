"""Rules about days that every roster shares. A day is ``date.toordinal``; 0 is no day."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from jingwei.ops.imports.rows import Days, Rows


def no_future(rows: Rows, keys: Iterable[str]) -> None:
    """What has happened cannot lie after today; a month that has begun may mean today."""
    for key in keys:
        first, _ = rows.span(key)
        rows.say(key, "date.future", first > rows.today.toordinal())


def in_order(rows: Rows, earlier: str, later: str, code: str) -> None:
    """The later day certainly lies before the earlier one: said of the later."""
    first, _ = rows.span(earlier)
    _, last = rows.span(later)
    rows.say(later, code, (first > 0) & (last > 0) & (last < first))


def years_later(days: Days, years: int) -> Days:
    """The same day some years on; 29 February becomes 1 March, when one is certainly older."""
    different, which = np.unique(days, return_inverse=True)
    return np.array([_later(int(day), years) for day in different], np.int32)[which]


def _later(ordinal: int, years: int) -> int:
    if ordinal <= 0:
        return 0
    day = date.fromordinal(ordinal)
    try:
        return day.replace(year=day.year + years).toordinal()
    except ValueError:
        return date(day.year + years, 3, 1).toordinal()
