"""In which community does a position lie? Parts that keep maps say so; this folder knows none.

What is kept of a position is the middle of the grid that holds it, never the spot itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit


@dataclass(frozen=True)
class Located:
    """The community that holds a position, and the middle of its grid (or of itself) in degrees,
    east and north, WGS 84. ``is_near``: no border holds it, this is the nearest."""

    unit: Unit
    middle: tuple[float, float]
    is_near: bool = False


type Locator = Callable[[Scope, float, float], Located | None]
_locators: list[Locator] = []


def locator(one: Locator) -> Locator:
    """``one(scope, lon, lat)`` finds the community of a position within a scope; said in the
    manifest of the part that keeps the map."""
    if one not in _locators:
        _locators.append(one)
    return one


def located(scope: Scope, lon: float, lat: float) -> Located | None:
    """What the first map that knows says; a border that holds it before one that is near."""
    found = [place for one in _locators if (place := one(scope, lon, lat)) is not None]
    return min(found, key=lambda place: place.is_near, default=None)
