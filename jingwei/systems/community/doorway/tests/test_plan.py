"""Can a finger find each sign, also of doors that lie in one house?"""

import math

from jingwei.systems.community.doorway.plan import APART, HIGH, WIDE, plan

SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[120.8, 32.0], [120.81, 32.0], [120.81, 32.01], [120.8, 32.01], [120.8, 32.0]]
    ],
}
HERE = (120.805, 32.005)


def test_without_a_border_and_a_place_there_is_no_drawing():
    assert plan(None, [], [], None, 500) is None


def test_doors_in_one_house_are_drawn_beside_each_other_with_a_line_to_it():
    drawn = plan(SQUARE, [], [(number, HERE) for number in range(1, 13)], HERE, 500)
    signs = drawn.signs
    assert [one.is_aside for one in signs] == [False] + [True] * 11
    for one in signs:
        assert 0 <= one.x <= WIDE
        assert 0 <= one.y <= drawn.high <= HIGH
        for other in signs:
            apart = math.hypot(one.x - other.x, one.y - other.y)
            assert one is other or apart >= APART - 0.2


def test_metres_are_as_long_on_the_drawing_as_on_the_ground():
    drawn = plan(SQUARE, [], [], HERE, 500)
    _x, _y, radius = drawn.reach
    long, metres = drawn.bar
    assert math.isclose(radius / 500, long / metres, rel_tol=0.01)


def test_one_door_without_a_border_stands_in_the_middle():
    (sign,) = plan(None, [], [(1, HERE)], None, 500).signs
    assert (sign.x, sign.is_aside) == (WIDE / 2, False)
