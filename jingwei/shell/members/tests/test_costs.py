"""Do the lists beside the roster cost the same for one row and for twenty?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.people.models import Correction
from jingwei.kernel.privacy.models import Look
from jingwei.shell.members.models import Export

pytestmark = pytest.mark.slow


def a_row(town: Any, number: int) -> None:
    """One more of everything in the east: asked for by others, except where it says Lin."""
    where = {"org": town.east_one, "org_path": town.east_one.path}
    person, other, lin = town.people["东甲"], town.accounts["officer"], town.accounts["lin"]
    Correction.everything.create(
        **where, kind="own", person=town.member(f"名{number}", town.east_one), reason="手机",
        asked_by=town.accounts["new"], asked_at=AT,
    )  # fmt: skip
    for asker in (other, lin):
        Export.everything.create(
            **where, query="", columns="name id_number", count=1_001, reason="verify",
            asked_by=asker, asked_at=AT,
        )  # fmt: skip
    Look.everything.create(
        **where, person=person, account=other, account_name="某人", post="某职务", looked_at=AT,
        reason="verify", fields="phone",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/members/corrections/", "/members/exports/",
        "/members/{one}/looks/", "/orgs/EAST-1/members/", "/members/posts/EAST-1/",
    ],
)  # fmt: skip
def test_a_list_costs_the_same_for_one_row_and_for_twenty(town, browser, address):
    lin, page = browser("lin"), address.format(one=town.people["东甲"].public_id)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(page).status_code == 200
        return len(seen)

    with as_owner():
        a_row(town, 0)
    asked()  # the first page of a session also writes down when it was seen
    one = asked()
    with as_owner():
        for number in range(1, 20):
            a_row(town, number)
    assert asked() == one
