"""Who pays dues in the tests, by which table, on which day?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member
from jingwei.work.membership.dues import actions
from jingwei.work.membership.dues.lines import Fixed

NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def payers(town: Any) -> Any:
    """East branch one: 东甲 earns a wage, 东乙 is retired, 东丙 a farmer, 东戊 joined in March."""
    with as_owner():
        add_member(town, "东戊", town.east_one, category="probationary", joined_on=date(2026, 3, 9))
    return town


@pytest.fixture
def fixed(payers: Any) -> Any:
    """The year is fixed: 45.00, 15.00, 1.00 and 0.20 a month."""
    with acting(payers.branch_scope):
        payers.fixing = actions.fix_year(
            org=payers.east_one, year=2026, fixed=lines(payers), by=payers.branch_scope, at=AT
        )
    return payers


def lines(town: Any) -> list[Fixed]:
    said = (("东甲", "wage", 4500), ("东乙", "retired", 1500), ("东丙", "farmer", 100),
            ("东戊", "small", 20))  # fmt: skip
    return [Fixed(town.people[name].pk, group, cents) for name, group, cents in said]


@pytest.fixture
def sheet(fixed: Any) -> Any:
    """The sheet of November is open."""
    with acting(fixed.branch_scope):
        fixed.sheet = actions.open_sheet(
            org=fixed.east_one, first=NOVEMBER, months=1, by=fixed.branch_scope, at=AT
        )
    return fixed


@pytest.fixture
def as_branch(payers: Any) -> Iterator[None]:
    with acting(payers.branch_scope):
        yield


@pytest.fixture
def as_lin(payers: Any) -> Iterator[None]:
    with acting(payers.lin_scope):
        yield
