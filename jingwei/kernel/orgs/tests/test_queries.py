"""Is the tree what it was on any day, and does each office see its own part of it?"""

from datetime import date, timedelta
from typing import Any

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import NOBODY, acting
from jingwei.kernel.access.tests.town import FOUNDED, add_secretary
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs import actions, counts, history, queries, seats, tie_actions
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Membership, Position, Post

MAY, JUNE, SEPTEMBER = date(2026, 5, 1), date(2026, 6, 1), date(2026, 9, 1)
DAY = timedelta(days=1)


@pytest.fixture
def changed(town: Any) -> Any:
    """East one was renamed in May and moved below a general branch in June; east two was dissolved
    in September, after its only member had left."""
    with acting(town.lin_scope):
        by = {"by": town.lin_scope, "at": AT}
        town.orgs["general"] = actions.found_organisation(
            parent=town.east, code="EAST-G", name="东镇第一党总支", kind="general_branch",
            founded_on=date(2015, 1, 1), **by,
        )  # fmt: skip
        actions.rename_organisation(org=town.east_one, name="东镇先锋党支部", on=MAY, **by)
        actions.move_organisation(org=town.east_one, parent=town.general, on=JUNE, **by)
        Membership.everything.filter(org=town.east_two).update(held="[2019-07-01,2026-08-01)")
        actions.dissolve_organisation(org=town.east_two, on=SEPTEMBER, basis="批复", **by)
        town.orgs["east_one"] = Organisation.everything.get(code="EAST-1")
    return town


def below(town: Any, parent: Organisation, on: date) -> set[str]:
    return {node.code for node in queries.children(town.lin_scope, parent, on)}


def test_the_tree_is_as_it_stood_on_each_day(changed):
    town = changed
    with acting(town.lin_scope):
        assert below(town, town.east, date(2014, 1, 1)) == {"EAST-1", "EAST-2"}
        assert below(town, town.east, JUNE - DAY) == {"EAST-1", "EAST-2", "EAST-G"}
        assert below(town, town.general, JUNE - DAY) == set()
        assert below(town, town.east, JUNE) == {"EAST-2", "EAST-G"}
        assert below(town, town.general, JUNE) == {"EAST-1"}
        assert below(town, town.east, SEPTEMBER - DAY) == {"EAST-2", "EAST-G"}
        assert below(town, town.east, SEPTEMBER) == {"EAST-G"}


def test_names_are_those_of_the_day(changed):
    town = changed
    with acting(town.lin_scope):
        names = [
            node.name
            for day in (MAY - DAY, MAY)
            for node in queries.children(town.lin_scope, town.east, day)
            if node.code == "EAST-1"
        ]
        assert names == ["东镇第一党支部", "东镇先锋党支部"]
        state = queries.state_on(town.lin_scope, town.east_one, MAY - DAY)
        assert state
        assert state.name == "东镇第一党支部"
        assert queries.state_on(town.lin_scope, town.east_one, FOUNDED - DAY) is None


def test_what_is_gone_today_is_marked_on_a_past_day(changed):
    town = changed
    with acting(town.lin_scope):
        nodes = {node.code: node for node in queries.children(town.lin_scope, town.east, JUNE)}
    assert (nodes["EAST-2"].is_today, nodes["EAST-G"].is_today) == (False, True)
    assert nodes["EAST-G"].has_below


def test_superiors_are_those_of_the_day_and_named_above_the_scope(changed):
    town = changed
    with acting(town.lin_scope):
        then = queries.superiors(town.east_one, JUNE - DAY)
        now = queries.superiors(town.east_one, JUNE)
    assert [one.name for one in then] == ["示例市委", "示例县委", "东镇党委"]
    assert [one.in_sight for one in then] == [False, False, True]
    assert [one.code for one in now] == ["CITY", "COUNTY", "EAST", "EAST-G"]


def test_the_neighbours_tree_is_out_of_sight(changed):
    town = changed
    with acting(town.gu_scope):
        assert queries.superiors(town.east_one, TODAY) == []
        assert queries.ties(town.east_one) == []
        assert queries.children(town.gu_scope, town.east, TODAY) == []
        assert queries.subtree_ids(town.east, TODAY) == [town.east.pk]
        assert queries.organisation(town.gu_scope, "EAST-1") is None
        assert queries.search(town.gu_scope, "东镇") == []
        assert seats.seats(town.gu_scope, town.east, TODAY) == []
        assert history.history(town.gu_scope, town.east, TODAY).events == []
        assert list(history.entries(town.gu_scope, town.east, below=True, with_people=True)) == []


def test_nobody_sees_a_tree(town):
    with acting(NOBODY):
        assert queries.roots(NOBODY, TODAY) == []
        assert queries.children(NOBODY, town.east, TODAY) == []
        assert queries.search(NOBODY, "东镇") == []
        assert queries.superiors(town.east, TODAY) == []


def test_members_are_counted_where_they_were_on_the_day(changed):
    town = changed
    with acting(town.lin_scope):
        shown = [town.east, town.general, town.east_one, town.east_two]
        now = counts.members_below(shown, TODAY, today=TODAY)
        then = counts.members_below(shown, JUNE - DAY, today=TODAY)
    assert [now[org.pk] for org in shown] == [3, 3, 3, 0]
    assert [then[org.pk] for org in shown] == [4, 0, 3, 1]


def test_before_the_rosters_begin_the_number_is_not_known_and_not_zero(town):
    with acting(town.lin_scope):
        Membership.everything.filter(org=town.east_two).update(
            held="[2026-09-01,)", began="opening"
        )
        shown = [town.east, town.east_one, town.east_two]
        then = counts.members_below(shown, JUNE, today=TODAY)
        later = counts.members_below(shown, SEPTEMBER, today=TODAY)
    assert [then[org.pk] for org in shown] == [None, 3, None]
    assert [later[org.pk] for org in shown] == [4, 3, 1]


def test_posts_are_those_of_the_day_and_say_how_long_they_are_vacant(town):
    with acting(town.lin_scope):
        position = add_secretary(town, town.people["东甲"], town.east_one)
        Post.everything.create(
            org=town.east_one, org_path=town.east_one.path, title=Title.DISCIPLINE,
            held="[2026-01-01,)",
        )  # fmt: skip
        now = seats.seats(town.lin_scope, town.east_one, TODAY)
        assert [(one.title, one.name, one.vacant_since) for one in now] == [
            ("secretary", "东甲", None), ("discipline", "", date(2026, 1, 1)),
        ]  # fmt: skip
        assert now[0].person == str(town.people["东甲"].public_id)
        position.held = "[2020-01-01,2026-03-01)"
        position.save()
        assert seats.seats(town.lin_scope, town.east_one, TODAY)[0].vacant_since == date(2026, 3, 1)
        then = seats.seats(town.lin_scope, town.east_one, date(2025, 1, 1))
        assert [(one.title, one.name) for one in then] == [("secretary", "东甲")]


def test_before_the_first_holder_on_record_a_post_is_not_known_and_not_vacant(town):
    with acting(town.lin_scope):
        add_secretary(town, town.people["东甲"], town.east_one)
        Post.everything.filter(org=town.east_one).update(held="[1990-01-01,)")
        began = Position.everything.get(org=town.east_one).held.lower
        early = date(began.year - 5, 1, 1)
        (then,) = seats.seats(town.lin_scope, town.east_one, early, today=TODAY)
        assert (then.name, then.vacant_since, then.told_from) == ("", None, began)
        assert not then.is_vacant
        (to_come,) = seats.seats(town.lin_scope, town.east_one, early, today=early)
        assert to_come.is_vacant
        assert to_come.vacant_since == date(1990, 1, 1)


def test_history_tells_names_superiors_terms_and_the_end_newest_first(changed):
    town = changed
    with acting(town.lin_scope):
        tie_actions.begin_term(
            org=town.east_one, on=SEPTEMBER, due_on=date(2029, 9, 1), by=town.lin_scope, at=AT
        )
        tie_actions.edit_contact(
            org=town.east_one, contact="东乙", phone="", by=town.lin_scope, at=AT
        )
        write_line(  # work done there is told by its ledger
            verb="access.slip.issue_many", by=town.lin_scope, at=AT, org=town.east_one,
            subject=("organisation", town.east_one.code),
        )  # fmt: skip
        events = history.history(town.lin_scope, town.east_one, TODAY).events
        assert [(e.kind, e.on) for e in events] == [
            ("line", TODAY), ("term", SEPTEMBER), ("led", JUNE), ("named", MAY),
            ("founded", FOUNDED),
        ]  # fmt: skip
        line, term, led, named, founded = events
        assert line.verb == "orgs.organisation.edit_contact"
        assert term.due_on == date(2029, 9, 1)
        assert led.tie
        assert (led.tie.name, led.who) == ("东镇第一党总支", "Lin")
        assert (named.before, named.name, named.who) == ("东镇第一党支部", "东镇先锋党支部", "Lin")
        assert founded.name == "东镇第一党支部"
        assert [e.kind for e in history.history(town.lin_scope, town.east_one, MAY).events] == [
            "named", "founded",
        ]  # fmt: skip
        gone = history.history(town.lin_scope, town.east_two, TODAY).events
        assert [e.kind for e in gone] == ["dissolved", "founded"]


def test_history_pages_by_key_and_loses_nothing(changed):
    town = changed
    with acting(town.lin_scope):
        whole = history.history(town.lin_scope, town.east_one, TODAY).events
        paged, before, more = [], history.NEWEST, True
        while more:
            page = history.history(town.lin_scope, town.east_one, TODAY, before=before, size=1)
            paged += page.events
            before, more = page.events[-1].key, page.more
        assert paged == whole


def test_history_of_a_dual_management_is_told_at_both_ends(town):
    with acting(town.officer_scope):
        act = {"org": town.east_one, "host": town.other, "by": town.officer_scope, "at": AT}
        tie_actions.begin_dual(on=MAY, basis="约定", **act)
        tie_actions.end_dual(on=JUNE, basis="到期", **act)
        for org, kinds in (
            (town.east_one, ["dual_end", "dual"]), (town.other, ["managed_end", "managed"]),
        ):  # fmt: skip
            events = history.history(town.officer_scope, org, TODAY).events
            assert [e.kind for e in events][:2] == kinds


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("东镇第一党支部", "EAST-1"),
        ("第一党支部", "EAST-1"),
        ("dongzhendiyi", "EAST-1"),
        ("dydzb", "EAST-1"),
        ("EAST-2", "EAST-2"),
        ("east-2", "EAST-2"),
        ("东镇党委", "EAST"),
        ("dzdw", "EAST"),
        ("东镇 第一", "EAST-1"),
        ("第二 党支部", "EAST-2"),
    ],
)
def test_lin_finds_an_organisation_by_any_part(town, typed: str, first: str):
    with acting(town.lin_scope):
        assert queries.search(town.lin_scope, typed)[0].code == first


@pytest.mark.parametrize("typed", ["0201-0005", "02010005", "ab-02010005", "1-0005"])
def test_half_a_code_finds_it_with_or_without_its_dashes(town, typed: str):
    with acting(town.lin_scope):
        Organisation.everything.filter(pk=town.east_one.pk).update(code="AB-0201-0005")
        assert [one.pk for one in queries.search(town.lin_scope, typed)] == [town.east_one.pk]
        assert queries.search(town.gu_scope, typed) == []


@pytest.mark.parametrize("typed", ["东镇 西镇", "没有 第一"])
def test_words_that_do_not_stand_together_are_not_found(town, typed: str):
    with acting(town.lin_scope):
        assert queries.search(town.lin_scope, typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "西镇", "%", "_", "\U0010ffff", "无此组织"])
def test_what_is_not_there_is_not_found(town, typed: str):
    with acting(town.lin_scope):
        assert queries.search(town.lin_scope, typed) == []


def test_a_tree_of_fifty_costs_the_same_queries_as_one(town, django_assert_num_queries):
    def read() -> None:
        nodes = queries.nodes_below(town.lin_scope, [town.east.pk, town.east_one.pk], TODAY)
        counts.members_below(nodes, TODAY, today=TODAY)
        counts.members_below(nodes, JUNE, today=TODAY)
        history.history(town.lin_scope, town.east_one, TODAY)

    with acting(town.lin_scope):
        with django_assert_num_queries(6):
            read()
        for number in range(50):
            actions.found_organisation(
                parent=town.east, code=f"E-{number}", name=f"东镇{number}号党支部",
                kind="party_branch", founded_on=FOUNDED, by=town.lin_scope, at=AT,
            )  # fmt: skip
        with django_assert_num_queries(6):
            read()
        assert len(queries.children(town.lin_scope, town.east, TODAY, most=20)) == 20
