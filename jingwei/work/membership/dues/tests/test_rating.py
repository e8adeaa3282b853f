"""Is the amount right to the cent, on the whole base, for every group?"""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY
from jingwei.kernel.rulebook import rates
from jingwei.kernel.rulebook.queries import rule_of
from jingwei.work.membership.dues import money, rating, rules
from jingwei.work.membership.dues.kinds import BY_RATE, Group

CENTS = st.integers(min_value=0, max_value=20_000_000)


@pytest.mark.parametrize(
    ("group", "base", "due"),
    [
        ("wage", "3000", "15.00"), ("wage", "3000.01", "30.00"), ("wage", "5000", "50.00"),
        ("wage", "5000.01", "75.00"), ("wage", "10000", "150.00"), ("wage", "10000.01", "200.00"),
        ("annual_salary", "10000.01", "200.00"), ("no_monthly_income", "3000.01", "30.00"),
        ("retired", "5000", "25.00"), ("retired", "5000.01", "50.00"), ("wage", "0", "0.00"),
    ],
)  # fmt: skip
def test_the_rate_takes_the_whole_base_and_changes_at_the_cent(db, group, base, due):
    assert money.yuan(rating.amount(group, Decimal(base), TODAY)) == Decimal(due)


def test_farmers_pay_between_two_sums_and_students_one(db):
    assert rating.spans("farmer", TODAY) == [(20, 100)]
    assert rating.spans("small", TODAY) == [(20, 20)]
    assert (rating.usual("small", TODAY), rating.usual("farmer", TODAY)) == (20, None)
    assert rating.usual("wage", TODAY) is None


def test_what_is_worked_out_can_be_and_what_lies_between_cannot(db):
    """Every base comes to an amount that its table allows; the gaps between brackets are none."""
    tables = {group: rule_of(rating.TABLES[group], TODAY).table for group in BY_RATE}
    spans = rating.all_spans(TODAY)

    @settings(max_examples=300, deadline=None)
    @given(st.sampled_from(sorted(BY_RATE)), CENTS)
    def holds(group, cents):
        base = money.yuan(cents)
        bracket = rates.bracket_for(tables[Group(group)], base)
        due = money.cents_of(rates.amount_of(bracket, base).least)
        assert rules.group_findings(group, due, spans[group]) == []
        more = rates.amount_of(bracket, base + money.CENT).least
        assert more >= money.yuan(due)

    holds()
    for cents in (1501, 2999, 5001, 7499, 15001, 19999):
        assert [one.code for one in rules.group_findings("wage", cents, spans["wage"])] == [
            "dues.no_such_amount"
        ]


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("45", 4500), ("45.5", 4550), ("1,200.00元", 120_000), ("0", 0), ("-3", -300),
     ("45.505", None), ("四十五", None), ("", None), ("1e9", None), ("NaN", None)],
)  # fmt: skip
def test_money_is_read_to_the_cent_or_not_at_all(typed, cents):
    assert money.read_yuan(typed) == cents


@settings(max_examples=200, deadline=None)
@given(st.lists(CENTS, max_size=40))
def test_sums_are_exact(parts):
    assert money.yuan(money.total(parts)) == sum(map(money.yuan, parts), Decimal(0))
