"""Who was a member when? East branch one over two years, with somebody in and somebody out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from conftest import AT, as_owner
from jingwei.kernel.access.tests.town import add_member
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import held


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def two_years(town: Any) -> Any:
    """In 2025: 新一 admitted, 去一 died, 动一 moved from east one to east two."""
    with as_owner():
        add_member(town, "新一", town.east_one, category="probationary", joined_on=date(2025, 5, 4))
        add_member(town, "去一", town.east_one)
        add_member(town, "动一", town.east_one)
        mine = Membership.everything.filter(person=town.people["去一"])
        mine.update(held=held(date(2019, 7, 1), date(2025, 9, 9)), ended="died")
        moved = Membership.everything.filter(person=town.people["动一"])
        moved.update(held=held(date(2019, 7, 1), date(2025, 6, 1)), ended="moved")
        Membership.everything.create(
            person=town.people["动一"], org=town.east_two, org_path=town.east_two.path,
            category="full", held=held(date(2025, 6, 1)), began="moved",
        )  # fmt: skip
        town.people["动一"].org = town.east_two
        town.people["动一"].org_path = town.east_two.path
        town.people["动一"].save(update_fields=["org", "org_path"])
        # Lives in the east, is at home in the west: counts at home only.
        Membership.everything.create(
            person=town.people["西甲"], org=town.east_one, org_path=town.east_one.path,
            category="full", kind="host", held=held(date(2024, 1, 1)), began="moved",
        )  # fmt: skip
    return town


@pytest.fixture
def browser(two_years: Any) -> Any:
    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(two_years.accounts[who])
        return client

    return signed_in
