"""Is there a quorum, is it passed, who is elected? Edges of R-E, R-M and R-D."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.kernel.rulebook import counting, queries
from jingwei.kernel.rulebook.counting import Vote
from jingwei.kernel.rulebook.tests.test_queries import TODAY

FOUR_FIFTHS = Decimal(80)


@pytest.mark.parametrize(
    ("n", "of", "is_more"), [(5, 10, False), (6, 10, True), (5, 9, True), (4, 9, False),
                             (0, 0, False), (1, 1, True), (1, 2, False)],
)  # fmt: skip
def test_exactly_half_is_not_more_than_half(n, of, is_more):
    assert counting.more_than_half(n, of) is is_more


@pytest.mark.parametrize(
    ("present", "entitled", "at_least", "above"),
    [(80, 100, True, False), (79, 100, False, False), (81, 100, True, True), (4, 5, True, False),
     (6, 7, True, True), (5, 7, False, False), (8, 10, True, False), (0, 0, False, False)],
)  # fmt: skip
def test_exactly_four_fifths_are_a_quorum_by_one_text_and_not_by_the_other(
    present, entitled, at_least, above
):
    assert counting.at_least(present, entitled, FOUR_FIFTHS) is at_least
    assert counting.at_least(present, entitled, FOUR_FIFTHS, exactly_counts=False) is above


@given(st.integers(1, 3_000), st.booleans())
def test_the_least_that_is_enough_is_enough_and_one_fewer_is_not(of, exactly):
    least = counting.least_for(of, FOUR_FIFTHS, exactly_counts=exactly)
    assert counting.at_least(least, of, FOUR_FIFTHS, exactly_counts=exactly)
    assert not counting.at_least(least - 1, of, FOUR_FIFTHS, exactly_counts=exactly)


@pytest.mark.parametrize(
    ("seats", "candidates"), [(1, 2), (3, 4), (5, 6), (6, 8), (7, 9), (10, 12), (11, 14)]
)
def test_candidates_exceed_the_seats_by_a_fifth_upwards(seats, candidates):
    assert counting.candidates_least(seats, Decimal(20)) == candidates


def test_the_rulebook_says_the_shares(db):
    assert queries.value_of("election.quorum.share", TODAY) == FOUR_FIFTHS
    surplus = queries.value_of("election.candidates.surplus", TODAY)
    assert counting.candidates_least(5, surplus) == 6


def test_no_seat_needs_no_election():
    with pytest.raises(ValueError, match="at least one seat"):
        counting.candidates_least(0, Decimal(20))


def test_a_vote_with_half_of_the_members_there_has_no_quorum():
    assert not Vote(entitled=10, present=5, yes=5).has_quorum
    assert Vote(entitled=10, present=6, yes=6).is_passed()


def test_both_readings_of_the_majority_are_told_and_may_differ():
    vote = Vote(entitled=10, present=6, yes=5)
    assert (vote.passed_of_present, vote.passed_of_entitled) == (True, False)
    assert vote.readings_differ
    assert not vote.is_passed(of_entitled=True)
    assert vote.is_passed(of_entitled=False)
    assert not Vote(entitled=10, present=9, yes=9).readings_differ


def test_a_written_opinion_counts_of_those_entitled_only():
    vote = Vote(entitled=10, present=6, yes=5, written_yes=1)
    assert vote.passed_of_entitled
    assert not Vote(entitled=10, present=6, yes=3, written_yes=4).passed_of_present


@pytest.mark.parametrize("numbers", [(10, 11, 5, 0), (10, 5, 6, 0), (10, 6, 5, 5), (10, -1, 0, 0)])
def test_numbers_that_cannot_be_are_refused(numbers):
    entitled, present, yes, written = numbers
    with pytest.raises(ValueError, match="cannot be"):
        Vote(entitled=entitled, present=present, yes=yes, written_yes=written)


def test_more_ballots_returned_than_issued_make_the_election_void():
    assert counting.ballot_is_valid(issued=20, returned=20)
    assert counting.ballot_is_valid(issued=20, returned=19)
    assert not counting.ballot_is_valid(issued=20, returned=21)


def elect(votes, *, seats=2, present=10, entitled=12, of_entitled=False):
    return counting.elected(
        votes, seats=seats, present=present, entitled=entitled, of_entitled=of_entitled
    )


def test_the_seats_go_to_those_with_most_votes_above_half():
    found = elect({"甲": 9, "乙": 7, "丙": 6})
    assert (found.elected, found.tied, found.left) == (("甲", "乙"), (), 0)


def test_a_tie_over_the_last_seat_is_voted_on_again():
    found = elect({"甲": 9, "乙": 7, "丙": 7})
    assert (found.elected, set(found.tied), found.left) == (("甲",), {"乙", "丙"}, 1)


def test_half_the_votes_elect_nobody():
    found = elect({"甲": 9, "乙": 5, "丙": 5})
    assert (found.elected, found.tied, found.left) == (("甲",), (), 1)


def test_the_two_readings_elect_different_people():
    votes = {"甲": 9, "乙": 6}
    assert elect(votes, of_entitled=False).elected == ("甲", "乙")
    assert elect(votes, of_entitled=True).elected == ("甲",)


@given(st.dictionaries(st.text("甲乙丙丁戊", min_size=1, max_size=2), st.integers(0, 10)),
       st.integers(1, 4))  # fmt: skip
def test_nobody_is_both_elected_and_tied_and_no_seat_is_filled_twice(votes, seats):
    found = elect(votes, seats=seats)
    assert not set(found.elected) & set(found.tied)
    assert len(found.elected) + found.left == seats
    assert found.tied == () or len(found.tied) > found.left > 0
