"""How do the grids of a community lie? A drawing made here, and the same content as a list."""

import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.scope import Scope
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import render_fragment
from jingwei.shell.orgs.days import day_of
from jingwei.systems.community.grids import asking, borders, geometry, mapping, queries
from jingwei.systems.community.grids.models import Building, Community
from jingwei.systems.community.grids.naming import spans
from jingwei.systems.community.grids.views.shared import SEE, seen

WIDE, MARGIN, MOST = 780, 20, 500


@dataclass
class Row:
    """One grid as the list, the drawing and the panel say it. ``matters``: open ones, None where
    that is not known or not for this post."""

    told: queries.Told
    number: str
    state: str
    words: str
    houses: tuple[str, ...]
    matters: int | None = None


@dataclass(frozen=True)
class Cell:
    """One grid as it is drawn: corners in the drawing, where its name stands."""

    row: Row
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
    """网格地图: one community as of a day, drawn and listed; beside it the grid that is chosen.

    Where the browser can, its own map takes the place of the drawing.
    """
    scope, day = scope_of(request), day_of(request)
    named = queries.communities(scope).order_by("org_path", "id").values_list("public_id", "name")
    choices = list(named[: MOST + 1])
    row = _chosen(request, choices)
    shown = choices[:MOST]
    if row is not None and all(key != row.public_id for key, _name in shown):
        shown.insert(0, (row.public_id, row.name))
    context: dict[str, Any] = {
        "community": row, "choices": shown, "is_cut": len(choices) > MOST, "most": MOST,
        "day": day, "says": _says(),
        "findings": [day.finding] if day.finding else [],
    }  # fmt: skip
    if row is not None:
        context |= _shown(scope, row, day.on, request.GET.get("grid", ""))
    return render_fragment(request, "grids/map.html", "grids/_map_grid.html", context)


def _shown(scope: Scope, row: Community, on: date, asked: str) -> dict[str, Any]:
    """What the page says of a community: the same for the drawing, the list and the panel."""
    layout = queries.layout(row, on)
    told = queries.told([grid for grid, _codes, _outline in layout], on)
    houses = list(queries.buildings(row, on))
    names = {one.code: one.name for one in houses}
    rows = [
        Row(one, mapping.number_of(one.grid), mapping.state_of(one), mapping.state_words(one),
            tuple(spans(names.get(code, code) for code in codes)))
        for one, (_grid, codes, _outline) in zip(told, layout, strict=True)
    ]  # fmt: skip
    chosen = _chosen_row(rows, asked)
    # Of a former day it is not known which were open then.
    counts = asking.open_matters(scope, [one.told.grid for one in rows])
    if on < timezone.localdate():
        counts = None
    for one in rows:
        one.matters = None if counts is None else counts.get(one.told.grid.pk, 0)
    return {
        "rows": rows, "chosen": chosen, "counts": counts is not None,
        "drawing": drawn(borders.on_day([row], on).get(row.pk), rows,
                         {grid.pk: edge for grid, _codes, edge in layout}, houses),
        "borders": [(one, on in one.held) for one in borders.all_of(row)],
        "centres": list(mapping.centres_near(scope, row, on).order_by("name", "id")),
        "loose": queries.loose_buildings(row, on),
        "households": sum(one.told.households for one in rows),
    }  # fmt: skip


def _chosen_row(rows: list[Row], asked: str) -> Row | None:
    """The grid that the address names. Raises: Http404 for one that is not of this community."""
    if not asked:
        return None
    for one in rows:
        if str(one.told.grid.public_id) == asked:
            return one
    raise Http404


def _says() -> dict[str, str]:
    """The words of the map's own buttons, by the names that it knows them by."""
    return {
        "Map.Title": _("网格地图，内容和列表相同；方向键移动，加号减号缩放"),
        "NavigationControl.ZoomIn": _("放大"), "NavigationControl.ZoomOut": _("缩小"),
        "ScaleControl.Meters": _("米"), "ScaleControl.Kilometers": _("公里"),
        "CooperativeGesturesHandler.WindowsHelpText": _("按住 Ctrl 再滚动，可以缩放地图"),
        "CooperativeGesturesHandler.MacHelpText": _("按住 ⌘ 再滚动，可以缩放地图"),
        "CooperativeGesturesHandler.MobileHelpText": _("用两个手指移动地图"),
    }  # fmt: skip


def drawn(
    border: Any, rows: list[Row], outlines: dict[int, Any], houses: list[Building]
) -> Drawing | None:
    """The drawing; None where no border is known."""
    rings = {pk: geometry.ring_of(one) for pk, one in outlines.items() if one is not None}
    edge = geometry.ring_of(border) if border else []
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
        Cell(one, path(rings[one.told.grid.pk]), *at(*geometry.centre(rings[one.told.grid.pk])))
        for one in rows
        if one.told.grid.pk in rings
    ]  # fmt: skip
    return Drawing(
        tuple(cells), path(edge), tuple(at(*one.point) for one in houses if one.point),
        round(2 * MARGIN + (north - south) * scale, 1),
    )  # fmt: skip


def _chosen(request: HttpRequest, choices: list[tuple[UUID, str]]) -> Community | None:
    """The community that the address names, else the first; None where there is none."""
    asked = request.GET.get("community", "") or (str(choices[0][0]) if choices else "")
    if not asked:
        return None
    with suppress(ValueError):
        found: Community = seen(queries.community, request, UUID(asked))
        return found
    raise Http404
