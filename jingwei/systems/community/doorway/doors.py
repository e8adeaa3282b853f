"""Which doors are in a community and round it, open or not, how far on foot, and what is near?

Every system that keeps doors says its own (``work/catalogue/points.py``). All as ``jw_public``.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from jingwei.systems.community.centres import reading as centres
from jingwei.systems.community.centres.rules import Walk
from jingwei.systems.community.doorway.opening import Days, Opening, opening, week
from jingwei.systems.community.doorway.reading import Shown
from jingwei.systems.community.grids import datum, geometry
from jingwei.work.catalogue import points
from jingwei.work.catalogue.kinds import Ring
from jingwei.work.catalogue.points import Around
from jingwei.work.matters.door import as_public

BEYOND: Final = 1_000.0  # metres round the border in which doors are still shown
MOST: Final = 24
"""Doors on a page: what an old phone loads in a moment, and a finger finds on the drawing."""


@dataclass(frozen=True)
class Door:
    """A door with what holds at this moment, and the name of its sort.

    ``minutes`` on foot from the community's own centre, None where one of the two has no place on
    the map.
    """

    point: points.Point
    opening: Opening
    label: str
    minutes: int | None = None
    number: int = 0

    @property
    def week(self) -> list[Days]:
        return week(self.point.hours)

    @property
    def at(self) -> geometry.Point | None:
        if self.point.longitude is None or self.point.latitude is None:
            return None
        return self.point.longitude, self.point.latitude


@dataclass(frozen=True)
class Category:
    """One of the catalogue that is done at some door here."""

    public_id: str
    title: str


@dataclass(frozen=True)
class Near:
    """One of the four services of the circle, and the nearest door that does it within it."""

    label: str
    door: Door | None


@dataclass(frozen=True)
class Doors:
    """``middle`` is the place of the community's own centre, from which one walks."""

    all: tuple[Door, ...]
    middle: geometry.Point | None
    walk: Walk


def around(row: Shown) -> Around:
    """The box of a community: its border and a kilometre more; none without a border."""
    if not row.outline:
        return Around(row.unit_row, row.unit_id)
    ring = geometry.ring_of(row.outline)
    south, north = min(y for _x, y in ring), max(y for _x, y in ring)
    high = BEYOND / datum.A_DEGREE
    wide = high / math.cos(math.radians((south + north) / 2))
    return Around(
        row.unit_row, row.unit_id, min(x for x, _y in ring) - wide, south - high,
        max(x for x, _y in ring) + wide, north + high,
    )  # fmt: skip


def doors(row: Shown, moment: datetime) -> Doors:
    """Those of the community first, then the nearest; constant queries."""
    found, walk = points.found(around(row), moment), centres.walk_on(moment.date())
    middle, labels = _middle(found), {one.key: str(one.label) for one in points.sorts()}
    told = [
        Door(
            one, opening(one.hours, one.shut, moment), labels[one.sort],
            _minutes(walk, middle, (one.longitude, one.latitude)),
        )
        for one in found
    ]  # fmt: skip
    told.sort(key=_order)
    return Doors(tuple(told), middle, walk)


def _middle(found: Iterable[points.Point]) -> geometry.Point | None:
    for one in found:
        is_centre = one.sort == "centre" and one.is_own
        if is_centre and one.longitude is not None and one.latitude is not None:
            return one.longitude, one.latitude
    return None


def _minutes(
    walk: Walk, middle: geometry.Point | None, at: tuple[float | None, float | None]
) -> int | None:
    x, y = at
    if middle is None or x is None or y is None:
        return None
    return max(1, round(walk.minutes_for(datum.metres(middle, (x, y)))))


def _order(one: Door) -> tuple[bool, float, str, str]:
    minutes = math.inf if one.minutes is None else one.minutes
    return (not one.point.is_own, minutes, one.point.sort, one.point.name)


def chosen(
    all_of_them: Sequence[Door], *, sort: str = "", category: str = "", only_open: bool = False
) -> list[Door]:
    """Those of a sort, of a category, open now; at most ``MOST``, numbered as they are shown."""
    rows = kept(all_of_them, sort=sort, category=category, only_open=only_open)
    return [replace(one, number=number) for number, one in enumerate(rows[:MOST], 1)]


def kept(
    all_of_them: Sequence[Door], *, sort: str = "", category: str = "", only_open: bool = False
) -> list[Door]:
    """Those of a sort, of a category, open now."""
    return [
        one for one in all_of_them
        if sort in ("", one.point.sort)
        and (not category or category in one.point.categories)
        and (not only_open or one.opening.is_open)
    ]  # fmt: skip


def near(all_of_them: Sequence[Door], walk: Walk) -> list[Near]:
    """Each of the four services with the nearest door within the circle, or with none."""
    within = [one for one in all_of_them if one.minutes is not None and one.minutes <= walk.minutes]
    within.sort(key=lambda one: one.minutes or 0)
    return [
        Near(
            str(ring.label), next((one for one in within if ring.value in one.point.rings), None)
        )
        for ring in Ring
    ]  # fmt: skip


def categories(all_of_them: Sequence[Door], on: date) -> list[Category]:
    """Those done at one of the doors, in the order of the catalogue; one query."""
    here = sorted({key for one in all_of_them for key in one.point.categories})
    with as_public() as cursor:
        cursor.execute(
            "SELECT public_id, title FROM service_category"
            " WHERE public_id = ANY (%s::uuid[]) AND held @> %s::date ORDER BY place, title",
            [here, on],
        )
        return [Category(str(key), title) for key, title in cursor.fetchall()]


def rest_day(on: date) -> str | None:
    """The feast for which the State gives the day off; None on all others; one query."""
    with as_public() as cursor:
        cursor.execute("SELECT name FROM calendar_day WHERE day = %s AND NOT is_working", [on])
        row = cursor.fetchone()
    return row[0] if row else None
