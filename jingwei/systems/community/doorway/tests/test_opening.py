"""Is a door open at this minute, as its hours say: over midnight, on closed days, all day long?"""

from datetime import date, datetime

import pytest

from jingwei.systems.community.doorway.opening import Days, opening, week

WEEKDAYS = [[day, "08:30", "11:30"] for day in range(1, 6)] + [
    [day, "14:00", "17:30"] for day in range(1, 6)
]
NIGHT = [[5, "20:00", "24:00"], [6, "00:00", "02:00"]]
PAST = [[5, "22:00", "02:00"]]
ALWAYS = [[day, "00:00", "24:00"] for day in range(1, 8)]
TUESDAY, FRIDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 28)


def at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


@pytest.mark.parametrize(
    ("hours", "moment", "is_open", "until", "next_on", "next_at"),
    [
        (WEEKDAYS, at(TUESDAY, "08:29"), False, "", TUESDAY, "08:30"),
        (WEEKDAYS, at(TUESDAY, "08:30"), True, "11:30", None, ""),
        (WEEKDAYS, at(TUESDAY, "11:30"), False, "", TUESDAY, "14:00"),
        (WEEKDAYS, at(TUESDAY, "17:30"), False, "", date(2026, 11, 25), "08:30"),
        (WEEKDAYS, at(FRIDAY, "17:30"), False, "", date(2026, 11, 30), "08:30"),
        (NIGHT, at(FRIDAY, "23:59"), True, "02:00", None, ""),
        (NIGHT, at(SATURDAY, "01:59"), True, "02:00", None, ""),
        (NIGHT, at(SATURDAY, "02:00"), False, "", date(2026, 12, 4), "20:00"),
        (PAST, at(FRIDAY, "23:00"), True, "02:00", None, ""),
        (PAST, at(SATURDAY, "01:00"), True, "02:00", None, ""),
        ([[2, "20:00", "24:00"]], at(TUESDAY, "21:00"), True, "24:00", None, ""),
        (ALWAYS, at(TUESDAY, "03:00"), True, "", None, ""),
        ([], at(TUESDAY, "09:00"), False, "", None, ""),
    ],
)  # fmt: skip
def test_it_is_open_as_its_hours_say(hours, moment, is_open, until, next_on, next_at):
    said = opening(hours, (), moment)
    assert (said.is_open, said.until, said.next_on, said.next_at) == (
        is_open, until, next_on, next_at,
    )  # fmt: skip


def test_what_runs_past_midnight_says_of_which_day_it_ends():
    assert opening(PAST, (), at(FRIDAY, "23:00")).until_on == SATURDAY
    assert opening(PAST, (), at(SATURDAY, "01:00")).until_on is None
    assert opening([[2, "20:00", "24:00"]], (), at(TUESDAY, "21:00")).until_on is None


def test_a_closed_day_is_closed_whatever_its_hours_say():
    shut = ((TUESDAY, date(2026, 11, 25), "停电"),)
    said = opening(WEEKDAYS, shut, at(TUESDAY, "09:00"))
    assert (said.is_open, said.next_on, said.why) == (False, date(2026, 11, 26), "停电")


def test_what_runs_into_a_closed_day_ends_at_its_midnight():
    shut = ((SATURDAY, SATURDAY, "停电"),)
    assert opening(PAST, shut, at(FRIDAY, "23:00")).until == "24:00"
    assert not opening(PAST, shut, at(SATURDAY, "01:00")).is_open


def test_days_with_the_same_hours_are_told_once():
    two = (("08:30", "11:30"), ("14:00", "17:30"))
    assert week(WEEKDAYS) == [Days(1, 5, two)]
    assert week([[6, "09:00", "11:00"], [2, "09:00", "11:00"]]) == [
        Days(2, 2, (("09:00", "11:00"),)), Days(6, 6, (("09:00", "11:00"),)),
    ]  # fmt: skip
