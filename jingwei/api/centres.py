"""Service centres by the API: where, when open, what is done there, closed days."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, now, once, scope_of, seen_as, version_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.community.centres import actions, queries
from jingwei.systems.community.centres.actions import Doing, Told
from jingwei.systems.community.centres.kinds import CentreLevel
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.centres.rules import Hours, read_hours

router = Router(tags=["centres"])


class OpenHours(Schema):
    """One stretch of a weekday; Monday is 1."""

    weekday: int = Field(ge=1, le=7)
    opens: time
    closes: time


class CentreIn(Schema):
    """Degrees of CGCS2000; without them the centre is in no circle."""

    name: Short
    level: CentreLevel
    address: Name
    phone: Short
    longitude: float | None = None
    latitude: float | None = None
    note: Name = ""
    hours: list[OpenHours] = Field([], max_length=40)


class CentreOpening(CentreIn):
    organisation: Code
    from_on: Day


class CentreOut(Schema):
    """``is_open``: whether the door is open at this moment."""

    id: str
    organisation: str
    name: str
    level: str
    address: str
    phone: str
    longitude: float | None
    latitude: float | None
    is_open: bool
    items: int
    categories: int
    version: int


class CentreOfferOut(Schema):
    id: str
    service: str
    title: str
    weekdays: list[int]
    opens: time | None
    closes: time | None
    desk: str
    provider: str
    since: date


class CentreShutOut(Schema):
    first: date
    last: date
    why: str


class CentreWhole(CentreOut):
    note: str
    hours: list[OpenHours]
    closed: list[CentreShutOut]
    offers: list[CentreOfferOut]


class CentreListing(Schema):
    part: Short = ""
    level: Short = ""
    at: Cursor = ""


class CentreOffering(Schema):
    """Ids of services; without ``weekdays`` they are done whenever it is open."""

    services: list[UUID] = Field([], max_length=200)
    from_on: Day
    weekdays: list[int] = Field([], max_length=7)
    opens: time | None = None
    closes: time | None = None
    desk: Code = ""
    provider: Short = ""


class CentreClosing(Schema):
    first: Day
    last: Day
    why: Short


def told(row: ServiceCentre, reach: queries.Reach, is_open: bool) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "level": row.level, "address": row.address, "phone": row.phone,
        "longitude": row.longitude, "latitude": row.latitude, "is_open": is_open,
        "items": reach.items, "categories": reach.categories, "version": row.version,
    }  # fmt: skip


def whole(row: ServiceCentre) -> dict[str, Any]:
    moment = timezone.localtime(now())
    on = moment.date()
    reach = queries.reaches([row], on).get(row.pk, queries.Reach())
    return told(row, reach, queries.doors([row], moment)[row.pk].is_open) | {
        "note": row.note,
        "hours": [
            {"weekday": one.weekday, "opens": one.opens, "closes": one.closes}
            for one in read_hours(row.hours)
        ],
        "closed": [
            {"first": one.first, "last": one.last, "why": one.why}
            for one in queries.closed_days(row, on)
        ],
        "offers": [
            {"id": str(one.offering.public_id), "service": str(one.offering.item.public_id),
             "title": one.words.title if one.words else "", "weekdays": one.offering.weekdays,
             "opens": one.offering.opens, "closes": one.offering.closes,
             "desk": one.offering.desk, "provider": one.offering.provider,
             "since": one.offering.held.lower}
            for _category, rows in queries.offered(row, on) for one in rows
        ],
    }  # fmt: skip


def read(said: CentreIn, former: Told | None = None) -> Told:
    return Told(
        name=said.name, level=said.level, address=said.address, phone=said.phone,
        longitude=said.longitude, latitude=said.latitude, note=said.note,
        unit=former.unit if former else None,
        hours=tuple(Hours(one.weekday, one.opens, one.closes) for one in said.hours),
    )  # fmt: skip


def centre_of(scope: Scope, centre_id: UUID) -> ServiceCentre:
    """A centre of the own part. Raises: Http404."""
    try:
        return queries.centre(scope, centre_id)
    except ServiceCentre.DoesNotExist as missing:
        raise Http404 from missing


def tag_of(row: ServiceCentre) -> tuple[object, ...]:
    return ("centre", row.public_id, row.version, row.held.upper)


@router.get("", response={200: Paged[CentreOut], **SAYS_NO})
def list_centres(request: HttpRequest, said: Query[CentreListing]) -> dict[str, Any]:
    """Centres of the own part by name, and whether each is open now."""
    moment = timezone.localtime(now())
    rows = queries.centres(scope_of(request, Duty.SERVICES_SEE), part=said.part, level=said.level)
    page = page_of(rows, keys=("name", "id"), at=said.at)
    reaches, doors = queries.reaches(page.rows, moment.date()), queries.doors(page.rows, moment)
    return paged(
        page,
        lambda row: told(row, reaches.get(row.pk, queries.Reach()), doors[row.pk].is_open),
    )


@router.post("", response={201: CentreWhole, **SAYS_NO})
@once
def open_a_centre(request: HttpRequest, response: HttpResponse, said: CentreOpening) -> Any:
    """A centre for which the organisation answers."""
    scope = scope_of(request, Duty.SERVICES_KEEP)
    row = actions.open_centre(
        org=organisation_of(scope, said.organisation), told=read(said), from_on=said.from_on,
        by=scope, at=now(),
    )  # fmt: skip
    return Status(201, _answer(scope, response, row))


@router.get("/{centre_id}", response={200: CentreWhole, **SAYS_NO})
def get_centre(request: HttpRequest, response: HttpResponse, centre_id: UUID) -> Any:
    """One centre whole; its ETag goes into If-Match of a change."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    return _answer(scope, response, centre_of(scope, centre_id))


@router.put("/{centre_id}", response={200: CentreWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_centre(
    request: HttpRequest, response: HttpResponse, centre_id: UUID, said: CentreIn
) -> Any:
    """Place, telephone, hours."""
    scope = scope_of(request, Duty.SERVICES_KEEP)
    row = centre_of(scope, centre_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.change_centre(
        centre=row, told=read(said, actions.told_of(row)), by=scope, at=now(), version=version
    )
    return _answer(scope, response, row)


@router.post("/{centre_id}/offers", response={201: CentreWhole, **SAYS_NO})
@once
def offer_services(
    request: HttpRequest, response: HttpResponse, centre_id: UUID, said: CentreOffering
) -> Any:
    """These services are done there from a day on."""
    scope = scope_of(request, Duty.SERVICES_KEEP)
    row = centre_of(scope, centre_id)
    items = queries.items_of(scope, said.services, local_day(now()))
    if len(items) != len(set(said.services)):
        raise Http404
    doing = Doing(tuple(said.weekdays), said.opens, said.closes, said.desk, said.provider)
    actions.offer_items(
        centre=row, items=items, doing=doing, from_on=said.from_on, by=scope, at=now()
    )
    return Status(201, _answer(scope, response, row))


@router.post("/{centre_id}/closed", response={201: CentreWhole, **SAYS_NO})
@once
def close_a_centre(
    request: HttpRequest, response: HttpResponse, centre_id: UUID, said: CentreClosing
) -> Any:
    """Days on which it is closed, said beforehand."""
    scope = scope_of(request, Duty.SERVICES_KEEP)
    row = centre_of(scope, centre_id)
    actions.close_days(
        centre=row, first=said.first, last=said.last, why=said.why, by=scope, at=now()
    )
    return Status(201, _answer(scope, response, row))


def _answer(scope: Scope, response: HttpResponse, row: ServiceCentre) -> dict[str, Any]:
    fresh = centre_of(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)
