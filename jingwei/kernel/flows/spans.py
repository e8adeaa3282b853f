"""When does a limit end, also after it stood still? Spans of units of the rulebook; no clock."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.rulebook.calendar import (
    Days,
    Term,
    Unit,
    add_working_days,
    notice_ends,
    term_of,
    working_days_between,
)

UNITS = {
    **{one.value: one for one in Unit}, "天": Unit.DAYS, "日": Unit.DAYS,
    "个工作日": Unit.WORKING_DAYS, "工作日": Unit.WORKING_DAYS, "个月": Unit.MONTHS,
    "月": Unit.MONTHS, "年": Unit.YEARS, "周年": Unit.YEARS,
}  # fmt: skip
"""How the rulebook writes the units of its numbers."""


@dataclass(frozen=True)
class Span:
    """So many of a unit. The day on which a limit begins is not counted."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a span goes forward")


def term(start: date, span: Span, *, days: Days, counts_first: bool = False) -> Term:
    """The limit that begins on ``start``: 31 January and one month is 28 February.

    ``counts_first``: a public notice, whose first day counts too.
    """
    if not counts_first:
        return term_of(start, span.amount, span.unit, days)
    if span.unit is Unit.WORKING_DAYS:
        return notice_ends(start, span.amount, days)
    eve = date.fromordinal(start.toordinal() - 1)
    return term_of(eve, span.amount, span.unit, days)


def after_pause(due: date, unit: Unit, *, paused: date, resumed: date, days: Days) -> date:
    """The last day after a pause: as much is left as was left when it stopped.

    A limit that was over when it was paused is over by as much afterwards.
    """
    if resumed <= paused:
        return due
    if unit is not Unit.WORKING_DAYS:
        return due + (resumed - paused)
    after = date.fromordinal
    stood = working_days_between(
        after(paused.toordinal() + 1), after(resumed.toordinal() + 1), days
    )
    return add_working_days(due, stood, days) if stood else due
