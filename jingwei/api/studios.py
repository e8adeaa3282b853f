"""Delegates' studios by the API: where, when, how many, and taking on what somebody brings."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Name, Paged, Short, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.studios import actions, queries
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.systems.public_benefit.studios.models import DelegateStudio
from jingwei.work.matters import receipts
from jingwei.work.matters.actions import Told

router = Router(tags=["studios"])
SEE, KEEP, HANDLE = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP, Duty.MATTERS_HANDLE


class OpeningHours(Schema):
    """``weekday`` 1 is Monday."""

    weekday: int
    opens: str
    closes: str


class StudioOut(Schema):
    id: str
    organisation: str
    name: str
    kind: str
    community: str
    place: str
    phone: str
    hours: list[OpeningHours]
    open_since: date
    closed_on: date | None


class ProxyCount(Schema):
    """Counts of records; nobody is named."""

    proxy: str
    received: int
    answered: int
    waiting: int


class StudioWhole(StudioOut):
    proxies: list[ProxyCount]


class StudioListing(Schema):
    kind: Code = ""
    closed: Literal["", "1"] = ""
    at: Cursor = ""


class StudioIn(Schema):
    """``hours`` as people write them, one a line: ``周一至周五 9:00-11:30``."""

    organisation: Code
    name: Name
    kind: StudioKind
    unit: UUID
    place: Name
    phone: Short
    hours: Annotated[str, Field(max_length=600)]


class BroughtIn(Schema):
    """What somebody brings; name and phone may be left out."""

    proxy: Proxy
    asked: Annotated[str, Field(max_length=2001)]
    spot: Annotated[str, Field(max_length=120)] = ""
    name: Annotated[str, Field(max_length=50)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""


class BroughtOut(Schema):
    """``receipt`` is told once."""

    id: str
    receipt: str


def told(row: DelegateStudio) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "kind": row.kind, "community": row.unit.name, "place": row.place, "phone": row.phone,
        "hours": [
            {"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in row.hours
        ],
        "open_since": row.held.lower, "closed_on": row.held.upper,
    }  # fmt: skip


def whole(row: DelegateStudio) -> dict[str, Any]:
    counts = queries.by_proxy(row)
    return told(row) | {
        "proxies": [
            {"proxy": proxy.value, "received": one.received, "answered": one.answered,
             "waiting": one.waiting}
            for proxy in Proxy
            for one in [counts.get(proxy.value, queries.Taken())]
        ]
    }  # fmt: skip


def studio_of(scope: Scope, public_id: UUID) -> DelegateStudio:
    """Raises: Http404, the same for out of sight and unknown."""
    try:
        return queries.studio(scope, public_id)
    except DelegateStudio.DoesNotExist as missing:
        raise Http404 from missing


@router.get("", response={200: Paged[StudioOut], **SAYS_NO})
def list_studios(request: HttpRequest, said: Query[StudioListing]) -> dict[str, Any]:
    """Studios of this part of the tree, by name."""
    rows = queries.studios(
        scope_of(request, SEE), local_day(now()), kind=said.kind, closed=said.closed == "1"
    )
    return paged(page_of(rows, keys=("name", "id"), at=said.at), told)


@router.post("", response={201: StudioWhole, **SAYS_NO})
@once
def open_a_studio(request: HttpRequest, said: StudioIn) -> Any:
    """Open a studio; residents see it at once."""
    scope = scope_of(request, KEEP)
    org = organisation_of(scope, said.organisation)
    units = queries.units(scope, org.path, local_day(now()))
    rows, unread = hours.read(said.hours)
    door = actions.Doorplate(
        name=said.name, kind=said.kind, place=said.place, phone=said.phone, hours=rows,
        unread=unread, unit=next((one for one in units if one.public_id == said.unit), None),
    )  # fmt: skip
    return Status(201, whole(actions.open_studio(org=org, door=door, by=scope, at=now())))


@router.get("/{studio_id}", response={200: StudioWhole, 304: None, **SAYS_NO})
def get_studio(request: HttpRequest, response: HttpResponse, studio_id: UUID) -> Any:
    """One studio with counts of what it took on."""
    answer = whole(studio_of(scope_of(request, SEE), studio_id))
    return Status(304, None) if known(request, response, "studio", repr(answer)) else answer


@router.post("/{studio_id}/items", response={201: BroughtOut, **SAYS_NO})
@once
def receive_at_a_studio(request: HttpRequest, studio_id: UUID, said: BroughtIn) -> Any:
    """Take on what somebody brings: a matter with a receipt."""
    scope = scope_of(request, HANDLE)
    row = studio_of(scope, studio_id)
    brought = Told(
        asked=said.asked, place=row.unit, spot=said.spot, name=said.name, phone=said.phone
    )
    matter, code = actions.receive_item(
        studio=row, proxy=said.proxy, told=brought, by=scope, at=now()
    )
    return Status(201, {"id": str(matter.public_id), "receipt": receipts.grouped(code)})
