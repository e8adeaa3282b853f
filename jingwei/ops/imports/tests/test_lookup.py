"""Which organisation does a text of a roster mean; what is said where it means none of today?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from jingwei.kernel import names
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging.lookup import Known, finder, in_order_of_likeness


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


@pytest.mark.parametrize("text", ["东镇第1党支部", "东镇第１党支部", "东镇第 01 党支部"])
def test_a_digit_for_a_numeral_is_asked_of_a_person(find: Any, text: str) -> None:
    assert find(text) == Find("org.doubtful", "东镇第一党支部", {"name": "东镇第一党支部"})


def test_a_numeral_for_a_digit_is_asked_too_and_several_are_named(town: Any, find: Any) -> None:
    with acting(town.lin_scope):
        Organisation.everything.filter(pk=town.east_one.pk).update(name="东镇第12党支部")
    assert find("东镇第十二党支部").suggestion == "东镇第12党支部"
    with acting(town.lin_scope):
        Organisation.everything.filter(pk=town.east_two.pk).update(name="东镇第012党支部")
    assert find("东镇第十二党支部").code == "org.ambiguous"
    assert find("东镇第12党支部").id == town.east_one.pk


def test_a_digit_names_neither_the_neighbours_branch_nor_another_number(find: Any) -> None:
    assert find("西镇第1党支部") == find("东镇第3党支部") == Find("org.unknown")


def test_what_a_digit_means_is_offered_first_where_a_person_chooses(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        likely = in_order_of_likeness(finder(lin), "东镇第2党支部")
    assert [one.code for one in likely] == ["EAST-2"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("第一党支部", "第1党支部"), ("第十党支部", "第10党支部"), ("第十二党支部", "第12党支部"),
        ("第二十党支部", "第20党支部"), ("第九十九党支部", "第99党支部"),
        ("第101支部", "第101支部"),
        ("第一百零一支部", "第101支部"), ("第一百二十支部", "第120支部"), ("第007支部", "第7支部"),
        ("三一重工第2党支部", "三一重工第2党支部"), ("百步亭社区", "百步亭社区"), ("0", "0"),
    ],
)  # fmt: skip
def test_numerals_are_compared_as_digits(written: str, read: str) -> None:
    assert names.with_digits(written) == read
