"""Where does a point of a public map lie in CGCS2000, and how exactly is that known?

Public maps of the mainland show GCJ-02, bent by some hundred metres; what stands here is CGCS2000
(EPSG:4490). No standard states the bending. What is used is the formula that public programs share,
turned back by asking which point is bent to this one.

How exact: the way there and back ends within a millimetre (``BACK_WITHIN``), everywhere on the
mainland; a test walks over it. Against points that were surveyed a metre or two are common
(``TRUE_WITHIN``), for the formula is not official, and WGS 84 is taken as CGCS2000. That finds a
building. It is no survey, and a border that is disputed cannot be settled with it.
"""

import math
from typing import Any, Final

type Point = tuple[float, float]

CRS: Final = "CGCS2000 (EPSG:4490)"
BACK_WITHIN: Final = 0.001  # metres, there and back by the same formula
TRUE_WITHIN: Final = 5.0  # metres, against what was surveyed; said so on pages and in files
A_DEGREE: Final = 111_320.0  # metres, of latitude
AXIS: Final = 6_378_245.0  # of the ellipsoid of Krasovsky 1940, by which GCJ-02 is bent
ECCENTRICITY: Final = 0.00669342162296594323
NEAR: Final = 1e-10  # degrees: a hundredth of a millimetre
MOST_ROUNDS: Final = 30


def from_gcj02(lon: float, lat: float) -> Point:
    """GCJ-02 to CGCS2000, degrees east and north.

    Outside the mainland GCJ-02 is not bent and the point stays as it is.
    """
    if not is_bent(lon, lat):
        return (lon, lat)
    x, y = lon, lat
    for _round in range(MOST_ROUNDS):  # five are usual
        east, north = bend(x, y)
        off_x, off_y = lon - x - east, lat - y - north
        x, y = x + off_x, y + off_y
        if max(abs(off_x), abs(off_y)) <= NEAR:
            break
    return (x, y)


def to_gcj02(lon: float, lat: float) -> Point:
    """CGCS2000 to GCJ-02: where a public map of the mainland shows this point."""
    if not is_bent(lon, lat):
        return (lon, lat)
    east, north = bend(lon, lat)
    return (lon + east, lat + north)


def is_bent(lon: float, lat: float) -> bool:
    """Is this within the box in which public programs bend?"""
    return 72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271


def metres(one: Point, two: Point) -> float:
    """How far apart two near points are."""
    squeeze = math.cos(math.radians((one[1] + two[1]) / 2))
    return math.hypot((two[0] - one[0]) * squeeze, two[1] - one[1]) * A_DEGREE


def bend(lon: float, lat: float) -> Point:
    """By how many degrees east and north GCJ-02 is off at a point."""
    x, y = lon - 105.0, lat - 35.0
    turned = math.radians(lat)
    flat = 1 - ECCENTRICITY * math.sin(turned) ** 2
    along = AXIS / math.sqrt(flat) * math.cos(turned)  # radius of the circle of latitude
    across = AXIS * (1 - ECCENTRICITY) / flat**1.5  # radius of curvature northwards
    return (math.degrees(_east(x, y) / along), math.degrees(_north(x, y) / across))


def _east(x: float, y: float) -> float:
    plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return plain + _waves(((20, 6 * x), (20, 2 * x), (20, x), (40, x / 3), (150, x / 12),
                           (300, x / 30)))  # fmt: skip


def _north(x: float, y: float) -> float:
    plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return plain + _waves(((20, 6 * x), (20, 2 * x), (20, y), (40, y / 3), (160, y / 12),
                           (320, y / 30)))  # fmt: skip


def _waves(parts: tuple[tuple[float, float], ...]) -> float:
    return sum(high * math.sin(turns * math.pi) for high, turns in parts) * 2 / 3


def polygon_from_gcj02(outline: Any) -> Any:
    """A GeoJSON polygon with each corner turned; what is no polygon stays for others to refuse."""
    try:
        rings = [
            [[round(part, 7) for part in from_gcj02(float(x), float(y))] for x, y, *_z in ring]
            for ring in outline["coordinates"]
        ]
    except (TypeError, ValueError, KeyError):
        return outline
    return {**outline, "coordinates": rings}
