"""Do borders come in dated and turned, are they held against neighbours, and do they go back?"""

import json
from datetime import date
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops.imports.tests.test_community_rosters import AS_OF, brought, codes, stage
from jingwei.ops.imports.tests.test_kinds_path import counts, problems
from jingwei.ops.imports.writing.batch import undo_batch
from jingwei.systems.community.grids import actions, borders, datum
from jingwei.systems.community.grids.models import Community, CommunityBorder
from jingwei.systems.community.grids.tests.conftest import box, community_of, unit_of

WEST, EAST = "POLYGON((120 32,121 32,121 33,120 33,120 32))", (
    "POLYGON((121 32,122 32,122 33,121 33,121 32))"
)  # fmt: skip
BORDERS = f"""社区,边界,坐标系,从哪天起
示例社区,"{WEST}",CGCS2000,2026-06-01
示邻社区,"{EAST}",CGCS2000,
"""
LATER = date(2026, 11, 20)


def two_communities(town: Any) -> None:
    community_of(town)
    unit = unit_of(town, "示邻社区")
    with acting(town.lin_scope) as lin:
        actions.enter_community(unit=unit, formation="old", by=lin, at=AT)


@pytest.fixture
def town(town: Any) -> Any:
    two_communities(town)
    return town


def of(name: str) -> list[tuple[date | None, date | None]]:
    row = Community.everything.get(name=name)
    return [(one.held.lower, one.held.upper) for one in borders.all_of(row)]


def features(*rows: tuple[str, Any]) -> bytes:
    return json.dumps({
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
            for name, geometry in rows
        ],
    }).encode()  # fmt: skip


def test_borders_come_in_with_their_day_and_go_back(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "borders", BORDERS)
        assert (batch.new, batch.changed) == (2, 0)
        assert of("示例社区") == [(date(2026, 6, 1), None)]
        assert of("示邻社区") == [(AS_OF, None)]
        assert Community.everything.get(name="示例社区").outline["type"] == "Polygon"
        assert counts(stage(town, "lin", "borders", BORDERS)) == (0, 0, 2, 0)
        moved = BORDERS.replace("120 32", "120.2 32").replace("2026-06-01", "")
        later = brought(town, "borders", moved, as_of=LATER)
        assert (later.new, later.changed) == (0, 1)
        assert of("示例社区") == [(LATER, None), (date(2026, 6, 1), LATER)]
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
        undo_batch(batch=later, by=lin, at=AT)
        assert of("示例社区") == [(date(2026, 6, 1), None)]
        assert Community.everything.get(name="示例社区").outline["coordinates"][0][0] == [120, 32]
        undo_batch(batch=batch, by=lin, at=AT)
        assert not CommunityBorder.everything.exists()
        assert Community.everything.get(name="示例社区").outline is None


def test_geojson_comes_in_and_is_turned_where_it_is_bent(town: Any) -> None:
    bent = [[*datum.to_gcj02(x, y)] for x, y in box(120, 32, 121, 33)["coordinates"][0]]
    with acting(town.lin_scope):
        said = features(("示例社区", {"type": "Polygon", "coordinates": [bent]}))
        batch = brought(town, "borders", said, datum="gcj02")
        assert batch.new == 1, problems(batch)
        outline = Community.everything.get(name="示例社区").outline
        for (x, y), (east, north) in zip(
            outline["coordinates"][0], box(120, 32, 121, 33)["coordinates"][0], strict=True
        ):
            assert (x, y) == pytest.approx((east, north), abs=1e-6)


def test_a_border_that_runs_into_a_neighbours_is_said_of_both(town: Any) -> None:
    text = BORDERS.replace(EAST, EAST.replace("121 32", "120.9 32"))
    with acting(town.lin_scope):
        batch = stage(town, "lin", "borders", text)
        assert codes(batch) == [(2, "border.crossing"), (3, "border.crossing")]


def test_a_neighbour_out_of_sight_is_named_too(town: Any) -> None:
    unit = unit_of(town, "西邻社区", town.west_one)
    with acting(town.gu_scope) as gu:
        row = actions.enter_community(unit=unit, formation="old", by=gu, at=AT)
        borders.draw_border(community=row, outline=box(119, 32, 120.1, 33), by=gu, at=AT)
    with acting(town.lin_scope):
        batch = stage(town, "lin", "borders", BORDERS)
        assert codes(batch) == [(2, "border.crossing")]
        (issue,) = problems(batch)[0][3]
        assert issue["params"] == {"which": "西邻社区"}
    with acting(town.gu_scope):
        assert {code for _row, code in codes(stage(town, "gu", "borders", BORDERS))} == {
            "community.unknown"
        }


def test_what_is_amiss_is_said_at_once(town: Any) -> None:
    text = f"""社区,边界,坐标系,从哪天起
示例社区,"{WEST}",,2026-06
示邻社区,POINT(121 32),CGCS2000,2031-01-01
没有的社区,"{EAST}",CGCS2000,
"""
    with acting(town.lin_scope):
        assert set(codes(stage(town, "lin", "borders", text))) == {
            (2, "place.datum"), (2, "border.day"), (3, "place.not_polygon"), (3, "date.future"),
            (4, "community.unknown"),
        }  # fmt: skip


def test_an_older_list_does_not_draw_over_a_newer_border(town: Any) -> None:
    with acting(town.lin_scope):
        brought(town, "borders", BORDERS, as_of=LATER)
        older = BORDERS.replace(EAST, EAST.replace("121 32", "121.1 32"))
        batch = stage(town, "lin", "borders", older)
        assert codes(batch) == [(3, "border.older")]


def test_a_border_drawn_on_the_page_since_then_stays(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = brought(town, "borders", BORDERS)
        row = Community.everything.get(name="示例社区")
        borders.draw_border(community=row, outline=box(120.5, 32, 121, 33), by=lin, at=AT)
        with pytest.raises(Refused):
            undo_batch(batch=batch, by=lin, at=AT)
    with as_owner():
        assert CommunityBorder.everything.count() == 3


@pytest.mark.parametrize(
    ("since", "said"),
    [("2026-05-31", [(2, "border.crossing")]), ("2026-06-01", []), ("2026-06-02", [])],
)
def test_a_former_border_counts_on_the_days_that_both_hold(
    town: Any, since: str, said: list[tuple[int, str]]
) -> None:
    """The neighbour gave the ground up on the first of June."""
    wide = BORDERS.split("\n")[0] + f'\n示邻社区,"{WEST}",CGCS2000,2026-01-01\n'
    less = BORDERS.split("\n")[0] + f'\n示邻社区,"{EAST}",CGCS2000,2026-06-01\n'
    with acting(town.lin_scope):
        brought(town, "borders", wide)
        brought(town, "borders", less, as_of=LATER)
        assert of("示邻社区") == [(date(2026, 6, 1), None), (date(2026, 1, 1), date(2026, 6, 1))]
        text = BORDERS.split("\n")[0] + f'\n示例社区,"{WEST}",CGCS2000,{since}\n'
        batch = stage(town, "lin", "borders", text, as_of=LATER)
        assert codes(batch) == said
        if said:
            (issue,) = problems(batch)[0][3]
            assert issue["params"] == {"which": "示邻社区（2026-06-01前的边界）"}


def test_two_of_a_file_change_places_from_one_day_on_and_not_one_before_the_other(
    town: Any,
) -> None:
    head = BORDERS.split("\n")[0]
    with acting(town.lin_scope):
        brought(town, "borders", BORDERS.replace("2026-06-01", ""))
        rows = f'\n示例社区,"{EAST}",CGCS2000,2026-11-10\n示邻社区,"{WEST}",CGCS2000,'
        late = stage(town, "lin", "borders", f"{head}{rows}2026-11-15\n", as_of=LATER)
        assert codes(late) == [(2, "border.crossing")]
        assert codes(stage(town, "lin", "borders", f"{head}{rows}2026-11-10\n", as_of=LATER)) == []
