"""At which station was it asked? The part that keeps stations says so; this folder knows none.

A matter keeps the station's public id and its name as it was then: whoever works on the matter may
not see the station, and one that was closed since keeps its matters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jingwei.kernel.access.scope import Scope


@dataclass(frozen=True)
class Station:
    """A station; ``place`` is the village or community that it serves, where there is one."""

    public_id: UUID
    name: str
    place: UUID | None = None
    is_open: bool = True


@dataclass(frozen=True)
class Stations:
    """``within(scope, id)`` and ``shown(id)``, as residents read it, find a station, None where
    there is none to be seen; ``page`` names the page of one by its public id."""

    within: Callable[[Scope, UUID], Station | None]
    shown: Callable[[UUID], Station | None]
    page: str


_known: list[Stations] = []


def stations(one: Stations) -> None:
    """Said in the manifest of the part that keeps stations."""
    if one not in _known:
        _known.append(one)


def within(scope: Scope, public_id: UUID | None) -> Station | None:
    """The station of an id in a scope, open or not; None out of sight."""
    if public_id is None:
        return None
    return next((said for one in _known if (said := one.within(scope, public_id))), None)


def shown(public_id: UUID) -> Station | None:
    """The open station of an id, as residents read it."""
    return next((said for one in _known if (said := one.shown(public_id))), None)


def page() -> str:
    """The page of a station; empty where no part has one."""
    return _known[0].page if _known else ""
