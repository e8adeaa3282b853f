"""Are opening times read as people write them, and is what cannot be read named?"""

import pytest

from jingwei.systems.public_benefit import hours


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("周一 9:00-11:30", [(1, "09:00", "11:30")]),
        ("星期天 14：00至17：00", [(7, "14:00", "17:00")]),
        ("周一至周三 9:00-10:00", [(day, "09:00", "10:00") for day in (1, 2, 3)]),
        ("Mon-Tue 9:00-10:00", [(day, "09:00", "10:00") for day in (1, 2)]),
        ("周五 9:00-11:00\n周五 14:00-16:00", [(5, "09:00", "11:00"), (5, "14:00", "16:00")]),
    ],
)
def test_lines_are_read_and_written_again(text, rows):
    assert hours.read(text) == (rows, ())
    assert hours.read(hours.written(rows)) == (rows, ())


@pytest.mark.parametrize(
    "text",
    ["上午", "周一 11:00-9:00", "周三至周一 9:00-10:00", "周一 9:70-10:00", "周一 9:00-25:00"],
)
def test_what_cannot_be_read_is_named(text):
    assert hours.read(text) == ([], (text,))


def test_a_day_is_told_once():
    rows = [(5, "09:00", "11:00"), (5, "14:00", "16:00")]
    assert hours.told(rows) == [("周五", "09:00-11:00，14:00-16:00")]


def test_days_alike_are_told_as_one_stretch():
    rows = [(day, "09:00", "11:00") for day in (1, 2, 3, 5)]
    assert hours.told(rows) == [("周一至周三", "09:00-11:00"), ("周五", "09:00-11:00")]
