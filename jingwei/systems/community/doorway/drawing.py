"""How do the borders of a community look on a small screen? A sketch, never a survey."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jingwei.systems.community.doorway.reading import Area
from jingwei.systems.community.grids import geometry

WIDE, MARGIN = 360, 8  # about as wide as an old phone, so that the numbers can be read


@dataclass(frozen=True)
class Patch:
    """A grid in the sketch: its number on the list, corners, and where the number stands."""

    number: int
    name: str
    corners: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    high: float
    edge: str
    patches: tuple[Patch, ...]


def sketch(outline: Any, areas: Sequence[Area]) -> Sketch | None:
    """None where no border is known."""
    rings = [
        (number, one.name, geometry.ring_of(one.outline))
        for number, one in enumerate(areas, 1) if one.outline
    ]  # fmt: skip
    edge = geometry.ring_of(outline) if outline else []
    points = [point for _number, _name, ring in rings for point in ring] + list(edge)
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDE - 2 * MARGIN) / ((east - west) * squeeze or 1)

    def at(point: geometry.Point) -> tuple[float, float]:
        x, y = point
        return (
            round(MARGIN + (x - west) * squeeze * scale, 1),
            round(MARGIN + (north - y) * scale, 1),
        )

    def corners(ring: Sequence[geometry.Point]) -> str:
        return " ".join(f"{x},{y}" for x, y in map(at, ring))

    return Sketch(
        round(2 * MARGIN + (north - south) * scale, 1), corners(edge),
        tuple(
            Patch(number, name, corners(ring), *at(geometry.centre(ring)))
            for number, name, ring in rings
        ),
    )  # fmt: skip
