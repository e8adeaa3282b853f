"""The three-level network by the API: stations, who is on duty, their services and counts."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of
from jingwei.api.doors import DoorEnd, DoorIn, DoorOut, door_changed, door_read, door_told
from jingwei.api.schemas import Code, Cursor, Day, Paged, Short, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.orgs.models import Unit
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.public_benefit import places
from jingwei.systems.public_benefit.network import (
    actions,
    agreed,
    asked,
    queries,
    raised,
    shutting,
)
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.network.models import Station, StationShut, StationStaff
from jingwei.work.catalogue import queries as catalogue

router = Router(tags=["stations"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP


class StationOut(DoorOut):
    """``level`` 1 is village or community, 2 town or street, 3 county or city."""

    level: int
    serves: str


class StationServiceOut(Schema):
    """``service`` is its item of the catalogue, empty for words of former days. ``times`` counts
    records; nobody is named."""

    id: str
    service: str
    kind: str
    title: str
    price: str
    provider: str
    times: int


class StationStaffOut(Schema):
    """Somebody on duty and what for, from a day up to but not including another; residents do not
    see it."""

    id: str
    name: str
    work: str
    since: date
    until: date | None


class StationShutOut(Schema):
    """Days on which it is closed, and why; residents see it."""

    id: str
    first: date
    last: date
    why: str


class StationWhole(StationOut):
    staffed: int
    staff: list[StationStaffOut]
    shut: list[StationShutOut]
    services: list[StationServiceOut]


class StationListing(Schema):
    level: Annotated[int, Field(ge=0, le=3)] = 0
    at: Cursor = ""


class RaisedOut(Schema):
    """A step up: from level to level, by ``hand`` or by the ``clock`` of a limit that had passed.

    ``shown`` is the state as the asker reads it, ``due_on`` the limit that runs now.
    """

    matter: str
    title: str
    at: datetime
    from_level: int
    to_level: int
    how: str
    holder: str
    state: str
    shown: str
    due_on: date | None


class RaisedListing(Schema):
    how: Literal["", "hand", "clock"] = ""
    closed_too: bool = False
    at: Cursor = ""


class AskedThereOut(Schema):
    """An open matter asked at a station or of the place it serves; ``shown`` is its state as the
    asker reads it, ``due_on`` the limit that runs now."""

    matter: str
    title: str
    state: str
    shown: str
    level: int
    due_on: date | None


class StationYearOut(Schema):
    """What was asked at a station in the year up to a day. ``share`` of the answered ones that were
    in time, in percent; none over fewer answers than ``least``."""

    until: date
    asked: int
    answered: int
    in_time: int
    share: str
    least: int


class StationDoor(DoorIn):
    """``serves`` is the village or community, at the lowest level."""

    level: Level
    serves: UUID | None = None


class StationIn(StationDoor):
    organisation: Code


class StationServiceIn(Schema):
    """``service`` is an item of the catalogue; without a price it is the one said there."""

    service: UUID
    price: Short = ""
    provider: UUID | None = None


class TimesIn(Schema):
    """How often in the month of a day."""

    month: Day
    times: Annotated[int, Field(ge=0, le=1_000_000)]
    result: Annotated[str, Field(max_length=200)] = ""


class TimesOut(Schema):
    month: date
    times: int
    result: str


def told(row: Station) -> dict[str, Any]:
    return door_told(row) | {"level": row.level, "serves": row.unit.name if row.unit else ""}


def service_told(one: queries.Served) -> dict[str, Any]:
    offer = one.offer
    return {
        "id": str(offer.public_id), "service": str(offer.item.public_id) if offer.item else "",
        "kind": one.kind, "title": one.title, "price": offer.price,
        "provider": offer.provider.name if offer.provider else "", "times": one.times,
    }  # fmt: skip


def staff_told(row: StationStaff) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "work": row.post, "since": row.held.lower,
        "until": row.held.upper,
    }  # fmt: skip


def shut_told(row: StationShut) -> dict[str, Any]:
    return {"id": str(row.public_id), "first": row.first, "last": row.last, "why": row.why}


def whole(row: Station) -> dict[str, Any]:
    on = local_day(now())
    terms = queries.terms(row, on)
    return told(row) | {
        "staffed": len(terms.now), "staff": [staff_told(one) for one in (*terms.now, *terms.later)],
        "shut": [shut_told(one) for one in shutting.shut_from(row, on)],
        "services": [service_told(one) for one in queries.services(row, on)],
    }  # fmt: skip


def raised_told(one: raised.Raised) -> dict[str, Any]:
    return {
        "matter": str(one.matter.public_id), "title": one.matter.title, "at": one.at,
        "from_level": one.levels[0], "to_level": one.levels[1],
        "how": "clock" if one.by_clock else "hand", "holder": one.holder,
        "state": one.matter.state, "shown": one.shown,
        "due_on": one.due.due_on if one.due else None,
    }  # fmt: skip


def asked_told(one: raised.AtStation) -> dict[str, Any]:
    return {
        "matter": str(one.matter.public_id), "title": one.matter.title,
        "state": one.matter.state, "shown": one.shown, "level": one.matter.level,
        "due_on": one.due.due_on if one.due else None,
    }  # fmt: skip


def station_of(scope: Scope, public_id: UUID) -> Station:
    """Raises: Http404, the same for out of sight and unknown."""
    return found(lambda: queries.station(scope, public_id))


def door_of(said: StationDoor, units: list[Unit]) -> actions.Doorplate:
    return actions.Doorplate(level=said.level, **door_read(said, said.serves, units))


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
    door = door_of(said, places.grassroots(scope, org.path, local_day(now())))
    return Status(201, whole(actions.open_station(org=org, door=door, by=scope, at=now())))


@router.get("/raised", response={200: Paged[RaisedOut], **SAYS_NO})
def list_raised_matters(request: HttpRequest, said: Query[RaisedListing]) -> dict[str, Any]:
    """Steps that took a matter up a level, the last first, with where it stands now."""
    scope = scope_of(request, Duty.MATTERS_SEE)
    how = raised.BY_CLOCK if said.how == "clock" else raised.BY_HAND if said.how else ""
    page = page_of(
        raised.raised(scope, how=how, is_open=not said.closed_too), keys=("-at", "-id"), at=said.at
    )
    told = {one.step: one for one in raised.told(scope, page.rows)}
    return paged(page, lambda row: raised_told(told[row.pk]))


@router.get("/{station_id}", response={200: StationWhole, 304: None, **SAYS_NO})
def get_station(request: HttpRequest, response: HttpResponse, station_id: UUID) -> Any:
    """One station with its services and how often they were given."""
    answer = whole(station_of(scope_of(request, SEE), station_id))
    return Status(304, None) if known(request, response, "station", repr(answer)) else answer


@router.get("/{station_id}/asked", response={200: list[AskedThereOut], **SAYS_NO})
def list_matters_at_a_station(request: HttpRequest, station_id: UUID) -> list[dict[str, Any]]:
    """What is open of what was asked there or at the place it serves, the last first; at most
    thirty."""
    scope = scope_of(request, Duty.MATTERS_SEE)
    return [asked_told(one) for one in raised.at_station(scope, station_of(scope, station_id), 30)]


@router.get("/{station_id}/year", response={200: StationYearOut, **SAYS_NO})
def get_year_of_a_station(request: HttpRequest, station_id: UUID) -> dict[str, Any]:
    """How much was asked there in a year, and how much of it was answered in time."""
    scope, on = scope_of(request, Duty.MATTERS_SEE), local_day(now())
    row = station_of(scope, station_id)
    one = asked.asked_at(scope, [row], on)[row.public_id]
    return {
        "until": on, "asked": one.asked, "answered": one.answered, "in_time": one.in_time,
        "share": one.share, "least": one.least,
    }  # fmt: skip


@router.put("/{station_id}", response={200: StationWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_station(
    request: HttpRequest, response: HttpResponse, station_id: UUID, said: StationDoor
) -> Any:
    """Another place, other hours; residents see it at once."""
    scope = scope_of(request, KEEP)

    def change(row: Station, version: int | None) -> None:
        door = door_of(said, places.near(scope, row, local_day(now())))
        actions.change_station(station=row, door=door, by=scope, at=now(), version=version)

    return door_changed(
        request, response, "station", lambda: station_of(scope, station_id), whole, change
    )  # fmt: skip


@router.post("/{station_id}/close", response={200: StationWhole, **SAYS_NO})
@once
def close_a_station(request: HttpRequest, station_id: UUID, said: DoorEnd) -> Any:
    """No longer open, and why; its staff and services end with it."""
    scope = scope_of(request, KEEP)
    row = station_of(scope, station_id)
    return whole(actions.close_station(station=row, reason=said.reason, by=scope, at=now()))


@router.post("/{station_id}/services", response={201: StationServiceOut, **SAYS_NO})
@once
def offer_a_station_service(request: HttpRequest, station_id: UUID, said: StationServiceIn) -> Any:
    """Put an item of the catalogue on the board, with its price."""
    scope, today = scope_of(request, KEEP), local_day(now())
    station = station_of(scope, station_id)
    item = found(lambda: catalogue.item(scope, said.service, today))
    provider = found(lambda: agreed.provider(scope, said.provider)) if said.provider else None
    made = actions.offer_service(
        station=station, item=item, price=said.price, provider=provider, by=scope, at=now()
    )
    return Status(201, service_told(queries.worded([made], today)[0]))


@router.post("/{station_id}/services/{service_id}/counts", response={201: TimesOut, **SAYS_NO})
@once
def count_a_station_service(
    request: HttpRequest, station_id: UUID, service_id: UUID, said: TimesIn
) -> Any:
    """How often it was given in a month; said again, it is put right."""
    scope = scope_of(request, KEEP)
    station = station_of(scope, station_id)
    service = found(lambda: queries.service(station, service_id))
    row = actions.count_service(
        service=service, month=said.month, times=said.times, result=said.result, by=scope, at=now()
    )
    return Status(201, {"month": row.month, "times": row.times, "result": row.result})
