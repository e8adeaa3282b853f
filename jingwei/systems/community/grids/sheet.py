"""How do a border, the one before, the neighbours' and the buildings lie? A sheet to draw on."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jingwei.systems.community.grids import borders, datum, geometry, queries
from jingwei.systems.community.grids.geometry import Point
from jingwei.systems.community.grids.models import Community

WIDE, HIGH, MARGIN = 780.0, 560.0, 70.0
AROUND: Final = 300.0  # metres beyond what is known in which neighbours are looked for


@dataclass(frozen=True)
class Beside:
    """A neighbour's border of today, and where its name stands."""

    name: str
    corners: str
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """``west``, ``north``, ``across`` and ``down`` turn a place on the drawing into degrees.

    So many units are a degree each way, counted from the corner above on the left.
    """

    high: float
    west: float
    north: float
    across: float
    down: float
    present: str
    proposed: str
    beside: tuple[Beside, ...]
    houses: tuple[Point, ...]


def sheet(row: Community, present: Any, proposed: Any, on: date) -> Sheet | None:
    """None where no place of the community is known. ``proposed`` is a sound polygon or None."""
    rings = [geometry.ring_of(one) for one in (present, proposed) if one]
    houses = [
        (one.point[0], one.point[1]) for one in queries.buildings(row, on) if one.point
    ]  # fmt: skip
    points = [*(point for ring in rings for point in ring), *houses]
    if not points:
        return None
    box = _box(points)
    west, south, east, north = box
    squeeze = math.cos(math.radians((south + north) / 2))
    down = min(
        (WIDE - 2 * MARGIN) / ((east - west) * squeeze or 1e-4),
        (HIGH - 2 * MARGIN) / ((north - south) or 1e-4),
    )
    across = down * squeeze
    left = west - (WIDE - (east - west) * across) / 2 / across
    top = north + MARGIN / down

    def at(point: Point) -> Point:
        return round((point[0] - left) * across, 1), round((top - point[1]) * down, 1)

    def corners(ring: Iterable[Point]) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in map(at, ring))

    return Sheet(
        round((north - south) * down + 2 * MARGIN, 1), left, top, across, down,
        corners(geometry.ring_of(present)) if present else "",
        corners(geometry.ring_of(proposed)) if proposed else "",
        tuple(_beside(row, box, on, at, corners)), tuple(map(at, houses)),
    )  # fmt: skip


def _beside(
    row: Community, box: tuple[float, float, float, float], on: date, at: Any, corners: Any
) -> Iterable[Beside]:
    west, south, east, north = box
    high = AROUND / datum.A_DEGREE
    wide = high / math.cos(math.radians((south + north) / 2))
    ring = ((west - wide, south - high), (east + wide, north + high))
    for one in borders.near([ring], on):
        if one.id != row.pk and one.until is None:
            yield Beside(one.name, corners(one.ring), *at(_shown(one.ring, ring)))


def _shown(ring: Sequence[Point], box: Sequence[Point]) -> Point:
    """The middle of a neighbour, drawn into what the sheet shows."""
    (west, south), (east, north) = box
    x, y = geometry.centre(ring)
    return min(max(x, west), east), min(max(y, south), north)


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)
