"""Buildings by the API: places and numbers of households, never who lives there."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.communities import community_of
from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Cursor, Day, Paged, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import actions, queries
from jingwei.systems.community.grids.kinds import Use
from jingwei.systems.community.grids.models import Building, Stairwell

router = Router(tags=["buildings"])


class BuildingOut(Schema):
    """``lon`` and ``lat`` are CGCS2000 degrees."""

    id: str
    community: str
    code: str
    name: str
    compound: str
    address: str
    use: str
    households: int
    branch: str
    lon: float | None
    lat: float | None


class StairwellOut(Schema):
    id: str
    name: str
    contacts: int


class BuildingWhole(BuildingOut):
    grid: str
    stairwells: list[StairwellOut]


class BuildingListing(Schema):
    community: UUID | None = None
    at: Cursor = ""


class BuildingIn(Schema):
    community: UUID
    code: str = Field(max_length=20)
    name: str = Field(max_length=60)
    compound: str = Field("", max_length=60)
    address: str = Field("", max_length=120)
    use: Use = Use.RESIDENTIAL
    households: int = Field(0, ge=0, le=100_000)
    branch: str = Field("", max_length=60)
    stairwells: list[str] = Field(default_factory=list, max_length=100)
    lon: float | None = None
    lat: float | None = None


class ContactIn(Schema):
    """Only with the member's own yes."""

    member: UUID
    consent_on: Day


def told(row: Building) -> dict[str, Any]:
    names = ("code", "name", "compound", "address", "use", "households", "branch", "lon", "lat")
    return {
        "id": str(row.public_id), "community": str(row.community.public_id),
    } | {name: getattr(row, name) for name in names}  # fmt: skip


@router.get("", response={200: Paged[BuildingOut], **SAYS_NO})
def list_buildings(request: HttpRequest, said: Query[BuildingListing]) -> dict[str, Any]:
    """Buildings in sight, by code; of one community where it is named."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    rows = queries.all_buildings(scope)
    if said.community:
        rows = rows.filter(community=community_of(scope, said.community))
    return paged(page_of(rows, keys=("code", "id"), at=said.at), told)


@router.post("", response={201: BuildingOut, **SAYS_NO})
@once
def add_a_building(request: HttpRequest, said: BuildingIn) -> Any:
    """A building with its stairwells; it is in no grid yet."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    row = community_of(scope, said.community)
    more = said.model_dump(exclude={"community"})
    made = actions.add_building(community=row, by=scope, at=now(), **more)
    return Status(201, told(made))


@router.get("/{building_id}", response={200: BuildingWhole, **SAYS_NO})
def get_building(request: HttpRequest, building_id: UUID) -> dict[str, Any]:
    """One building with its grid and stairwells; contacts are a number here."""
    row = building_of(scope_of(request, Duty.SERVICES_SEE), building_id)
    today = local_day(now())
    stairs = queries.stairwells(row, today)
    contacts = queries.contacts_of(stairs, today)
    grid = queries.grid_of(row, today)
    return told(row) | {
        "grid": str(grid.public_id) if grid else "",
        "stairwells": [
            {"id": str(one.public_id), "name": one.name, "contacts": len(contacts.get(one.pk, ()))}
            for one in stairs
        ],
    }


@router.post("/stairwells/{stairwell_id}/contacts", response={201: StairwellOut, **SAYS_NO})
@once
def agree_to_be_asked(request: HttpRequest, stairwell_id: UUID, said: ContactIn) -> Any:
    """A member volunteered to be asked in a stairwell."""
    scope = scope_of(request, Duty.GRIDS_KEEP)
    try:
        row = queries.stairwell(scope, stairwell_id)
    except Stairwell.DoesNotExist as missing:
        raise Http404 from missing
    actions.agree_contact(
        stairwell=row, person=person_of(scope, said.member), consent_on=said.consent_on,
        by=scope, at=now(),
    )  # fmt: skip
    contacts = queries.contacts_of([row], local_day(now()))
    return Status(
        201, {"id": str(row.public_id), "name": row.name, "contacts": len(contacts[row.pk])}
    )


def building_of(scope: Scope, public_id: UUID) -> Building:
    """One building in sight. Raises: Http404."""
    try:
        return queries.building(scope, public_id)
    except Building.DoesNotExist as missing:
        raise Http404 from missing
