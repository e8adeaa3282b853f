"""Is every gap and overlap named, at once? Are borders borders?"""

import pytest

from jingwei.systems.community.grids import geometry, rules
from jingwei.systems.community.grids.kinds import Formation, GridRole
from jingwei.systems.community.grids.rules import House, Laid
from jingwei.systems.community.grids.tests.conftest import box

HOUSES = [
    House("1", "1号楼", (0.25, 0.25)), House("2", "2号楼", (0.75, 0.25)),
    House("3", "3号楼", (0.25, 0.75)), House("4", "4号楼"),
]  # fmt: skip
WEST, EAST, WHOLE = box(0, 0, 0.5, 1), box(0.5, 0, 1, 1), box(0, 0, 1, 1)


def codes(laid: list[Laid], outline: object = None) -> set[str]:
    return {one.code for one in rules.cover_findings(HOUSES, laid, outline)}


def test_a_whole_layout_has_nothing_amiss():
    laid = [Laid("a", "甲", ("1", "3"), outline=WEST), Laid("b", "乙", ("2", "4"), outline=EAST)]
    assert rules.cover_findings(HOUSES, laid, WHOLE) == []


def test_gap_and_overlap_are_said_together_with_the_buildings():
    laid = [Laid("a", "甲", ("1", "2")), Laid("b", "乙", ("2", "9"))]
    found = {one.code: one.params for one in rules.cover_findings(HOUSES, laid)}
    assert set(found) == {"grids.gap", "grids.overlap", "grids.unknown"}
    assert found["grids.gap"] == {"n": 2, "which": "3 3号楼、4 4号楼"}
    assert found["grids.overlap"] == {"n": 1, "which": "2 2号楼（甲、乙）"}
    assert found["grids.unknown"] == {"grid": "乙", "which": "9"}


def test_no_grid_an_empty_one_and_one_code_twice():
    assert codes([]) == {"grids.none"}
    laid = [Laid("a", "甲", ("1", "2", "3", "4")), Laid("a", "", ())]
    assert codes(laid) == {"grids.code_twice", "grids.unnamed", "grids.empty"}


def test_a_building_outside_its_border_and_borders_that_cross():
    wide = box(0, 0, 0.6, 1)
    laid = [
        Laid("a", "甲", ("1", "3", "2"), outline=wide), Laid("b", "乙", ("4",), outline=EAST),
    ]  # fmt: skip
    assert codes(laid, WHOLE) == {"grids.outside", "grids.crossing"}


def test_borders_that_leave_a_gap():
    narrow = box(0.6, 0, 1, 1)
    laid = [Laid("a", "甲", ("1", "3"), outline=WEST), Laid("b", "乙", ("2", "4"), outline=narrow)]
    assert codes(laid, WHOLE) == {"grids.area"}
    assert codes([laid[0], Laid("b", "乙", ("2", "4"))], WHOLE) == set()  # not all are drawn


def test_one_grid_inside_another_overlaps():
    inner, outer = box(0.2, 0.2, 0.3, 0.3), box(0, 0, 1, 1)
    assert geometry.overlap(geometry.ring_of(inner), geometry.ring_of(outer))
    assert geometry.overlap(geometry.ring_of(outer), geometry.ring_of(outer))
    assert not geometry.overlap(geometry.ring_of(WEST), geometry.ring_of(EAST))


@pytest.mark.parametrize(
    ("outline", "code"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "outline.kind"),
        ("POLYGON", "outline.kind"),
        ({"type": "Polygon", "coordinates": []}, "outline.rings"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], ["a", 1], [0, 0]]]},
         "outline.points"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [float("nan"), 1], [0, 0]]]},
         "outline.points"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, "outline.few"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "outline.open"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
         "outline.crossed"),
        ({"type": "Polygon", "coordinates": [[[32, 120], [33, 120], [33, 121], [32, 120]]]},
         "outline.off"),
    ],
)  # fmt: skip
def test_a_border_that_is_none_is_refused_with_its_reason(outline: object, code: str):
    assert [one.code for one in geometry.outline_findings(outline, "甲")] == [code]


def test_areas_are_square_metres():
    found = geometry.area(geometry.ring_of(box(120, 32, 120.01, 32.01)))
    assert found == pytest.approx(1_113.2 * 1_113.2 * 0.848, rel=0.01)


def test_the_rules_know_the_kinds_that_can_be_chosen():
    assert set(Formation.values) == rules.FORMATIONS
    assert set(GridRole.values) == rules.ROLES
    assert {str(Formation.OTHER), str(GridRole.OTHER)} == {rules.OTHER}
