"""What may everybody know of a community? Read as ``jw_public``, by four functions of the database.

No table of grids, workers or groups is open to that role. Nothing here is about a resident.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jingwei.systems.community.grids.kinds import GridRole
from jingwei.work.matters.door import as_public

MOST = 60
LEAST = "community.public.least"
"""Asked for inside the database's function (0001_shown): a page never holds a smaller count."""


@dataclass(frozen=True)
class Named:
    """A community on the list."""

    public_id: UUID
    name: str
    town: str


@dataclass(frozen=True)
class Area:
    """A grid as it hangs on the wall. ``households`` is None where it is too small to tell."""

    name: str
    lead: str
    lead_role: str
    worker: str
    compounds: tuple[str, ...]
    buildings: int
    households: int | None
    outline: Any

    @property
    def lead_label(self) -> str:
        return str(GridRole(self.lead_role).label) if self.lead_role else ""


@dataclass(frozen=True)
class Team:
    """A group that everybody may join."""

    sort: str
    name: str
    about: str
    phone: str


@dataclass(frozen=True)
class Shown:
    """A community on its page. ``unit_row`` is the place of matters and centres."""

    id: int
    public_id: UUID
    name: str
    town: str
    phone: str
    outline: Any
    unit_row: int
    unit_id: UUID


def communities(part: str, on: date) -> list[Named]:
    """Communities whose name or town holds ``part``, at most ``MOST``."""
    with as_public() as cursor:
        cursor.execute("SELECT * FROM communities_shown(%s, %s, %s)", [part, on, MOST])
        return [Named(*row) for row in cursor.fetchall()]


def community(public_id: UUID, on: date) -> Shown | None:
    """One community on a day; None for none."""
    with as_public() as cursor:
        cursor.execute("SELECT * FROM community_shown(%s, %s)", [public_id, on])
        row = cursor.fetchone()
    return Shown(*(*row[:5], _read(row[5]), *row[6:])) if row else None


def areas(row: Shown, on: date) -> list[Area]:
    """The grids of a community in the order of their codes."""
    with as_public() as cursor:
        cursor.execute("SELECT * FROM community_grids_shown(%s, %s)", [row.id, on])
        return [
            Area(
                name, lead or "", role or "", worker or "", tuple(compounds or ()), buildings,
                households, _read(outline),
            )
            for name, lead, role, worker, compounds, buildings, households, outline in (
                cursor.fetchall()
            )
        ]  # fmt: skip


def teams(row: Shown, on: date) -> list[Team]:
    with as_public() as cursor:
        cursor.execute("SELECT * FROM community_groups_shown(%s, %s)", [row.id, on])
        return [Team(*one) for one in cursor.fetchall()]


def _read(outline: str | None) -> Any:
    return json.loads(outline) if outline else None
