"""Does a search find by every beginning, in the order of names, and read no more than it must?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import TODAY, as_owner
from jingwei.kernel import names
from jingwei.kernel.access.scope import acting
from jingwei.kernel.people import looking
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.queries import ALL, Filters, keys_of, members, rows_of

NAMES = ("王伟", "汪伟", "单文", "单于平", "尉迟恭", "尉平", "欧阳文", "欧阳", "曾明", "曾", "吕布",
         "艾山·买买提", "重阳", "JOHN李", "𠮷平", "任平", "万俟卨", "万平")  # fmt: skip


@pytest.fixture
def crowd(town):
    with as_owner():
        for name in NAMES:
            town.member(name, town.east_one)
        town.member("王一", town.west_one)
        Person.everything.filter(name="曾明").update(is_gone=True)
    return town


def plain(scope, text):
    """What the same text means in plain words, in the order of names."""
    typed = names.normal(text)
    rows = members(scope, Filters(standing=ALL), TODAY).order_by("name_sort", "id")
    return [
        person.name
        for person in rows
        if person.name_key.startswith(typed)
        or (typed.isascii() and person.pinyin.startswith(typed.lower()))
        or (typed.isascii() and person.initials.startswith(typed.lower()))
    ]


def listed(scope, text, order="name"):
    """What the list shows, read as its page reads it."""
    filters = Filters(text=text, standing=ALL)
    rows, keys = keys_of(members(scope, filters, TODAY), order)
    with looking.along_names(scope, filters, order):
        ids = [row["id"] for row in rows.order_by(*keys)[:51]]
    return [row["name"] for row in rows_of(scope, ids)]


def beginnings(name):
    whole = (names.normal(name), names.pinyin(name), names.initials(name))
    return {text[:end] for text in whole for end in range(1, len(text) + 1)}


@pytest.mark.slow
@pytest.mark.parametrize("who", ["lin", "officer"])
def test_every_beginning_finds_what_the_list_would_show_in_the_same_order(crowd, who):
    with acting(crowd.scopes[who]) as by:
        for text in sorted(set().union(*map(beginnings, NAMES))):
            assert [row["name"] for row in looking.search(by, text, 50)] == plain(by, text), text
            assert listed(by, text) == plain(by, text), text


def test_a_few_hits_are_the_first_of_all(crowd):
    with acting(crowd.officer_scope) as by:
        for text in ("w", "W", "王", "0012"):
            everybody = [row["name"] for row in looking.search(by, text, 50)]
            assert [row["name"] for row in looking.search(by, text, 2)] == everybody[:2]


def test_the_last_four_find_by_number_and_by_phone_each_file_once(crowd):
    with acting(crowd.officer_scope) as by:
        assert [row["name"] for row in looking.search(by, "0012", 50)] == ["东甲"]
        assert len(looking.search(by, "0000", 50)) == len(NAMES) + 7
        assert looking.search(by, "9999", 50) == []


def test_gu_finds_nobody_of_the_east_and_new_nobody_at_all(crowd):
    with acting(crowd.gu_scope) as by:
        assert [row["name"] for row in looking.search(by, "w", 50)] == ["王一"]
    with acting(crowd.new_scope) as by:
        assert looking.search(by, "w", 50) == []


@pytest.mark.parametrize("text", ["·", " ", "%", "\x00", "'", "·王"])
def test_odd_characters_find_nobody_and_break_nothing(crowd, text):
    with acting(crowd.officer_scope) as by:
        assert looking.search(by, text, 50) == []


@pytest.mark.parametrize("text", ["王", "w", "wang", "单"])
def test_a_city_is_searched_along_its_names_without_touching_rows(crowd, text):
    """The bound: in order from the index alone, to be left at the last hit, nothing sorted."""
    with acting(crowd.officer_scope) as by, CaptureQueriesContext(connection) as said:
        looking.search(by, text, 20)
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_sort")
            assert cursor.fetchone() == ("on",)
    asked = [one["sql"] for one in said.captured_queries if "ORDER BY name_sort" in one["sql"]]
    assert 1 <= len(asked) <= 3
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        for sql in asked:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert re.search(r"Index Only Scan using person_by_name", plan), plan
            assert "Sort" not in plan


@pytest.mark.parametrize("text", ["王", "w", "单"])
@pytest.mark.parametrize("order", ["name", "-name"])
def test_the_list_of_a_city_reads_the_same_stretch_of_its_names(crowd, text, order):
    with acting(crowd.officer_scope) as by, CaptureQueriesContext(connection) as said:
        found = listed(by, text, order)
        wanted = plain(by, text)
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_sort")
            assert cursor.fetchone() == ("on",)
    (asked,) = (one["sql"] for one in said.captured_queries if '"name_sort" <' in one["sql"])
    assert found == (wanted if order == "name" else wanted[::-1])
    with as_owner(), connection.cursor() as cursor:
        for off in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{off} = off")
        cursor.execute(f"EXPLAIN {asked}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert re.search(r"Index Only Scan (Backward )?using person_by_name", plan), plan
    assert re.search(r"Index Cond:.*name_sort", plan), plan
    assert "Sort  (" not in plan


def test_text_in_another_order_or_below_a_town_is_left_to_the_planner(crowd):
    for who, filters, order in (
        ("officer", Filters(text="w"), "age"), ("officer", Filters(text="0012"), "name"),
        ("officer", Filters(), "name"), ("lin", Filters(text="w"), "name"),
    ):  # fmt: skip
        with (
            acting(crowd.scopes[who]) as by, CaptureQueriesContext(connection) as said,
            looking.along_names(by, filters, order),
        ):  # fmt: skip
            pass
        assert not [one for one in said.captured_queries if "enable_sort" in one["sql"]], who


def test_a_search_costs_the_same_for_one_and_for_twenty(crowd):
    counted = []
    with acting(crowd.officer_scope) as by:
        for text in ("尉", "w"):
            with CaptureQueriesContext(connection) as said:
                looking.search(by, text, 20)
            counted.append(len(said.captured_queries))
    assert max(counted) <= 6
