"""Who records commendations, and on which day?"""

from collections.abc import Iterator

import pytest
import time_machine

from conftest import AT


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield
