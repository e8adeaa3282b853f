"""How do the doors of a community lie? A drawing of the server: border, grids, doors, a circle.

No tile, no script and nobody's position: only what is published of the community and its doors.
Signs that would lie upon each other are moved aside, with a line to where they belong.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jingwei.systems.community.grids import geometry
from jingwei.systems.community.grids.datum import A_DEGREE
from jingwei.systems.community.grids.geometry import Point

WIDE, HIGH, MARGIN = 360.0, 400.0, 26.0  # about as wide as an old phone
APART: Final = 33.0  # between the middles of two signs, so that a finger finds one of them
STEPS: Final = (50, 100, 200, 500, 1_000, 2_000, 5_000)


@dataclass(frozen=True)
class Sign:
    """One door: its number on the list, where its sign stands and where it belongs."""

    number: int
    x: float
    y: float
    at_x: float
    at_y: float

    @property
    def is_aside(self) -> bool:
        return math.hypot(self.x - self.at_x, self.y - self.at_y) > 1


@dataclass(frozen=True)
class Plan:
    """``reach`` is the ten-minute circle: middle and radius; ``bar`` a length and its metres."""

    high: float
    edge: str
    cells: tuple[str, ...]
    signs: tuple[Sign, ...]
    reach: tuple[float, float, float] | None
    bar: tuple[float, int]


class _Paper:
    """Degrees onto the drawing, the same length both ways."""

    def __init__(self, points: Sequence[Point]) -> None:
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        self.west, self.north = min(xs), max(ys)
        self.squeeze = math.cos(math.radians((min(ys) + max(ys)) / 2))
        across = (max(xs) - self.west) * self.squeeze
        down = self.north - min(ys)
        room = min(
            (WIDE - 2 * MARGIN) / across if across else math.inf,
            (HIGH - 2 * MARGIN) / down if down else math.inf,
        )
        self.scale = room if math.isfinite(room) else A_DEGREE / 2
        self.left = (WIDE - across * self.scale) / 2
        self.high = round(down * self.scale + 2 * MARGIN, 1)

    def at(self, point: Point) -> Point:
        x, y = point
        return (
            round(self.left + (x - self.west) * self.squeeze * self.scale, 1),
            round(MARGIN + (self.north - y) * self.scale, 1),
        )

    def ring(self, ring: Iterable[Point]) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in map(self.at, ring))

    def long(self, metres: float) -> float:
        return round(metres / A_DEGREE * self.scale, 1)

    @property
    def bar(self) -> tuple[float, int]:
        """A scale of at most a third of the width."""
        fit = [step for step in STEPS if self.long(step) <= WIDE / 3]
        step = fit[-1] if fit else STEPS[0]
        return self.long(step), step


def plan(
    outline: Any, cells: Sequence[Any], doors: Sequence[tuple[int, Point]],
    middle: Point | None, reach: float,
) -> Plan | None:  # fmt: skip
    """The drawing; None where neither border nor place is known.

    ``cells`` are borders of grids, ``doors`` numbers with their degrees, ``middle`` where the
    circle of ``reach`` metres is drawn round.
    """
    edge = geometry.ring_of(outline) if outline else []
    rings = [geometry.ring_of(one) for one in cells if one]
    points = [*edge, *(point for ring in rings for point in ring), *(at for _n, at in doors)]
    if not points:
        return None
    paper = _Paper(points)
    circle = (*paper.at(middle), paper.long(reach)) if middle else None
    return Plan(
        paper.high, paper.ring(edge), tuple(map(paper.ring, rings)),
        tuple(_apart([(number, paper.at(at)) for number, at in doors], paper.high)),
        circle, paper.bar,
    )  # fmt: skip


def _apart(doors: Sequence[tuple[int, Point]], high: float) -> list[Sign]:
    """Each sign where it belongs, or as near to it as there is room."""
    found: list[Sign] = []
    for number, (x, y) in doors:
        spots = ((x, y), *_round(x, y))
        free = next((one for one in spots if _inside(one, high) and _is_free(one, found)), (x, y))
        found.append(Sign(number, round(free[0], 1), round(free[1], 1), x, y))
    return found


def _round(x: float, y: float) -> Iterable[Point]:
    for ring in range(1, 9):
        for turn in range(12):
            angle = math.tau * turn / 12 + ring
            yield x + math.cos(angle) * APART * ring / 2, y + math.sin(angle) * APART * ring / 2


def _inside(spot: Point, high: float) -> bool:
    edge = APART / 2
    return edge <= spot[0] <= WIDE - edge and edge <= spot[1] <= high - edge


def _is_free(spot: Point, taken: Sequence[Sign]) -> bool:
    return all(math.hypot(spot[0] - one.x, spot[1] - one.y) >= APART for one in taken)
