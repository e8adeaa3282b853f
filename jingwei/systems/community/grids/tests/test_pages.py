"""Do the pages say what the records say, keep what was typed, and cost the same for many rows?"""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.grids import actions
from jingwei.systems.community.grids.tests.conftest import community_of, two_grids


def test_the_map_and_its_list_say_the_same(laid: Any, browser: Any):
    page = browser("lin").get(f"/community/map/?community={laid.community.public_id}")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('class="gcell is-miss"') == 2
    assert text.count("<circle") == 4
    assert "1号楼、3号楼" in text
    assert "2号楼、4号楼" in text


def test_a_map_of_nothing_and_of_no_such_community(town: Any, browser: Any):
    assert browser("lin").get("/community/map/").status_code == 200
    assert browser("lin").get("/community/map/?community=x").status_code == 404


def test_the_geojson_is_taken_along_whole(laid: Any, browser: Any):
    url = f"/community/communities/{laid.community.public_id}/grids.geojson"
    said = json.loads(browser("lin").get(url).content)
    kinds = [one["properties"]["kind"] for one in said["features"]]
    assert kinds == ["grid", "grid", *["building"] * 4]
    assert said["features"][0]["geometry"]["type"] == "Polygon"


def test_a_layout_with_a_gap_is_refused_and_what_was_typed_stays(laid: Any, browser: Any):
    url = f"/community/communities/{laid.community.public_id}/layout/"
    page = browser("lin").post(url, {"grids": "G1 东格：1 2\nG2 西格：2"})
    text = page.content.decode()
    assert page.status_code in (409, 422)
    assert "3 3号楼" in text
    assert "2 2号楼（东格、西格）" in text
    assert "G1 东格：1 2" in text


@pytest.mark.parametrize("url", ["/community/communities/", "/community/grids/"])
def test_a_list_costs_the_same_for_many_rows(town: Any, browser: Any, url: str):
    def more(name: str) -> None:
        row, lin = community_of(town, name), town.lin_scope
        with acting(lin):
            actions.lay_grids(community=row, laid=two_grids(name), by=lin, at=AT)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert browser("lin").get(url).status_code == 200
        return len(seen)

    more("甲社区")
    queries()
    first = queries()
    for name in ("乙社区", "丙社区", "丁社区"):
        more(name)
    assert queries() == first
