"""Does the relation go over once, under exactly the two paths, with the file behind it?"""

import json
from datetime import timedelta

import pytest
from django.db import connection

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.models import Case, Clock, FlowPaper
from jingwei.kernel.flows.queries import subject_of
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import ask, step


def homes(person):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM membership WHERE person_id = %s AND kind = 'home'"
            " AND upper_inf(held)", [person.pk],
        )  # fmt: skip
        return cursor.fetchone()[0]


def test_a_member_goes_from_the_east_to_the_west(town, sent):
    person = town.people["东乙"]
    with acting(town.gu_scope):
        row = Transfer.everything.get()
        assert not Person.everything.filter(pk=person.pk).exists()
    step(row, "accept", town.gu_scope, at=AT + timedelta(days=2))
    with acting(town.gu_scope):
        now = Person.everything.get(pk=person.pk)
        assert now.org_id == town.west_one.pk
        home = Membership.everything.get(person=person, held__endswith=None)
        assert (home.began, home.held.lower) == ("transferred_in", TODAY + timedelta(days=2))
    with acting(town.lin_scope):
        assert not Person.everything.filter(pk=person.pk).exists()
        former = Membership.everything.get(person=person)
        assert (former.ended, former.held.upper) == ("transferred_out", home.held.lower)
        row = Transfer.everything.get()
        assert (row.state, row.accepted_by_id) == ("accepted", town.gu.pk)
        assert [paper.slot for paper in FlowPaper.objects.order_by("id")] == ["letter", "receipt"]
        assert Clock.everything.get(name="letter").outcome == "met"


def test_the_crossing_says_its_name_in_the_line_of_the_member(town, sent):
    step(sent, "accept", town.gu_scope, at=AT + timedelta(days=1))
    with acting(town.gu_scope):
        line = Entry.everything.get(verb="people.member.take_over")
        assert json.loads(line.payload)["reason"] == "接收组织关系"
        assert line.org_path == town.west_one.path


def test_the_scope_afterwards_is_what_it_was(town, sent):
    by = town.gu_scope
    with acting(by):
        step(sent, "accept", by, at=AT + timedelta(days=1))
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.path'), current_setting('app.hi')")
            assert cursor.fetchone() == (by.path, by.hi)


def test_only_the_two_sides_see_it(town, sent):
    for who, seen in (("lin", True), ("gu", True), ("officer", True), ("branch", True)):
        scope = town.scopes[who]
        with acting(scope):
            assert (subject_of(TRANSFER, sent.public_id, scope) is not None) is seen
    with acting(town.gu_scope):
        row = subject_of(TRANSFER, sent.public_id, town.gu_scope)
        assert row.org.name == "东镇第一党支部"  # by name only
        assert Case.everything.count() == 1
        assert Clock.everything.count() == 2


def test_the_sender_cannot_accept_for_the_other_side(town, sent):
    with pytest.raises(Refused) as refused:
        step(sent, "accept", town.lin_scope)
    assert refused.value.codes == {"access.duty"}
    with acting(town.lin_scope):
        assert Person.everything.get(pk=town.people["东乙"].pk).org_id == town.east_one.pk


def test_nobody_is_sent_back_without_a_reason(town, sent):
    with pytest.raises(Refused) as refused:
        step(sent, "send_back", town.gu_scope)
    assert refused.value.codes == {"flow.said"}
    step(sent, "send_back", town.gu_scope, ground="papers", words="档案没有到")
    with acting(town.lin_scope):
        row = Transfer.everything.get()
        assert (row.state, row.letter_until) == ("returned", None)
    step(row, "send", town.lin_scope, at=AT + timedelta(days=1))
    step(row, "accept", town.gu_scope, at=AT + timedelta(days=2))


def test_an_expired_letter_is_written_anew_before_it_is_accepted(town, sent):
    late = AT + timedelta(days=11)
    with pytest.raises(Refused) as refused:
        step(sent, "accept", town.gu_scope, at=late)
    assert refused.value.codes == {"transfers.expired"}
    before = sent.letter_no
    step(sent, "reissue", town.lin_scope, at=late)
    step(sent, "accept", town.gu_scope, at=late)
    with acting(town.lin_scope):
        row = Transfer.everything.get()
        assert (row.state, row.letter_no == before) == ("accepted", False)
        assert row.stub_until.year == late.year + 10


def test_after_three_months_of_letters_the_member_is_asked_again(town, sent):
    late = AT + timedelta(days=100)
    with pytest.raises(Refused) as refused:
        step(sent, "reissue", town.lin_scope, at=late)
    assert refused.value.codes == {"transfers.ask_member"}
    step(sent, "reissue", town.lin_scope, at=late, checked="yes")


def test_whoever_holds_a_seat_is_not_sent_before_it_is_vacated(town):
    with acting(town.lin_scope):
        from jingwei.kernel.access.tests.town import add_secretary

        add_secretary(town, town.people["东乙"], town.east_one)
        row = ask(town)
    with pytest.raises(Refused) as refused:
        step(row, "send", town.lin_scope)
    assert refused.value.codes == {"transfers.holds_posts"}


def test_a_second_wish_while_one_is_open_is_refused(town):
    with acting(town.branch_scope):
        ask(town)
        with pytest.raises(Refused) as refused:
            ask(town, to="EAST-2")
    assert refused.value.codes == {"transfers.under_way"}


def test_the_balance_of_both_sides_closes(town, sent):
    """Everybody is counted once on every day, at one branch."""
    step(sent, "accept", town.gu_scope, at=AT + timedelta(days=1))
    with acting(town.officer_scope), connection.cursor() as cursor:
        for day, east, west in ((TODAY, 3, 2), (TODAY + timedelta(days=1), 2, 3)):
            cursor.execute(
                "SELECT org_id, count(*) FROM membership WHERE held @> %s::date AND kind = 'home'"
                " AND org_id = ANY (%s) GROUP BY 1",
                [day, [town.east_one.pk, town.west_one.pk]],
            )
            assert dict(cursor.fetchall()) == {town.east_one.pk: east, town.west_one.pk: west}
        assert homes(town.people["东乙"]) == 1
