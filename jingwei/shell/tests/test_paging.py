"""Does a list lead through all its rows, both ways, at the same cost at any depth?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.shell.paging import count_capped, page_of

KEYS = ("-joined_on", "name_sort", "id")
ORDERS = [KEYS, ("name_sort", "id"), ("-joined_on", "-id"), ("id",), ("-id",)]


@pytest.fixture
def crowd(town: Any) -> Any:
    """Lin's first branch with 23 members, several of them admitted on the same day."""
    with as_owner(), system_scope("测试"):
        for n in range(20):
            town.member(f"党员{n:02}", town.east_one, joined_on=date(2015 + n % 4, 7, 1))
    return town


def members(scope: Any, branch: Any) -> Any:
    return Person.objects.within(scope).under(branch.path)


@pytest.mark.parametrize("keys", ORDERS, ids=" ".join)
def test_every_row_comes_once_and_in_order(crowd: Any, keys: tuple[str, ...]) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        whole = list(rows.order_by(*keys))
        seen, at = [], ""
        while True:
            page = page_of(rows, keys=keys, at=at, size=5)
            seen += page.rows
            at = page.next
            if not at:
                break
    assert seen == whole
    assert len(seen) == 23


@pytest.mark.parametrize("keys", ORDERS, ids=" ".join)
def test_the_way_back_shows_the_same_pages(crowd: Any, keys: tuple[str, ...]) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        first = page_of(rows, keys=keys, size=5)
        second = page_of(rows, keys=keys, at=first.next, size=5)
        third = page_of(rows, keys=keys, at=second.next, size=5)
        assert page_of(rows, keys=keys, at=third.previous, size=5).rows == second.rows
        back = page_of(rows, keys=keys, at=second.previous, size=5)
    assert (back.rows, back.previous, first.previous) == (first.rows, "", "")


def test_the_last_page_costs_what_the_first_does(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        with CaptureQueriesContext(
            connection,
        ) as near:
            page = page_of(rows, keys=KEYS, size=5)
        while page.next:
            with CaptureQueriesContext(connection) as far:
                page = page_of(rows, keys=KEYS, at=page.next, size=5)
    assert len(near) == len(far) == 1
    assert "OFFSET" not in far[0]["sql"]


def test_in_one_direction_the_database_compares_whole_rows(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        first = page_of(rows, keys=("name_sort", "id"), size=5)
        with CaptureQueriesContext(connection) as asked:
            page_of(rows, keys=("name_sort", "id"), at=first.next, size=5)
    assert '("person"."name_sort", "person"."id") > (' in asked[0]["sql"]


def test_a_jump_begins_at_the_value_and_can_go_back(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        page = page_of(rows, keys=KEYS, start="2016-07-01", size=5)
        assert {row.joined_on.year for row in page.rows} == {2016}
        assert page_of(rows, keys=KEYS, at=page.previous, size=5).rows[-1].joined_on.year == 2017
        assert page_of(rows, keys=KEYS, start="2030-01-01", size=5).previous == ""


def test_rows_may_be_plain_values(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one).values("id", "name_sort", "joined_on")
        first = page_of(rows, keys=KEYS, size=20)
        assert len(page_of(rows, keys=KEYS, at=first.next, size=20)) == 3


@pytest.mark.parametrize("at", ["x", "eyJhIjoxfQ:aaa:bbb", "." * 500])
def test_a_cursor_that_is_not_ours_is_refused_in_words(crowd: Any, at: str) -> None:
    with acting(crowd.lin_scope), pytest.raises(Refused) as refused:
        page_of(members(crowd.lin_scope, crowd.east_one), keys=KEYS, at=at)
    assert refused.value.codes == {"page.cursor"}


def test_a_cursor_of_another_order_is_refused(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        at = page_of(rows, keys=("name_sort", "id"), size=2).next
        with pytest.raises(Refused):
            page_of(rows, keys=KEYS, at=at)


def test_rows_that_went_away_lead_to_the_first_page(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        rows = members(crowd.lin_scope, crowd.east_one)
        page = page_of(rows, keys=KEYS, size=22)
        gone = rows.filter(name="党员00")
        assert page_of(gone, keys=KEYS, at=page.next, size=5).rows == list(gone)


def test_counting_stops_where_the_number_no_longer_matters(crowd: Any) -> None:
    with acting(crowd.lin_scope):
        assert count_capped(members(crowd.lin_scope, crowd.east_one), cap=10) == 11
        assert count_capped(members(crowd.lin_scope, crowd.east_one)) == 23
