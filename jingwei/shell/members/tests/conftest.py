"""Who looks at the pages of members, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from conftest import AT


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def url(town: Any) -> Any:
    """``url("东甲", "edit/")``: an address about somebody."""
    return lambda name, rest="": f"/members/{town.people[name].public_id}/{rest}"
