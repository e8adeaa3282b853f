"""Is GeoJSON read as rows, and is what was made to harm refused quickly, with one sentence?"""

import json
import time
from typing import Any

import pytest

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.cells import places
from jingwei.ops.imports.cells.values import Context
from jingwei.ops.imports.reading.limits import DEFAULT, Limits
from jingwei.ops.imports.reading.workbook import read_workbook
from jingwei.ops.imports.tests.made import TODAY, checked, codes, notices, opened

POINT = {"type": "Point", "coordinates": [120.5, 32.5]}


def collection(*rows: tuple[Any, Any], **more: Any) -> bytes:
    said = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    return json.dumps({"type": "FeatureCollection", "features": said, **more}).encode()


GOOD = collection(
    ({"community": "示例社区", "code": 1, "households": 24, "tags": ["a", "b"]}, POINT),
    ({"community": "示例社区", "name": "二幢", "use": None, "lift": True}, None),
)


def test_properties_are_columns_and_the_geometry_is_one() -> None:
    table = checked(GOOD, "buildings")
    assert codes(table) == set()
    assert notices(table) >= {"file.features", "place.rfc7946", "header.unknown"}
    assert table.numbers.tolist() == [2, 3]
    one = table.values(0)
    assert (one["community"], one["code"], one["households"]) == ("示例社区", "1", 24)
    assert (one["lon"], one["lat"], one["datum"]) == (120.5, 32.5, "cgcs2000")
    assert table.values(1)["lon"] is None


def test_a_chosen_datum_holds_where_the_file_is_silent() -> None:
    table = checked(GOOD, "buildings", datum="gcj02")
    assert table.values(0)["datum"] == "gcj02"
    assert "place.converted" in notices(table)
    assert "place.rfc7946" not in notices(table)


def test_a_datum_of_a_row_goes_before_the_chosen_one() -> None:
    said = collection(({"community": "甲", "code": 1, "坐标系": "CGCS2000"}, POINT))
    assert checked(said, "buildings", datum="gcj02").values(0)["datum"] == "cgcs2000"


@pytest.mark.parametrize(
    ("name", "code"),
    [("urn:ogc:def:crs:EPSG::4490", ""), ("urn:ogc:def:crs:OGC:1.3:CRS84", ""),
     ("EPSG:4326", ""), ("urn:ogc:def:crs:EPSG::4549", "file.geo_crs"), (None, "file.geo_crs")],
)  # fmt: skip
def test_only_degrees_are_read(name: str | None, code: str) -> None:
    said = collection(({"community": "甲", "code": 1}, POINT), crs={"properties": {"name": name}})
    if not code:
        assert opened(said).sheets[0].height == 2
        return
    with pytest.raises(Refused) as refused:
        opened(said)
    assert refused.value.codes == {code}


HOSTILE = {
    "deep": (b'{"type":' + b"[" * 200_000, "file.geo_deep"),
    "deep features": (b'{"features":[' + b'{"properties":' * 100_000, "file.geo_deep"),
    "cut off": (GOOD[:-5], "file.geo_damaged"),
    "a geometry alone": (b'{"type":"Point","coordinates":[120,32]}', "file.geo_other"),
    "a list": (b'[{"type":"Feature"}]', "file.geo_other"),
    "features that are none": (b'{"type":"FeatureCollection","features":{}}', "file.geo_other"),
    "no features": (b'{"type":"FeatureCollection","features":[]}', "file.empty"),
    "no number": (b'{"type":"FeatureCollection","features":[NaN]}', "file.damaged"),
    "an endless number": (b'{"type": ' + b"1" * 100_000 + b"}", "file.geo_damaged"),
    "too many columns": (
        collection(*(({f"k{at}-{n}": 1 for n in range(30)}, None) for at in range(20))),
        "file.too_wide",
    ),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_was_made_to_harm_is_refused_quickly(data: bytes, code: str) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_workbook(data)
    assert refused.value.codes == {code}
    assert time.monotonic() - began < 5


def test_more_features_than_rows_of_a_sheet_are_refused() -> None:
    said = collection(*(({"a": at}, None) for at in range(50)))
    with pytest.raises(Refused) as refused:
        read_workbook(said, limits=Limits(rows=40))
    assert refused.value.codes == {"file.too_many_rows"}
    assert DEFAULT.rows > 1_000_000


def test_what_is_no_plain_value_is_a_fault_of_its_cell() -> None:
    ring = [[120 + at / 1e6, 32.0] for at in range(5_000)]
    said = collection(
        ({"community": "甲", "code": "1", "name": {"zh": "名"}}, POINT),
        ({"community": "乙\ud800\x00", "code": "2"}, {"type": "Polygon", "coordinates": [ring]}),
        ({"community": "丙", "code": "3"}, {"type": "Circle", "coordinates": 7}),
        ("not properties", "not a geometry"),
    )
    table = checked(said, "buildings")
    found = {(issue.row, issue.column_key, issue.code) for issue in table.issues}
    assert (2, "name", "cell.nested") in found
    assert (3, "point", "place.too_fine") in found
    assert (3, "community", "text.broken") in found
    assert (4, "point", "place.shape") in found


def test_members_do_not_come_as_geojson() -> None:
    with pytest.raises(Refused) as refused:
        checked(GOOD, "members")
    assert refused.value.codes == {"file.geo_kind"}


def test_a_line_of_values_that_begins_with_a_brace_is_a_list() -> None:
    table = checked(
        "{社区},楼号\n甲,1\n".encode().replace(b"{", b"").replace(b"}", b""), "buildings"
    )
    assert table.file_kind == "csv"


def test_borders_are_looked_at_up_to_a_budget() -> None:
    import math

    def star(at: int) -> str:
        points = [
            (120 + at / 100 + (0.002 + 0.001 * (n % 2)) * math.cos(2 * math.pi * n / 1900),
             32 + (0.002 + 0.001 * (n % 2)) * math.sin(2 * math.pi * n / 1900))
            for n in range(1900)
        ]  # fmt: skip
        return places.outline_text(points)

    texts = [star(at) for at in range(150)]
    began = time.monotonic()
    parsed = places.outline(texts, Context(TODAY))
    assert time.monotonic() - began < 60
    assert {find.code for find in parsed.finds.values()} == {"place.too_fine"}
    assert len(parsed.finds) == 150 - places.BUDGET // 1901**2
