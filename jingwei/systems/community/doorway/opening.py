"""Is a door open at this moment, until when, or when next? Plain values, as its hours say.

Hours may end at 24:00 or run past midnight (22:00 to 02:00); stretches that touch are one. A closed
day has no hours of its own, and what runs into it ends at its midnight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

A_DAY: Final = 24 * 60
AHEAD: Final = 15  # days in which the next opening is looked for
Shut = tuple[date, date, str]


@dataclass(frozen=True)
class Opening:
    """Open or not.

    ``until`` is a clock time, empty where it is never shut; ``until_on`` its day where that is
    not today. ``next_on`` and ``next_at`` say when it opens; ``why`` is of a closed day.
    """

    is_open: bool
    until: str = ""
    until_on: date | None = None
    next_on: date | None = None
    next_at: str = ""
    why: str = ""


def opening(hours: Sequence[Sequence[Any]], shut: Sequence[Shut], moment: datetime) -> Opening:
    """Whether it is open at a local moment."""
    today, now = moment.date(), moment.hour * 60 + moment.minute
    closed = next((one[2] for one in shut if one[0] <= today <= one[1]), "")
    for opens, closes in _joined(_stretches(hours, shut, today)):
        if opens <= now < closes:
            if closes - now > A_DAY:
                return Opening(True)
            on, at = _said(today, closes, ends=True)
            return Opening(True, until=at, until_on=on if on != today else None)
        if opens > now:
            on, at = _said(today, opens)
            return Opening(False, next_on=on, next_at=at, why=closed)
    return Opening(False, why=closed)


def _stretches(
    hours: Sequence[Sequence[Any]], shut: Sequence[Shut], today: date
) -> Iterator[tuple[int, int]]:
    """From yesterday on, in minutes after the midnight of today."""
    closed = {
        day for day in range(-1, AHEAD + 1)
        for first, last, _why in shut if first <= today + timedelta(days=day) <= last
    }  # fmt: skip
    for day in range(-1, AHEAD):
        if day in closed:
            continue
        weekday = (today + timedelta(days=day)).isoweekday()
        for number, opens, closes in hours:
            if int(number) != weekday:
                continue
            first, last = minutes(opens), minutes(closes)
            last += 0 if last > first else A_DAY
            if day + 1 in closed:
                last = min(last, A_DAY)
            yield day * A_DAY + first, day * A_DAY + last


def _joined(stretches: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for opens, closes in sorted(stretches):
        if found and opens <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], closes)
        else:
            found.append((opens, closes))
    return found


def minutes(clock: Any) -> int:
    """``09:30``, ``24:00`` or a time, after midnight."""
    if isinstance(clock, time):
        return clock.hour * 60 + clock.minute
    hour, minute = str(clock).split(":")[:2]
    return int(hour) * 60 + int(minute)


def _said(today: date, at: int, *, ends: bool = False) -> tuple[date, str]:
    """A day and a clock time; a stretch that ends at midnight ends at 24:00 of its own day."""
    day, past = divmod(at, A_DAY)
    if ends and past == 0:
        day, past = day - 1, A_DAY
    return today + timedelta(days=day), f"{past // 60:02}:{past % 60:02}"


@dataclass(frozen=True)
class Days:
    """Neighbouring weekdays with the same hours; ``last`` is ``first`` where it is one day."""

    first: int
    last: int
    hours: tuple[tuple[str, str], ...]


def week(hours: Sequence[Sequence[Any]]) -> list[Days]:
    """The week as it hangs at the door; days without hours are left out."""
    by_day: dict[int, list[tuple[str, str]]] = {}
    for number, opens, closes in sorted(hours, key=lambda one: (int(one[0]), minutes(one[1]))):
        by_day.setdefault(int(number), []).append((str(opens)[:5], str(closes)[:5]))
    found: list[Days] = []
    for day, stretches in by_day.items():
        said = tuple(stretches)
        if found and found[-1].last == day - 1 and found[-1].hours == said:
            found[-1] = Days(found[-1].first, day, said)
        else:
            found.append(Days(day, day, said))
    return found
