"""Who looks at the pages of organisations, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def everywhere(town: Any) -> Iterator[Any]:
    """The town, with all rows in sight while the test looks at what was kept."""
    with as_owner():
        yield town
