"""How do the grids of a community lie? A drawing made here, and the same content as a list."""

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from jingwei.shell.gate import needs, scope_of
from jingwei.systems.community.grids import geometry, queries
from jingwei.systems.community.grids.models import Building, Community
from jingwei.systems.community.grids.views.shared import SEE, seen

WIDE, MARGIN, MOST = 780, 20, 300


@dataclass(frozen=True)
class Cell:
    """One grid as it is drawn: corners in the drawing, where its name stands."""

    told: queries.Told
    number: str
    corners: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    cells: tuple[Cell, ...]
    outline: str
    houses: tuple[tuple[float, float], ...]
    high: float


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """网格地图: one community, drawn and listed; without a script, without tiles."""
    scope, today = scope_of(request), timezone.localdate()
    choices = list(queries.communities(scope).order_by("org_path", "id")[:MOST])
    row = _chosen(request, choices)
    told, houses, drawing = [], {}, None
    if row is not None:
        layout = queries.layout(row, today)
        told = queries.told([grid for grid, _codes, _outline in layout], today)
        rows = list(queries.buildings(row, today))
        names = {one.code: one.name for one in rows}
        houses = {grid.pk: [names.get(code, code) for code in codes] for grid, codes, _ in layout}
        drawing = drawn(row, told, {grid.pk: outline for grid, _, outline in layout}, rows)
    context = {
        "community": row, "choices": choices, "drawing": drawing,
        "rows": [(one, houses.get(one.grid.pk, [])) for one in told],
    }  # fmt: skip
    return render(request, "grids/map.html", context)


@require_GET
@needs(SEE)
def geojson(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The grids and buildings of a community as GeoJSON in CGCS2000 degrees, to take along."""
    row, today = seen(queries.community, request, public_id), timezone.localdate()
    layout = queries.layout(row, today)
    told = {one.grid.pk: one for one in queries.told([grid for grid, _, _ in layout], today)}
    features = [
        {
            "type": "Feature", "geometry": outline,
            "properties": {
                "kind": "grid", "code": grid.code, "name": grid.name, "buildings": codes,
                "households": told[grid.pk].households,
            },
        }
        for grid, codes, outline in layout
    ] + [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": one.point} if one.point else None,
            "properties": {
                "kind": "building", "code": one.code, "name": one.name,
                "households": one.households,
            },
        }
        for one in queries.buildings(row, today)
    ]  # fmt: skip
    response = JsonResponse(
        {"type": "FeatureCollection", "name": row.name, "features": features},
        content_type="application/geo+json", json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{row.name}.geojson"
    )
    return response


def drawn(
    row: Community, told: list[queries.Told], outlines: dict[int, Any], houses: list[Building]
) -> Drawing | None:
    """The drawing; None where no border is known."""
    rings = {pk: geometry.ring_of(one) for pk, one in outlines.items() if one is not None}
    edge = geometry.ring_of(row.outline) if row.outline else []
    points = [point for ring in (*rings.values(), edge) for point in ring]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDE - 2 * MARGIN) / ((east - west) * squeeze or 1)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(MARGIN + (x - west) * squeeze * scale, 1), round(
            MARGIN + (north - y) * scale, 1
        )

    def path(ring: list[geometry.Point]) -> str:
        return " ".join(f"{x},{y}" for x, y in (at(*point) for point in ring))

    cells = [
        Cell(one, one.grid.code[-2:], path(rings[one.grid.pk]),
             *at(*geometry.centre(rings[one.grid.pk])))
        for one in told
        if one.grid.pk in rings
    ]  # fmt: skip
    return Drawing(
        tuple(cells), path(edge), tuple(at(*one.point) for one in houses if one.point),
        round(2 * MARGIN + (north - south) * scale, 1),
    )  # fmt: skip


def _chosen(request: HttpRequest, choices: list[Community]) -> Community | None:
    asked = request.GET.get("community", "")
    if not asked:
        return choices[0] if choices else None
    with suppress(ValueError):
        found: Community = seen(queries.community, request, UUID(asked))
        return found
    raise Http404
