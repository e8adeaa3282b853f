"""Which gatherings are due, and what keeps a record from being closed?"""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.work.meetings import rules
from jingwei.work.meetings.rules import Counted, Decided, Organ, Seen

ON = date(2026, 11, 23)
BRANCH = Organ("party_branch", committee=3, founded=date(2010, 1, 1))
SEEN = Seen(
    organ=BRANCH, kinds=("member_meeting",), on=ON, known_on=ON, topic="学习",
    agenda=({"kind": "member_meeting", "title": "党员大会", "said": "学文件"},),
    chair=1, recorder=2, roster=frozenset({1, 2, 3, 4}), entitled=frozenset({1, 2, 3}),
    committee=frozenset({1, 2, 3}), present=(1, 2, 3, 4), excused=(), absent=(),
)  # fmt: skip
VOTE = Counted("接收预备党员", "ballot", 3, 3, 3, 2, 1, 0)


def codes(seen: Seen) -> set[str]:
    return {finding.code for finding in rules.close_findings(seen)}


def test_a_complete_record_may_be_closed() -> None:
    assert rules.close_findings(SEEN) == []
    assert rules.close_findings(replace(SEEN, votes=(VOTE,))) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kinds": ()}, "meeting.kind"),
        ({"kinds": ("member_meeting", "member_meeting")}, "meeting.kind_twice"),
        ({"topic": " "}, "meeting.topic"),
        ({"on": date(2026, 11, 24)}, "meeting.future"),
        ({"on": date(2009, 12, 31)}, "meeting.before_founding"),
        ({"kinds": ("group_meeting",)}, "meeting.no_group"),
        ({"organ": replace(BRANCH, committee=2), "kinds": ("committee_meeting",)},
         "meeting.no_committee"),
        ({"organ": Organ("party_committee", 5), "kinds": ("appraisal",)}, "meeting.wrong_organ"),
        ({"kinds": ("member_meeting", "lecture")}, "meeting.part"),
        ({"agenda": ()}, "meeting.part"),
        ({"starts": time(10), "ends": time(9)}, "meeting.times"),
        ({"chair": None}, "meeting.chair"),
        ({"recorder": None}, "meeting.recorder"),
        ({"present": (2, 3, 4), "absent": (1,)}, "meeting.chair_away"),
        ({"present": (1, 2, 3)}, "meeting.unmarked"),
        ({"present": (1, 2, 3, 4, 9)}, "meeting.stranger"),
        ({"absent": (4,)}, "meeting.twice"),
        ({"present": (), "absent": (1, 2, 3, 4)}, "meeting.nobody"),
        ({"present": (1, 2, 3), "excused": (4,)}, "meeting.excuse"),
        ({"votes": (VOTE,), "recorder": 1, "present": (1, 4), "absent": (2, 3)},
         "meeting.vote_quorum"),
        ({"votes": (replace(VOTE, issued=4),)}, "vote.issued"),
        ({"votes": (replace(VOTE, issued=2),)}, "vote.returned"),
        ({"votes": (replace(VOTE, returned=2),)}, "vote.valid"),
        ({"votes": (replace(VOTE, yes=3),)}, "vote.sum"),
        ({"votes": (replace(VOTE, subject=""),)}, "vote.subject"),
        ({"resolutions": (Decided("买书", owner=1),)}, "resolution.half"),
        ({"resolutions": (Decided("买书", 1, date(2026, 11, 22)),)}, "resolution.early"),
    ],
)  # fmt: skip
def test_each_fault_is_named(change: dict[str, Any], code: str) -> None:
    assert code in codes(replace(SEEN, **change))


def test_a_committee_needs_more_than_half() -> None:
    meeting = replace(
        SEEN, kinds=("committee_meeting",), committee=frozenset({1, 2, 3, 4}),
        organ=replace(BRANCH, committee=4), roster=frozenset({1, 2, 3, 4}),
        agenda=({"kind": "committee_meeting", "title": "支委会", "said": "议事"},),
    )  # fmt: skip
    assert codes(replace(meeting, present=(1, 2), absent=(3, 4))) == {"meeting.committee_quorum"}
    assert codes(replace(meeting, present=(1, 2, 3), absent=(4,))) == set()


def test_all_reasons_come_at_once() -> None:
    assert len(codes(replace(SEEN, chair=None, topic="", present=(1,)))) >= 3


def test_an_excuse_needs_a_reason_and_then_is_enough() -> None:
    seen = replace(SEEN, present=(1, 2, 3), excused=(4,), excuses={4: "work"})
    assert rules.close_findings(seen) == []


@pytest.mark.parametrize(("yes", "entitled", "passed"), [(2, 3, True), (2, 4, False), (3, 4, True)])
def test_a_vote_passes_by_more_than_half_of_all_entitled(
    yes: int, entitled: int, passed: bool
) -> None:
    assert rules.passes(replace(VOTE, yes=yes, no=0, abstained=0), entitled) is passed


@pytest.mark.parametrize(
    ("on", "months", "first", "last"),
    [
        (date(2026, 2, 28), 1, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), 1, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), 3, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), 3, date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), 12, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_the_calendars(on: date, months: int, first: date, last: date) -> None:
    assert rules.period(on, months) == (first, last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from([1, 3, 12]))
def test_every_day_lies_in_its_period(on: date, months: int) -> None:
    first, last = rules.period(on, months)
    assert first <= on <= last
    assert rules.period(last, months) == (first, last)


def test_what_does_not_exist_has_no_slot() -> None:
    wanted = {"member_meeting": (1, 3), "committee_meeting": (1, 1), "group_meeting": (1, 1)}
    assert [s.kind for s in rules.slots(BRANCH, wanted, ON)] == [
        "committee_meeting", "member_meeting",
    ]  # fmt: skip
    few = rules.slots(replace(BRANCH, committee=1), wanted, ON)
    assert [s.kind for s in few] == ["member_meeting"]
    group = rules.slots(Organ("party_group", 0, is_group=True), wanted, ON)
    assert [s.kind for s in group] == ["group_meeting"]
