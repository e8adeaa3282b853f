"""Where does the border of a community run, since when, and does it run into a neighbour's?

``Community.outline`` is the border of today, for all who only ask for that; each border with its
days is a ``CommunityBorder``. Both are written here and by ``ops/imports``, always together.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import geometry, rules
from jingwei.systems.community.grids.geometry import Point
from jingwei.systems.community.grids.models import Community, CommunityBorder
from jingwei.systems.community.grids.writing import end, line, lock, refuse


@dataclass(frozen=True)
class Neighbour:
    """A community and one of its borders with its days, also out of sight: borders are public.

    ``until`` is the day after its last, None for the one that holds.
    """

    id: int
    name: str
    ring: tuple[Point, ...]
    first: date
    until: date | None = None

    @property
    def called(self) -> str:
        """Its name; of a former border with the day from which it holds no more."""
        if self.until is None:
            return self.name
        return _("{name}（{day}前的边界）").format(name=self.name, day=self.until.isoformat())


def draw_border(
    *, community: Community, outline: Any, since: date | None = None, why: str = "", by: Scope,
    at: datetime,
) -> CommunityBorder:  # fmt: skip
    """The border from a day on, today where none is said; what was before stays on its days.

    ``why`` stands in the ledger: the paper by which the border was set.

    Raises: Refused, with everything that is amiss, also where it overlaps a neighbour's.
    """
    row = lock(Community, community, by)
    since = since or local_day(at)
    now = present(row)
    refuse(border_findings(row, outline, since, now, local_day(at)))
    made = set_border(row, outline, since, now)
    row.version += 1
    row.save(update_fields=["version"])
    line("grids.border.draw", row, by, at, since=since, **({"why": why.strip()} if why else {}))
    return made


def border_findings(
    row: Community, outline: Any, since: date, now: CommunityBorder | None, today: date
) -> list[Finding]:
    """All that is amiss with a border before it is written; what it runs into only of a sound one.

    ``now`` is the one that holds.
    """
    found = geometry.outline_findings(outline, "社区")
    found += rules.border_day_findings(
        since=since, today=today, now_since=now.held.lower if now else None
    )
    return found or overlap_findings(row, outline, since)


def present(row: Community) -> CommunityBorder | None:
    """The border that holds."""
    found: CommunityBorder | None = CommunityBorder.everything.filter(
        community=row, held__endswith=None
    ).first()
    return found


def set_border(
    row: Community, outline: Any, since: date, now: CommunityBorder | None
) -> CommunityBorder:
    """Write it, checked before, onto a locked community; ``now`` is the open one."""
    if now is not None:
        end(now, since)
    made = CommunityBorder(
        org_id=row.org_id, org_path=row.org_path, community=row, outline=outline, held=held(since)
    )
    made.save(force_insert=True)
    row.outline = outline
    row.save(update_fields=["outline"])
    return made


def overlap_findings(row: Community, outline: Any, since: date) -> list[Finding]:
    """Neighbours with which a checked border shares more than a line on some day from ``since`` on;
    one query."""
    ring = geometry.ring_of(outline)
    names = [
        one.called
        for one in near([ring], since)
        if one.id != row.pk and geometry.overlap(ring, one.ring)
    ]  # fmt: skip
    return rules.neighbour_findings(names)


def near(rings: Iterable[Sequence[Point]], since: date) -> list[Neighbour]:
    """Borders of the whole city that hold on ``since`` or later and come into the box round some
    rings, former ones too."""
    points = [point for ring in rings for point in ring]
    if not points:
        return []
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, outline, first, until"
            " FROM community_borders_since(%s, %s, %s, %s, %s)",
            [min(xs), min(ys), max(xs), max(ys), since],
        )
        return [
            Neighbour(pk, name, tuple(geometry.ring_of(json.loads(outline))), first, until)
            for pk, name, outline, first, until in cursor.fetchall()
        ]


def on_day(rows: Iterable[Community], on: date) -> dict[int, Any]:
    """Community -> its border as of a day; one query."""
    found = CommunityBorder.everything.filter(community__in=list(rows), held__contains=on)
    return dict(found.values_list("community", "outline"))


def all_of(row: Community) -> list[CommunityBorder]:
    """Every border there was, the last first; those that never held are left out."""
    rows = CommunityBorder.everything.filter(community=row, held__isempty=False)
    return list(rows.order_by("-held"))
