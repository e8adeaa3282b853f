"""Do the list of units and an organisation's posts cost the same for one row and for fifty?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.orgs import actions, unit_actions


def a_row(town: Any, number: int) -> None:
    """A branch more with its firm, its member and its secretary."""
    with system_scope("测试数据") as by:
        org = actions.found_organisation(
            parent=town.east, code=f"C-{number}", name=f"东镇{number}号党支部",
            kind="party_branch", founded_on=date(2020, 1, 1), by=by, at=AT,
        )  # fmt: skip
        add_secretary(town, town.member(f"名{number}", org), org)
        unit_actions.open_unit(
            org=org, name=f"东镇{number}公司", kind="private_firm", on=date(2026, 5, 1), by=by,
            at=AT,
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    ["/units/", "/units/?q=东镇", "/orgs/tree/?under=EAST", "/search/?q=东镇", "/orgs/"],
)
def test_a_list_costs_the_same_for_one_row_and_for_fifty(town, browser, address):
    lin = browser("lin")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(address, follow=True).status_code == 200
        return len(seen)

    with as_owner():
        a_row(town, 0)
    asked()  # the first page of a session also writes down when it was seen
    one = asked()
    with as_owner():
        for number in range(1, 50):
            a_row(town, number)
    assert asked() == one
