"""Is a polygon a polygon, do two of them overlap, is a point inside?

Degrees are CGCS2000 (EPSG:4490), which is WGS 84 to within a metre. What comes in GCJ-02, as
public maps of the mainland show it, is turned back by ``datum``.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from jingwei.kernel.findings import Finding

type Point = tuple[float, float]

SOURCE = "RFC 7946（坐标系 CGCS2000，EPSG:4490）"
MOST_POINTS = 2_000
A_METRE = 1e-5  # in degrees, about


def outline_findings(outline: Any, what: str = "") -> list[Finding]:
    """All that is wrong with a GeoJSON polygon, said at once."""
    named = {"what": what}
    if not isinstance(outline, dict) or outline.get("type") != "Polygon":
        return [
            Finding(
                "outline.kind", "{what}的边界不是一个 GeoJSON 多边形（Polygon）。", SOURCE, named
            )
        ]
    rings = outline.get("coordinates")
    if not isinstance(rings, list) or len(rings) != 1:
        return [
            Finding("outline.rings", "{what}的边界要是一圈，没有洞，也不分几块。", SOURCE, named)
        ]
    ring = rings[0]
    if not isinstance(ring, list) or not all(map(_is_point, ring)):
        return [
            Finding("outline.points", "{what}的边界里有的点不是“经度, 纬度”两个数。", SOURCE, named)
        ]
    return _ring_findings(ring, named)


def _ring_findings(ring: list[Any], named: dict[str, str]) -> list[Finding]:
    found = []
    if len(ring) < 4 or len({tuple(one[:2]) for one in ring}) < 3:
        found.append(Finding("outline.few", "{what}的边界至少要三个不同的点。", SOURCE, named))
    elif len(ring) > MOST_POINTS:
        found.append(
            Finding(
                "outline.many",
                "{what}的边界超过{most}个点，请先简化。",
                SOURCE,
                {**named, "most": MOST_POINTS},
            )
        )
    elif ring[0][:2] != ring[-1][:2]:
        found.append(
            Finding("outline.open", "{what}的边界没有闭合，最后一点要和第一点相同。", SOURCE, named)
        )
    elif _crosses_itself(_points(ring)):
        found.append(Finding("outline.crossed", "{what}的边界自己和自己交叉。", SOURCE, named))
    if any(not (-180 <= one[0] <= 180 and -90 <= one[1] <= 90) for one in ring):
        found.append(
            Finding(
                "outline.off",
                "{what}的边界有点不在地球上，可能经纬度写反了，或不是经纬度。",
                SOURCE,
                named,
            )
        )
    return found  # fmt: skip


def ring_of(outline: Any) -> list[Point]:
    """The corners of a checked polygon, the first not said again at the end."""
    return _points(outline["coordinates"][0])


def area(ring: Sequence[Point]) -> float:
    """Square metres; flat, which is true enough for a community."""
    middle = math.radians(sum(y for _x, y in ring) / len(ring))
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring))
    return abs(twice) / 2 * 111_320.0**2 * math.cos(middle)


def centre(ring: Sequence[Point]) -> Point:
    return (sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring))


def holds(ring: Sequence[Point], point: Point, slack: float = A_METRE) -> bool:
    """Is the point inside, or within about a metre of the border?"""
    if any(_distance(point, one, two) <= slack for one, two in _edges(ring)):
        return True
    return _inside(ring, point)


def overlap(one: Sequence[Point], two: Sequence[Point]) -> bool:
    """Do two polygons share more than a border? Within about a metre, they touch."""
    if not _boxes_meet(one, two):
        return False
    if any(_cross(a, b, c, d) for a, b in _edges(one) for c, d in _edges(two)):
        return True
    return any(_well_inside(two, point) for point in (*one, *_middles(one), _within(one))) or any(
        _well_inside(one, point) for point in (*two, *_middles(two), _within(two))
    )


def _is_point(one: Any) -> bool:
    return (
        isinstance(one, list)
        and len(one) in (2, 3)
        and all(type(part) in (int, float) and math.isfinite(part) for part in one)
    )


def _points(ring: Iterable[Any]) -> list[Point]:
    found = [(float(one[0]), float(one[1])) for one in ring]
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def _edges(ring: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _middles(ring: Sequence[Point]) -> list[Point]:
    return [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in _edges(ring)]


def _within(ring: Sequence[Point]) -> Point:
    """A point inside: the middle of the longest stretch of a line through the polygon."""
    low, high = min(y for _x, y in ring), max(y for _x, y in ring)
    level = low + (high - low) * 0.4871  # hardly ever the height of a corner
    cuts = sorted(
        a[0] + (level - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in _edges(ring)
        if (a[1] > level) != (b[1] > level)
    )
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False)) or [(ring[0][0], ring[0][0])]
    left, right = max(pairs, key=lambda pair: pair[1] - pair[0])
    return ((left + right) / 2, level)


def _inside(ring: Sequence[Point], point: Point) -> bool:
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in _edges(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def _well_inside(ring: Sequence[Point], point: Point) -> bool:
    return _inside(ring, point) and all(
        _distance(point, one, two) > A_METRE for one, two in _edges(ring)
    )


def _distance(point: Point, one: Point, two: Point) -> float:
    """From a point to a stretch, in degrees of latitude."""
    squeeze = math.cos(math.radians(point[1]))
    px, py = 0.0, 0.0
    ax, ay = (one[0] - point[0]) * squeeze, one[1] - point[1]
    bx, by = (two[0] - point[0]) * squeeze, two[1] - point[1]
    long = (bx - ax) ** 2 + (by - ay) ** 2
    at = (
        0.0
        if long == 0
        else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / long))
    )
    return math.hypot(ax + at * (bx - ax), ay + at * (by - ay))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Do two stretches cross, by more than about a metre on each side?"""
    if (
        min(_distance(a, c, d), _distance(b, c, d), _distance(c, a, b), _distance(d, a, b))
        <= A_METRE
    ):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _crosses_itself(ring: Sequence[Point]) -> bool:
    edges = list(_edges(ring))
    for at, (a, b) in enumerate(edges):
        for c, d in edges[at + 2 :]:
            if (at == 0 and d == a) or b == c:
                continue
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return True
    return len(set(ring)) < len(ring)


def _boxes_meet(one: Sequence[Point], two: Sequence[Point]) -> bool:
    def box(ring: Sequence[Point]) -> tuple[float, float, float, float]:
        xs, ys = [x for x, _y in ring], [y for _x, y in ring]
        return min(xs), min(ys), max(xs), max(ys)

    west, south, east, north = box(one)
    left, bottom, right, top = box(two)
    return west < right and left < east and south < top and bottom < north
