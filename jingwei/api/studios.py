"""Delegates' studios by the API: where, when, how many, and taking on what somebody brings."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of
from jingwei.api.doors import DoorEnd, DoorIn, DoorOut, door_changed, door_read, door_told
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Day, Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.orgs.models import Unit
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.public_benefit import places
from jingwei.systems.public_benefit.studios import actions, queries
from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.systems.public_benefit.studios.models import DelegateStudio, StudioDelegate
from jingwei.work.matters import receipts
from jingwei.work.matters.actions import Told

router = Router(tags=["studios"])
SEE, KEEP, HANDLE = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP, Duty.MATTERS_HANDLE


class StudioOut(DoorOut):
    kind: str
    community: str


class ProxyCount(Schema):
    """Counts of records; nobody is named."""

    proxy: str
    received: int
    answered: int
    waiting: int


class StudioDelegateOut(Schema):
    """Who receives there; residents read the name where it is ``public``."""

    id: str
    name: str
    public: bool


class StudioWhole(StudioOut):
    proxies: list[ProxyCount]
    delegates: list[StudioDelegateOut]


class StudioListing(Schema):
    kind: Code = ""
    closed: Literal["", "1"] = ""
    at: Cursor = ""


class StudioDoor(DoorIn):
    kind: StudioKind
    unit: UUID


class StudioIn(StudioDoor):
    organisation: Code


class StudioDelegateIn(Schema):
    """``member`` by id; ``consent_on`` is the day of agreeing to be named in public."""

    member: UUID
    consent_on: Day | None = None


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
    return door_told(row) | {"kind": row.kind, "community": row.unit.name}


def delegate_told(row: StudioDelegate) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "public": row.consent_on is not None
    }  # fmt: skip


def whole(row: DelegateStudio) -> dict[str, Any]:
    counts = queries.by_proxy(row)
    return told(row) | {
        "proxies": [
            {"proxy": proxy.value, "received": one.received, "answered": one.answered,
             "waiting": one.waiting}
            for proxy in Proxy
            for one in [counts.get(proxy.value, queries.Taken())]
        ],
        "delegates": [delegate_told(one) for one in queries.delegates(row, local_day(now()))],
    }  # fmt: skip


def studio_of(scope: Scope, public_id: UUID) -> DelegateStudio:
    """Raises: Http404, the same for out of sight and unknown."""
    return found(lambda: queries.studio(scope, public_id))


def door_of(said: StudioDoor, units: list[Unit]) -> actions.Doorplate:
    return actions.Doorplate(kind=said.kind, **door_read(said, said.unit, units))


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
    door = door_of(said, places.grassroots(scope, org.path, local_day(now())))
    return Status(201, whole(actions.open_studio(org=org, door=door, by=scope, at=now())))


@router.get("/{studio_id}", response={200: StudioWhole, 304: None, **SAYS_NO})
def get_studio(request: HttpRequest, response: HttpResponse, studio_id: UUID) -> Any:
    """One studio with counts of what it took on."""
    answer = whole(studio_of(scope_of(request, SEE), studio_id))
    return Status(304, None) if known(request, response, "studio", repr(answer)) else answer


@router.put("/{studio_id}", response={200: StudioWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_studio(
    request: HttpRequest, response: HttpResponse, studio_id: UUID, said: StudioDoor
) -> Any:
    """Another place, other hours; residents see it at once."""
    scope = scope_of(request, KEEP)

    def change(row: DelegateStudio, version: int | None) -> None:
        door = door_of(said, places.near(scope, row, local_day(now())))
        actions.change_studio(studio=row, door=door, by=scope, at=now(), version=version)

    return door_changed(
        request, response, "studio", lambda: studio_of(scope, studio_id), whole, change
    )  # fmt: skip


@router.post("/{studio_id}/close", response={200: StudioWhole, **SAYS_NO})
@once
def close_a_studio(request: HttpRequest, studio_id: UUID, said: DoorEnd) -> Any:
    """No longer open, once nobody waits for it, and why."""
    scope = scope_of(request, KEEP)
    row = studio_of(scope, studio_id)
    return whole(actions.close_studio(studio=row, reason=said.reason, by=scope, at=now()))


@router.post("/{studio_id}/delegates", response={201: StudioDelegateOut, **SAYS_NO})
@once
def name_a_studio_delegate(request: HttpRequest, studio_id: UUID, said: StudioDelegateIn) -> Any:
    """Who receives there from today."""
    scope = scope_of(request, KEEP)
    made = actions.name_delegate(
        studio=studio_of(scope, studio_id), person=person_of(scope, said.member),
        consent_on=said.consent_on, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, delegate_told(made))


@router.post("/{studio_id}/delegates/{delegate_id}/end", response={200: StudioWhole, **SAYS_NO})
@once
def end_a_studio_delegate(request: HttpRequest, studio_id: UUID, delegate_id: UUID) -> Any:
    """Receives there no longer."""
    scope = scope_of(request, KEEP)
    row = studio_of(scope, studio_id)
    delegate = found(lambda: queries.delegate(row, delegate_id))
    actions.end_delegate(delegate=delegate, by=scope, at=now())
    return whole(row)


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
