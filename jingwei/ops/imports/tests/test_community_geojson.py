"""Does GeoJSON of buildings and grids come in, in either datum, and what leaves come in again?"""

import json
from typing import Any

import pytest

from conftest import TODAY
from jingwei.kernel.access.scope import acting
from jingwei.ops.imports.tests.test_community_rosters import (
    BUILDINGS,
    brought,
    codes,
    stage,
)
from jingwei.ops.imports.tests.test_kinds_path import counts
from jingwei.systems.community.grids import datum, sheets
from jingwei.systems.community.grids.models import Building, Community, GridBuilding, GridShape
from jingwei.systems.community.grids.tests.conftest import box


def features(*rows: tuple[dict[str, Any], Any]) -> bytes:
    said = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    return json.dumps({"type": "FeatureCollection", "features": said}, ensure_ascii=False).encode()


def test_geojson_of_buildings_and_grids_comes_in(kept: Any) -> None:
    point = {"type": "Point", "coordinates": [120.3, 32.3]}
    with acting(kept.lin_scope):
        batch = brought(kept, "buildings", features(
            ({"community": "示例社区", "code": 31, "name": "三十一号", "households": 40}, point),
            ({"community": "示例社区", "code": 32, "name": "三十二号"},
             box(120.6, 32.6, 120.61, 32.61)),
        ))  # fmt: skip
        assert (batch.new, batch.changed) == (2, 0)
        assert Building.everything.get(code="31").point == [120.3, 32.3]
        assert Building.everything.get(code="32").point == pytest.approx([120.605, 32.605])
        grids = features(
            ({"community": "示例社区", "code": "G1", "name": "东格"}, box(120, 32, 120.5, 33)),
            ({"community": "示例社区", "code": "G2", "name": "西格"}, box(120.5, 32, 121, 33)),
        )
        made = brought(kept, "grids", grids)
        assert made.new == 2
        east = GridBuilding.everything.filter(grid__code="G1")
        assert set(east.values_list("building__code", flat=True)) == {"1", "3", "31"}
        assert GridShape.everything.get(grid__code="G1").outline == box(120, 32, 120.5, 33)
        assert counts(stage(kept, "lin", "grids", grids)) == (0, 0, 2, 0)
        crossing = features(
            ({"community": "示例社区", "code": "G1", "name": "东格"}, box(120, 32, 120.6, 33)),
            ({"community": "示例社区", "code": "G2", "name": "西格"}, box(120.5, 32, 121, 33)),
        )
        batch = stage(kept, "lin", "grids", crossing)
        assert {(2, "grid.crossing"), (3, "grid.crossing")} <= set(codes(batch))


def test_what_leaves_as_geojson_comes_in_again_and_changes_nothing(kept: Any) -> None:
    with acting(kept.lin_scope) as lin:
        brought(kept, "buildings", BUILDINGS)
        brought(kept, "grids", features(
            ({"community": "示例社区", "code": "G1", "name": "一格"}, box(120, 32, 121, 33)),
        ))  # fmt: skip
        community = Community.everything.get(name="示例社区")
        for kind in ("buildings", "grids"):
            taken = sheets.geojson(kind, lin, community, TODAY).encode()
            new, changed, same, rejected = counts(stage(kept, "lin", kind, taken))
            assert (new, changed, rejected) == (0, 0, 0), kind
            assert same > 0


def test_borders_in_gcj02_are_turned(kept: Any) -> None:
    bent = [list(datum.to_gcj02(x, y)) for x, y in box(120, 32, 121, 33)["coordinates"][0]]
    said = {"type": "Polygon", "coordinates": [bent]}
    with acting(kept.lin_scope):
        properties = {"社区": "示例社区", "网格编号": "G1", "网格名称": "一格"}
        brought(kept, "grids", features((properties, said)), datum="gcj02")
        ring = GridShape.everything.get().outline["coordinates"][0]
        for one, two in zip(ring, box(120, 32, 121, 33)["coordinates"][0], strict=True):
            assert one == pytest.approx(two, abs=1e-6)
