"""Who looks at the pages of figures, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.tests import kept
from jingwei.kernel.access.tests.town import build_town
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.tests.full_town import build_full_town


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Any:
    """``browser("lin")``: a browser in which Lin of the test's own town has signed in."""
    named = "filled" if "filled" in request.fixturenames else "town"
    town = request.getfixturevalue(named)

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in


@pytest.fixture(scope="package")
def kept_filled(django_db_setup: None, django_db_blocker: Any) -> kept.Kept:
    """The full town with the facts of five months, worked out once and taken out again."""
    with (
        time_machine.travel(AT, tick=False), django_db_blocker.unblock(), transaction.atomic(),
    ):  # fmt: skip
        before = kept.counts()
        with as_owner():
            town = build_full_town(build_town(at=AT, on=TODAY))
        with as_role("jw_worker"):
            fill_months(months_back(TODAY, 5), at=AT)
        rows = kept.keep(town, before)
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def filled(kept_filled: kept.Kept, db: None) -> Any:
    """The full town with the facts of five months."""
    with as_owner():
        return kept_filled.again()
