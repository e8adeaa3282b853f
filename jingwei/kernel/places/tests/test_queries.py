"""Is a division found by its code and name, and what lies above it? Codes 99 are fictional."""

from datetime import date

import pytest

from conftest import as_owner
from jingwei.kernel.places import queries
from jingwei.kernel.places.models import Division

TODAY = date(2026, 11, 23)
ROWS = (
    ("990000000000", "示例省", 1, ""),
    ("990600000000", "示例市", 2, "990000000000"),
    ("990601000000", "东县", 3, "990600000000"),
    ("990602000000", "西县", 3, "990600000000"),
    ("990601100000", "东镇", 4, "990601000000"),
    ("990601100201", "东河村", 5, "990601100000"),
    ("990602100201", "东河村", 5, "990602000000"),
)


@pytest.fixture
def divisions(db: None) -> None:
    with as_owner():
        for code, name, level, parent in ROWS:
            Division.objects.create(
                code=code, name=name, level=level, parent_code=parent, held="[2020-01-01,)"
            )
        Division.objects.create(
            code="990603000000", name="老县", level=3, parent_code="990600000000",
            held="[2000-01-01,2020-01-01)",
        )  # fmt: skip


def name_of(code: str) -> str | None:
    found = queries.division(code)
    return found.name if found else None


def test_a_division_is_found_by_a_code_of_any_usual_length(divisions):
    assert name_of("990601") == "东县"
    assert name_of("990601100") == "东镇"
    assert name_of("９９０６") == "示例市"
    assert queries.division("99060") is None
    assert queries.division("没有") is None


def test_the_way_up_reads_from_the_province_down(divisions):
    found = queries.path_of("990601100201")
    assert [each.name for each in found] == ["示例省", "示例市", "东县", "东镇", "东河村"]
    assert queries.title(found) == "示例市东县东镇东河村"
    assert queries.path_of("999999999999") == []


def test_a_name_is_looked_for_below_a_county(divisions):
    assert [each.code for each in queries.divisions_named("东河村", TODAY)] == [
        "990601100201", "990602100201",
    ]  # fmt: skip
    below = queries.divisions_named("东", TODAY, below="990601")
    assert [each.name for each in below] == ["东县", "东镇", "东河村"]
    assert queries.divisions_named(" ", TODAY) == []


def test_a_division_of_former_times_is_no_child_today(divisions):
    now = queries.children("990600000000", TODAY)
    then = queries.children("990600000000", date(2010, 1, 1))
    assert ([each.name for each in now], [each.name for each in then]) == (
        ["东县", "西县"], ["老县"],
    )  # fmt: skip
    assert name_of("990603") == "老县"


@pytest.mark.parametrize(
    ("code", "end"),
    [("99", "100000000000"), ("9906", "990700000000"), ("990601100201", "990601100202")],
)
def test_the_range_of_a_division_ends_before_the_next(code: str, end: str):
    assert queries.range_of(code)[1] == end
