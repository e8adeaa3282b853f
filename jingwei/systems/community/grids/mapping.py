"""What of a community stands on its map, as of a day? GeoJSON features; the list says the same.

Coordinates are CGCS2000 degrees, east and north (RFC 7946 calls them WGS 84). Borders, grids,
buildings, people and centres are those of the day.
Rows in hand came within a scope; what hangs on them is read by them, past ``.within``.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.centres.queries import walk_on
from jingwei.systems.community.grids import borders, datum, geometry, queries
from jingwei.systems.community.grids.models import (
    Building,
    Community,
    Grid,
    GridBuilding,
    GridShape,
)

VACANT, LACKING, WHOLE = "vacant", "lacking", "whole"
AROUND: Final = 1_000.0  # metres beyond the border in which centres are still shown
A_PAGE: Final = 200


def state_of(told: queries.Told) -> str:
    """Nobody leads, one of the three kinds of people is missing, or all are there."""
    if told.lead is None:
        return VACANT
    return LACKING if told.missing else WHOLE


def state_words(told: queries.Told) -> str:
    """The same as people read it."""
    if told.lead is None:
        return _("没有人牵头")
    if told.missing:
        return _("缺{which}").format(which="、".join(str(role.label) for role in told.missing))
    return _("三类责任人齐全")


def number_of(row: Grid) -> str:
    """The two last signs of the code, by which a grid is called on the spot."""
    return row.code[-2:]


def collection(features: list[dict[str, Any]], on: date, following: str = "") -> dict[str, Any]:
    """Features with the day and the datum said beside them (RFC 7946, section 6.1)."""
    return {
        "type": "FeatureCollection", "datum": datum.CRS, "on": on, "features": features,
        "next": following,
    }  # fmt: skip


def community_features(rows: Sequence[Community], on: date) -> list[dict[str, Any]]:
    """Borders of communities as of the day, with how many grids nobody leads; four queries."""
    drawn = borders.on_day(rows, on)
    return [
        feature(
            one.community.public_id, drawn.get(one.community.pk), name=one.community.name,
            grids=one.grids, vacant=one.vacant,
        )
        for one in queries.counted(rows, on)
    ]  # fmt: skip


def grid_features(
    rows: Sequence[Grid], on: date, matters: dict[int, int] | None
) -> list[dict[str, Any]]:
    """Grids as they lie and are led; three queries. ``matters``: open ones by grid, None where
    the reader sees none."""
    shapes = dict(
        GridShape.everything.filter(grid__in=rows, held__contains=on).values_list("grid", "outline")
    )
    found = []
    for one in queries.told(rows, on):
        row, count = one.grid, None if matters is None else matters.get(one.grid.pk, 0)
        found.append(
            feature(
                row.public_id, shapes.get(row.pk), code=row.code, number=number_of(row),
                name=row.name, kind=row.kind, state=state_of(one), label=_label(one, count),
                lead=one.lead.worker.name if one.lead else "",
                people=[{"name": who.worker.name, "role": who.role} for who in one.people],
                missing=[role.value for role in one.missing], buildings=one.buildings,
                households=one.households, matters=count,
            )
        )  # fmt: skip
    return found


def _label(told: queries.Told, matters: int | None) -> str:
    """Two lines on the map: the number, and what is to be seen without a colour."""
    second = [] if state_of(told) == WHOLE else [state_words(told)]
    if matters:
        second.append(_("诉求 {n}").format(n=matters))
    return "\n".join([number_of(told.grid), *second])


def building_features(rows: Sequence[Building], on: date) -> list[dict[str, Any]]:
    """Buildings with the code of their grid; one query more."""
    grids = dict(
        GridBuilding.everything.filter(building__in=rows, held__contains=on)
        .values_list("building", "grid__code")
    )  # fmt: skip
    return [
        feature(
            row.public_id, point_of(row.lon, row.lat), code=row.code, name=row.name,
            compound=row.compound, address=row.address, use=row.use, households=row.households,
            branch=row.branch, grid=grids.get(row.pk, ""),
        )
        for row in rows
    ]  # fmt: skip


def centre_features(rows: Iterable[ServiceCentre], on: date) -> list[dict[str, Any]]:
    """Centres, and how many metres in a straight line are ten minutes on foot."""
    reach = round(walk_on(on).reach)
    return [
        feature(
            row.public_id, point_of(row.longitude, row.latitude), name=row.name, level=row.level,
            address=row.address, phone=row.phone, sign="服", reach=reach,
        )
        for row in rows
    ]  # fmt: skip


def feature(public_id: Any, geometry_: Any, **properties: Any) -> dict[str, Any]:
    """One feature; the geometry is null where the place is not known."""
    return {
        "type": "Feature", "id": str(public_id), "geometry": geometry_,
        "properties": {"key": str(public_id), **properties},
    }  # fmt: skip


def point_of(lon: float | None, lat: float | None) -> dict[str, Any] | None:
    if lon is None or lat is None:
        return None
    return {"type": "Point", "coordinates": [lon, lat]}


def grids_of(row: Community, on: date) -> QuerySet[Grid]:
    """Grids of a community in force on a day, for a page by key (``code``, ``id``)."""
    found: QuerySet[Grid] = Grid.everything.filter(community=row, held__contains=on)
    return found.select_related("community")


def centres_near(scope: Scope, row: Community, on: date) -> QuerySet[ServiceCentre]:
    """Centres in sight that lie in or round the community, or belong to it."""
    rows: QuerySet[ServiceCentre] = ServiceCentre.objects.within(scope).filter(held__contains=on)
    near = Q(org_path=row.org_path)
    border = borders.on_day([row], on).get(row.pk)
    if border:
        ring = geometry.ring_of(border)
        south, north = min(y for _x, y in ring), max(y for _x, y in ring)
        high = AROUND / datum.A_DEGREE
        wide = high / math.cos(math.radians((south + north) / 2))
        near |= Q(
            latitude__range=(south - high, north + high),
            longitude__range=(min(x for x, _y in ring) - wide, max(x for x, _y in ring) + wide),
        )
    return rows.filter(near)
