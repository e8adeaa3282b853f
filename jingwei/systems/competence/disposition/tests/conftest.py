"""Which day is it, and who is in the town, for the tests of cases?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_account
from jingwei.systems.competence.disposition.models import Disposition
from jingwei.systems.competence.disposition.tests.world import make


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def place(town: Any) -> Any:
    """The town with a chief at the county, and a colleague of Lin's in the same office."""
    with as_owner():
        add_account(town, "chief", "officer", town.county)
        add_account(town, "colleague", "clerk", town.east)
    return town


@pytest.fixture
def case(place: Any) -> Disposition:
    """A case that begins, with everybody on it."""
    with acting(place.branch_scope):
        return make(place, "concern")


@pytest.fixture
def browser(place: Any) -> Any:
    """``browser("lin")``: a browser in which Lin has signed in."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(place.accounts[who])
        return client

    return signed_in
