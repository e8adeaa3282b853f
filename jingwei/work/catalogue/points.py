"""Where are services done, for residents who look at a map? Systems that keep doors say so.

A sort of doors is declared in the manifest of the part that keeps them; this folder knows none.
All is read as ``jw_public``: what hangs at the door, and nothing about anybody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

NEAR_ONES = """
({row}.unit_id = %(unit)s OR {row}.longitude BETWEEN %(west)s AND %(east)s
    AND {row}.latitude BETWEEN %(south)s AND %(north)s)
"""
"""Doors of the community, and those in the box round it; all of a box without degrees are false."""
FIRST = "{row}.unit_id IS DISTINCT FROM %(unit)s"
MOST = 40


@dataclass(frozen=True)
class Around:
    """A community, by its unit, and the box of degrees round it; None where no border is known."""

    unit: int
    unit_id: UUID
    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None

    @property
    def said(self) -> dict[str, Any]:
        """The parameters of ``NEAR_ONES``."""
        return {
            "unit": self.unit, "west": self.west, "south": self.south, "east": self.east,
            "north": self.north, "most": MOST,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Point:
    """A door as everybody may read it. ``hours`` are ``[weekday, opens, closes]``, Monday is 1;
    ``shut`` days on which it is closed all the same, with why.

    ``key`` is its public id. ``does`` are a few words each; ``categories`` and ``rings`` what of
    the catalogue is done there.
    ``page`` and ``ask`` are addresses: all about it, and where one says what one wants.
    """

    key: str
    sort: str
    name: str
    what: str
    place: str
    phone: str
    hours: Sequence[Sequence[Any]]
    longitude: float | None
    latitude: float | None
    is_own: bool
    page: str
    ask: str = ""
    does: tuple[str, ...] = ()
    categories: frozenset[str] = frozenset()
    rings: frozenset[str] = frozenset()
    shut: tuple[tuple[date, date, str], ...] = field(default=())


@dataclass(frozen=True)
class Sort:
    """One sort of doors. ``find(around, moment)`` gives those of a community and round it, its own
    first, at most ``MOST``, in a number of queries that does not grow with them."""

    key: str
    label: Any
    find: Callable[[Around, datetime], list[Point]]


_known: list[Sort] = []
_map: list[str] = []


def points(one: Sort) -> None:
    """Said in the manifest of the part that keeps the doors."""
    if all(other.key != one.key for other in _known):
        _known.append(one)


def map_page(name: str) -> None:
    """The name of the page on which residents choose a map, said by the part that draws it."""
    if name not in _map:
        _map.append(name)


def map_address() -> str:
    """Its address; empty where no part draws one."""
    return reverse(_map[0]) if _map else ""


def sorts() -> list[Sort]:
    """All that were said, by key: the order in which manifests are read does not matter."""
    return sorted(_known, key=lambda one: one.key)


def found(around: Around, moment: datetime) -> list[Point]:
    """Every door of a community and round it, sort by sort."""
    return [point for sort in sorts() for point in sort.find(around, moment)]
