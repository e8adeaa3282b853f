"""The three-level network by the API: stations, their services and counts, helpers from outside."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.network import actions, queries
from jingwei.systems.public_benefit.network.kinds import Level, ProviderKind, ServiceKind
from jingwei.systems.public_benefit.network.models import Provider, Station, StationOffer

router = Router(tags=["stations"])
providers = Router(tags=["providers"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP


class StationHours(Schema):
    """``weekday`` 1 is Monday."""

    weekday: int
    opens: str
    closes: str


class StationOut(Schema):
    """``level`` 1 is village or community, 2 town or street, 3 county or city."""

    id: str
    organisation: str
    name: str
    level: int
    serves: str
    place: str
    phone: str
    hours: list[StationHours]
    open_since: date
    closed_on: date | None


class StationServiceOut(Schema):
    """``times`` counts records; nobody is named."""

    id: str
    kind: str
    title: str
    price: str
    provider: str
    times: int


class StationWhole(StationOut):
    staffed: int
    services: list[StationServiceOut]


class StationListing(Schema):
    level: Annotated[int, Field(ge=0, le=3)] = 0
    at: Cursor = ""


class StationIn(Schema):
    """``hours`` as people write them, one a line: ``周一至周五 9:00-11:30``."""

    organisation: Code
    name: Name
    level: Level
    serves: UUID | None = None
    place: Name
    phone: Short
    hours: Annotated[str, Field(max_length=600)]


class StationServiceIn(Schema):
    title: Short
    kind: ServiceKind
    price: Short


class TimesIn(Schema):
    """How often in the month of a day."""

    month: Day
    times: Annotated[int, Field(ge=0, le=1_000_000)]
    result: Annotated[str, Field(max_length=200)] = ""


class TimesOut(Schema):
    month: date
    times: int
    result: str


class ProviderOut(Schema):
    id: str
    organisation: str
    name: str
    kind: str
    agreement: str
    since: date
    until: date


class ProviderIn(Schema):
    organisation: Code
    name: Annotated[str, Field(max_length=80)]
    kind: ProviderKind
    agreement: Text
    since: Day
    until: Day


def told(row: Station) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "level": row.level, "serves": row.unit.name if row.unit else "", "place": row.place,
        "phone": row.phone, "open_since": row.held.lower, "closed_on": row.held.upper,
        "hours": [
            {"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in row.hours
        ],
    }  # fmt: skip


def service_told(row: StationOffer, times: int = 0) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "kind": row.kind, "title": row.title, "price": row.price,
        "provider": row.provider.name if row.provider else "", "times": times,
    }  # fmt: skip


def whole(row: Station) -> dict[str, Any]:
    on = local_day(now())
    return told(row) | {
        "staffed": len(queries.staff(row, on)),
        "services": [service_told(one, times) for one, times in queries.services(row, on)],
    }


def provider_told(row: Provider) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "kind": row.kind, "agreement": row.agreement, "since": row.held.lower,
        "until": row.held.upper,
    }  # fmt: skip


def station_of(scope: Scope, public_id: UUID) -> Station:
    """Raises: Http404, the same for out of sight and unknown."""
    try:
        return queries.station(scope, public_id)
    except Station.DoesNotExist as missing:
        raise Http404 from missing


@router.get("", response={200: Paged[StationOut], **SAYS_NO})
def list_stations(request: HttpRequest, said: Query[StationListing]) -> dict[str, Any]:
    """Open stations of this part of the tree, by level and name."""
    rows = queries.stations(scope_of(request, SEE), local_day(now()), level=said.level)
    return paged(page_of(rows, keys=("level", "name", "id"), at=said.at), told)


@router.post("", response={201: StationWhole, **SAYS_NO})
@once
def open_a_station(request: HttpRequest, said: StationIn) -> Any:
    """Open a station; residents see it at once."""
    scope = scope_of(request, KEEP)
    org = organisation_of(scope, said.organisation)
    units = queries.units(scope, org.path, local_day(now()))
    rows, unread = hours.read(said.hours)
    door = actions.Doorplate(
        name=said.name, level=said.level, place=said.place, phone=said.phone, hours=rows,
        unread=unread, unit=next((one for one in units if one.public_id == said.serves), None),
    )  # fmt: skip
    return Status(201, whole(actions.open_station(org=org, door=door, by=scope, at=now())))


@router.get("/{station_id}", response={200: StationWhole, 304: None, **SAYS_NO})
def get_station(request: HttpRequest, response: HttpResponse, station_id: UUID) -> Any:
    """One station with its services and how often they were given."""
    answer = whole(station_of(scope_of(request, SEE), station_id))
    return Status(304, None) if known(request, response, "station", repr(answer)) else answer


@router.post("/{station_id}/services", response={201: StationServiceOut, **SAYS_NO})
@once
def offer_a_station_service(request: HttpRequest, station_id: UUID, said: StationServiceIn) -> Any:
    """Put a service on the board, with its price."""
    scope = scope_of(request, KEEP)
    made = actions.offer_service(
        station=station_of(scope, station_id), kind=said.kind, title=said.title, price=said.price,
        provider=None, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, service_told(made))


@router.post("/{station_id}/services/{service_id}/counts", response={201: TimesOut, **SAYS_NO})
@once
def count_a_station_service(
    request: HttpRequest, station_id: UUID, service_id: UUID, said: TimesIn
) -> Any:
    """How often it was given in a month; said again, it is put right."""
    scope = scope_of(request, KEEP)
    try:
        service = queries.service(station_of(scope, station_id), service_id)
    except StationOffer.DoesNotExist as missing:
        raise Http404 from missing
    row = actions.count_service(
        service=service, month=said.month, times=said.times, result=said.result, by=scope, at=now()
    )
    return Status(201, {"month": row.month, "times": row.times, "result": row.result})


@providers.get("", response={200: Paged[ProviderOut], **SAYS_NO})
def list_providers(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """Who helps from outside while the agreement holds."""
    rows = queries.providers(scope_of(request, SEE), local_day(now()))
    return paged(page_of(rows, keys=("name", "id"), at=at), provider_told)


@providers.post("", response={201: ProviderOut, **SAYS_NO})
@once
def agree_with_a_provider(request: HttpRequest, said: ProviderIn) -> Any:
    """A firm, group or body helps from a day to a day."""
    scope = scope_of(request, KEEP)
    row = actions.agree_provider(
        org=organisation_of(scope, said.organisation), by=scope, at=now(),
        **said.model_dump(exclude={"organisation"}),
    )  # fmt: skip
    return Status(201, provider_told(row))
