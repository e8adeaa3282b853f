"""Eight clicks, twenty writers, four workers at one moment: is each effect there once? (R9, R10)"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from jingwei.ops.imports.tests.apart import Apart, apart
from jingwei.ops.tests.at_once_counts import CLICKS, EACH, LINES, WRITERS

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


def told(place: Apart, what: str, role: str = "app") -> dict[str, Any]:
    said = place.run("-m", "jingwei.ops.tests.at_once", what, role=role)
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def test_eight_clicks_make_one_step(place: Apart) -> None:
    found = told(place, "clicks")
    assert found["told"].pop("taken") == 1
    assert sum(found["told"].values()) == CLICKS - 1
    assert (found["steps"], found["lines"]) == (1, 1)


def test_nobody_writes_over_what_another_wrote(place: Apart) -> None:
    found = told(place, "writers")
    assert found["accepted"] + found["refused"] == WRITERS * EACH
    assert found["accepted"] == found["versions"] == found["lines"] > 0


def test_four_workers_run_each_reaction_once(place: Apart) -> None:
    found = told(place, "workers", role="worker")
    assert found == {"ran": LINES, "answers": LINES, "different": LINES}
