"""Accounts are looked after at one moment."""

from typing import Any

import pytest
from time_machine import travel

from conftest import AT


@pytest.fixture(autouse=True)
def _now() -> Any:
    with travel(AT, tick=False):
        yield
