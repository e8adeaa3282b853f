"""What is due on a base? Ordered brackets; the rate of the one it falls into takes the whole base.

A table is a list of ``{"up_to", "rate"}`` in percent, or of ``{"up_to", "least", "most"}`` where
the amount lies between two sums; the last bracket has no upper edge. An edge belongs to the
bracket below it: 3,000 falls under "up to 3,000", and 3,000.01 into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

CENT = Decimal("0.01")
MOST_BRACKETS = 20


class WrongTable(ValueError):
    """The brackets are out of order, say nothing, or leave a base without a rate."""


@dataclass(frozen=True)
class Bracket:
    """Bases above ``above`` up to and including ``up_to`` (None: without an edge)."""

    above: Decimal
    up_to: Decimal | None
    rate: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    def holds(self, base: Decimal) -> bool:
        return (base > self.above or self.above == 0) and (self.up_to is None or base <= self.up_to)

    @property
    def amount_said(self) -> str:
        if self.rate is not None:
            return f"{_plain(self.rate)}%"
        if self.least == self.most:
            return _("{least}元").format(least=_plain(self.least))
        return _("{least}至{most}元").format(least=_plain(self.least), most=_plain(self.most))

    @property
    def said(self) -> str:
        """``3000元以上至5000元（含） 1%``, in the language of the page."""
        if self.up_to is None and self.above == 0:
            return self.amount_said
        if self.up_to is None:
            sentence = _("{above}元以上 {amount}")
        elif self.above == 0:
            sentence = _("{up_to}元以下（含） {amount}")
        else:
            sentence = _("{above}元以上至{up_to}元（含） {amount}")
        return sentence.format(
            above=_plain(self.above), up_to=_plain(self.up_to), amount=self.amount_said
        )


@dataclass(frozen=True)
class Amount:
    """What is due; ``least`` and ``most`` differ where the rule leaves a span."""

    least: Decimal
    most: Decimal

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def brackets(table: Sequence[Any]) -> list[Bracket]:
    """The brackets in order.

    Raises:
        WrongTable: no bracket, an edge not above the one before, nothing or two things said.
    """
    if not 0 < len(table) <= MOST_BRACKETS:
        raise WrongTable("a table has between 1 and 20 brackets")
    found: list[Bracket] = []
    above = Decimal(0)
    for at, row in enumerate(table):
        up_to, rate = _number(row.get("up_to")), _number(row.get("rate"))
        least, most = _number(row.get("least")), _number(row.get("most"))
        is_last = at == len(table) - 1
        if (up_to is None) != is_last or (up_to is not None and up_to <= above):
            raise WrongTable("edges rise, and only the last bracket has none")
        if (rate is None) == (least is None) or (least is None) != (most is None):
            raise WrongTable("a bracket says either a rate or a span of sums")
        if rate is not None and not 0 <= rate <= 100:
            raise WrongTable("a rate lies between 0 and 100 percent")
        if least is not None and most is not None and not 0 <= least <= most:
            raise WrongTable("a span begins with the smaller sum")
        found.append(Bracket(above, up_to, rate, least, most))
        above = up_to if up_to is not None else above
    return found


def bracket_for(table: Sequence[Any], base: Decimal) -> Bracket:
    """The bracket a base falls into. Raises: ValueError for a base below zero."""
    if base < 0:
        raise ValueError("a base is not below zero")
    return next(one for one in brackets(table) if one.holds(base))


def amount_of(bracket: Bracket, base: Decimal) -> Amount:
    """What is due on the whole base, to the cent, half a cent upwards."""
    if bracket.rate is None:
        return Amount(bracket.least or Decimal(0), bracket.most or Decimal(0))
    due = (base * bracket.rate / 100).quantize(CENT, ROUND_HALF_UP)
    return Amount(due, due)


def _number(said: Any) -> Decimal | None:
    if said is None or said == "":
        return None
    try:
        number = Decimal(str(said))
    except InvalidOperation as error:
        raise WrongTable(f"{said} is no number") from error
    if not number.is_finite():
        raise WrongTable(f"{said} is no number")
    return number


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
