"""Who records commendations, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def browser(town: Any) -> Any:
    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in
