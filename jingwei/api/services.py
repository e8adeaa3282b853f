"""The catalogue of services by the API: what is done, what to bring, what nobody may ask for."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Day, Name, Short
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.systems.community.centres import catalogue, queries
from jingwei.systems.community.centres.kinds import ItemKind, Ring
from jingwei.systems.community.centres.models import ServiceCategory, ServiceItem
from jingwei.systems.community.centres.rules import Entry

router = Router(tags=["services"])


class ServiceIn(Schema):
    """What the catalogue says of an item from a day on."""

    title: Name
    kind: ItemKind
    ring: Ring | str = Field("", max_length=10)
    for_whom: Name = ""
    bring: list[Short] = Field([], max_length=20)
    never_ask: list[Short] = Field([], max_length=20)
    takes: Short
    price: Decimal = Field(Decimal(0), ge=0, le=100_000, max_digits=8, decimal_places=2)
    price_words: Short = ""
    basis: Name
    is_required: bool = False
    from_on: Day


class ServiceListing(Schema):
    """``on``: as the catalogue stood on that day; today where nothing is said."""

    on: Day | None = None


class ServiceOut(Schema):
    """One item. ``centres`` counts those of the own part that do it."""

    id: str
    category: str
    title: str
    kind: str
    ring: str
    for_whom: str
    bring: list[str]
    never_ask: list[str]
    takes: str
    price: Decimal
    price_words: str
    basis: str
    is_required: bool
    since: date
    version: int
    centres: int


SAID = (
    "title", "kind", "ring", "for_whom", "bring", "never_ask", "takes", "price", "price_words",
    "basis", "is_required",
)  # fmt: skip


def told(line: queries.Line, category: str) -> dict[str, Any]:
    return {name: getattr(line.words, name) for name in SAID} | {
        "id": str(line.item.public_id), "category": category, "since": line.words.held.lower,
        "version": line.item.version, "centres": line.centres,
    }  # fmt: skip


def read(said: ServiceIn) -> Entry:
    ring = said.ring if said.ring in Ring.values else ""
    return Entry(
        **{name: getattr(said, name) for name in SAID}
        | {"ring": ring, "bring": tuple(said.bring), "never_ask": tuple(said.never_ask)}
    )


def _one(scope: Scope, row: ServiceItem, on: date) -> dict[str, Any]:
    words = queries.titles([row.pk], on).get(row.pk) or queries.last_wording(row)
    return told(queries.Line(row, words), row.category.title)


@router.get("", response={200: list[ServiceOut], **SAYS_NO})
def list_services(request: HttpRequest, said: Query[ServiceListing]) -> list[dict[str, Any]]:
    """The catalogues that hold for the own part, by category and title."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    shelves = queries.shelves(scope, said.on or local_day(now()))
    return [told(line, shelf.category.title) for shelf in shelves for line in shelf.lines]


@router.get("/{item_id}", response={200: ServiceOut, **SAYS_NO})
def get_service(request: HttpRequest, item_id: UUID) -> dict[str, Any]:
    """One item in the words of today."""
    scope = scope_of(request, Duty.SERVICES_SEE)
    return _one(scope, item_of(scope, item_id), local_day(now()))


@router.post("/categories/{category_id}/items", response={201: ServiceOut, **SAYS_NO})
@once
def add_a_service(request: HttpRequest, category_id: UUID, said: ServiceIn) -> Any:
    """A new item of a category of the own catalogue."""
    scope = scope_of(request, Duty.RULES_KEEP)
    try:
        category = queries.category(scope, category_id)
    except ServiceCategory.DoesNotExist as missing:
        raise Http404 from missing
    row = catalogue.add_item(
        category=category, entry=read(said), from_on=said.from_on, by=scope, at=now()
    )
    return Status(201, _one(scope, row, said.from_on))


@router.put("/{item_id}", response={200: ServiceOut, **SAYS_NO})
@once
def change_a_service(request: HttpRequest, item_id: UUID, said: ServiceIn) -> Any:
    """Other words from a day on; the former ones stand until then."""
    scope = scope_of(request, Duty.RULES_KEEP)
    row = catalogue.change_item(
        item=item_of(scope, item_id), entry=read(said), from_on=said.from_on, by=scope, at=now()
    )
    return _one(scope, row, said.from_on)


def item_of(scope: Scope, item_id: UUID) -> ServiceItem:
    """An item of a catalogue that holds for the own part. Raises: Http404."""
    try:
        return queries.item(scope, item_id, local_day(now()))
    except ServiceItem.DoesNotExist as missing:
        raise Http404 from missing
