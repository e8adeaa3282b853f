"""Does a clerk draw the border on a page: looked at first, refused by name, with its history?"""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.community.grids import borders, corners, datum
from jingwei.systems.community.grids.models import CommunityBorder
from jingwei.systems.community.grids.sheet import sheet
from jingwei.systems.community.grids.tests.conftest import box, community_of
from jingwei.systems.community.grids.tests.test_borders import WHOLE, aged, next_door

LINES = "120, 32\n121 32\n（121，33）；120、33\n"


def page_of(row: Any) -> str:
    return f"/community/communities/{row.public_id}/border/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    "typed",
    [
        LINES, "120,32;121,32;121,33;120,33;120,32", json.dumps(WHOLE),
        json.dumps({"type": "Feature", "properties": {}, "geometry": WHOLE}),
        json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": WHOLE}]}),
    ],
)  # fmt: skip
def test_corners_are_read_however_they_are_written(typed: str) -> None:
    found, unread = corners.read(typed)
    assert (found, unread) == (
        {"type": "Polygon", "coordinates": [
            [list(map(float, one)) for one in WHOLE["coordinates"][0]]]}, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" ", "border.none"), ("120 32\n东边\n1 2 3", "border.line"), ("{", "border.json"),
        ("{" * 100_000, "border.json"),
        ('{"features": [{}, {}]}', "border.features"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(typed: str, code: str) -> None:
    found, unread = corners.read(typed)
    assert found is None
    assert {one.code for one in unread} == {code}


def test_it_is_looked_at_first_and_drawn_then(town: Any, browser: Any) -> None:
    row, lin = community_of(town), browser("lin")
    assert "画不出图" not in text(lin.get(page_of(row))), "its buildings are known"
    said = {"corners": LINES, "datum": "cgcs2000", "since": "", "why": "示例〔2026〕1号"}
    looked = lin.post(page_of(row), said | {"do": "look"})
    assert looked.status_code == 200
    assert "可以这样划" in text(looked)
    with as_owner():
        assert not CommunityBorder.everything.exists()
    assert lin.post(page_of(row), said | {"do": "draw"}).status_code == 302
    with as_owner():
        assert CommunityBorder.everything.get().outline["coordinates"][0][1] == [121, 32]
        line = Entry.everything.get(verb="grids.border.draw")
        assert json.loads(line.payload)["why"] == "示例〔2026〕1号"
    after = text(lin.get(page_of(row)))
    assert "历次边界" in after
    assert re.search(r"120\.0000000, 32\.0000000", after), "what holds is there to be changed"


def test_all_reasons_are_said_and_what_was_typed_stays(town: Any, browser: Any) -> None:
    row, lin = community_of(town), browser("lin")
    said = {"corners": "120 32\n东边", "datum": "cgcs2000", "since": "2026-11-01", "why": ""}
    refused = lin.post(page_of(row), said | {"do": "draw"})
    assert refused.status_code == 422
    for words in ("第2个点看不懂：东边", "还没有写凭什么划的", "2026-11-01"):
        assert words in text(refused)
    crossed = said | {"corners": "120 32\n121 33\n121 32\n120 33", "why": "示例"}
    for do in ("look", "draw"):
        again = lin.post(page_of(row), crossed | {"do": do})
        assert (again.status_code, "自己和自己交叉" in text(again)) == (422, True)
    assert lin.post(page_of(row), said | {"since": "哪天"}).status_code == 422
    with as_owner():
        assert not CommunityBorder.everything.exists()


def test_the_neighbour_is_drawn_beside_it_and_named_where_they_overlap(
    town: Any, browser: Any
) -> None:
    next_door(town, box(121, 32, 122, 33))
    row, lin = community_of(town), browser("lin")
    said = {"corners": "120 32\n121.2 32\n121.2 33\n120 33", "datum": "cgcs2000", "why": "示例"}
    refused = text(lin.post(page_of(row), said | {"do": "look"}))
    assert "边界和西邻社区的重叠" in refused
    assert 'class="bsheet__b"' in refused


def test_what_a_public_map_shows_is_turned(town: Any, browser: Any) -> None:
    row = community_of(town)
    bent = "\n".join("{}, {}".format(*datum.to_gcj02(x, y)) for x, y in WHOLE["coordinates"][0])
    said = {"corners": bent, "datum": "gcj02", "why": "示例", "do": "draw"}
    assert browser("lin").post(page_of(row), said).status_code == 302
    with as_owner():
        x, y = CommunityBorder.everything.get().outline["coordinates"][0][0]
    assert (x, y) == pytest.approx((120, 32), abs=1e-6)


def test_former_borders_stand_on_the_page_with_their_days(laid: Any, browser: Any) -> None:
    since = aged(laid.community)
    with acting(laid.lin_scope) as lin:
        borders.draw_border(
            community=laid.community, outline=box(119.9, 32, 121, 33), by=lin, at=AT
        )
    said = text(browser("lin").get(page_of(laid.community)))
    assert f"on={since.isoformat()}" in said
    assert f"on={TODAY.isoformat()}" in said


def test_nobody_else_draws_it(town: Any, browser: Any) -> None:
    row = community_of(town)
    assert browser("gu").get(page_of(row)).status_code == 404
    assert browser("gu").post(page_of(row), {"corners": LINES, "why": "x"}).status_code == 404


def test_a_place_on_the_sheet_is_the_place_on_the_ground(town: Any) -> None:
    row = community_of(town)
    with acting(town.lin_scope):
        drawn = sheet(row, WHOLE, None, TODAY + timedelta(days=0))
    assert drawn is not None
    x, y = map(float, drawn.present.split()[0].split(","))
    assert drawn.west + x / drawn.across == pytest.approx(120, abs=1e-3)
    assert drawn.north - y / drawn.down == pytest.approx(32, abs=1e-3)
