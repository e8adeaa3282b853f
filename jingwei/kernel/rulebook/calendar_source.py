"""Which days did the State arrange in a year? As a package gathers them from the yearly notices."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from chinese_calendar import constants

PACKAGE = "chinesecalendar"
_CHINESE = {feast.value: feast.chinese for feast in constants.Holiday}


@dataclass(frozen=True)
class Arranged:
    """One day that differs from a plain week, or a weekend day inside a feast."""

    day: date
    is_working: bool
    name: str


def years() -> tuple[int, ...]:
    """Years whose notice the installed package knows."""
    return tuple(sorted({day.year for day in constants.holidays}))


def days_of(year: int) -> list[Arranged]:
    """All arranged days of a year in order; empty where the package does not know the year."""
    rest = [
        Arranged(day, False, _name(feast))
        for day, feast in constants.holidays.items() if day.year == year
    ]  # fmt: skip
    worked = [
        Arranged(day, True, _name(feast))
        for day, feast in constants.workdays.items() if day.year == year
    ]  # fmt: skip
    return sorted(rest + worked, key=lambda one: one.day)


def source_of(year: int) -> str:
    """What stands beside the year: whose arrangement, and through whom it came to us."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知（{PACKAGE} {version(PACKAGE)}）"


def _name(feast: str) -> str:
    return str(_CHINESE.get(feast, feast))[:30]
