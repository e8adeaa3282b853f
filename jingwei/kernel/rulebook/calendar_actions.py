"""How does the working-day calendar change? A day or a whole year, with a reason and a line.

Clocks that run are never worked out anew behind somebody's back: the page lists those that would
move before the change is made, and their own part says what becomes of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.register import CALENDAR, Proposed, touched
from jingwei.kernel.rulebook import calendar_queries, calendar_source
from jingwei.kernel.rulebook import change_rules as rules
from jingwei.kernel.rulebook.calendar import SATURDAY, Days
from jingwei.kernel.rulebook.calendar_source import Arranged
from jingwei.kernel.rulebook.change_actions import require_keeper
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear, Mark


def set_day(
    *, day: date, is_working: bool | None, name: str, reason: str, by: Scope, at: datetime
) -> None:
    """One day is worked or not; None puts it back to what a plain week says."""
    root = require_keeper(by)
    year = CalendarYear.objects.select_for_update().filter(year=day.year).first()
    row = CalendarDay.objects.filter(day=day).first()
    before = row.is_working if row else None
    same = before is is_working and (row is None or row.name == name.strip())
    _refuse(
        rules.day_findings(
            day=day, is_working=is_working, year_known=year is not None, same=same, reason=reason
        )
    )
    moved = len(touched(by, day_proposed(day, is_working)))
    if row is not None:
        row.delete()
    if is_working is not None:
        CalendarDay(
            year=year, day=day, is_working=is_working, name=name.strip()[:30]
        ).save(force_insert=True)  # fmt: skip
    calendar_queries.forget()
    write_line(
        verb="rulebook.calendar.day", by=by, at=at, org=root, subject=("calendar", day.isoformat()),
        facts={"before": _said(before), "after": _said(is_working), "why": reason.strip(),
               "touched": moved},
    )  # fmt: skip


def enter_year(
    *, year: int, days: Sequence[Arranged], source: str, reason: str, by: Scope, at: datetime,
    mark: str = Mark.VERIFIED,
) -> CalendarYear:  # fmt: skip
    """Enter the arrangement of a whole year, or replace the one that was entered."""
    root = require_keeper(by)
    _refuse(
        rules.year_findings(
            year=year, days=[(one.day, one.is_working) for one in days], source=source,
            reason=reason,
        )
    )  # fmt: skip
    moved = len(touched(by, year_proposed(year, days)))
    row, is_new = CalendarYear.objects.select_for_update().get_or_create(
        year=year, defaults={"source": source.strip(), "mark": mark}
    )
    former = [
        f"{'+' if one.is_working else '-'}{one.day:%m%d}" for one in calendar_queries.days_of(year)
    ]
    if not is_new:
        CalendarDay.objects.filter(year=row).delete()
        row.source, row.mark, row.recorded_at = source.strip(), mark, at
        row.save(update_fields=["source", "mark", "recorded_at"])
    CalendarDay.objects.bulk_create(
        CalendarDay(year=row, day=one.day, is_working=one.is_working, name=one.name[:30])
        for one in days
    )
    calendar_queries.forget()
    write_line(
        verb="rulebook.calendar.year", by=by, at=at, org=root, subject=("calendar", str(year)),
        facts={
            "before": former, "days": len(days), "source": row.source, "why": reason.strip(),
            "worked": sorted(one.day.isoformat() for one in days if one.is_working),
            "touched": moved,
        },
    )  # fmt: skip
    return row


def enter_packaged_year(*, year: int, reason: str, by: Scope, at: datetime) -> CalendarYear:
    """Enter a year as the installed package gathered it from the State's notice."""
    return enter_year(
        year=year, days=calendar_source.days_of(year), source=calendar_source.source_of(year),
        reason=reason, by=by, at=at, mark=Mark.SECONDARY,
    )  # fmt: skip


def day_proposed(day: date, is_working: bool | None) -> Proposed:
    """The calendar as it would be with one day changed."""
    now = calendar_queries.days()
    off, on = now.off - {day}, now.on - {day}
    if is_working is True:
        on |= {day}
    elif is_working is False:
        off |= {day}
    return Proposed(CALENDAR, day, days=Days(off, on, now.years))


def year_proposed(year: int, days: Iterable[Arranged]) -> Proposed:
    """The calendar as it would be with a whole year entered."""
    now, rows = calendar_queries.days(), list(days)
    off = {one for one in now.off if one.year != year}
    on = {one for one in now.on if one.year != year}
    off |= {one.day for one in rows if not one.is_working}
    on |= {one.day for one in rows if one.is_working and one.day.weekday() >= SATURDAY}
    return Proposed(
        CALENDAR, date(year, 1, 1), days=Days(frozenset(off), frozenset(on), now.years | {year})
    )


def _said(is_working: bool | None) -> str:
    return {None: "plain", True: "worked", False: "rest"}[is_working]


def _refuse(found: list[Finding]) -> Any:
    if found:
        raise Refused(*found)
