"""Do the rules count days, people and votes right? Tables, with the awkward days."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jingwei.work.membership.development import rules, vote_rules
from jingwei.work.membership.development.rules import Named, Ready
from jingwei.work.membership.development.vote_rules import Count

HALF = Decimal(50)


def codes(found):
    return {one.code.removeprefix("development.") for one in found}


@pytest.mark.parametrize(
    ("born", "on", "may"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (date(2008, 3, 1), date(2026, 2, 28), False),
        (date(2008, 3, 1), date(2026, 3, 1), True),
        (date(2008, 1, 31), date(2026, 1, 31), True),
        (date(2008, 12, 31), date(2026, 12, 30), False),
    ],
)
def test_eighteen_is_reached_on_the_birthday(born, on, may):
    assert (not rules.age_findings(born, on=on, least=18)) is may


def test_an_unknown_birthday_is_asked_for():
    assert codes(rules.age_findings(None, on=date(2026, 1, 1), least=18)) == {"birth"}


@pytest.mark.parametrize(
    ("since", "on", "enough"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2025, 1, 31), date(2026, 1, 30), False),
        (date(2025, 1, 31), date(2026, 1, 31), True),
        (date(2025, 5, 11), date(2026, 5, 11), True),
    ],
)
def test_a_year_of_cultivation(since, on, enough):
    assert (not rules.cultivation_findings(since, on=on, years=1)) is enough


@pytest.mark.parametrize(
    ("since", "on", "wanted"),
    [
        (date(2025, 8, 31), date(2026, 2, 27), 0),
        (date(2025, 8, 31), date(2026, 2, 28), 1),
        (date(2025, 1, 31), date(2026, 1, 31), 2),
        (date(2025, 1, 31), date(2026, 1, 30), 1),
        (date(2025, 1, 31), date(2025, 1, 1), 0),
    ],
)
def test_checks_wanted_by_half_years(since, on, wanted):
    assert rules.checks_wanted(since, on=on, months=6) == wanted


def test_a_missed_check_can_be_written_down_later():
    since, on = date(2025, 1, 31), date(2026, 2, 10)
    assert codes(rules.check_findings(since, [date(2025, 7, 1)], on=on, months=6)) == {"checks"}
    days = [date(2025, 7, 1), date(2026, 2, 9)]
    assert not rules.check_findings(since, days, on=on, months=6)
    before = [date(2024, 7, 1), date(2024, 9, 1)]
    assert rules.check_findings(since, before, on=on, months=6)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(10, 6, 6, 0, 0), set()),
        (Count(10, 5, 5, 0, 0), {"vote.quorum"}),
        (Count(10, 6, 5, 1, 0), {"vote.failed"}),
        (Count(11, 6, 6, 0, 0), set()),
        (Count(11, 6, 5, 0, 1), {"vote.failed"}),
        (Count(11, 6, 5, 0, 1, 1), set()),
        (Count(3, 2, 2, 0, 0), set()),
        (Count(1, 1, 1, 0, 0), set()),
        (Count(0, 0, 0, 0, 0), {"vote.nobody"}),
        (Count(5, 6, 6, 0, 0), {"vote.present"}),
        (Count(10, 6, 6, 1, 0), {"vote.sum"}),
        (Count(10, 6, 6, 0, 0, 5), {"vote.written"}),
        (Count(10, -1, 6, 0, 0), {"vote.negative", "vote.sum"}),
    ],
)
def test_votes(count, said):
    found = vote_rules.vote_findings(count, quorum=HALF, share=HALF, written_counts=True)
    assert codes(found) == said


def test_written_opinions_count_only_where_the_rulebook_says_so():
    count = Count(11, 6, 5, 0, 1, 1)
    assert codes(
        vote_rules.vote_findings(count, quorum=HALF, share=HALF, written_counts=False)
    ) == {"vote.failed"}  # fmt: skip


def test_voting_down_wants_a_quorum_too():
    said: dict[str, Any] = {"quorum": HALF, "share": HALF, "written_counts": True, "wants": False}
    assert not vote_rules.vote_findings(Count(10, 8, 3, 5, 0), **said)
    assert codes(vote_rules.vote_findings(Count(10, 8, 8, 0, 0), **said)) == {"vote.passed"}
    assert codes(vote_rules.vote_findings(Count(10, 4, 0, 4, 0), **said)) == {"vote.quorum"}


def test_the_minutes_and_the_case_say_the_same():
    told = Count(10, 8, 7, 1, 0)
    assert not vote_rules.minutes_findings(told, None)
    assert not vote_rules.minutes_findings(told, Count(10, 8, 7, 1, 0))
    assert codes(vote_rules.minutes_findings(told, Count(10, 8, 6, 2, 0))) == {"vote.minutes"}


@pytest.mark.parametrize(
    ("days", "hours", "enough"),
    [
        (3, None, True), (None, 24, True), (2, 23, False), (None, None, False), (2, 24, True),
        (Decimal("2.5"), 24, False), (-3, 24, False),
    ],
)  # fmt: skip
def test_three_days_or_24_hours(days, hours, enough):
    numbers = [None if one is None else Decimal(one) for one in (days, hours)]
    found = rules.training_findings(*numbers, least_days=3, least_hours=24)
    assert (not found) is enough


def test_everything_that_is_missing_before_the_review_is_said_at_once():
    assert codes(rules.review_findings(Ready(1, "", trained=False))) == {
        "sponsors", "no_review", "no_training",
    }  # fmt: skip
    assert codes(rules.review_findings(Ready(2, "not_passed", trained=True))) == {"review"}
    assert not rules.review_findings(Ready(2, "passed", trained=True))


def test_who_leaves_soon_is_not_admitted():
    assert codes(rules.leaving_findings(True, months=3)) == {"leaving"}
    assert not rules.leaving_findings(False, months=3)


def test_contacts_are_full_members_named_once():
    full, other = Named("甲", 1, is_full=True), Named("乙", 2)
    said: dict[str, Any] = {"least": 1, "most": 2, "what": "培养联系人"}
    assert not rules.member_findings([full], **said)
    assert codes(rules.member_findings([full, other], **said)) == {"not_full"}
    assert codes(rules.member_findings([full, full], **said)) == {"named_twice"}
    assert codes(rules.member_findings([Named("丙", None, found=0)], **said)) == {"unknown"}
    assert codes(rules.member_findings([Named("丙", None, found=2)], **said)) == {"namesakes"}
    assert codes(rules.member_findings([], **said)) == {"how_many"}
    two: dict[str, Any] = {"least": 2, "most": 2, "what": "入党介绍人"}
    assert codes(rules.member_findings([full], **two)) == {"how_many"}


@pytest.mark.parametrize(
    ("since", "on", "late"),
    [
        (date(2026, 8, 31), date(2027, 2, 28), False),
        (date(2026, 8, 31), date(2027, 3, 1), True),
        (date(2026, 1, 31), date(2026, 7, 31), False),
    ],
)
def test_after_six_months_an_approval_says_why(since, on, late):
    found = rules.late_findings(since, on=on, months=6, why="")
    assert bool(found) is late
    assert not rules.late_findings(since, on=on, months=6, why="材料补正")


def test_probation_is_extended_once_by_six_to_twelve_months():
    said: dict[str, Any] = {"least": 6, "most": 12, "times": 1}
    assert not rules.extension_findings(Decimal(6), extended=None, **said)
    assert not rules.extension_findings(Decimal(12), extended=None, **said)
    for months in (5, 13, Decimal("6.5")):
        found = rules.extension_findings(Decimal(months), extended=None, **said)
        assert codes(found) == {"extension"}
    assert codes(rules.extension_findings(Decimal(6), extended=6, **said)) == {"extended"}


def test_what_happened_later_is_dated_between_the_last_step_and_today():
    said: dict[str, Any] = {"latest": date(2026, 1, 31), "today": date(2026, 3, 1)}
    assert not rules.day_findings(date(2026, 1, 31), **said)
    assert not rules.day_findings(date(2026, 3, 1), **said)
    assert codes(rules.day_findings(date(2026, 3, 2), **said)) == {"future"}
    assert codes(rules.day_findings(date(2026, 1, 30), **said)) == {"order"}


def test_consent_or_filing_as_the_rulebook_says():
    assert not rules.consent_findings(True, filing=False)
    assert not rules.consent_findings(False, filing=True)
    assert codes(rules.consent_findings(True, filing=True)) == {"consent"}
    assert codes(rules.consent_findings(False, filing=False)) == {"filing"}


def test_objections_are_answered():
    assert codes(rules.notice_findings(2, answered=False)) == {"objections"}
    assert not rules.notice_findings(2, answered=True)
    assert not rules.notice_findings(0, answered=False)


def test_an_application_needs_a_name_and_a_day():
    today = date(2026, 3, 1)
    found = rules.applicant_findings(name=" ", applied_on=None, born=None, today=today)
    assert codes(found) == {"name", "applied"}
    before = rules.applicant_findings(
        name="申一", applied_on=date(1990, 1, 1), born=date(1990, 1, 1), today=today
    )
    assert codes(before) == {"before_birth"}


def test_every_sentence_fits_on_a_line():
    found = [
        *rules.member_findings([], least=1, most=2, what="培养联系人"),
        *rules.review_findings(Ready(0, "", trained=False)),
        *vote_rules.vote_findings(
            Count(100, 5, 5, 0, 0), quorum=HALF, share=HALF, written_counts=True
        ),
        *rules.cultivation_findings(date(2026, 1, 1), on=date(2026, 2, 1), years=1),
    ]
    assert all(len(str(one)) <= 40 for one in found)
    assert all(one.source for one in found)
