"""Do buildings, grids, centres and contacts leave whole, said in which datum and by whom?"""

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.community.grids import actions
from jingwei.systems.community.grids.models import Stairwell


def book_of(page: Any) -> Any:
    assert page.status_code == 200
    return load_workbook(io.BytesIO(page.content))


def address(laid: Any, file: str) -> str:
    return f"/community/communities/{laid.community.public_id}/{file}"


def test_buildings_leave_with_their_place_and_grid(laid: Any, browser: Any):
    book = book_of(browser("lin").get(address(laid, "buildings.xlsx")))
    rows = list(book["楼栋"].values)
    assert rows[0][1:4] == ("楼栋编号", "楼栋名称", "小区")
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["楼栋编号"], first["户数"], first["单元"]) == ("1", 60, "1单元 2单元")
    assert (first["经度"], first["纬度"], first["网格编号"]) == (120.25, 32.25, "G1")
    assert len(rows) == 5
    said = book["说明"]["A1"].value
    assert "CGCS2000 (EPSG:4490)" in said
    assert "5米" in said


def test_grids_leave_with_their_people(laid: Any, browser: Any):
    lin = laid.lin_scope
    with acting(lin):
        actions.assign(grid=laid.grids[0], name="=示例甲", role="cadre", is_lead=True,
                       since=AT.date(), by=lin, at=AT)  # fmt: skip
    rows = list(book_of(browser("lin").get(address(laid, "grids.xlsx")))["网格"].values)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["谁牵头"], first["社区干部"], first["网格员"]) == ("=示例甲", "=示例甲", None)
    assert (first["楼栋编号"], first["户数"]) == ("1 3", 120)


@pytest.mark.parametrize(("what", "count"), [("grids", 2), ("buildings", 4), ("centres", 0)])
def test_geojson_says_its_datum_and_how_exact_it_is(laid: Any, browser: Any, what: str, count: int):
    page = browser("lin").get(address(laid, f"{what}.geojson"))
    assert page["Content-Type"] == "application/geo+json"
    said = json.loads(page.content)
    assert (said["type"], len(said["features"])) == ("FeatureCollection", count)
    assert said["datum"] == "CGCS2000 (EPSG:4490)"
    assert "GCJ-02" in said["note"]
    assert "crs" not in said  # RFC 7946 has taken it out


def test_centres_leave_as_a_workbook(laid: Any, browser: Any):
    assert book_of(browser("lin").get(address(laid, "centres.xlsx")))


def test_the_page_of_files_links_to_each_of_them(laid: Any, browser: Any):
    lin = browser("lin")
    text = lin.get(address(laid, "take/")).content.decode()
    for what in ("grids", "buildings", "centres"):
        for form in ("xlsx", "geojson"):
            assert address(laid, f"{what}.{form}") in text


@pytest.fixture
def agreed(laid: Any) -> Any:
    """A member who agreed in a stairwell of the first building."""
    lin = laid.lin_scope
    with acting(lin):
        stairs = Stairwell.everything.filter(building__code="1").order_by("name").first()
        laid.contact = actions.agree_contact(
            stairwell=stairs, person=laid.people["东甲"], consent_on=AT.date(), by=lin, at=AT
        )
    return laid


def lines() -> int:
    with as_owner():
        return Entry.everything.filter(verb="grids.contacts.take").count()


def test_contacts_leave_with_a_reason_and_leave_a_line(agreed: Any, browser: Any):
    lin, url = browser("lin"), address(agreed, "contacts.xlsx")
    page = lin.post(url, {"reason": "", "words": "写了一半"})
    assert page.status_code == 422
    assert "请选为什么要带走" in page.content.decode()
    assert "写了一半" in page.content.decode()
    assert "写明为什么" in lin.post(url, {"reason": "other"}).content.decode()
    assert lines() == 0
    book = book_of(lin.post(url, {"reason": "contact"}))
    rows = list(book["楼道联系人"].values)
    assert rows[1][1:5] == ("1", "1号楼", "1单元", agreed.people["东甲"].name)
    assert "用完删除" in book["说明"]["A1"].value
    assert lines() == 1


def test_contacts_are_not_for_a_neighbour_nor_for_a_get(agreed: Any, browser: Any):
    url = address(agreed, "contacts.xlsx")
    assert browser("gu").post(url, {"reason": "contact"}).status_code == 404
    assert browser("lin").get(url).status_code == 405
