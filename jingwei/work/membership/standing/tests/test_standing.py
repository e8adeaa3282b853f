"""Do people decide, with their reasons first, and does the membership say what they decided?"""

from datetime import date, timedelta

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.escalation import escalate_passed
from jingwei.kernel.flows.models import Case
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.standing.actions import (
    Away,
    ask_to_leave,
    open_search,
    record_death,
    register_floating,
    register_stay,
)
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST
from jingwei.work.membership.standing.models import Floating, LostContact, Stay
from jingwei.work.membership.standing.tests.conftest import step
from jingwei.work.membership.transfers.actions import Wish, request_transfer
from jingwei.work.membership.transfers.flows import TRANSFER

TODAY = AT.date()
DECIDED = {"on": "2026-11-23", "basis": "东委〔2026〕9号"}


def person(town, name="东乙"):
    return Person.everything.get(pk=town.people[name].pk)


def home(town, name="东乙"):
    return Membership.everything.get(
        person=town.people[name], kind="home", held__endswith=None
    )  # fmt: skip


@pytest.fixture
def floating(town):
    """东乙 of the east is away in the west, and the west takes the member along."""
    with acting(town.branch_scope):
        row = register_floating(
            person=person(town), by=town.branch_scope, at=AT,
            away=Away(date(2026, 3, 1), "示例县西镇", to=directory.branch("WEST-1")),
        )  # fmt: skip
    step(FLOATING, row, "receive", town.gu_scope, contact="西甲")
    return row


def test_a_floating_member_lives_in_the_west_and_belongs_to_the_east(town, floating):
    with acting(town.gu_scope):
        host = Membership.everything.get(person=town.people["东乙"])
        assert (host.kind, host.org_id, host.held.lower) == ("host", town.west_one.pk, TODAY)
        assert not Person.everything.filter(pk=town.people["东乙"].pk).exists()
    with acting(town.lin_scope):
        assert home(town).org_id == town.east_one.pk
        assert person(town).floating_to == "示例县西镇"


def test_life_there_is_reported_home_and_the_return_ends_it(town, floating):
    step(FLOATING, floating, "report", town.gu_scope, words="参加主题党日3次，民主评议在这里进行")
    step(FLOATING, floating, "contact", town.branch_scope, on="2026-11-22", how="phone")
    with acting(town.lin_scope):
        assert Floating.everything.get().last_contact_on == date(2026, 11, 22)
    step(FLOATING, floating, "come_home", town.branch_scope, at=AT + timedelta(days=5))
    with acting(town.gu_scope):
        host = Membership.everything.get(person=town.people["东乙"])
        assert host.held.upper == TODAY + timedelta(days=5)
    with acting(town.lin_scope):
        assert person(town).floating_to == ""


def test_a_transfer_to_the_host_ends_the_floating(town, floating):
    at = AT + timedelta(days=2)
    with acting(town.branch_scope):
        row = request_transfer(
            person=person(town), wish=Wish("work", directory.branch("WEST-1")),
            by=town.branch_scope, at=AT,
        )  # fmt: skip
    step(TRANSFER, row, "send", town.lin_scope)
    step(TRANSFER, row, "accept", town.gu_scope, at=at)
    reactions.run_waiting(at=at)
    with acting(town.officer_scope):
        assert Floating.everything.get().state == "ended"
        rows = Membership.everything.filter(person=town.people["东乙"], held__endswith=None)
        assert [(one.kind, one.org_id) for one in rows] == [("home", town.west_one.pk)]


def search(town, since=date(2026, 1, 1), times=3):
    with acting(town.branch_scope):
        row = open_search(
            person=person(town), since=since, situation="1", org_class="3",
            by=town.branch_scope, at=AT,
        )  # fmt: skip
    for way in ("phone", "visit", "family")[:times]:
        step(LOST, row, "search", town.branch_scope, on="2026-11-20", way=way, words="没有找到")
    return row


def test_nobody_is_called_lost_before_six_months_and_three_searches(town):
    row = search(town, since=date(2026, 8, 1), times=2)
    with pytest.raises(Refused) as refused:
        step(LOST, row, "confirm", town.lin_scope, cared="yes")
    assert refused.value.codes == {"standing.lost.early", "standing.lost.searches"}
    with acting(town.lin_scope):
        assert person(town).lost_since is None


def test_hardship_is_asked_before_anything_is_stated(town):
    row = search(town)
    with pytest.raises(Refused) as refused:
        step(LOST, row, "confirm", town.lin_scope)
    assert refused.value.codes == {"flow.said"}


def test_the_branch_searches_and_the_committee_above_decides(town):
    row = search(town)
    with pytest.raises(Refused) as refused:
        step(LOST, row, "confirm", town.branch_scope, cared="yes")
    assert "access.duty" in refused.value.codes
    step(LOST, row, "confirm", town.lin_scope, cared="yes")
    with acting(town.lin_scope):
        assert person(town).lost_since == date(2026, 1, 1)
        assert home(town).state == "normal"
    step(LOST, row, "suspend", town.lin_scope, **DECIDED)
    with acting(town.lin_scope):
        assert (home(town).state, home(town).basis) == ("suspended", DECIDED["basis"])


def test_who_is_found_again_is_restored_with_a_decision(town):
    row = search(town)
    step(LOST, row, "confirm", town.lin_scope, cared="yes")
    step(LOST, row, "suspend", town.lin_scope, **DECIDED)
    later = AT + timedelta(days=30)
    step(LOST, row, "restore", town.lin_scope, at=later, on="2026-12-20", basis="东委〔2026〕10号")
    with acting(town.lin_scope):
        assert (home(town).state, person(town).lost_since) == ("normal", None)
        assert LostContact.everything.get().state == "found"


def test_two_years_after_the_suspension_a_person_is_prompted_and_nothing_happens(town):
    row = search(town)
    step(LOST, row, "confirm", town.lin_scope, cared="yes")
    step(LOST, row, "suspend", town.lin_scope, **DECIDED)
    with pytest.raises(Refused) as refused:
        step(LOST, row, "hand_over", town.lin_scope, reason="仍无联系")
    assert refused.value.codes == {"standing.lost.two_years"}
    much_later = AT + timedelta(days=740)
    assert escalate_passed(at=much_later) == 1
    with acting(town.lin_scope):
        case = Case.everything.get()
        assert (case.level, case.state) == (1, "suspended")
        assert home(town).state == "suspended"
    step(LOST, row, "hand_over", town.lin_scope, at=much_later, reason="仍无联系")
    with acting(town.lin_scope):
        assert home(town).state == "suspended"  # what follows is another procedure's


def test_abroad_five_years_or_settled_before_a_suspension(town):
    with acting(town.branch_scope):
        row = register_stay(
            person=person(town), since=date(2023, 9, 1), kind="study", place="某国",
            by=town.branch_scope, at=AT,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        step(ABROAD, row, "suspend", town.lin_scope, cared="yes", **DECIDED)
    assert refused.value.codes == {"standing.abroad.early"}
    assert escalate_passed(at=AT + timedelta(days=200)) == 1  # half a year without contact
    step(ABROAD, row, "come_home", town.branch_scope, on="2026-11-20")
    with acting(town.lin_scope):
        assert Stay.everything.get().ended_on == date(2026, 11, 20)


def test_leaving_goes_by_wish_talk_meeting_and_the_committee(town):
    with acting(town.branch_scope):
        row = ask_to_leave(
            person=person(town), since=date(2026, 11, 1), by=town.branch_scope, at=AT
        )
    with pytest.raises(Refused):
        step(LEAVING, row, "approve", town.lin_scope, **DECIDED)
    step(LEAVING, row, "talk", town.branch_scope, on="2026-11-05", words="想清楚了", cared="yes")
    with pytest.raises(Refused) as refused:
        step(LEAVING, row, "meet", town.branch_scope, on="2026-11-03", words="通过")
    assert refused.value.codes == {"standing.leaving.order"}
    step(LEAVING, row, "meet", town.branch_scope, on="2026-11-15", words="通过")
    step(LEAVING, row, "approve", town.lin_scope, **DECIDED)
    with acting(town.lin_scope):
        end = Membership.everything.get(person=town.people["东乙"])
        assert (end.ended, end.held.upper) == ("left", TODAY)
        told = Entry.everything.get(verb="membership.leaving.talk").payload
        assert "想清楚" not in told


def test_after_a_death_nobody_is_searched_for(town):
    row = search(town)
    with acting(town.lin_scope):
        record_death(person=person(town), on=TODAY, by=town.lin_scope, at=AT)
    reactions.run_waiting(at=AT)
    with acting(town.lin_scope):
        row.refresh_from_db()
        assert row.state == "ended"


def test_the_same_is_opened_once(town):
    search(town)
    with acting(town.branch_scope), pytest.raises(Refused) as refused:
        open_search(
            person=person(town), since=TODAY, situation="1", org_class="3", by=town.branch_scope,
            at=AT,
        )  # fmt: skip
    assert refused.value.codes == {"standing.under_way"}


def test_all_that_is_missing_is_said_at_once(town):
    with acting(town.branch_scope), pytest.raises(Refused) as refused:
        register_floating(person=person(town), away=Away(None, " "), by=town.branch_scope, at=AT)
    assert refused.value.codes == {"standing.since", "standing.place"}
