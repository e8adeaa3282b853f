"""Does one person come from the application to the archive, and what is in the way?"""

from datetime import UTC, date, datetime

import pytest

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import extend_limit
from jingwei.kernel.flows.models import Clock, FlowPaper, Taken
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.development.actions import register_applicant
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.models import BranchVote, Development
from jingwei.work.membership.development.tests.conftest import VOTES, Way, begun, number, told

HEARD = {f"heard_{who}": "yes" for who in ("contacts", "group", "members", "masses")}


def codes(refused):
    return {one.code for one in refused.value.findings}


def to_activist(way):
    way.apply()
    way.wait(days=10)
    way.step("talk", on=way.on, who="东甲")
    way.wait(days=60)
    way.step("decide_activist", on=way.on, recommended="members")
    way.wait(days=3)
    way.step("file_activist", by="lin")
    way.step("name_contacts", one="东甲", two="东乙")
    for _half in range(2):
        way.wait(days=180)
        way.step("check", on=way.on, result="go_on")
    way.wait(days=20)


def to_candidate(way):
    to_activist(way)
    way.step("decide_candidate", on=way.on, **HEARD)
    way.wait(days=1)
    way.step("publish", on=way.on, where="村务公开栏")
    way.wait(days=14)
    way.step("end_notice")
    way.step("consent", by="lin")
    way.step("name_sponsors", one="东甲", two="东乙")
    way.step("review_politically", on=way.on, result="passed", how="查阅档案，函调两处")
    way.wait(days=20)
    way.step("train", on=way.on, days="3")


def to_vote(way):
    to_candidate(way)
    way.step("review", on=way.on, leaving="no")
    way.wait(days=5)
    way.step("prereview", by="lin")
    way.step("issue_form", on=way.on, form_no="2026-1")
    way.wait(days=10)
    way.step("vote", on=way.on, **VOTES)


def to_probation(way):
    to_vote(way)
    way.wait(days=15)
    way.step("talk_above", by="lin", on=way.on, who="东镇组织委员")
    way.step("approve", by="lin")


@pytest.fixture
def way(town):
    return Way(town, start=date(2026, 5, 12))


@pytest.mark.slow
def test_the_whole_way_under_the_set_of_2026(town, way):
    to_probation(way)
    row = way.fresh()
    with acting(town.lin_scope):
        person = Person.everything.get(pk=row.person_id)
        stays = list(Membership.everything.filter(person=person))
        assert [(one.category, one.began, one.org_id) for one in stays] == [
            ("probationary", "admitted", town.east_one.pk)
        ]
        assert (person.joined_on, person.id_tail) == (row.voted_on, row.id_tail)
        assert (row.id_number, row.id_index, row.phone, row.address) == (None,) * 4
        assert Person.everything.filter(name="申一").count() == 1
    way.wait(days=10)
    way.step("swear", on=way.on, where="支部活动室")
    way.step("place", on=way.on)
    way.day = row.probation_until
    way.wait(days=-5)
    way.step("request", on=way.on)
    with pytest.raises(Refused) as early:
        way.step("vote_full", on=way.on, **VOTES)
    assert "development.probation" in codes(early)
    way.wait(days=8)
    way.step("vote_full", on=way.on, **VOTES)
    way.wait(days=30)
    way.step("approve_full", by="lin")
    way.step("archive", on=way.on)
    row = way.fresh()
    assert row.state == "archived"
    with acting(town.lin_scope):
        person = Person.everything.get(pk=row.person_id)
        assert person.full_on == row.probation_until
        rows = Membership.everything.filter(person=person).order_by("held")
        assert [one.category for one in rows] == ["probationary", "full"]
        assert BranchVote.everything.filter(case=row, passed=True).count() == 2
        papers = set(FlowPaper.objects.filter(is_made=True).values_list("slot", flat=True))
        assert papers == {
            "talk_record", "activist_filing", "activist_record", "notice", "notice_result",
            "political_review", "prereview", "form_cover", "resolution", "approval",
            "oath_record", "full_resolution", "conversion",
        }  # fmt: skip
        steps = Taken.objects.count()
        lines = Entry.everything.filter(subject="development").count()
        assert steps == lines


def test_admission_makes_one_membership_and_never_a_second(town, way):
    to_probation(way)
    with acting(town.lin_scope):
        before = Membership.everything.count(), Person.everything.count()
    for by in ("lin", "branch"):
        with pytest.raises(Refused):
            way.step("approve", by=by)
    with acting(town.lin_scope):
        assert (Membership.everything.count(), Person.everything.count()) == before


def test_who_proposed_in_the_branch_does_not_approve_above(town, way):
    """The clerk above took the branch's step on its behalf; another person must approve."""
    to_candidate(way)
    way.step("review", by="lin", on=way.on, leaving="no")
    with pytest.raises(Refused) as same:
        way.step("prereview", by="lin")
    assert codes(same) == {"flow.same_person"}
    with pytest.raises(Refused) as below:
        way.step("prereview", by="branch")
    assert "access.duty" in codes(below)


def test_a_talk_written_down_late_was_in_time(town, way):
    way.apply()
    way.wait(days=60)
    way.step("talk", on="2026-06-10", who="东甲")
    with acting(town.lin_scope):
        clock = Clock.everything.get(name="talk")
    assert (clock.outcome, clock.ended_on) == (Clock.Outcome.MET, date(2026, 6, 10))


def test_an_objection_is_written_down_and_looked_into(town, way):
    to_activist(way)
    way.step("decide_candidate", on=way.on, **HEARD)
    way.step("publish", on=way.on, where="村务公开栏")
    with pytest.raises(Refused) as early:
        way.step("end_notice")
    assert "flow.waiting" in codes(early)
    way.step("note_objection", on=way.on, what="宅基地有纠纷")
    way.wait(days=14)
    with pytest.raises(Refused) as unanswered:
        way.step("end_notice")
    assert codes(unanswered) == {"development.objections"}
    way.step("end_notice", settled="已查清，与本人无关")
    assert way.fresh().state == "noticed"


def test_a_notice_over_the_national_day_counts_working_days(town):
    """Put up on 28 September 2026: five working days, holiday and make-up days as arranged."""
    way = Way(town, start=date(2026, 9, 28))
    with acting(town.lin_scope):
        way.row = begun(town, "candidate_decided")
    way.step("publish", on=way.on, where="公告栏")
    with acting(town.lin_scope):
        clock = Clock.everything.get(name="notice")
    from jingwei.kernel.rulebook.calendar import working_days_between
    from jingwei.kernel.rulebook.calendar_queries import days

    last = clock.due_on
    assert working_days_between(way.day, date.fromordinal(last.toordinal() + 1), days()) == 5
    assert days().is_working(last)
    assert last > date(2026, 10, 2)


@pytest.mark.parametrize(
    ("state", "verb", "said", "code"),
    [
        ("activist", "name_contacts", {"one": "无此人"}, "development.unknown"),
        ("activist", "name_contacts", {"one": "东戊"}, "development.not_full"),
        ("activist", "name_contacts", {"one": "东甲", "two": "东甲"}, "development.named_twice"),
        ("candidate", "name_sponsors", {"one": "东甲"}, "flow.said"),
        ("candidate", "train", {"on": "2026-11-20", "days": "2"}, "development.training"),
        ("candidate", "review", {"on": "2026-11-20", "leaving": "yes"}, "development.leaving"),
        ("candidate", "review", {"on": "2026-11-20", "leaving": "no"}, "development.sponsors"),
        ("formed", "vote", VOTES | {"on": "2026-11-20", "present": "1", "yes": "1"},
         "development.vote.quorum"),
        ("formed", "vote", VOTES | {"on": "2026-11-20", "yes": "1", "no": "2"},
         "development.vote.failed"),
        ("formed", "vote", VOTES | {"on": "2026-11-20", "yes": "9"}, "development.vote.sum"),
        ("formed", "vote", VOTES | {"on": "2026-11-20", "yes": "1.5"}, "development.vote.whole"),
        ("formed", "vote", VOTES | {"on": "2026-11-30"}, "development.future"),
        ("formed", "vote", VOTES | {"on": "2026-01-01"}, "development.order"),
        ("requested", "vote_extension",
         VOTES | {"on": "2026-11-20", "months": "5", "reason": "还要考察"},
         "development.extension"),
    ],
)  # fmt: skip
def test_refused_in_words_and_nothing_is_kept(town, state, verb, said, code):
    way = Way(town)
    with as_owner():
        town.member("东戊", town.east_one, category="probationary", joined_on=date(2026, 3, 1))
    with acting(town.lin_scope):
        way.row = begun(town, state)
        before = Entry.everything.count()
    with pytest.raises(Refused) as refused:
        way.step(verb, **said)
    assert code in codes(refused)
    assert way.fresh().state == state
    with acting(town.lin_scope):
        assert (Entry.everything.count(), Taken.objects.count()) == (before, 0)


def test_namesakes_are_told_apart_by_the_tail_of_the_number(town):
    way = Way(town)
    with as_owner():
        same = town.member("东甲", town.east_one)
    with acting(town.lin_scope):
        way.row = begun(town, "activist")
    with pytest.raises(Refused) as refused:
        way.step("name_contacts", one="东甲")
    assert codes(refused) == {"development.namesakes", "development.how_many"} - {
        "development.how_many"
    }
    way.step("name_contacts", one=f"东甲 {same.id_tail}")
    assert way.fresh().contact_one_id == same.pk


def test_an_extended_probation_runs_on(town):
    way = Way(town)
    with acting(town.lin_scope):
        way.row = begun(town, "requested")
        was = way.row.probation_until
    way.step("vote_extension", on=way.on, months="6", reason="还要考察", **VOTES)
    way.step("approve_extension", by="lin")
    row = way.fresh()
    assert (row.state, row.extended_months) == ("probationary", 6)
    assert row.probation_until == date(2027, 5, 5)
    assert row.probation_until > was
    way.day = date(2027, 5, 6)
    way.step("request", on=way.on)
    with pytest.raises(Refused) as again:
        way.step("vote_extension", on=way.on, months="6", reason="还要考察", **VOTES)
    assert "development.extended" in codes(again)


def test_a_cancelled_probation_ends_the_membership(town):
    way = Way(town)
    with acting(town.lin_scope):
        way.row = begun(town, "requested")
    way.step("vote_cancel", on=way.on, reason="不履行党员义务", **VOTES)
    way.step("approve_cancel", by="lin")
    row = way.fresh()
    assert row.state == "stopped"
    with acting(town.lin_scope):
        assert not Membership.everything.filter(
            person=row.person_id, held__endswith=None
        ).exists()  # fmt: skip


def test_the_superior_may_take_three_more_months(town):
    way = Way(town, start=date(2026, 6, 1))
    with acting(town.lin_scope):
        way.row = begun(town, "formed", days={"formed_on": date(2026, 5, 30),
                        "prereviewed_on": date(2026, 5, 29), "reviewed_on": date(2026, 5, 28),
                        "consented_on": date(2026, 5, 20), "noticed_on": date(2026, 5, 12),
                        "candidate_on": date(2026, 5, 11)})  # fmt: skip
    way.step("vote", on=way.on, **VOTES)
    with acting(town.lin_scope):
        clock = extend_limit(
            flow=DEVELOPMENT, subject=way.row, name="approval", reason="要再核实",
            by=town.lin_scope, at=way.at,
        )  # fmt: skip
    assert clock.due_on == date(2026, 12, 1)


def test_a_number_on_file_is_not_taken_twice(town, as_lin):
    twice = number()
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    said = {"org": town.east_one, "applied_on": date(2026, 11, 1), "by": town.lin_scope, "at": at}
    register_applicant(told=told(id_number=twice), **said)
    with pytest.raises(Refused) as again:
        register_applicant(told=told(name="申二", id_number=twice), **said)
    assert codes(again) == {"development.taken"}
    with pytest.raises(Refused) as member:
        register_applicant(
            told=told(name="东甲", birth_on=None, id_number="990000198001010012"), **said
        )
    assert "development.taken" in codes(member)
    assert Development.everything.count() == 1


def test_who_is_stopped_leaves_no_number_here(town, as_lin):
    row = begun(town, "talked")
    way = Way(town)
    way.row = row
    way.step("stop", on=way.on, why="withdrawn", reason="本人书面撤回")
    row = way.fresh()
    assert (row.state, row.id_number, row.phone, row.address) == ("stopped", None, None, None)
