"""What becomes of a link when the relation or the file goes elsewhere, and of life in sheets?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.people.belonging_actions import move_member
from jingwei.kernel.people.correction_actions import ask_merge, decide_merge
from jingwei.kernel.people.models import Membership, Person
from jingwei.systems.community.links import lives
from jingwei.systems.community.links.models import DualLink, LinkLife
from jingwei.systems.community.links.tests.conftest import asked, make, react, step
from jingwei.systems.community.links.tests.test_links import says
from jingwei.work.meetings.models import Meeting

LATER = AT + timedelta(days=2)


@pytest.fixture
def linked(town: Any) -> DualLink:
    row = asked(town)
    says(town, "agree")
    step(row, "receive", town.gu_scope, contact="西甲")
    return row


def standing(town: Any) -> list[tuple[str, str]]:
    """State of every link, and which memberships are open, as the city sees them."""
    with acting(town.officer_scope):
        links = [("link", one.state) for one in DualLink.everything.all()]
        rows = Membership.everything.filter(
            person__name="东甲", held__endswith=None
        ).select_related("org")
        return sorted([*links, *((one.kind, one.org.code) for one in rows)])


def test_a_move_to_another_branch_ends_the_link_and_the_stay(town: Any, linked: DualLink) -> None:
    assert standing(town) == [("activity", "WEST-1"), ("home", "EAST-1"), ("link", "linked")]
    with acting(town.lin_scope) as by:
        person = Person.everything.get(pk=town.people["东甲"].pk)
        move_member(person=person, to=town.east_two, on=LATER.date(), by=by, at=LATER)
    react(LATER)
    assert standing(town) == [("home", "EAST-2"), ("link", "ended")]
    for scope in (town.branch_scope, town.gu_scope):
        with acting(scope):
            assert DualLink.everything.get().ended_on == LATER.date()


def test_a_move_also_ends_what_nobody_has_answered(town: Any) -> None:
    asked(town)
    with acting(town.lin_scope) as by:
        person = Person.everything.get(pk=town.people["东甲"].pk)
        move_member(person=person, to=town.east_two, on=TODAY, by=by, at=AT)
    react(AT)
    assert standing(town) == [("home", "EAST-2"), ("link", "ended")]


def test_a_file_merged_into_another_takes_no_link_along(town: Any, linked: DualLink) -> None:
    """Else the member, whose account goes over to the other file, could end it no longer."""
    gone = town.people["东甲"]
    with as_owner():
        wu = town.account("wu", "clerk", town.county)
        twin = town.member("东甲", town.east_two, joined_on=date(2020, 7, 1))
        Person.everything.filter(pk=gone.pk).update(id_number=None, id_index=None, id_tail="")
        Person.everything.filter(pk=twin.pk).update(birth_on=gone.birth_on)
    with acting(town.lin_scope) as by:
        said = ask_merge(person=twin, other=gone, reason="同名同生日", by=by, at=LATER)
    with acting(town.scopes[wu.login]) as by:
        decide_merge(correction=said, agree=True, by=by, at=LATER)
    react(LATER)
    assert standing(town) == [("home", "EAST-2"), ("link", "ended")]


def meeting(town: Any, org: Any, on: date, *people: int) -> Meeting:
    with as_owner(), system_scope("测试"):
        row: Meeting = Meeting.everything.create(
            org=org, org_path=org.path, kinds=["theme_day"], on=on, topic=f"{org}{on}",
            state="closed", present=list(people),
            closed_at=AT, closed_by=town.accounts["lin"],
        )  # fmt: skip
    return row


def test_sheets_brought_in_are_read_at_once_for_all_links(town: Any) -> None:
    def links(n: int) -> list[DualLink]:
        with as_owner(), system_scope("测试"):
            return [make(town, "linked") for _ in range(n)]

    def worked_out() -> tuple[int, int]:
        with acting(town.lin_scope) as by, CaptureQueriesContext(connection) as seen:
            return lives.of_branches(by), len(seen)

    (one,) = links(1)
    worked_out()
    meeting(town, town.east_one, date(2026, 9, 1), one.person_id)
    meeting(town, town.east_two, date(2026, 9, 2), one.person_id)
    meeting(town, town.east_two, date(2026, 2, 1), one.person_id)  # before the link
    meeting(town, town.east_two, date(2026, 9, 3))
    n, cost = worked_out()
    assert n == 2
    more = links(4)
    for number, row in enumerate(more):
        meeting(town, town.east_one, date(2026, 10, 1 + number), row.person_id)
    with as_owner(), system_scope("测试"):
        DualLink.everything.filter(pk=more[0].pk).update(state="ended", ended_on=date(2026, 10, 1))
    assert worked_out() == (5, cost), "a link that was over on the day has no part in it"
    with acting(town.lin_scope):
        lines = LinkLife.everything.filter(link=one).values_list("side", "on").order_by("on")
        assert list(lines) == [("home", date(2026, 9, 1)), ("here", date(2026, 9, 2))]


def test_a_range_works_out_its_own_side_and_leaves_the_other(town: Any, linked: DualLink) -> None:
    person = town.people["东甲"].pk
    meeting(town, town.west_one, TODAY, person)
    with acting(town.gu_scope) as by:
        assert lives.of_branches(by) == 1
    meeting(town, town.east_one, TODAY, person)
    with acting(town.lin_scope) as by:
        assert lives.of_branches(by) == 1
        assert LinkLife.everything.count() == 2
