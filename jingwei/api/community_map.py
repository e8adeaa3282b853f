"""The map of communities by the API: GeoJSON by pages, as of a day, in CGCS2000 degrees."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from jingwei.api.communities import community_of
from jingwei.api.core import SAYS_NO, now, scope_of
from jingwei.api.schemas import Cursor, Day
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import asking, mapping, queries
from jingwei.systems.community.grids.models import Grid

router = Router(tags=["map"])


class Feature(Schema):
    """One feature of RFC 7946; without a known place its geometry is null."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class Features(Schema):
    """A FeatureCollection; ``next`` goes into ``at`` of the next call, empty at the end."""

    type: Literal["FeatureCollection"]
    datum: str
    on: date
    features: list[Feature]
    next: str


class MapAsked(Schema):
    """As of ``on``, by default today; a day ahead is answered with today."""

    on: Day | None = None
    at: Cursor = ""

    @property
    def day(self) -> date:
        today = local_day(now())
        return min(self.on, today) if self.on else today


def _page(said: MapAsked, rows: QuerySet[Any], keys: tuple[str, ...], told: Any) -> dict[str, Any]:
    page = page_of(rows, keys=keys, at=said.at, size=mapping.A_PAGE)
    return mapping.collection(told(list(page.rows), said.day), said.day, page.next)


@router.get("/communities", response={200: Features, **SAYS_NO})
def map_communities(request: HttpRequest, said: Query[MapAsked]) -> dict[str, Any]:
    """Borders of the communities in sight, in the order of the tree."""
    rows = queries.communities(scope_of(request, Duty.SERVICES_SEE))
    return _page(said, rows, ("org_path", "id"), mapping.community_features)


@router.get("/{community_id}/grids", response={200: Features, **SAYS_NO})
def map_grids(request: HttpRequest, community_id: UUID, said: Query[MapAsked]) -> dict[str, Any]:
    """Grids by code: who leads, who is missing, how many open matters where those are in sight."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    rows = mapping.grids_of(community_of(scope, community_id), said.day)

    def told(found: list[Grid], on: date) -> list[dict[str, Any]]:
        now_open = None if on < local_day(now()) else asking.open_matters(scope, found)
        return mapping.grid_features(found, on, now_open)

    return _page(said, rows, ("code", "id"), told)


@router.get("/{community_id}/buildings", response={200: Features, **SAYS_NO})
def map_buildings(
    request: HttpRequest, community_id: UUID, said: Query[MapAsked]
) -> dict[str, Any]:
    """Buildings by code: places and numbers of households, never who lives there."""
    row = community_of(scope_of(request, Duty.SERVICES_SEE), community_id)
    return _page(said, queries.buildings(row, said.day), ("code", "id"), mapping.building_features)


@router.get("/{community_id}/centres", response={200: Features, **SAYS_NO})
def map_centres(request: HttpRequest, community_id: UUID, said: Query[MapAsked]) -> dict[str, Any]:
    """Service centres in and round the community, by name, and as far as ten minutes go."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    rows = mapping.centres_near(scope, community_of(scope, community_id), said.day)
    return _page(said, rows, ("name", "id"), mapping.centre_features)
