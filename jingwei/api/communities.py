"""Communities by the API: what they are, their structure, how their grids are laid."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.orgs.models import Unit
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import actions, borders, datum, queries
from jingwei.systems.community.grids.kinds import Formation, GridKind
from jingwei.systems.community.grids.models import Community, CommunityBorder
from jingwei.systems.community.grids.rules import Laid

router = Router(tags=["communities"])


class CommunityOut(Schema):
    id: str
    organisation: str
    name: str
    formation: str
    words: str
    phone: str
    grids: int
    vacant: int
    buildings: int
    households: int
    version: int


class CommunitySeatOut(Schema):
    name: str
    post: str
    since: date | None
    until: date | None


class CommunitySlotOut(Schema):
    id: str
    kind: str
    title: str
    seats: list[CommunitySeatOut]


class CommunityWhole(CommunityOut):
    structure: list[CommunitySlotOut]
    outline: dict[str, Any] | None


class CommunityListing(Schema):
    formation: Code = ""
    name: Name = ""
    at: Cursor = ""


class CommunityIn(Schema):
    """``unit`` is a unit of kind community."""

    unit: UUID
    formation: Formation
    words: str = Field("", max_length=200)
    phone: str = Field("", max_length=30)


class CommunityChange(Schema):
    formation: Formation
    words: str = Field("", max_length=200)
    phone: str = Field("", max_length=30)


class SeatIn(Schema):
    """Somebody takes a seat in a part of the structure, for a term."""

    slot: UUID
    name: str = Field(max_length=50)
    title: str = Field("", max_length=40)
    since: Day
    until: Day | None = None


class LaidIn(Schema):
    """One grid: its buildings by code, its border as a GeoJSON polygon in CGCS2000 degrees."""

    code: str = Field(max_length=20)
    name: str = Field(max_length=60)
    kind: GridKind = GridKind.BASE
    buildings: list[str] = Field(max_length=3000)
    outline: dict[str, Any] | None = None


class LayoutIn(Schema):
    """All grids of a community; all its buildings stand in one of them."""

    grids: list[LaidIn] = Field(max_length=200)
    outline: dict[str, Any] | None = None


class LaidOut(Schema):
    id: str
    code: str
    name: str
    buildings: list[str]
    outline: dict[str, Any] | None


class LayoutOut(Schema):
    grids: list[LaidOut]
    loose: list[str]


class BorderIn(Schema):
    """A GeoJSON Polygon of one ring, in force from ``since`` (today). GCJ-02 is turned to CGCS2000,
    within 5 metres of what is surveyed. ``reason`` stands in the ledger."""

    outline: dict[str, Any]
    datum: Literal["cgcs2000", "gcj02"] = "cgcs2000"
    since: Day | None = None
    reason: Annotated[str, Field(max_length=300)] = ""


class BorderOut(Schema):
    """A border of a community in CGCS2000, in force up to but not including ``until``."""

    outline: dict[str, Any]
    datum: str
    since: date
    until: date | None


def border_told(row: CommunityBorder) -> dict[str, Any]:
    return {
        "outline": row.outline, "datum": datum.CRS, "since": row.held.lower,
        "until": row.held.upper,
    }  # fmt: skip


def told(one: queries.Counted) -> dict[str, Any]:
    row = one.community
    return {
        "id": str(row.public_id), "organisation": row.org.code, "grids": one.grids,
        "vacant": one.vacant, "buildings": one.buildings, "households": one.households,
    } | {
        name: getattr(row, name) for name in ("name", "formation", "words", "phone", "version")
    }  # fmt: skip


def laid_told(row: Community, on: date) -> dict[str, Any]:
    return {
        "grids": [
            {"id": str(grid.public_id), "code": grid.code, "name": grid.name,
             "buildings": codes, "outline": outline}
            for grid, codes, outline in queries.layout(row, on)
        ],
        "loose": [one.code for one in queries.loose_buildings(row, on)],
    }  # fmt: skip


@router.get("", response={200: Paged[CommunityOut], **SAYS_NO})
def list_communities(request: HttpRequest, said: Query[CommunityListing]) -> dict[str, Any]:
    """Communities in sight, in the order of the tree."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    rows = queries.communities(scope, formation=said.formation, named=said.name)
    page = page_of(rows, keys=("org_path", "id"), at=said.at)
    counts = {one.community.pk: one for one in queries.counted(list(page.rows), local_day(now()))}
    return paged(page, lambda row: told(counts[row.pk]))


@router.post("", response={201: CommunityOut, **SAYS_NO})
@once
def enter_a_community(request: HttpRequest, said: CommunityIn) -> Any:
    """Keep a unit of kind community as one."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    unit = Unit.objects.within(scope).select_related("org").filter(public_id=said.unit).first()
    if unit is None:
        raise Http404
    row = actions.enter_community(
        unit=unit, formation=said.formation, words=said.words, phone=said.phone, by=scope,
        at=now(),
    )  # fmt: skip
    return Status(201, told(queries.counted([row], local_day(now()))[0]))


@router.get("/{community_id}", response={200: CommunityWhole, 304: None, **SAYS_NO})
def get_community(request: HttpRequest, response: HttpResponse, community_id: UUID) -> Any:
    """One community with its structure and border."""
    row = community_of(scope_of(request, Duty.SERVICES_SEE), community_id)
    today = local_day(now())
    one = told(queries.counted([row], today)[0])
    parts = [
        {"id": str(part.slot.public_id), "kind": part.slot.kind, "title": part.slot.title,
         "seats": [
             {"name": seat.name, "post": seat.post, "since": seat.held.lower,
              "until": seat.held.upper}
             for seat in part.seats
         ]}
        for part in queries.structure(row, today)
    ]  # fmt: skip
    if known(request, response, "community", row.public_id, *one.values(), str(parts)):
        return Status(304, None)
    seen_as(response, *tag_of(row))
    return one | {"structure": parts, "outline": row.outline}


@router.put("/{community_id}", response={200: CommunityOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_community(
    request: HttpRequest, response: HttpResponse, community_id: UUID, said: CommunityChange
) -> Any:
    """Another formation type or another line for supervision."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = community_of(scope, community_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.change_community(
        community=row, version=version, by=scope, at=now(), **said.model_dump()
    )
    fresh = community_of(scope, community_id)
    seen_as(response, *tag_of(fresh))
    return told(queries.counted([fresh], local_day(now()))[0])


@router.post("/{community_id}/seats", response={201: CommunitySeatOut, **SAYS_NO})
@once
def take_a_seat(request: HttpRequest, community_id: UUID, said: SeatIn) -> Any:
    """Somebody takes a seat in a part of the structure."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = community_of(scope, community_id)
    slots = {one.public_id: one for one in queries.slots_of(row, local_day(now()))}
    if said.slot not in slots:
        raise Http404
    seat = actions.seat_member(
        slot=slots[said.slot], name=said.name, post=said.title, since=said.since,
        until=said.until, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, {
        "name": seat.name, "post": seat.post, "since": seat.held.lower, "until": seat.held.upper,
    })  # fmt: skip


@router.get("/{community_id}/borders", response={200: list[BorderOut], **SAYS_NO})
def list_borders(request: HttpRequest, community_id: UUID) -> list[dict[str, Any]]:
    """Every border of a community with its days, the last first, in CGCS2000 degrees."""
    row = community_of(scope_of(request, Duty.SERVICES_SEE), community_id)
    return [border_told(one) for one in borders.all_of(row)]


@router.post("/{community_id}/borders", response={201: BorderOut, **SAYS_NO})
@once
def draw_a_border(request: HttpRequest, community_id: UUID, said: BorderIn) -> Any:
    """Draw the border from a day on; one that overlaps a neighbour's is refused with its name."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = community_of(scope, community_id)
    outline = datum.polygon_from_gcj02(said.outline) if said.datum == "gcj02" else said.outline
    made = borders.draw_border(
        community=row, outline=outline, since=said.since, why=said.reason, by=scope, at=now()
    )  # fmt: skip
    return Status(201, border_told(made))


@router.get("/{community_id}/layout", response={200: LayoutOut, **SAYS_NO})
def get_layout(request: HttpRequest, community_id: UUID) -> dict[str, Any]:
    """The grids of a community with their buildings and borders, and what is in none."""
    row = community_of(scope_of(request, Duty.SERVICES_SEE), community_id)
    return laid_told(row, local_day(now()))


@router.post("/{community_id}/layout", response={201: LayoutOut, **SAYS_NO})
@once
def lay_the_grids(request: HttpRequest, community_id: UUID, said: LayoutIn) -> Any:
    """Lay all grids of a community from today; every gap and overlap is named at once."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = community_of(scope, community_id)
    laid = [
        Laid(code=one.code, name=one.name, kind=one.kind, buildings=tuple(one.buildings),
             outline=one.outline)
        for one in said.grids
    ]  # fmt: skip
    actions.lay_grids(community=row, laid=laid, outline=said.outline, by=scope, at=now())
    return Status(201, laid_told(row, local_day(now())))


def tag_of(row: Community) -> tuple[object, ...]:
    return ("community", row.public_id, row.version)


def community_of(scope: Scope, public_id: UUID) -> Community:
    """One community in sight. Raises: Http404."""
    try:
        return queries.community(scope, public_id)
    except Community.DoesNotExist as missing:
        raise Http404 from missing
