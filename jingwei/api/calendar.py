"""The working-day calendar by the API: a year, a clock, a change with its reason."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once
from jingwei.api.rulebook import keeper
from jingwei.api.schemas import Day, Name, Text
from jingwei.kernel.rulebook import calendar_actions as actions
from jingwei.kernel.rulebook import calendar_queries as queries
from jingwei.kernel.rulebook.calendar import Unit, working_days_between
from jingwei.kernel.rulebook.calendar_source import Arranged

router = Router(tags=["calendar"])
Year = Annotated[int, Field(ge=2000, le=2100)]


class DayOut(Schema):
    day: date
    is_working: bool
    name: str


class YearOut(Schema):
    """Days that differ from a plain week, and how many days of the year are worked."""

    year: int
    source: str
    mark: str
    working_days: int
    days: list[DayOut]


class ClockAsked(Schema):
    """``rolls``: a last day of rest moves to the next working day."""

    start: Day
    amount: Annotated[int, Field(ge=1, le=2000)]
    unit: Unit = Unit.WORKING_DAYS
    rolls: bool = False


class ClockOut(Schema):
    """``last`` is the last day in time; ``unknown`` are years nobody has entered yet."""

    start: date
    last: date
    until: date
    unknown: list[int]


class DayChange(Schema):
    """``is_working`` null: as a plain week has it."""

    is_working: bool | None
    name: Annotated[str, Field(max_length=30)] = ""
    reason: Text


class DayIn(Schema):
    day: Day
    is_working: bool
    name: Annotated[str, Field(max_length=30)] = ""


class YearIn(Schema):
    days: Annotated[list[DayIn], Field(max_length=200)]
    source: Name
    reason: Text


def told(year: int) -> dict[str, Any]:
    row = queries.year_row(year)
    if row is None:
        raise Http404
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    return {
        "year": year, "source": row.source, "mark": row.mark,
        "working_days": working_days_between(first, until, queries.days()),
        "days": [
            {"day": one.day, "is_working": one.is_working, "name": one.name}
            for one in queries.days_of(year)
        ],
    }  # fmt: skip


@router.get("/clock", response={200: ClockOut, **SAYS_NO})
def get_clock(request: HttpRequest, said: Query[ClockAsked]) -> Any:
    """When a clock runs out that starts on a day, which itself is not counted."""
    term = queries.term_of(said.start, said.amount, said.unit, rolls=said.rolls)
    return {"start": said.start, "last": term.last, "until": term.until, "unknown": term.unknown}


@router.get("/{year}", response={200: YearOut, **SAYS_NO})
def get_calendar(request: HttpRequest, year: Year) -> Any:
    """One year with its days of rest and swapped working days; 404 where nobody entered it."""
    return told(year)


@router.put("/{year}", response={200: YearOut, **SAYS_NO})
@once
def enter_calendar_year(request: HttpRequest, year: Year, said: YearIn) -> Any:
    """Enter or replace a whole year. Clocks that run are not moved."""
    scope = keeper(request)
    days = [Arranged(one.day, one.is_working, one.name) for one in said.days]
    actions.enter_year(
        year=year, days=days, source=said.source, reason=said.reason, by=scope, at=now()
    )  # fmt: skip
    return told(year)


@router.put("/days/{day}", response={200: YearOut, **SAYS_NO})
@once
def change_calendar_day(request: HttpRequest, day: Day, said: DayChange) -> Any:
    """Change one day. Clocks that run are not moved."""
    scope = keeper(request)
    actions.set_day(
        day=day, is_working=said.is_working, name=said.name, reason=said.reason, by=scope,
        at=now(),
    )  # fmt: skip
    return told(day.year)
