"""Does last year's end + in - out = this year? The sum with every part, and what is left over."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Indicator
from jingwei.kernel.figures.periods import months_between
from jingwei.kernel.figures.registered import indicator

STOCK = "people.members"
IN = ("people.admitted", "people.transferred_in", "people.restored", "people.moved_in")
OUT = ("people.transferred_out", "people.died", "people.left", "people.moved_out")


@dataclass(frozen=True)
class Line:
    """One way in or out, with how many took it this year; None without data."""

    indicator: Indicator
    n: int | None


@dataclass(frozen=True)
class Balance:
    """The members of one organisation from the end of last year up to a month of this one."""

    org_id: int
    last_year: date
    on: date
    before: int | None
    now: int | None
    came: tuple[Line, ...]
    went: tuple[Line, ...]

    @property
    def came_in(self) -> int:
        return sum(line.n or 0 for line in self.came)

    @property
    def went_out(self) -> int:
        return sum(line.n or 0 for line in self.went)

    @property
    def is_known(self) -> bool:
        return self.before is not None and self.now is not None

    @property
    def difference(self) -> int | None:
        """What no coming and going explains: opening rows, merged files, undone imports."""
        if self.before is None or self.now is None:
            return None
        return self.now - (self.before + self.came_in - self.went_out)


def balance_of(org_id: int, month: date) -> Balance:
    """The balance of a year up to a month, from facts; seven queries."""
    last_year = date(month.year - 1, 12, 1)
    before = queries.in_month([org_id], last_year, codes=[STOCK])[org_id, STOCK]
    now = queries.in_month([org_id], month, codes=[STOCK])[org_id, STOCK]
    months = list(months_between(date(month.year, 1, 1), month))
    summed = queries.summed(org_id, months, codes=[*IN, *OUT])
    return Balance(
        org_id=org_id,
        last_year=before.on,
        on=now.on,
        before=None if before.n is None else int(before.n),
        now=None if now.n is None else int(now.n),
        came=tuple(Line(indicator(code), summed[code]) for code in IN),
        went=tuple(Line(indicator(code), summed[code]) for code in OUT),
    )
