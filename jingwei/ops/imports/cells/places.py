"""Which point or border does a cell hold, as degrees, as GeoJSON or as WKT, and in which datum?"""

import json
import math
import re
from collections.abc import Sequence
from typing import Any, Final

from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.cells.values import Context, Find, Parsed, each, shown, sort_out
from jingwei.ops.imports.reading.columns import Raw
from jingwei.ops.imports.rules import outlines

type Point = tuple[float, float]

MOST_POINTS: Final = 2_000  # as ``grids.geometry`` has it
BUDGET: Final = 400_000_000  # pairs of edges of all borders of a file that are looked at
EAST, NORTH = (73.0, 136.0), (3.0, 54.0)
DATUM: Final = read_table(
    "坐标系",
    """
cgcs2000 CGCS2000: 国家2000 国家2000大地坐标系 2000国家大地坐标系 2000坐标系 大地2000 国家大地坐标系
 WGS84 WGS1984 WGS 84 GPS EPSG4490 EPSG4326 4490 4326 天地图 CRS84
gcj02 GCJ-02: 火星坐标 火星坐标系 国测局坐标 国测局 高德 高德坐标 高德地图 腾讯 腾讯坐标 腾讯地图
 GCJ GCJ02LL
bd09 BD-09: 百度 百度坐标 百度地图 BD09LL BD09MC
""",
)
_DEGREES: Final = re.compile(r"[EN]?(\d{1,3}(?:\.\d{1,15})?)°?[EN]?", re.ASCII)
_SEXAGESIMAL: Final = re.compile(
    r"[EN]?(\d{1,3})[°度](\d{1,2})['′分](?:(\d{1,2}(?:\.\d{1,9})?)[\"″秒])?[EN]?", re.ASCII
)
_NUMBER: Final = r"-?\d{1,9}(?:\.\d{1,17})?"
_PAIR: Final = re.compile(rf"({_NUMBER})[\s,，]+({_NUMBER})(?:[\s,，]+{_NUMBER})?", re.ASCII)
_WKT: Final = re.compile(
    r"(?:SRID=\d+;)?\s*(POINT|POLYGON|MULTIPOLYGON)\s*Z?\s*(\(.*\))", re.DOTALL
)
_RINGS: Final = re.compile(r"\(([^()]*)\)")
_NOTHING: Final = frozenset(("", "/", "-", "无", "没有", "空", "NULL", "暂无", "不详", "未知"))


def _degrees(low: float, high: float, code: str) -> Any:
    def one(raw: Raw, _: Context) -> object:
        text = half_width(shown(raw)).strip().upper().replace(" ", "")
        if text in _NOTHING:
            return None
        if found := _DEGREES.fullmatch(text):
            value = float(found[1])
        elif found := _SEXAGESIMAL.fullmatch(text):
            value = int(found[1]) + int(found[2]) / 60 + float(found[3] or 0) / 3600
        else:
            return Find("place.degrees")
        return value if low <= value <= high else Find(code)

    return each(one)


longitude: Final = _degrees(*EAST, "place.longitude")
latitude: Final = _degrees(*NORTH, "place.latitude")
"""Degrees east and north, as 120.864512 or as 120°51′52″; swapped ones are said."""


def _point(raw: Raw, _: Context) -> object:
    """``120.1 32.1`` of a point, or of the middle of the area of a building's outline."""
    text = shown(raw).strip()
    if text.upper() in _NOTHING:
        return None
    found = _shape(text)
    if found is None:
        return Find("place.shape")
    kind, rings = found
    if kind == "POINT":
        point = rings[0][0]
    elif len(rings[0]) > MOST_POINTS:
        return Find("place.too_fine")
    else:
        point = outlines.centre(outlines.ring(max(rings, key=len)))
    if not _is_here(point):
        return Find("place.far")
    return f"{point[0]!r} {point[1]!r}"


point: Final = each(_point)


def outline(raws: Sequence[Raw], context: Context) -> Parsed:
    """Borders as GeoJSON texts of one closed ring; edges are compared up to a budget."""
    left = BUDGET
    values: list[object] = []
    for raw in raws:
        text = shown(raw).strip()
        if text.upper() in _NOTHING:
            values.append(None)
            continue
        found = _shape(text)
        points = found[1][0] if found and found[0] != "POINT" else []
        left -= len(points) ** 2
        values.append(_border(found, exhausted=left < 0))
    return sort_out(values)


def _border(found: tuple[str, list[list[Point]]] | None, *, exhausted: bool) -> object:
    if found is None or found[0] == "POINT":
        return Find("place.not_polygon")
    if len(found[1]) != 1:
        return Find("place.rings")
    points = found[1][0]
    if len(points) > MOST_POINTS or exhausted:
        return Find("place.too_fine")
    if points[0] != points[-1]:
        return Find("place.open")
    points = points[:-1]
    if len(set(points)) < 3:
        return Find("place.few")
    if not all(map(_is_here, points)):
        return Find("place.far")
    if outlines.crosses_itself(outlines.ring(points)):
        return Find("place.crossed")
    return outline_text(points)


def outline_text(points: Sequence[Point]) -> str:
    """A ring as the text of a GeoJSON polygon, to a centimetre."""
    ring = [[round(x, 7), round(y, 7)] for x, y in points]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, separators=(",", ":"))


def ring_of(text: str) -> list[Point]:
    """The corners in such a text, the first not said again."""
    return [(x, y) for x, y in json.loads(text)["coordinates"][0][:-1]]


def point_of(text: str) -> Point:
    east, _, north = text.partition(" ")
    return float(east), float(north)


def _is_here(one: Point) -> bool:
    return EAST[0] <= one[0] <= EAST[1] and NORTH[0] <= one[1] <= NORTH[1]


def _shape(text: str) -> tuple[str, list[list[Point]]] | None:
    """Kind and rings of a geometry; None for what is none. Of several polygons all rings."""
    try:
        if text.startswith("{"):
            return _of_json(json.loads(text))
        return _of_wkt(half_width(text).upper().strip())
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _of_json(said: Any) -> tuple[str, list[list[Point]]] | None:
    kind, coordinates = str(said["type"]).upper(), said["coordinates"]
    if kind == "POINT":
        return kind, [[_pair(coordinates)]]
    polygons = [coordinates] if kind == "POLYGON" else coordinates
    if kind not in ("POLYGON", "MULTIPOLYGON"):
        return None
    rings = [[_pair(one) for one in ring] for polygon in polygons for ring in polygon]
    return (kind, rings) if rings and all(rings) else None


def _pair(said: Any) -> Point:
    if not isinstance(said, list) or len(said) not in (2, 3):
        raise ValueError
    if not all(type(one) in (int, float) and math.isfinite(one) for one in said):
        raise ValueError
    return float(said[0]), float(said[1])


def _of_wkt(text: str) -> tuple[str, list[list[Point]]] | None:
    if found := _PAIR.fullmatch(text):
        return "POINT", [[(float(found[1]), float(found[2]))]]
    if not (found := _WKT.fullmatch(text)):
        return None
    rings = []
    for inside in _RINGS.findall(found[2]):
        pairs = [_PAIR.fullmatch(one.strip()) for one in inside.split(",")]
        if not all(pairs):
            return None
        rings.append([(float(one[1]), float(one[2])) for one in pairs if one])
    return (found[1], rings) if rings else None
