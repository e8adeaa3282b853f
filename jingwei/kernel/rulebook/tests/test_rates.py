"""Which tables of rates are refused, and how do brackets read?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.kernel.rulebook import rates

WAGE = [{"up_to": "3000", "rate": "0.5"}, {"up_to": "5000", "rate": "1"},
        {"up_to": None, "rate": "2"}]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        [],
        [{"up_to": "3000", "rate": "1"}],
        [{"up_to": None, "rate": "1"}, {"up_to": None, "rate": "2"}],
        [{"up_to": "5000", "rate": "1"}, {"up_to": "3000", "rate": "2"}, {"rate": "3"}],
        [{"up_to": "0", "rate": "1"}, {"rate": "3"}],
        [{"rate": "101"}],
        [{"rate": "-1"}],
        [{"rate": "x"}],
        [{"rate": "NaN"}],
        [{}],
        [{"rate": "1", "least": "1", "most": "2"}],
        [{"least": "2", "most": "1"}],
        [{"least": "2"}],
        [{"up_to": str(n), "rate": "1"} for n in range(1, 30)] + [{"rate": "1"}],
    ],
)
def test_a_table_that_leaves_a_base_in_doubt_is_refused(table):
    with pytest.raises(rates.WrongTable):
        rates.brackets(table)


def test_brackets_read_as_a_person_says_them():
    assert [one.said for one in rates.brackets(WAGE)] == [
        "3000元以下（含） 0.5%", "3000元以上至5000元（含） 1%", "5000元以上 2%"
    ]  # fmt: skip
    assert rates.brackets([{"least": "0.2", "most": "1"}])[0].said == "0.2至1元"
    assert rates.brackets([{"least": "0.2", "most": "0.2"}])[0].said == "0.2元"


@given(st.decimals(0, 100_000, places=2))
def test_every_base_falls_into_exactly_one_bracket(base):
    assert sum(one.holds(base) for one in rates.brackets(WAGE)) == 1
    assert rates.bracket_for(WAGE, Decimal(base)).holds(base)
