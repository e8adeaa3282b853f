"""What does the rulebook ask of a group on a day? Amounts in cents; the base is never kept."""

from datetime import date
from decimal import Decimal

from jingwei.kernel.rulebook import rates
from jingwei.kernel.rulebook.names import known
from jingwei.kernel.rulebook.queries import rate_for, rule_of, value_of
from jingwei.work.membership.dues.kinds import BY_RATE, Group
from jingwei.work.membership.dues.money import CENT, cents_of
from jingwei.work.membership.dues.rules import Spans

TABLES = {
    Group.WAGE: known("dues.wage"),
    Group.ANNUAL_SALARY: known("dues.annual_salary"),
    Group.NO_MONTHLY_INCOME: known("dues.no_monthly_income"),
    Group.RETIRED: known("dues.retired"),
    Group.FARMER: known("dues.farmer"),
    Group.SMALL: known("dues.small"),
}


def amount(group: str, base: Decimal, on: date) -> int:
    """What is due a month on a base, in cents: the rate of its bracket on the whole base.

    Where the table leaves a span, its lower end.
    """
    return cents_of(rate_for(TABLES[Group(group)], base, on).amount.least)


def spans(group: str, on: date) -> Spans:
    """The amounts that the table of a group can come to at all."""
    found: list[tuple[int, int | None]] = []
    for one in rates.brackets(rule_of(TABLES[Group(group)], on).table):
        if one.rate is None:
            found.append((cents_of(one.least or Decimal(0)), cents_of(one.most or Decimal(0))))
            continue
        base = one.above + CENT if one.above else Decimal(0)
        least = cents_of(rates.amount_of(one, base).least)
        most = None if one.up_to is None else cents_of(rates.amount_of(one, one.up_to).most)
        found.append((least, most))
    return found


def all_spans(on: date) -> dict[str, Spans]:
    return {group.value: spans(group, on) for group in Group}


def said(group: str, on: date) -> str:
    """The table in one line, for the page."""
    rows = rates.brackets(rule_of(TABLES[Group(group)], on).table)
    return "；".join(one.said for one in rows)


def usual(group: str, on: date) -> int | None:
    """The amount where the table has only one; None where it depends on a base or a choice."""
    if group in BY_RATE:
        return None
    least, most = spans(group, on)[0]
    return least if least == most else None


def back_months(on: date) -> int:
    return int(value_of(known("dues.back_payment.months.most"), on))


def unpaid_months(on: date) -> int:
    return int(value_of(known("dues.unpaid.months"), on))


def central_above(on: date) -> int:
    return cents_of(value_of(known("dues.voluntary.central.above"), on))
