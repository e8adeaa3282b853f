"""What do the pages of cases show in the tests? The example's flow, registered for a test."""

from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.tests.conftest import make_plea
from jingwei.kernel.register import register
from tests.example_flow.flows import PLEA


@pytest.fixture(autouse=True)
def _example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register().flows, PLEA.code, PLEA)


@pytest.fixture
def plea(town: Any) -> Any:
    with acting(town.lin_scope):
        return make_plea(town)
