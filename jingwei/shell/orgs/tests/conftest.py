"""Who looks at the pages of organisations, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, as_owner


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
def everywhere(town: Any) -> Iterator[Any]:
    """The town, with all rows in sight while the test looks at what was kept."""
    with as_owner():
        yield town
