"""Is the door open, is an entry whole, how far does ten minutes reach? Tables of plain values."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from jingwei.kernel.days import SHANGHAI
from jingwei.systems.community.centres import rules
from jingwei.systems.community.centres.rules import Entry, Hours, Shut, Walk
from jingwei.systems.community.centres.tests.conftest import WEEK

MONDAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "is_open", "until", "next_on", "next_at"),
    [
        (at(23, 8, 29), False, None, MONDAY, time(8, 30)),
        (at(23, 8, 30), True, time(11, 30), None, None),
        (at(23, 11, 30), False, None, MONDAY, time(14)),
        (at(23, 17, 29), True, time(17, 30), None, None),
        (at(23, 17, 30), False, None, date(2026, 11, 24), time(8, 30)),
        (at(27, 18), False, None, date(2026, 11, 30), time(8, 30)),  # Friday: on Monday again
    ],
)
def test_the_door_is_open_in_its_hours_and_says_when_it_opens_next(
    moment, is_open, until, next_on, next_at
):
    door = rules.door_at(WEEK, (), moment)
    assert (door.is_open, door.until) == (is_open, until)
    assert (door.next_on, door.next_at) == (next_on, next_at)


def test_a_closed_day_is_closed_whatever_the_weekday_says():
    shut = (Shut(MONDAY, date(2026, 11, 24), "停电"),)
    door = rules.door_at(WEEK, shut, at(23, 9))
    assert not door.is_open
    assert (door.next_on, door.why) == (date(2026, 11, 25), "停电")


def test_a_centre_without_hours_says_nothing_of_when_it_opens():
    assert rules.door_at((), (), at(23, 9)) == rules.Door(False)


def test_hours_come_back_as_they_were_kept():
    assert rules.read_hours(rules.kept_hours(WEEK)) == WEEK


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ((), "centre.hours"),
        ((Hours(1, time(9), time(9)),), "centre.hours_order"),
        ((Hours(1, time(9), time(12)), Hours(1, time(11), time(13))), "centre.hours_twice"),
    ],
)
def test_wrong_hours_are_said(hours, code):
    assert code in {one.code for one in rules.hours_findings(hours)}


def test_the_same_time_on_two_days_is_no_fault():
    assert rules.hours_findings(WEEK) == []


@pytest.mark.parametrize(
    ("longitude", "latitude", "codes"),
    [
        (None, None, []), (120.0, 32.0, []), (120.0, None, ["centre.half_place"]),
        (32.0, 120.0, ["centre.place"]),
    ],
)  # fmt: skip
def test_a_place_is_whole_and_the_right_way_round(longitude, latitude, codes):
    assert [one.code for one in rules.place_findings(longitude, latitude)] == codes


def test_an_entry_may_not_ask_for_what_nobody_may_ask():
    entry = Entry("低保", "public", "5天", "办法", bring=("身份证",), never_ask=("身份证",))
    (found,) = rules.entry_findings(entry)
    assert "身份证" in str(found)


def test_all_faults_of_an_entry_are_said_at_once():
    entry = Entry("", "public", "", "", price=Decimal(5))
    codes = {one.code for one in rules.entry_findings(entry)}
    assert codes == {"item.title", "item.takes", "item.basis", "item.price_words"}


def test_ten_minutes_reach_as_far_as_the_rulebook_says():
    walk = Walk(Decimal(10), Decimal(72), Decimal("1.2"))
    assert walk.reach == 600
    assert walk.minutes_for(600) == 10


def test_which_of_the_four_services_are_missing():
    rings = ("employment", "retirees", "relief", "petition")
    assert rules.missing_rings(["relief", "employment"], rings) == ("retirees", "petition")
