"""Which local day is a moment? Deadlines and dates of people are days in Asia/Shanghai."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local_day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def end_of_day(day: date) -> datetime:
    """The first moment after ``day`` in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)


def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    """First day of the month after ``day``'s."""
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)
