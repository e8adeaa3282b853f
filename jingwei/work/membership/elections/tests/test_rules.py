"""What may be planned, who may stand, and what does a count come to? Tables of plain values."""

from datetime import date
from decimal import Decimal

import pytest

from jingwei.work.membership.elections import count_rules, rules
from jingwei.work.membership.elections.count_rules import Count, Name, Reading, Voted
from jingwei.work.membership.elections.rules import Body, Numbers, Plan, Stands

NUMBERS = Numbers(1, 500, 20, 20, 3, 7, 7, 180)
TODAY = date(2026, 11, 23)
BRANCH = Body("party_branch", True, date(2010, 1, 1), True, 12)
PRESENT = Reading(Decimal(80), exactly_counts=True, of_entitled=False)
ENTITLED = Reading(Decimal(80), exactly_counts=False, of_entitled=True)


def plan(**more):
    return Plan(**{"variant": "term", "way": "members", "planned_on": date(2026, 12, 1),
                   "due_on": date(2026, 12, 10), "committee_seats": 3, "deputy_seats": 0,
                   **more})  # fmt: skip


@pytest.mark.parametrize(
    ("more", "body", "codes"),
    [
        ({}, {}, set()),
        ({"planned_on": TODAY}, {}, set()),
        ({"planned_on": date(2026, 11, 22)}, {}, {"election.past"}),
        ({"due_on": None}, {}, set()),
        ({"due_on": date(2027, 5, 1)}, {}, set()),
        ({"due_on": date(2027, 11, 30)}, {}, {"election.shift_reason"}),
        ({"due_on": date(2027, 11, 30), "shift_reason": "书记调走"}, {}, set()),
        ({"due_on": date(2027, 12, 2), "shift_reason": "书记调走"}, {}, {"election.early"}),
        ({"due_on": date(2025, 12, 1), "shift_reason": "合并"}, {}, set()),
        ({"planned_on": date(2028, 1, 1), "shift_reason": "合并"}, {}, {"election.late"}),
        ({"way": "delegates"}, {}, {"election.no_units", "election.few_for_delegates"}),
        ({"way": "delegates", "way_reason": "住得分散", "committee_seats": 5},
         {"kind": "party_committee", "is_branch": False, "units": 4, "members": 300}, set()),
        ({"way": "delegates", "variant": "open_direct", "committee_seats": 5},
         {"kind": "party_committee", "is_branch": False, "units": 4, "members": 900},
         {"election.direct_delegates"}),
        ({"committee_seats": 0}, {}, {"election.needs_committee"}),
        ({"committee_seats": 0}, {"members": 6}, set()),
        ({"committee_seats": 3}, {"members": 6}, {"election.no_committee"}),
        ({"committee_seats": 2}, {}, {"election.few_seats"}),
        ({"committee_seats": 8}, {}, {"election.many_seats"}),
        ({"committee_seats": 3, "deputy_seats": 3}, {}, {"election.many_deputies"}),
        ({}, {"kind": "temporary_branch"}, {"election.no_term"}),
        ({}, {"is_open": False}, {"election.org_closed"}),
        ({"committee_seats": 0}, {"members": 0}, {"election.nobody"}),
        ({"planned_on": date(2009, 1, 1), "due_on": None}, {},
         {"election.before_founding", "election.past"}),
    ],
)  # fmt: skip
def test_a_plan_is_judged_with_all_reasons_at_once(more, body, codes):
    seen = Body(**{**BRANCH.__dict__, **body})
    assert {one.code for one in rules.plan_findings(plan(**more), seen, NUMBERS, TODAY)} == codes


@pytest.mark.parametrize(
    ("office", "seats", "direct", "by_members", "wanted"),
    [
        ("committee", 3, False, False, (4, None)), ("committee", 5, False, False, (6, None)),
        ("committee", 6, False, False, (8, None)), ("delegate", 10, False, False, (12, None)),
        ("secretary", 1, False, False, (1, 1)), ("secretary", 1, False, True, (1, None)),
        ("secretary", 1, True, True, (2, None)), ("deputy", 2, False, False, (2, 2)),
    ],
)  # fmt: skip
def test_how_many_must_stand(office, seats, direct, by_members, wanted):
    found = rules.least_candidates(
        office, seats, NUMBERS, direct=direct, heads_by_members=by_members
    )
    assert found == wanted


def test_who_may_not_be_elected_is_named():
    stands = [Stands("secretary", 1, "甲"), Stands("secretary", 2, "乙")]
    found = rules.candidate_findings(
        stands, {("secretary", None): (1, 1)}, eligible=frozenset({1}), labels={}, direct=False
    )
    assert [one.code for one in found] == ["election.many_candidates", "election.not_eligible"]


@pytest.mark.parametrize(
    ("present", "entitled", "reading", "enough"),
    [
        (8, 10, PRESENT, True), (8, 10, ENTITLED, False), (9, 10, ENTITLED, True),
        (7, 10, PRESENT, False), (4, 5, PRESENT, True), (4, 5, ENTITLED, False),
        (11, 14, PRESENT, False), (12, 14, PRESENT, True), (0, 0, PRESENT, False),
    ],
)  # fmt: skip
def test_exactly_four_fifths_count_or_not_as_the_rulebook_says(present, entitled, reading, enough):
    assert (count_rules.quorum_findings(present, entitled, reading) == []) is enough


def count(*names, seats=2, entitled=10, present=9, issued=9, returned=9, valid=9):
    said = tuple(Name(one[0], one[0], *one[1:]) for one in names)
    return Count(seats, entitled, present, issued, returned, valid, said)


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (count(("甲", 5, 4, 0)), set()),
        (count(("甲", 5, 3, 0)), {"count.sum"}),
        (count(("甲", 9, 0, 0), ("乙", 9, 0, 0), ("丙", 1, 8, 0)), {"count.too_many_yes"}),
        (count(("甲", 9, 0, 0), issued=10), {"count.issued"}),
        (count(("甲", 9, 0, 0), present=11, issued=9), {"count.present"}),
        (count(("甲", 9, 0, 0), returned=8), {"count.valid"}),
        (count(issued=0, returned=0, valid=0), {"count.nothing"}),
        (count(("甲", 8, 1, 0), ("乙", 2, 0, 0, True)), {"count.written_more"}),
        (count(("甲", 4, 5, 0), ("乙", 2, 1, 0, True)), {"count.written_no"}),
        (count(("甲", 4, 5, 0), ("甲", 2, 0, 0, True)), {"count.twice"}),
        # More came back than went out: that is a void vote, and no slip of the pen.
        (count(("甲", 9, 0, 0), returned=10, valid=10), set()),
    ],
)  # fmt: skip
def test_a_sheet_that_contradicts_itself_is_not_written_down(told, codes):
    assert {one.code for one in count_rules.count_findings(told)} == codes


def test_more_ballots_back_than_issued_elect_nobody():
    result = count_rules.judge(count(("甲", 9, 0, 0), returned=10), PRESENT)
    assert result.outcome == "void"
    assert not any(one.is_elected for one in result.names)


def test_both_readings_stand_beside_each_other_and_the_rulebook_decides():
    told = count(("甲", 5, 4, 0), ("乙", 4, 5, 0), present=9, entitled=10)
    by_present, by_entitled = (count_rules.judge(told, r) for r in (PRESENT, ENTITLED))
    assert [one.over_present for one in by_present.names] == [True, False]
    assert [one.over_entitled for one in by_present.names] == [False, False]
    assert by_present.names[0].readings_differ
    assert [one.is_elected for one in by_present.names] == [True, False]
    assert not any(one.is_elected for one in by_entitled.names)


def test_a_tie_over_the_last_seat_is_voted_on_again_by_those_alone():
    told = count(("甲", 8, 1, 0), ("乙", 5, 4, 0), ("丙", 5, 4, 0))
    result = count_rules.judge(told, PRESENT)
    assert (result.outcome, result.tied, result.left) == ("tied", ("丙", "乙"), 1)
    rounds = [Voted("tied", 2, ("甲",), ("甲", "乙", "丙"), result.tied)]
    assert count_rules.next_seats(rounds, 2) == 1
    assert count_rules.next_names(rounds, ("甲", "乙", "丙")) == ("丙", "乙")


def test_after_a_void_vote_the_same_names_stand_for_the_same_seats():
    rounds = [Voted("void", 2, (), ("甲", "乙", "丙"))]
    assert count_rules.next_seats(rounds, 2) == 2
    assert count_rules.next_names(rounds, ("甲", "乙", "丙")) == ("甲", "乙", "丙")


def test_who_writes_another_name_may_elect_it():
    told = count(("甲", 2, 7, 0), ("乙", 6, 0, 0, True), seats=1)
    assert count_rules.count_findings(told) == []
    result = count_rules.judge(told, PRESENT)
    assert [one.is_elected for one in result.names] == [False, True]


def test_29_february_moves_to_the_28th():
    assert rules.years_from(date(2028, 2, 29), 3) == date(2031, 2, 28)
