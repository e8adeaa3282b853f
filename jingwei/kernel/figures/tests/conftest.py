"""Whose facts do the tests look at? Those of the town, worked out as the worker would."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.figures import periods
from jingwei.kernel.figures.fill import Outcome, fill_months
from jingwei.kernel.figures.tests.full_town import build_full_town

MONTH = date(2026, 11, 1)


@pytest.fixture
def fill(town: Any) -> Callable[..., Outcome]:
    """``fill()`` works out the running month, ``fill(3)`` three up to it; each call later."""
    calls = [0]

    def run(months: int = 1, *, at: datetime = AT, records: list[str] | None = None) -> Outcome:
        calls[0] += 1
        with as_role("jw_worker"):
            return fill_months(
                periods.months_back(MONTH, months), at=at + timedelta(minutes=calls[0]),
                records=records,
            )  # fmt: skip

    return run


@pytest.fixture
def full_town(town: Any) -> Any:
    """A town in which every indicator has something to count."""
    with as_owner():
        return build_full_town(town)
