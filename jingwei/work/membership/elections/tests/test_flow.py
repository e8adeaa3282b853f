"""Does every step of an election go as the table says, and every wrong one not?"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Term
from jingwei.kernel.people.models import Person, Position
from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held
from jingwei.work.membership.elections import queries
from jingwei.work.membership.elections.actions import BASIS
from jingwei.work.membership.elections.flows import ELECTION
from jingwei.work.membership.elections.kinds import State
from jingwei.work.membership.elections.models import (
    Candidate,
    Election,
    Round,
    Tally,
    VotingSuspended,
)
from jingwei.work.membership.elections.tests.conftest import DUE, GOOD


def make(town: Any, state: str, **more: Any) -> Election:
    """An election of east branch one in a state; the one before it is over."""
    Election.everything.filter(org=town.east_one).update(state=State.STOPPED)
    voters = [one.id for one in queries.voters_on(town.east_one, TODAY)]
    row: Election = Election.everything.create(
        **{"org": town.east_one, "org_path": town.east_one.path, "state": state,
           "planned_on": TODAY, "begun_on": TODAY, "committee_seats": 3, "held_on": TODAY,
           "entitled": voters, "present": voters, "tellers": voters[-1:], **more}
    )  # fmt: skip
    return row


def make_direct(town: Any, state: str) -> Election:
    return make(town, state, variant="open_direct")


def names_stand(town: Any, row: Election) -> None:
    where = {"org": row.org, "org_path": row.org_path, "election": row}
    for place, name in enumerate(("东甲", "东乙", "东丙", "丁一"), 1):
        who = town.people[name]
        Candidate.everything.create(
            **where, office="committee", position=place, person=who, name=name
        )
    Candidate.everything.create(
        **where, office="secretary", position=1, person=town.people["东甲"], name="东甲"
    )


def all_are_elected(town: Any, row: Election) -> None:
    where = {"org": row.org, "org_path": row.org_path}
    for office, seats, names in (
        ("committee", 3, ("东甲", "东乙", "东丙")), ("secretary", 1, ("东甲",)),
    ):  # fmt: skip
        one = Round.everything.create(
            **where, election=row, office=office, number=1, on=TODAY, seats=seats, entitled=10,
            present=10, issued=10, returned=10, valid=10, outcome="decided", of_entitled=False,
            exactly_counts=True,
        )  # fmt: skip
        for place, name in enumerate(names, 1):
            Tally.everything.create(
                **where, round=one, position=place, person=town.people[name], name=name, yes=9,
                no=1, is_elected=True,
            )  # fmt: skip


READY = {
    "propose": Ready(before=names_stand),
    "conclude": Ready(before=all_are_elected),
    "report": Ready(before=all_are_elected),
    "postpone": Ready(said={"until": (TODAY + timedelta(days=30)).isoformat()}),
}


@pytest.mark.parametrize("trial", taken(ELECTION), ids=str)
def test_every_step_is_taken_from_a_legal_position(body, trial):
    trial.take(body, make_direct if trial.step.verb == "speak" else make, READY)


@pytest.mark.parametrize("trial", refused(ELECTION), ids=str)
def test_every_wrong_step_is_refused(body, trial):
    trial.refuse(body, make)


def test_an_election_from_plan_to_posts(way, body):
    one = way().met("丁六")
    got = [(name, min(yes, 9), 9 - min(yes, 9), 0) for name, yes, _no, _a in GOOD]
    one.count("committee", *got, issued=9, returned=9, valid=9)
    one.step("conclude", days=3)
    one.count("secretary", ("东甲", 3, 0, 0), issued=3, returned=3, valid=3, present=3)
    one.step("report", days=3)
    one.step("confirm", days=4)
    assert one.row.state == State.DONE
    held_on = TODAY + timedelta(days=3)
    holders = Position.everything.filter(org=body.east_one, held__contains=held_on)
    assert {(p.name, p.post.title) for p in holders.select_related("post")} == {
        ("东甲", "secretary"), ("东乙", "member"), ("东丙", "member"),
    }  # fmt: skip
    assert {p.due_on for p in holders} == {held_on.replace(year=2029)}
    term = Term.everything.filter(org=body.east_one).order_by("-held").first()
    assert (term.held.lower, term.due_on) == (held_on, held_on.replace(year=2029))
    verbs = set(Entry.everything.values_list("verb", flat=True))
    assert {"elections.election.count", "elections.election.confirm", "people.position.appoint",
            "people.position.relieve", "orgs.organisation.begin_term"} <= verbs  # fmt: skip


def test_a_plan_after_the_end_of_the_term_says_why_and_becomes_a_postponement(way, body):
    late = DUE + timedelta(days=60)
    with pytest.raises(Refused) as refusal:
        way(planned_on=late)
    assert "election.shift_reason" in refusal.value.codes
    one = way(planned_on=late, shift_reason="村里正在合并")
    one.step("ask")
    one.step("agree")
    assert one.row.postponed_to == late
    with pytest.raises(Refused) as refusal:
        one.step("postpone", until="2028-01-01", reason="再等等")
    assert "election.late" in refusal.value.codes
    one.step("postpone", until="2027-06-01", reason="合并还没完")
    assert str(one.row.planned_on) == str(one.row.postponed_to) == "2027-06-01"


def test_who_asked_does_not_agree(way, body):
    one = way()
    one.step("ask")
    with acting(body.branch_scope) as by, pytest.raises(Refused) as refusal:
        take_step(flow=ELECTION, subject=one.row, verb="agree", said={}, by=by, at=AT)
    assert "access.duty" in refusal.value.codes


def test_nobody_votes_before_the_days_of_notice_are_over(way):
    one = way().listed().tick(days=0)
    with pytest.raises(Refused) as refusal:
        one.step("convene")
    assert refusal.value.codes == {"flow.waiting"}


def test_a_teller_does_not_stand(way):
    with pytest.raises(Refused) as refusal:
        way().listed().tick(tellers=("东乙",))
    assert refusal.value.codes == {"election.teller_stands"}


def test_too_few_names_are_sent_back_with_the_number_that_is_wanted(way):
    one = way().approved().stand("committee", "东甲", "东乙", "东丙")
    with pytest.raises(Refused) as refusal:
        one.step("propose")
    said = {str(found) for found in refusal.value.findings}
    assert "委员候选人要4名，现在3名。" in said
    assert "书记候选人要1名，现在0名。" in said


def test_open_nomination_hears_three_sides_and_a_speech(way):
    one = way(variant="open_direct", committee_seats=3).approved()
    one.stand("committee", "东甲", "东乙", "东丙", "丁一", sides=("members",))
    one.stand("secretary", "东甲", sides=("members",))
    with pytest.raises(Refused) as refusal:
        one.step("propose")
    assert {"election.side_silent", "election.few_candidates"} <= refusal.value.codes
    one.stand("secretary", "东乙", sides=("residents", "organisation"))
    one.step("propose")
    one.step("approve_names", review="合条件")
    one.tick()
    with pytest.raises(Refused) as refusal:
        one.step("convene", days=3)
    assert refusal.value.codes == {"election.no_speech"}
    one.step("speak", on=TODAY.isoformat(), asked="怎样帮企业招工")
    one.step("convene", days=3)
    one.count("committee", *GOOD)
    one.count("secretary", ("东甲", 6, 4, 0), ("东乙", 4, 6, 0))
    one.step("conclude", days=3)
    one.step("report", days=3)
    one.step("confirm", days=4)
    assert one.row.state == State.DONE


def test_who_has_a_vote_is_the_same_one_by_one_by_number_and_by_branch(town):
    """However it is asked: suspended and probationary members have none."""
    with as_owner():
        town.member("新一", town.east_one, category="probationary")
        gone = town.member("停一", town.east_one)
        without = VotingSuspended(
            org=town.east_one, org_path=town.east_one.path, person=gone,
            held=held(TODAY - timedelta(days=9)),
        )  # fmt: skip
        without.basis = sealing.seal("示例", column=BASIS, row=without.public_id)
        without.save(force_insert=True)
    with acting(town.lin_scope), CaptureQueriesContext(connection) as said:
        voters = queries.voters_on(town.east, TODAY)
        assert queries.vote_count(town.east, TODAY) == len(voters) > 0
        assert queries.members_by_branch(town.east, TODAY) == Counter(v.org_id for v in voters)
        ids = {one.id for one in voters}
        assert len(said) == 3
        for person in Person.everything.all():
            assert queries.has_a_vote(town.east, person.pk, TODAY) is (person.pk in ids)
    assert gone.pk not in ids
