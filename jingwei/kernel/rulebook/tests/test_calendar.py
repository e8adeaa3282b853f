"""Does a clock know the State's rest days and swapped working days? A table of dates, and edges.

``clocks.csv`` was drawn once with the calendar and the code of another package, so that neither
our table nor our arithmetic is its own witness.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwei.kernel.rulebook import calendar, calendar_source
from jingwei.kernel.rulebook.calendar import Days, Unit

# What the yearly notices of the State Council's general office say, typed from the notices.
SWAPPED = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
RESTS = {
    2024: "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27"
    " 10-01..10-07",
}
CLOCKS = Path(__file__).parent / "clocks.csv"
ROWS = list(csv.DictReader(CLOCKS.read_text().splitlines()))


def of_package() -> Days:
    arranged = [one for year in calendar_source.years() for one in calendar_source.days_of(year)]
    return Days(
        off=frozenset(one.day for one in arranged if not one.is_working),
        on=frozenset(one.day for one in arranged if one.is_working),
        years=frozenset(calendar_source.years()),
    )


DAYS = of_package()


def spread(year: int, said: str) -> set[date]:
    found = set()
    for part in said.split():
        first, _, last = part.partition("..")
        day = date.fromisoformat(f"{year}-{first}")
        while day <= date.fromisoformat(f"{year}-{last or first}"):
            found.add(day)
            day += calendar.ONE
    return found


@pytest.mark.parametrize("year", SWAPPED)
def test_the_package_says_what_the_notice_of_the_year_says(year):
    arranged = calendar_source.days_of(year)
    assert {one.day for one in arranged if one.is_working} == spread(year, SWAPPED[year])
    rests = {one.day for one in arranged if not one.is_working}
    weekdays = {day for day in spread(year, RESTS[year]) if day.weekday() < 5}
    assert {day for day in rests if day.weekday() < 5} == weekdays
    assert spread(year, RESTS[year]) >= rests
    assert all(one.name for one in arranged)


def test_the_table_of_clocks_is_long_and_holds_every_swapped_day():
    assert len(ROWS) > 400
    told = {row["day"] for row in ROWS if (row["question"], row["answer"]) == ("is", "1")}
    assert {str(day) for year, said in SWAPPED.items() for day in spread(year, said)} <= told


def test_every_row_of_the_table_of_clocks_holds():
    wrong = []
    for row in ROWS:
        day, more, question = date.fromisoformat(row["day"]), row["n_or_until"], row["question"]
        if question == "is":
            got = str(int(DAYS.is_working(day)))
        elif question == "add":
            got = str(calendar.add_working_days(day, int(more), DAYS))
        elif question == "notice":
            got = str(calendar.notice_ends(day, int(more), DAYS).last)
        else:
            until = date.fromisoformat(more)
            got = str(calendar.working_days_between(day, until, DAYS))
        if got != row["answer"]:
            wrong.append((row, got))
    assert not wrong


def test_a_clock_over_the_spring_festival_of_2026_counts_the_swapped_saturdays():
    # Friday 13 February; 14 (Sat) is worked, 15 to 23 are off, 28 (Sat) is worked.
    five = calendar.add_working_days(date(2026, 2, 13), 6, DAYS)
    assert five == date(2026, 2, 28)


def test_zero_days_from_a_feast_is_the_next_working_day():
    assert calendar.add_working_days(date(2026, 10, 1), 0, DAYS) == date(2026, 10, 8)
    assert calendar.add_working_days(date(2026, 9, 20), 0, DAYS) == date(2026, 9, 20)


def test_a_clock_of_thousands_of_working_days_is_a_mistake():
    with pytest.raises(ValueError, match="mistake"):
        calendar.add_working_days(date(2026, 1, 5), 4_001, DAYS)


def test_a_notice_of_five_working_days_is_over_on_the_day_after_the_fifth():
    term = calendar.notice_ends(date(2026, 11, 23), 5, DAYS)  # a Monday
    assert (term.first, term.last, term.until) == (
        date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28)
    )  # fmt: skip
    assert not term.is_over(date(2026, 11, 27))
    assert term.is_over(date(2026, 11, 28))


def test_a_notice_may_leave_out_the_day_it_was_put_up():
    term = calendar.notice_ends(date(2026, 11, 23), 5, DAYS, first_day_counts=False)
    assert term.last == date(2026, 11, 30)


def test_a_notice_put_up_before_a_feast_runs_over_it():
    # Wednesday 30 September 2026 counts, then 1 to 7 October are off, Saturday 10 is worked.
    assert calendar.notice_ends(date(2026, 9, 30), 4, DAYS).last == date(2026, 10, 10)


def test_a_notice_of_no_day_is_a_mistake():
    with pytest.raises(ValueError, match="at least one day"):
        calendar.notice_ends(date(2026, 11, 23), 0, DAYS)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-31", 3, "2026-04-30"), ("2026-01-31", 13, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"), ("2028-02-29", 48, "2032-02-29"),
        ("2026-11-30", 3, "2027-02-28"), ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"), ("2027-01-15", -1, "2026-12-15"),
        ("2026-08-31", 6, "2027-02-28"), ("2100-01-29", 1, "2100-02-28"),
    ],
)  # fmt: skip
def test_a_month_without_the_day_ends_with_its_last_day(day, months, then):
    assert calendar.add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_a_year_from_29_february_ends_on_28_february():
    assert calendar.add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert calendar.add_years(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_whole_months_that_have_passed():
    assert calendar.months_between(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert calendar.months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert calendar.months_between(date(2026, 1, 15), date(2027, 1, 14)) == 11


def test_a_clock_of_months_may_roll_off_a_day_of_rest():
    start = date(2026, 9, 1)
    assert calendar.term_of(start, 1, "months", DAYS).last == date(2026, 10, 1)
    assert calendar.term_of(start, 1, Unit.MONTHS, DAYS, rolls=True).last == date(2026, 10, 8)


def test_a_clock_into_a_year_nobody_entered_counts_plain_weeks_and_says_so():
    days = Days(DAYS.off, DAYS.on, frozenset({2026}))
    term = calendar.term_of(date(2026, 12, 28), 5, "working_days", days)
    assert (term.last, term.unknown, term.is_certain) == (date(2027, 1, 4), (2027,), False)
    assert calendar.term_of(date(2026, 12, 14), 5, "working_days", days).is_certain


def test_a_clock_of_days_needs_no_calendar():
    term = calendar.term_of(date(2026, 12, 28), 15, "days", calendar.PLAIN)
    assert (term.last, term.is_certain) == (date(2027, 1, 12), True)


SOME_DAY = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@given(SOME_DAY, st.integers(1, 60))
def test_the_nth_working_day_lies_n_working_days_ahead(day, n):
    then = calendar.add_working_days(day, n, DAYS)
    assert DAYS.is_working(then)
    assert calendar.working_days_between(day + calendar.ONE, then + calendar.ONE, DAYS) == n
    assert sum(1 for _ in calendar.working_days(day + calendar.ONE, then, DAYS)) == n - 1


@given(SOME_DAY, st.integers(1, 60))
def test_there_and_back_from_a_working_day_is_the_same_day(day, n):
    day = calendar.next_working_day(day, DAYS)
    assert calendar.add_working_days(calendar.add_working_days(day, n, DAYS), -n, DAYS) == day


@given(SOME_DAY, SOME_DAY, SOME_DAY)
def test_stretches_of_working_days_add_up(one, two, three):
    between = calendar.working_days_between
    assert between(one, two, DAYS) + between(two, three, DAYS) == between(one, three, DAYS)


@given(SOME_DAY, st.integers(0, 400))
def test_working_days_between_are_those_one_counts(day, length):
    until = day + timedelta(days=length)
    counted = sum(DAYS.is_working(day + timedelta(days=n)) for n in range(length))
    assert calendar.working_days_between(day, until, DAYS) == counted
