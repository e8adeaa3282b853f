"""Does the list show who it should, in its orders, by its filters, at an even cost?"""

from datetime import date

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel import names
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.looking import search
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.queries import (
    ALL,
    GONE,
    ORDERS,
    Filters,
    counts,
    keys_of,
    members,
    rows_of,
)


def found(scope, **said):
    return {person.name for person in members(scope, Filters(**said), TODAY)}


@pytest.fixture
def mixed(town):
    """The east with somebody for each filter."""
    with as_owner():
        town.member("艾山·买买提", town.east_two, joined_on=date(2026, 1, 1),
                    category="probationary", floating_to="外省", education="31")  # fmt: skip
        town.member("单文", town.east_two, education="90", lost_since=date(2025, 1, 1))
        unnumbered = town.member("欧阳文", town.east_one, education="21")
        Person.everything.filter(pk=unnumbered.pk).update(id_number=None, id_index=None, id_tail="")
        add_secretary(town, town.people["东甲"], town.east_one)
    with acting(town.lin_scope) as by:
        end_membership(person=town.people["东丁"], ended="died", on=date(2026, 9, 1), by=by, at=AT)
    return town


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({}, {"东甲", "东乙", "东丙", "艾山·买买提", "单文", "欧阳文"}),
        ({"standing": GONE}, {"东丁"}),
        ({"standing": ALL, "text": "东"}, {"东甲", "东乙", "东丙", "东丁"}),
        ({"category": "probationary"}, {"艾山·买买提"}),
        ({"category": "full", "text": "东"}, {"东甲", "东乙", "东丙"}),
        ({"state": "suspended"}, set()),
        ({"floating": True}, {"艾山·买买提"}),
        ({"lost": True}, {"单文"}),
        ({"lost": False, "text": "dan"}, set()),
        ({"numbered": False}, {"欧阳文"}),
        ({"in_post": True}, {"东甲"}),
        ({"title": "secretary"}, {"东甲"}),
        ({"title": "deputy"}, set()),
        ({"level": "college"}, {"艾山·买买提"}),
        ({"level": "basic"}, {"单文"}),
        ({"age_from": 61}, {"东丙"}),
        ({"age_from": 46, "age_to": 46}, {"东甲"}),
        ({"born_from": date(1990, 2, 2), "born_to": date(1990, 2, 2)}, {"东乙"}),
        ({"joined_from": date(2026, 1, 1)}, {"艾山·买买提"}),
        ({"joined_to": date(2018, 1, 1)}, set()),
        ({"text": "艾山买"}, set()),
        ({"text": "艾山•买"}, {"艾山·买买提"}),
        ({"text": "aishanmai"}, {"艾山·买买提"}),
        ({"text": "ASM"}, {"艾山·买买提"}),
        ({"text": "oyw"}, {"欧阳文"}),
        ({"text": "shanwen"}, {"单文"}),
        ({"text": "文"}, set()),
        ({"text": "%"}, set()),
        ({"text": " ０ ０ ４ ９ "}, set()),
        ({"text": "0049", "standing": ALL}, {"东丁"}),
    ],
)
def test_a_filter_leaves_those_it_names(mixed, said, wanted):
    with acting(mixed.lin_scope) as by:
        assert found(by, **said) == wanted


def test_a_filter_by_organisation_stays_within_the_scope(mixed):
    with acting(mixed.lin_scope) as by:
        assert found(by, path=mixed.east_two.path) == {"艾山·买买提", "单文"}
        assert found(by, path=mixed.west_one.path) == set()
        assert counts(by, mixed.west_one.path).members == 0


def test_the_counts_of_the_views_are_those_of_their_lists(mixed):
    with acting(mixed.lin_scope) as by:
        seen = counts(by)
        lists = [len(found(by, **said)) for said in (
            {}, {"category": "probationary"}, {"floating": True}, {"numbered": False},
        )]  # fmt: skip
        assert [seen.members, seen.probationary, seen.floating, seen.unnumbered] == lists
        assert counts(by, mixed.east_two.path).members == 2
    with acting(mixed.new_scope) as nobody:
        assert counts(nobody).members == 0


def test_counting_ends_at_the_cap(mixed):
    with acting(mixed.lin_scope) as by:
        assert counts(by, cap=2).members == 2


def test_gu_and_new_find_nobody_of_the_east(mixed):
    for who in ("gu", "new"):
        with acting(mixed.scopes[who]) as by:
            assert not {"东甲", "单文"} & found(by, standing=ALL)
            assert search(by, "dong") == []


@pytest.mark.parametrize("order", ORDERS)
def test_each_order_is_whole_and_stable(mixed, order):
    with as_owner():
        bare = mixed.member("无期", mixed.east_one)
        Person.everything.filter(pk=bare.pk).update(birth_on=None, joined_on=None)
    with acting(mixed.lin_scope) as by:
        rows, keys = keys_of(members(by, Filters(), TODAY), order)
        first = [row["id"] for row in rows.order_by(*keys)]
        assert len(first) == 7
        other = order[1:] if order.startswith("-") else f"-{order}"
        rows, keys = keys_of(members(by, Filters(), TODAY), other)
        assert [row["id"] for row in rows.order_by(*keys)] == first[::-1]
        if order in ("age", "joined"):
            assert first[-1] == bare.pk, "those without a day come last"


def test_names_are_ordered_by_sound_with_the_surnames_own_reading(mixed):
    with acting(mixed.lin_scope) as by:
        rows, keys = keys_of(members(by, Filters(), TODAY), "name")
        ids = [row["id"] for row in rows.order_by(*keys)]
        said = [row["name"] for row in rows_of(by, ids)]
    assert said == sorted(said, key=names.sort_key)
    assert said[-1] == "单文", "shan, not dan"


def test_a_row_of_the_list_says_branch_category_and_post(mixed):
    with acting(mixed.lin_scope) as by:
        (row,) = rows_of(by, [mixed.people["东甲"].pk])
        assert (row["org_code"], row["category"], row["title"], row["numbered"]) == (
            "EAST-1", "full", "secretary", True,
        )  # fmt: skip
        assert "id_number" not in row
        assert rows_of(by, [mixed.people["西甲"].pk]) == []


@pytest.mark.slow
def test_one_member_and_fifty_cost_the_same(town, django_assert_num_queries):
    def page():
        rows, keys = keys_of(members(town.lin_scope, Filters(), TODAY), "name")
        return rows_of(town.lin_scope, [row["id"] for row in rows.order_by(*keys)[:51]])

    with acting(town.lin_scope), django_assert_num_queries(2):
        assert len(page()) == 4
    with as_owner():
        for number in range(47):
            town.member(f"多{number}", town.east_one)
    with acting(town.lin_scope), django_assert_num_queries(2):
        assert len(page()) == 51
