"""Which services are in sight, and what does the catalogue say of them on a day? Reads."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.work.catalogue.models import ItemWording, ServiceItem


def above(path: str) -> list[str]:
    """The path itself and all above it."""
    return [*paths.ancestors(path), path] if path else []


def in_sight(scope: Scope) -> Q:
    """Catalogues of the own part, and those of above that hold for it."""
    if scope.is_empty:
        return Q(pk__in=())
    own = Q(org_path__gte=scope.path, org_path__lt=scope.hi)
    return own | Q(org_path__in=above(scope.path))


def item(scope: Scope, public_id: Any, on: date) -> ServiceItem:
    """An item of the own catalogue, or of one above once it began there.

    Raises: ServiceItem.DoesNotExist out of sight.
    """
    planned = Q(held__startswith__gt=on, org_path__in=paths.ancestors(scope.path or "-"))
    found: ServiceItem = (
        ServiceItem.everything.filter(in_sight(scope)).exclude(planned).select_related("category")
        .get(public_id=public_id)
    )  # fmt: skip
    return found


def items_of(scope: Scope, ids: Iterable[Any], on: date) -> list[ServiceItem]:
    """Items in sight that are in a catalogue on or after a day."""
    rows = ServiceItem.everything.filter(in_sight(scope), public_id__in=list(ids))
    return list(rows.filter(Q(held__contains=on) | Q(held__startswith__gt=on)))


def last_wording(row: ServiceItem) -> ItemWording:
    found: ItemWording = ItemWording.everything.filter(item=row).latest("held")
    return found


def wordings(row: ServiceItem) -> list[ItemWording]:
    """What the catalogue said and will say of an item, the latest first."""
    return list(ItemWording.everything.filter(item=row).order_by("-held"))


def title_of(row: ServiceItem, on: date) -> str:
    words = ItemWording.everything.filter(item=row)
    found = words.filter(held__contains=on).first() or words.order_by("-held").first()
    return found.title if found else ""


def titles(items: Iterable[int], on: date) -> dict[int, ItemWording]:
    rows = ItemWording.everything.filter(item__in=list(items), held__contains=on)
    return {row.item_id: row for row in rows}


def last_titles(items: Iterable[int], on: date) -> dict[int, ItemWording]:
    """The words of a day, or the last ones of items that the catalogue has no more."""
    ids = set(items)
    found = titles(ids, on)
    gone = ids - set(found)
    if gone:
        rows = ItemWording.everything.filter(item__in=gone)
        found |= {row.item_id: row for row in rows.order_by("item", "-held").distinct("item")}
    return found


def choices(scope: Scope, on: date) -> list[tuple[ServiceItem, ItemWording]]:
    """Items in sight on a day with their words, by category and title; two queries."""
    rows = ServiceItem.everything.filter(in_sight(scope), held__contains=on)
    items = {row.pk: row for row in rows.select_related("category")}
    words = ItemWording.everything.filter(item__in=items, held__contains=on)
    found = [(items[row.item_id], row) for row in words.order_by("title", "id")]
    return sorted(found, key=lambda one: one[0].category.place)
