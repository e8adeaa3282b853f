"""Does the measurement of lists keep to its own databases and compare like with like?"""

import pytest

from conftest import as_owner
from jingwei.kernel.access import paths
from jingwei.ops.bench import lists, place
from jingwei.ops.words import Stopped


@pytest.mark.parametrize("name", ["", "jingwei", "test_jingwei", "my_bench_1", "Bench_1"])
def test_only_a_bench_database_is_measured_in(name):
    with pytest.raises(Stopped):
        place.refuse_other_databases(name)


def test_a_bench_database_is_taken():
    place.refuse_other_databases("bench_17")


def test_works_take_turns_and_the_first_turns_do_not_count():
    said = []
    cost = lists.in_turn(
        {"a": lambda: said.append("a"), "b": lambda: said.append("b")}, 2, {"a": 0, "b": 0}
    )
    assert said == ["a", "b"] * (2 + lists.WARM)
    assert set(cost) == {"a", "b"}
    assert set(cost["a"]) == {"p50_ms", "p95_ms", "cpu_ms", "server_cpu_ms"}


def test_the_floor_draws_the_page_that_the_list_shows(town, browser_of):
    """The same people in the same order, or the ratio says nothing."""
    from django.db import connection

    path = town.east.path
    page = browser_of("lin").get("/members/").content
    with as_owner(), connection.cursor() as cursor:
        floor = lists.by_hand(cursor, path, paths.upper(path))
        capped = lists.by_hand(cursor, path, paths.upper(path), count=lists.CAPPED)
    assert [who.decode() for who in lists.WHO.findall(page)] == floor == capped
    assert len(floor) == 4


@pytest.fixture
def browser_of(town):
    from django.test import Client

    def signed_in(who):
        client = Client()
        client.force_login(town.accounts[who])
        return client

    return signed_in
