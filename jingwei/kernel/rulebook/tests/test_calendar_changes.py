"""How does the calendar change? With a reason and a line, and telling what would move."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from conftest import AT, TODAY, as_owner
from jingwei.kernel import register
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.register import CALENDAR, Touched
from jingwei.kernel.rulebook import calendar, calendar_actions, calendar_queries, concerns
from jingwei.kernel.rulebook.calendar_source import Arranged
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear

SATURDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 30)
WHY: Any = {"reason": "市里通知", "at": AT}
NEXT = [Arranged(date(2027, 1, 1), False, "元旦"), Arranged(date(2027, 2, 20), True, "春节")]


def codes(call):
    with pytest.raises(Refused) as refused, transaction.atomic():
        call()
    return refused.value.codes


@pytest.fixture
def officer(town):
    with acting(town.officer_scope) as scope:
        yield scope


def test_a_swapped_saturday_entered_by_hand_counts_at_once(officer):
    calendar_actions.set_day(day=SATURDAY, is_working=True, name="调休", by=officer, **WHY)
    assert calendar_queries.days().is_working(SATURDAY)
    (line,) = Entry.everything.filter(verb="rulebook.calendar.day")
    assert '"after":"worked"' in line.payload
    assert "市里通知" in line.payload


def test_a_day_can_be_put_back_to_a_plain_week(officer):
    national = date(2026, 10, 10)
    calendar_actions.set_day(day=national, is_working=None, name="", by=officer, **WHY)
    assert not calendar_queries.days().is_working(national)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"day": MONDAY, "is_working": True}, "calendar.weekday"),
        ({"day": MONDAY, "is_working": None}, "calendar.same"),
        ({"day": date(2031, 1, 1), "is_working": False}, "calendar.year"),
        ({"reason": " "}, "rulebook.no_reason"),
    ],
)
def test_a_day_that_cannot_be_says_why(officer, more, code):
    said: Any = {"day": SATURDAY, "is_working": True, "name": "", "by": officer, **WHY} | more
    assert code in codes(lambda: calendar_actions.set_day(**said))
    assert not Entry.everything.filter(verb__startswith="rulebook.").exists()


def test_a_year_is_entered_whole_and_then_known(officer):
    CalendarDay.objects.filter(year__year=2027).delete()
    CalendarYear.objects.filter(year=2027).delete()
    calendar_queries.forget()
    assert concerns.missing_years(TODAY) == [2027]
    calendar_actions.enter_year(year=2027, days=NEXT, source="通知", by=officer, **WHY)
    assert concerns.missing_years(TODAY) == []
    assert not calendar_queries.days().is_working(date(2027, 1, 1))
    assert calendar_queries.days().is_working(date(2027, 2, 20))


def test_a_year_entered_again_replaces_the_former_and_keeps_it_in_the_line(officer):
    calendar_actions.enter_packaged_year(year=2026, by=officer, **WHY)
    short = [Arranged(date(2026, 1, 1), False, "元旦")]
    calendar_actions.enter_year(year=2026, days=short, source="通知", by=officer, **WHY)
    assert len(calendar_queries.days_of(2026)) == 1
    line = Entry.everything.filter(verb="rulebook.calendar.year").order_by("-id").first()
    assert "+1010" in line.payload


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([], "calendar.empty"),
        ([*NEXT, NEXT[0]], "calendar.twice"),
        ([*NEXT, Arranged(date(2028, 1, 1), False, "元旦")], "calendar.other_year"),
        ([*NEXT, Arranged(date(2027, 1, 4), True, "")], "calendar.not_weekend"),
    ],
)
def test_a_year_that_cannot_be_says_why(officer, days, code):
    said: Any = {"year": 2027, "days": days, "source": "通知", "by": officer, **WHY}
    assert code in codes(lambda: calendar_actions.enter_year(**said))


def test_a_clerk_of_a_town_does_not_change_the_calendar_of_all(town):
    with acting(town.lin_scope) as lin:
        said: Any = {"day": SATURDAY, "is_working": True, "name": "", "by": lin, **WHY}
        assert codes(lambda: calendar_actions.set_day(**said)) == {"access.duty"}


def test_clocks_that_would_move_are_told_and_none_is_moved(officer, monkeypatch):
    """The part that owns a clock works its day out with the calendar as it would be."""
    start = date(2026, 11, 26)

    def provider(scope, proposed):
        now = calendar.add_working_days(start, 5, calendar_queries.days())
        then = calendar.add_working_days(start, 5, proposed.days)
        return [Touched("公示", due_on=now, due_then=then)] if now != then else []

    monkeypatch.setattr(register.register(), "touched", [])
    register.touched_by(CALENDAR, provider)
    (found,) = register.touched(officer, calendar_actions.day_proposed(SATURDAY, True))
    assert (found.due_on, found.due_then) == (date(2026, 12, 3), date(2026, 12, 2))
    assert register.touched(officer, calendar_actions.day_proposed(date(2026, 12, 26), True)) == []
    calendar_actions.set_day(day=SATURDAY, is_working=True, name="", by=officer, **WHY)
    assert '"touched":1' in Entry.everything.get(verb="rulebook.calendar.day").payload


def test_a_missing_year_waits_on_the_page_of_today_and_is_told_to_the_doctor(town):
    with as_owner():
        CalendarDay.objects.all().delete()
        CalendarYear.objects.all().delete()
    calendar_queries.forget()
    with acting(town.officer_scope) as officer:
        found = concerns.years_missing(officer, TODAY)
        assert [(str(one.due_on)[:4], one.overdue) for one in found] == [
            ("2025", True),
            ("2026", False),
        ]
        assert concerns.years_missing(town.lin_scope, TODAY) == []
        told = concerns.calendar_findings(TODAY)
        assert [str(one) for one in told] == [
            f"{year}年的放假和调休还没有录入，期限先按平常周末算。" for year in (2026, 2027)
        ]
        assert concerns.missing_years(date(2026, 10, 31)) == [2026]
