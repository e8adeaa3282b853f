"""One signs in at a moment that stands still unless a test moves it."""

from typing import Any

import pytest
from time_machine import travel

from conftest import AT


@pytest.fixture(autouse=True)
def clock() -> Any:
    with travel(AT, tick=False) as traveller:
        yield traveller
