"""What do studios and stations say and hear alike by the API? Name, place, telephone, hours."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from jingwei.api.core import seen_as, version_of
from jingwei.api.schemas import Name, Short, Text
from jingwei.kernel.orgs.models import Unit
from jingwei.systems.public_benefit import hours


class DoorHours(Schema):
    """``weekday`` 1 is Monday."""

    weekday: int
    opens: str
    closes: str


class DoorOut(Schema):
    """What stands at a door; the ETag of one goes into If-Match of a change."""

    id: str
    organisation: str
    name: str
    place: str
    phone: str
    longitude: float | None
    latitude: float | None
    hours: list[DoorHours]
    open_since: date
    closed_on: date | None


class DoorEnd(Schema):
    """Why it closes; it stands in the ledger."""

    reason: Text


class DoorIn(Schema):
    """``hours`` as people write them, one a line: ``周一至周五 9:00-11:30``.

    Longitude and latitude of CGCS2000, both or none."""

    name: Name
    place: Name
    phone: Short
    hours: Annotated[str, Field(max_length=600)]
    longitude: float | None = None
    latitude: float | None = None


def door_told(row: Any) -> dict[str, Any]:
    """The part of a studio or a station that is its door."""
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "place": row.place, "phone": row.phone, "longitude": row.longitude,
        "latitude": row.latitude, "open_since": row.held.lower,
        "closed_on": row.held.upper,
        "hours": [
            {"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in row.hours
        ],
    }  # fmt: skip


def door_changed[Row](
    request: HttpRequest, response: HttpResponse, kind: str, read: Callable[[], Row],
    whole: Callable[[Row], dict[str, Any]], change: Callable[[Row, int | None], Any],
) -> dict[str, Any]:  # fmt: skip
    """A change under If-Match: ``change(row, version)``; gives the whole as it stands then."""
    row: Any = read()
    change(row, version_of(request, row.version, kind, repr(whole(row))))
    answer = whole(read())
    seen_as(response, kind, repr(answer))
    return answer


def door_read(said: DoorIn, unit: UUID | None, units: list[Unit]) -> dict[str, Any]:
    """What was sent, in the shape of a door; the place is one of ``units``."""
    rows, unread = hours.read(said.hours)
    return {
        "name": said.name, "place": said.place, "phone": said.phone, "hours": rows,
        "longitude": said.longitude, "latitude": said.latitude, "unread": unread,
        "unit": next((one for one in units if one.public_id == unit), None),
    }  # fmt: skip
