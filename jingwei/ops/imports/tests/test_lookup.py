"""Which organisation does a text of a roster mean; what is said where it means none of today?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging.lookup import Known, finder


@pytest.fixture
def find(town: Any) -> Callable[..., Known | Find]:
    """``find(text, answers)`` asks within Lin's scope."""

    def found(text: str, answers: dict[str, str] | None = None) -> Known | Find:
        with acting(town.lin_scope) as lin:
            return finder(lin, answers).find(text)

    return found


def end(org: Organisation, town: Any, days: int = 0) -> None:
    until = town.on - timedelta(days=days)
    rows = Organisation.everything.filter(pk=org.pk)
    with acting(town.gu_scope if org.path.startswith(town.west.path) else town.lin_scope):
        assert rows.update(held=closed(org.held, until)) == 1


def test_one_that_was_dissolved_is_said_with_its_day(town: Any, find: Any) -> None:
    end(town.east_two, town)
    said = {"name": "东镇第二党支部", "day": town.on.isoformat()}
    for text in ("东镇第二党支部", "东镇 第二党支部", "east-2"):
        assert find(text) == Find("org.ended", None, said)
    assert find("二支部", {"二支部": "EAST-2"}).params == said  # what the office once said it means


def test_a_dissolved_one_of_the_neighbour_is_as_unknown_as_ever(town: Any, find: Any) -> None:
    end(town.west_one, town)
    assert find("西镇第一党支部") == find("西镇第九党支部") == Find("org.unknown")


def test_an_open_one_of_the_same_name_is_the_one_that_is_meant(town: Any, find: Any) -> None:
    end(town.east_two, town, 3)
    with acting(town.lin_scope):
        Organisation.everything.filter(pk=town.east_one.pk).update(name="东镇第二党支部")
    assert find("东镇第二党支部").id == town.east_one.pk
    end(town.east_one, town)
    assert find("东镇第二党支部").params["day"] == town.on.isoformat()  # the last to be dissolved
