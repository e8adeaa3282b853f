"""Does the member decide, do both sides accept, and does the relation stay what it was?"""

from datetime import date, timedelta

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Membership, Person
from jingwei.systems.community.links.actions import answer_link, propose_link, wish_link
from jingwei.systems.community.links.models import DualLink, LinkLife
from jingwei.systems.community.links.tests.conftest import asked, react, step, terms
from jingwei.work.meetings.actions import Told, correct_meeting, record_meeting
from jingwei.work.meetings.models import Meeting
from jingwei.work.meetings.queries import roster_on
from jingwei.work.membership.appraisal.queries import roster_on as appraised_on
from jingwei.work.membership.standing.actions import Away, register_floating


def says(town, verb, at=AT):
    """The member's own word, under the member's own scope."""
    with acting(town.member_scope):
        return answer_link(oneself=town.member_scope, verb=verb, at=at)


@pytest.fixture
def linked(town):
    """东甲 of east branch one lives in the west; everybody has said yes."""
    row = asked(town)
    says(town, "agree")
    step(row, "receive", town.gu_scope, contact="西甲")
    return row


def stays(town, scope):
    with acting(scope):
        rows = Membership.everything.filter(person=town.people["东甲"])
        return sorted((one.kind, one.org_id, one.held.upper) for one in rows)


def test_the_relation_stays_and_the_life_is_in_the_west(town, linked):
    assert stays(town, town.lin_scope) == [("home", town.east_one.pk, None)]
    assert stays(town, town.gu_scope) == [("activity", town.west_one.pk, None)]
    with acting(town.gu_scope):
        (guest,) = [one for one in roster_on(town.west_one, TODAY) if one.lives_elsewhere]
        assert (guest.name, guest.has_vote) == ("东甲", False)
        assert not Person.everything.filter(pk=town.people["东甲"].pk).exists()
    with acting(town.lin_scope):
        assert town.people["东甲"].pk in [one.id for one in roster_on(town.east_one, TODAY)]


def test_appraisal_stays_with_the_home_branch(town, linked):
    with acting(town.gu_scope):
        names = [one.person_id for one in appraised_on(town.west_one, TODAY)]
        assert town.people["东甲"].pk not in names


def test_without_the_members_yes_nothing_begins(town):
    row = asked(town)
    with pytest.raises(Refused) as refused:
        step(row, "receive", town.gu_scope, contact="西甲")
    assert refused.value.codes == {"flow.state"}
    says(town, "decline")
    with acting(town.lin_scope):
        assert DualLink.everything.get().state == "withdrawn"


def test_a_member_asks_and_both_branches_answer(town):
    said = terms_of(town)
    with acting(town.member_scope):
        row = wish_link(oneself=town.member_scope, terms=said, at=AT)
    step(row, "support", town.branch_scope)
    step(row, "receive", town.gu_scope, contact="西甲")
    with acting(town.lin_scope):
        row = DualLink.everything.get()
        assert (row.state, row.consent_on, row.agreed_on) == ("linked", TODAY, TODAY)


def terms_of(town):
    """The address book is read from the own branch, as the page does."""
    with acting(town.branch_scope):
        return terms(to=directory.branch("WEST-1"))


@pytest.mark.parametrize(
    ("first", "by", "second", "other"),
    [("ask_back", "lin", "agree_back", "gu"), ("ask_end", "gu", "agree_end", "lin")],
)
def test_neither_side_ends_it_alone(town, linked, first, by, second, other):
    one, two = town.scopes[by], town.scopes[other]
    step(linked, first, one, reason="住回去了")
    with pytest.raises(Refused) as refused:
        step(linked, second, one)
    assert "access.duty" in refused.value.codes
    assert stays(town, town.gu_scope) == [("activity", town.west_one.pk, None)]
    at = AT + timedelta(days=3)
    step(linked, second, two, at=at)
    with acting(two):
        row = DualLink.everything.get()
        assert (row.state, row.ended_on) == ("ended", at.date())
    assert stays(town, town.gu_scope) == [("activity", town.west_one.pk, at.date())]
    assert stays(town, town.lin_scope) == [("home", town.east_one.pk, None)]


def test_the_other_side_may_say_no_with_a_reason(town, linked):
    step(linked, "ask_back", town.lin_scope, reason="人少")
    with pytest.raises(Refused):
        step(linked, "keep_here", town.gu_scope)
    step(linked, "keep_here", town.gu_scope, reason="本人还住在这里")
    with acting(town.lin_scope):
        assert DualLink.everything.get().state == "linked"


def test_the_member_may_end_it_without_a_reason(town, linked):
    says(town, "leave", at=AT + timedelta(days=1))
    (stay,) = stays(town, town.gu_scope)
    assert stay == ("activity", town.west_one.pk, TODAY + timedelta(days=1))


def test_all_reasons_are_told_at_once(town):
    asked(town)
    by = town.branch_scope
    with acting(by):
        person = Person.everything.get(pk=town.people["东甲"].pk)
        wrong = terms("EAST-1", place=" ")
        with pytest.raises(Refused) as refused:
            propose_link(person=person, terms=wrong, by=by, at=AT)
    assert refused.value.codes == {"link.under_way", "link.same", "link.place"}


def test_who_floats_is_taken_along_already(town):
    by = town.branch_scope
    with acting(by):
        person = Person.everything.get(pk=town.people["东乙"].pk)
        register_floating(person=person, away=Away(date(2026, 3, 1), "外市"), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        asked(town, "东乙")
    assert refused.value.codes == {"link.floating"}


def held_meeting(town, org, by, *present, on=TODAY):
    ids = tuple(town.people[name].pk for name in present)
    told = Told(
        kinds=("theme_day",), on=on, topic="打扫楼道", present=ids, chair=ids[-1],
        recorder=ids[-1],
        agenda=({"kind": "theme_day", "title": "主题党日", "said": "清理杂物。"},),
    )  # fmt: skip
    with acting(by):
        everybody = [one.id for one in roster_on(org, on)]
        more = tuple(pk for pk in everybody if pk not in ids)
        told = Told(**{**told.__dict__, "absent": more})
        row = record_meeting(org=org, told=told, by=by, at=AT)
    react()
    return row, told


def test_both_sides_know_the_life_on_both_sides_and_nothing_said(town, linked):
    held_meeting(town, town.west_one, town.gu_scope, "东甲", "西甲")
    held_meeting(town, town.east_one, town.lin_scope, "东乙")
    for scope in (town.lin_scope, town.gu_scope):
        with acting(scope):
            lines = sorted((one.side, one.how) for one in LinkLife.everything.all())
            assert lines == [("here", "present"), ("home", "absent")]
    with acting(town.lin_scope):
        assert not Meeting.everything.filter(org=town.west_one).exists()


def test_a_record_put_right_heals_the_life(town, linked):
    row, told = held_meeting(town, town.west_one, town.gu_scope, "东甲", "西甲")
    left = town.people["东甲"].pk
    right = Told(
        **{**told.__dict__, "present": tuple(pk for pk in told.present if pk != left),
           "absent": (*told.absent, left)}
    )  # fmt: skip
    with acting(town.gu_scope):
        correct_meeting(
            meeting=Meeting.everything.get(pk=row.pk), told=right, reason="记错了人",
            by=town.gu_scope, at=AT,
        )  # fmt: skip
    react()
    with acting(town.lin_scope):
        assert [one.how for one in LinkLife.everything.all()] == ["absent"]


def test_a_transfer_to_where_one_lives_ends_the_link(town, linked):
    from jingwei.kernel.flows.actions import take_step
    from jingwei.work.membership.transfers.actions import Wish, request_transfer
    from jingwei.work.membership.transfers.flows import TRANSFER

    def send(verb, by):
        with acting(by):
            take_step(flow=TRANSFER, subject=row, verb=verb, said={}, by=by, at=later)

    later = AT + timedelta(days=2)
    with acting(town.branch_scope):
        row = request_transfer(
            person=Person.everything.get(pk=town.people["东甲"].pk),
            wish=Wish("work", directory.branch("WEST-1")), by=town.branch_scope, at=AT,
        )  # fmt: skip
    send("send", town.lin_scope)
    send("accept", town.gu_scope)
    react(later)
    with acting(town.officer_scope):
        assert DualLink.everything.get().state == "ended"
        rows = Membership.everything.filter(person=town.people["东甲"], held__endswith=None)
        assert [(one.kind, one.org_id) for one in rows] == [("home", town.west_one.pk)]


def test_the_database_keeps_out_who_has_no_side(town, linked):
    with acting(town.scopes["branch"]):
        assert DualLink.everything.count() == 1
    with as_owner():
        other = town.account("gulin", "secretary", town.east_two)
    with acting(town.scopes[other.login]):
        assert DualLink.everything.count() == 0
