"""What everybody may know or say without an account: doors of the service map, suggestions.

Read as ``jw_public``, as the pages are; nothing is about a resident, and who says something is not
kept. Without a sign-in of its own to the database the whole door stays closed.
"""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from jingwei.api.community_map import Feature
from jingwei.api.core import SAYS_NO, known
from jingwei.api.described import KEY
from jingwei.api.doors import DoorHours
from jingwei.api.schemas import Short
from jingwei.kernel.findings import Refused
from jingwei.shell import words
from jingwei.shell.signin.doorway import address_of
from jingwei.systems.community.doorway import doors, reading
from jingwei.systems.community.doorway.views import now
from jingwei.work.matters import door, receipts
from jingwei.work.matters.suggesting import Suggestion, put_in
from jingwei.work.matters.views.public import BUSY, TOO_MANY

DATUM = "CGCS2000"
OPEN: dict[str, Any] = {"security": []}
router = Router(tags=["public"], auth=None)


class PublicPlace(Schema):
    """A community that has a page and a map."""

    id: str
    name: str
    town: str


class PlacesAsked(Schema):
    """A word of the name, or of the town's."""

    q: Annotated[str, Field(max_length=40)] = ""


class DoorsAsked(Schema):
    """A sort (``centre``, ``station``, ``studio``), a category of the catalogue, only open ones."""

    sort: Short = ""
    category: UUID | None = None
    open: bool = False


class ShutDays(Schema):
    first: date
    last: date
    why: str


class PublicDoor(Schema):
    """A door as it hangs on the wall. ``until`` and ``next_at`` are clock times, with their day
    where that is not today; ``minutes`` on foot from the community's own centre."""

    id: str
    sort: str
    name: str
    what: str
    place: str
    phone: str
    longitude: float | None
    latitude: float | None
    hours: list[DoorHours]
    shut: list[ShutDays]
    is_open: bool
    until: str
    until_on: date | None
    next_on: date | None
    next_at: str
    why: str
    minutes: int | None
    is_own: bool
    does: list[str]
    page: str
    ask: str


class PublicDoors(Schema):
    """Those of the community first, then the nearest. ``rest_day``: the State gives the day off,
    so telephone first where nobody wrote that it is closed."""

    community: PublicPlace
    datum: str
    rest_day: bool
    doors: list[PublicDoor]


class DoorFeatures(Schema):
    """A FeatureCollection of RFC 7946; what has no place on the map has no geometry."""

    type: Literal["FeatureCollection"]
    datum: str
    features: list[Feature]


class SuggestionIn(Schema):
    """What hinders work with the system. ``spot`` is the folder of pages, such as ``/matters/``.
    A telephone is not needed. The same words under the same ``Idempotency-Key`` are one matter."""

    asked: Annotated[str, Field(max_length=2001)]
    spot: Annotated[str, Field(max_length=120)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""


class SuggestionOut(Schema):
    """Whoever has the receipt reads the answer at ``/ask/follow/``; it is shown once."""

    receipt: str


@router.get("/communities", response={200: list[PublicPlace], **SAYS_NO}, openapi_extra=OPEN)
def list_public_communities(request: HttpRequest, said: Query[PlacesAsked]) -> list[dict[str, Any]]:
    """Communities of a word, at most sixty."""
    _open_or_404()
    found = reading.communities(said.q.replace("\x00", "").strip(), now().date())
    return [{"id": str(one.public_id), "name": one.name, "town": one.town} for one in found]


@router.get(
    "/communities/{place_id}/doors", response={200: PublicDoors, 304: None, **SAYS_NO},
    openapi_extra=OPEN,
)  # fmt: skip
def list_public_doors(
    request: HttpRequest, response: HttpResponse, place_id: UUID, said: Query[DoorsAsked]
) -> Any:
    """Doors of a community and round it: where, when, closed days, what is done there."""
    place, rows = _doors(place_id, said)
    answer = {
        "community": place, "datum": DATUM, "doors": [_told(one) for one in rows],
        "rest_day": doors.rest_day(now().date()) is not None,
    }  # fmt: skip
    return _seen(request, response, "doors", answer)


@router.get(
    "/communities/{place_id}/doors.geojson", response={200: DoorFeatures, 304: None, **SAYS_NO},
    openapi_extra=OPEN,
)  # fmt: skip
def map_public_doors(
    request: HttpRequest, response: HttpResponse, place_id: UUID, said: Query[DoorsAsked]
) -> Any:
    """The same as GeoJSON."""
    _place, rows = _doors(place_id, said)
    answer = {
        "type": "FeatureCollection", "datum": DATUM, "features": [_feature(one) for one in rows],
    }  # fmt: skip
    return _seen(request, response, "doors.geojson", answer)


@router.post(
    "/suggestions", response={201: SuggestionOut, **SAYS_NO},
    openapi_extra=OPEN | {"parameters": [KEY]},
)  # fmt: skip
def suggest_by_api(request: HttpRequest, said: SuggestionIn) -> Any:
    """Say what hinders work with the system; the office that runs it answers."""
    _open_or_404()
    key = request.headers.get("Idempotency-Key", "")
    told = Suggestion.of(asked=said.asked, spot=said.spot, phone=said.phone)
    if told.findings:
        raise Refused(*told.findings)
    if not door.may_knock("ask", address_of(request)):
        raise HttpError(TOO_MANY, words.sentence(BUSY))
    code = put_in(told, str(uuid5(NAMESPACE_OID, key) if key else uuid4()))
    return Status(201, {"receipt": receipts.grouped(code)})


def _open_or_404() -> None:
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404


def _doors(place_id: UUID, said: DoorsAsked) -> tuple[dict[str, str], list[doors.Door]]:
    """Raises: Http404 for a community that is not there."""
    _open_or_404()
    moment = now()
    row = reading.community(place_id, moment.date())
    if row is None:
        raise Http404
    place = {"id": str(row.public_id), "name": row.name, "town": row.town}
    here = doors.doors(row, moment).all
    rows = doors.kept(here, sort=said.sort, category=str(said.category or ""), only_open=said.open)
    return place, rows


def _told(one: doors.Door) -> dict[str, Any]:
    point, when = one.point, one.opening
    return {
        "id": point.key, "sort": point.sort, "name": point.name, "what": point.what,
        "place": point.place, "phone": point.phone, "longitude": point.longitude,
        "latitude": point.latitude,
        "hours": [
            {"weekday": day, "opens": str(opens)[:5], "closes": str(closes)[:5]}
            for day, opens, closes in point.hours
        ],
        "shut": [{"first": a, "last": z, "why": why} for a, z, why in point.shut],
        "is_open": when.is_open, "until": when.until, "until_on": when.until_on,
        "next_on": when.next_on, "next_at": when.next_at, "why": when.why,
        "minutes": one.minutes, "is_own": point.is_own, "does": list(point.does),
        "page": point.page, "ask": point.ask,
    }  # fmt: skip


def _feature(one: doors.Door) -> dict[str, Any]:
    told = _told(one)
    x, y = told.pop("longitude"), told.pop("latitude")
    return {
        "type": "Feature", "id": told["id"],
        "geometry": None if x is None or y is None else {"type": "Point", "coordinates": [x, y]},
        "properties": {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in told.items()
        } | {"shut": [
            {"first": a.isoformat(), "last": z.isoformat(), "why": why}
            for a, z, why in one.point.shut
        ]},
    }  # fmt: skip


def _seen(request: HttpRequest, response: HttpResponse, what: str, answer: Any) -> Any:
    """With its ETag; 304 where the caller has it. Open or not is of a minute."""
    response["Cache-Control"] = "private, max-age=60"
    if known(request, response, what, repr(answer)):
        return Status(304, None)
    return answer
