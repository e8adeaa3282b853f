"""Where do the demo city's grids lie? Three rows of slanted cells that tile a community."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jingwei.ops.demo.chance import Chance

type Point = tuple[float, float]

WEST, SOUTH, STEP, A_ROW = 120.62, 31.86, 0.02, 19
WIDE, HIGH, SLANT = 0.0132, 0.0099, 0.07
ROWS: Final = 3


@dataclass(frozen=True)
class Cell:
    """One grid: its corners from the south-west round, and places for buildings inside."""

    ring: tuple[Point, ...]

    def points(self, count: int) -> Iterator[Point]:
        """Places in lines of four, well away from the border."""
        sw, se, ne, nw = self.ring
        lines = -(-count // 4)
        for at in range(count):
            across, up = (at % 4 + 1) / 5, (at // 4 + 1) / (lines + 1)
            south = [sw[axis] + (se[axis] - sw[axis]) * across for axis in (0, 1)]
            north = [nw[axis] + (ne[axis] - nw[axis]) * across for axis in (0, 1)]
            lon, lat = (south[axis] + (north[axis] - south[axis]) * up for axis in (0, 1))
            yield round(lon, 6), round(lat, 6)


@dataclass(frozen=True)
class Laid:
    outline: tuple[Point, ...]
    cells: tuple[Cell, ...]


def cells(at: int, count: int, draw: Chance) -> Laid:
    """The ``count`` grids of the community at number ``at``, and its own border."""
    west, south = WEST + at % A_ROW * STEP, SOUTH + at // A_ROW * STEP
    corners = tuple(
        _corner(west, south, across, up) for across, up in ((0, 0), (1, 0), (1, 1), (0, 1))
    )
    made = []
    for row in range(ROWS):
        columns = count // ROWS + (row >= ROWS - count % ROWS)
        lows = _cuts(columns, draw)
        highs = _cuts(columns, draw)
        for column in range(columns):
            made.append(
                Cell((
                    _corner(west, south, lows[column], row / ROWS),
                    _corner(west, south, lows[column + 1], row / ROWS),
                    _corner(west, south, highs[column + 1], (row + 1) / ROWS),
                    _corner(west, south, highs[column], (row + 1) / ROWS),
                ))
            )  # fmt: skip
    return Laid(corners, tuple(made))


def ring_text(ring: tuple[Point, ...]) -> str:
    """GeoJSON of a ring, closed."""
    return json.dumps({"type": "Polygon", "coordinates": [[*map(list, ring), list(ring[0])]]})


def _cuts(columns: int, draw: Chance) -> list[float]:
    inner = [(at + float(draw.uniform(-0.12, 0.12))) / columns for at in range(1, columns)]
    return [0.0, *inner, 1.0]


def _corner(west: float, south: float, across: float, up: float) -> Point:
    """All rows are slanted alike, so that neighbours share their lines."""
    return round(west + WIDE * across, 7), round(south + HIGH * up + WIDE * across * SLANT, 7)
