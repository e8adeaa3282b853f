"""In which community, and which of its grids, does a position lie?"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.grids import geometry
from jingwei.systems.community.grids.geometry import Point
from jingwei.systems.community.grids.models import Community, Grid, GridShape
from jingwei.work.matters.where import Located

NEAR = 300  # metres: further off, a position belongs to nobody
MOST = 5_000  # communities looked through; a city of Nantong's size has 2,005
METRES = 111_320  # a degree of latitude


def located(scope: Scope, lon: float, lat: float, on: date | None = None) -> Located | None:
    """The community whose border or whose grid holds the position, else the nearest within 300 m.

    Two queries; every border in the scope is looked at, so this is for a single position.
    """
    point, day = (lon, lat), on or timezone.localdate()
    rows = {
        row.pk: row
        for row in Community.objects.within(scope)
        .filter(held__contains=day).select_related("unit__org").order_by("pk")[:MOST]
    }  # fmt: skip
    shapes = GridShape.objects.within(scope).filter(held__contains=day, grid__held__contains=day)
    grids = [
        (rows[at], geometry.ring_of(outline))
        for at, outline in shapes.values_list("grid__community_id", "outline")
        if at in rows
    ]
    for row, ring in grids:
        if _box_holds(ring, point) and geometry.holds(ring, point):
            return Located(row.unit, _middle(ring))
    borders = [(row, geometry.ring_of(row.outline)) for row in rows.values() if row.outline]
    for row, ring in borders:
        if _box_holds(ring, point) and geometry.holds(ring, point):
            return Located(row.unit, _middle(ring))
    return _nearest([*grids, *borders], point)


def grid_of_middle(row: Community, middle: Sequence[float], on: date) -> Grid | None:
    """The grid of a community whose middle was kept of a position; None where it was the middle of
    the community, or the border has changed since. One query, by a community that is known: past
    ``.within``, since whoever places a matter may stand elsewhere."""
    shapes = GridShape.everything.filter(
        grid__community=row, held__contains=on, grid__held__contains=on
    ).select_related("grid__community")
    found = [one.grid for one in shapes if _middle(geometry.ring_of(one.outline)) == tuple(middle)]
    return found[0] if len(found) == 1 else None


def _nearest(known: Iterable[tuple[Community, list[Point]]], point: Point) -> Located | None:
    best, found = float(NEAR), None
    for row, ring in known:
        edges = zip(ring, [*ring[1:], ring[0]], strict=True)
        far = min(_metres(point, one, two) for one, two in edges)
        if far <= best:
            best, found = far, Located(row.unit, _middle(ring), is_near=True)
    return found


def _middle(ring: list[Point]) -> Point:
    """To a tenth of a metre: nobody means more by it."""
    lon, lat = geometry.centre(ring)
    return round(lon, 6), round(lat, 6)


def _metres(point: Point, one: Point, two: Point) -> float:
    """From a point to a stretch of a border; flat, which is true enough for 300 m."""
    narrow = math.cos(math.radians(point[1]))
    ax, ay = (one[0] - point[0]) * narrow * METRES, (one[1] - point[1]) * METRES
    bx, by = (two[0] - point[0]) * narrow * METRES, (two[1] - point[1]) * METRES
    along, up = bx - ax, by - ay
    length = along * along + up * up
    share = 0.0 if not length else max(0.0, min(1.0, -(ax * along + ay * up) / length))
    return math.hypot(ax + share * along, ay + share * up)


def _box_holds(ring: list[Point], point: Point) -> bool:
    return (
        min(x for x, _y in ring) - geometry.A_METRE <= point[0]
        <= max(x for x, _y in ring) + geometry.A_METRE
        and min(y for _x, y in ring) - geometry.A_METRE <= point[1]
        <= max(y for _x, y in ring) + geometry.A_METRE
    )  # fmt: skip
