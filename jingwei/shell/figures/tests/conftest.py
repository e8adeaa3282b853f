"""Who looks at the pages of figures, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.tests.full_town import build_full_town


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def browser(town: Any) -> Any:
    """``browser("lin")``: a browser in which Lin has signed in."""

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in


@pytest.fixture
def filled(town: Any) -> Any:
    """The full town with the facts of five months."""
    with as_owner():
        build_full_town(town)
    with as_role("jw_worker"):
        fill_months(months_back(TODAY, 5), at=AT)
    return town
