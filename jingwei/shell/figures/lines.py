"""How does a figure look in a table? The number with its denominator, a year's line, its rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Group, Kind
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import number
from jingwei.kernel.rulebook.models import Rule
from jingwei.kernel.rulebook.queries import rule_of
from jingwei.shell.figures.asking import Asking
from jingwei.shell.figures.units import unit_words

BACK = 3  # months against which a change is told


@dataclass(frozen=True)
class Number:
    """A number of the rulebook as people read it; ``mark`` says how well it is known."""

    title: str
    text: str
    source: str
    mark: str
    is_sure: bool


@dataclass(frozen=True)
class Line:
    """One figure as a table shows it. ``url`` is empty where its records are others' to see."""

    figure: Figure
    url: str
    missing_url: str = ""
    values: list[float | None] = field(default_factory=list)
    change: str = ""
    is_worse: bool = False
    rules: list[Number] = field(default_factory=list)
    asked: int = 0  # of a survey: how many could have answered

    @property
    def response(self) -> Decimal | None:
        """Percent of those who could answer that did; None where that is not known."""
        d = self.figure.d
        return whole(round(d * 100 / self.asked, 1)) if d and self.asked else None  # type: ignore[return-value]

    @property
    def title(self) -> str:
        return self.figure.title

    @property
    def note(self) -> str:
        return self.figure.note

    @property
    def unit(self) -> str:
        return unit_words(self.figure.indicator.unit)

    @property
    def d_title(self) -> str:
        return str(self.figure.indicator.d_title)

    @property
    def n(self) -> int | Decimal | None:
        return None if self.figure.is_withheld else whole(self.figure.value)

    @property
    def d(self) -> int | Decimal | None:
        return whole(self.figure.d) if self.figure.indicator.kind == Kind.RATIO else None

    @property
    def rest(self) -> int:
        return int((self.figure.d or 0) - (self.figure.n or 0))


def whole(value: Decimal | None) -> int | Decimal | None:
    """``12`` and not ``12.00``."""
    return int(value) if value is not None and value == value.to_integral_value() else value


def line_of(
    asking: Asking, figure: Figure, months: Sequence[Figure] = (), *, asked: Figure | None = None
) -> Line:  # fmt: skip
    """A figure with its records, its last months and the numbers of the rulebook behind it."""
    one = figure.indicator
    # Records are as they stand now: they cannot say what was known then.
    opens = (
        figure.is_known
        and not figure.is_withheld
        and asking.known is None
        and asking.scope.holds(one.records.duty, asking.org.path)
    )
    url = asking.url("evidence", asking.org.code, one.code) if opens else ""
    change, worse = change_of(months)
    return Line(
        figure,
        url=url,
        missing_url=asking.url("evidence", asking.org.code, one.code, part="missing")
        if opens and figure.missing
        else "",
        values=[_drawn(month) for month in months],
        change=change,
        is_worse=worse,
        rules=[number_of(name, figure.on) for name in one.rules],
        asked=int(asked.d or 0) if asked else 0,
    )


def number_of(name: str, on: date) -> Number:
    rule = rule_of(name, on)
    return Number(
        _(rule.title), rule.said, rule.source,
        str(rule.get_mark_display()), is_sure=rule.mark == Rule.Mark.VERIFIED,
    )  # fmt: skip


def plain_number(name: str, on: date) -> str:
    """The bare number of the rulebook, without its unit."""
    rule = rule_of(name, on)
    return rule.said if rule.value is None else number(rule.value)


def lines_by_group(asking: Asking) -> list[tuple[Group, list[Line]]]:
    """All figures of the organisation on the day, by panel; four queries from facts."""
    found = asking.figures()
    past = queries.series(asking.org.pk, asking.month)
    org = asking.org.pk
    return [
        (
            group,
            [
                line_of(
                    asking,
                    found[org, one.code],
                    past.get(one.code, []),
                    asked=found.get((org, one.survey_of)),
                )
                for one in registered().of_group(group)
            ],
        )
        for group in registered().groups
    ]


def change_of(months: Sequence[Figure]) -> tuple[str, bool]:
    """Against three months before: ``↑2.2`` points of a ratio, or so many more; and is it worse?"""
    if len(months) <= BACK:
        return "", False
    now, then = (_measure(months[at]) for at in (-1, -1 - BACK))
    if now is None or then is None:
        return "", False
    if now == then:
        return _("持平"), False
    better = months[-1].indicator.higher_is_better
    arrow = "↑" if now > then else "↓"
    return f"{arrow}{whole(abs(now - then))}", better is not None and better != (now > then)


def _measure(figure: Figure) -> Decimal | None:
    return figure.share if figure.indicator.kind == Kind.RATIO else figure.value


def _drawn(figure: Figure) -> float | None:
    if figure.is_withheld:
        return None
    measure = _measure(figure)
    if measure is None and figure.indicator.kind == Kind.RATIO:
        measure = figure.n  # too few for a share; the line still tells whether there are any
    return None if measure is None else float(measure)
