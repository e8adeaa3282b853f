"""Which rows of a catalogue contradict themselves? Times in order, seats for somebody."""

from datetime import date
from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import in_order

LONGEST: Final = 12.0  # hours of class in a day


def times_in_order(rows: Rows) -> None:
    """A day of class ends after it begins."""
    if not rows.has("starts", "ends"):
        return
    starts = rows.cells["starts"].map(_minutes, np.int32)
    ends = rows.cells["ends"].map(_minutes, np.int32)
    rows.say("ends", "course.ends", (starts >= 0) & (ends >= 0) & (ends <= starts))


def _minutes(value: object) -> int:
    if not isinstance(value, str):
        return -1
    hour, minute = value.split(":")
    return int(hour) * 60 + int(minute)


def hours_of_a_day(rows: Rows) -> None:
    """Nobody sits for more than half a day and a night."""
    if rows.has("hours"):
        hours = rows.cells["hours"]
        long = hours.map(lambda value: value is not None and value > LONGEST, np.bool_)
        rows.say("hours", "course.hours", long)


def seats(rows: Rows) -> None:
    rows.say("seats", "course.no_seats", rows.equal("seats", 0))


def enrolment_before_class(rows: Rows) -> None:
    """Enrolment ends at the latest on the day."""
    in_order(rows, "until", "on", "order.class_before_enrolment")


def days_of_today(rows: Rows) -> None:
    """A catalogue reaches a few years at most."""
    first, _last = rows.span("on")
    far = date(rows.today.year + 3, 1, 1).toordinal()
    rows.say("on", "course.far", first >= far)


CHECKS: Final = (times_in_order, hours_of_a_day, seats, enrolment_before_class, days_of_today)
DERIVE: Final = ()
