"""One loaded city for all questions of this folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY, as_owner
from jingwei.ops.demo.load import Summary, load_city
from jingwei.ops.demo.tests.shared import uncommitted


@pytest.fixture(scope="package")
def once(data: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Summary]:
    with uncommitted(django_db_blocker):
        with as_owner():
            summary = load_city(size="small", today=TODAY)
        yield summary


@pytest.fixture
def loaded(once: Summary, db: None) -> Summary:
    """What was loaded. A test may change the city: the next one finds it as it was."""
    return once
