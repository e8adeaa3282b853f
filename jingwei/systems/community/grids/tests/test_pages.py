"""Do the pages say what the records say, keep what was typed, and cost the same for many rows?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.grids import actions, mapping
from jingwei.systems.community.grids.tests.conftest import community_of, two_grids
from jingwei.systems.community.grids.views import drawing


def test_the_map_and_its_list_say_the_same(laid: Any, browser: Any):
    page = browser("lin").get(f"/community/map/?community={laid.community.public_id}")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('class="gcell is-miss"') == 2
    assert text.count("没有人牵头</span>") == 3  # two rows, and the key
    assert text.count('r="3"/>') == 4
    assert "1号楼、3号楼" in text
    assert "2号楼、4号楼" in text


def test_a_grid_of_the_list_is_shown_beside_the_map(laid: Any, browser: Any):
    grid = laid.grids[0]
    url = f"/community/map/?community={laid.community.public_id}&grid={grid.public_id}"
    lin = browser("lin")
    page = lin.get(url).content.decode()
    part = lin.get(url, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-current="true"' in page
    for text in (page, part):
        assert f"<h2>{grid.name}</h2>" in text
        assert text.count("空着") == 3
    assert "<html" not in part


def test_the_map_of_a_former_day_shows_what_was_so_then(laid: Any, browser: Any):
    lin, url = browser("lin"), f"/community/map/?community={laid.community.public_id}"
    before = lin.get(f"{url}&on=2020-01-01").content.decode()
    assert "还没有网格" in before
    assert 'class="gcell' not in before
    assert "只能看今天和以前的日子" in lin.get(f"{url}&on=2999-01-01").content.decode()


def test_a_map_of_nothing_and_of_no_such_community_or_grid(laid: Any, browser: Any):
    assert browser("lin").get("/community/map/").status_code == 200
    assert browser("lin").get("/community/map/?community=x").status_code == 404
    assert browser("lin").get("/community/map/?grid=x").status_code == 404
    assert "data-map" not in browser("gu").get("/community/map/").content.decode()


def test_the_map_asks_for_pages_of_features(laid: Any, browser: Any, monkeypatch: Any):
    lin, root = browser("lin"), f"/api/v1/map/{laid.community.public_id}"
    grids = lin.get(f"{root}/grids").json()
    assert (grids["type"], grids["datum"]) == ("FeatureCollection", "CGCS2000 (EPSG:4490)")
    first = grids["features"][0]["properties"]
    assert (first["state"], first["label"]) == ("vacant", "G1\n没有人牵头")
    monkeypatch.setattr(mapping, "A_PAGE", 3)
    start = lin.get(f"{root}/buildings").json()
    rest = lin.get(f"{root}/buildings", {"at": start["next"]}).json()
    codes = [one["properties"]["code"] for one in start["features"] + rest["features"]]
    assert codes == ["1", "2", "3", "4"]
    assert rest["next"] == ""
    assert start["features"][0]["geometry"] == {"type": "Point", "coordinates": [120.25, 32.25]}
    assert lin.get(f"{root}/grids", {"on": "2020-01-01"}).json()["features"] == []
    assert lin.get(f"{root}/centres").json()["features"] == []
    edges = lin.get("/api/v1/map/communities").json()["features"]
    assert [one["properties"]["vacant"] for one in edges] == [2]


@pytest.mark.parametrize("part", ["grids", "buildings", "centres"])
def test_a_neighbour_gets_no_feature(laid: Any, browser: Any, part: str):
    url = f"/api/v1/map/{laid.community.public_id}/{part}"
    assert browser("gu").get(url).status_code == 404
    assert browser("gu").get("/api/v1/map/communities").json()["features"] == []


def test_a_layout_with_a_gap_is_refused_and_what_was_typed_stays(laid: Any, browser: Any):
    url = f"/community/communities/{laid.community.public_id}/layout/"
    page = browser("lin").post(url, {"grids": "G1 东格：1 2\nG2 西格：2"})
    text = page.content.decode()
    assert page.status_code in (409, 422)
    assert "3 3号楼" in text
    assert "2 2号楼（东格、西格）" in text
    assert "G1 东格：1 2" in text


@pytest.mark.parametrize(
    "url",
    [
        "/community/communities/", "/community/grids/", "/community/map/",
        "/api/v1/map/communities", "/api/v1/communities",
    ],
)  # fmt: skip
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


def test_more_communities_than_the_map_lists_are_reached_all_the_same(
    town: Any, browser: Any, monkeypatch: Any
):
    """The one that is looked at can be chosen; the page says where the others are."""
    monkeypatch.setattr(drawing, "MOST", 1)
    rows, lin = [community_of(town, name) for name in ("甲社区", "乙社区")], browser("lin")
    last = max(rows, key=lambda row: row.pk)
    text = lin.get("/community/map/").content.decode()
    assert "只列前1个" in text
    assert str(last.public_id) not in text
    text = lin.get(f"/community/map/?community={last.public_id}").content.decode()
    assert f'<option value="{last.public_id}" selected>乙社区</option>' in text
    monkeypatch.setattr(drawing, "MOST", 2)
    assert "只列前" not in lin.get("/community/map/").content.decode()
