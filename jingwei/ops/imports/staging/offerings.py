"""How does a checked list of offerings become judged rows? Held against the catalogue in force."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django.db.models import Q

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules import offerings as rules
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import OFFERINGS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import offerings as writing
from jingwei.systems.community.centres.models import ItemWording, Offering, ServiceCentre


@dataclass(frozen=True)
class Item:
    """An item of the catalogue as it is worded on the roster's day."""

    id: int
    path: str
    title: str
    category: str
    kind: str
    price: Decimal
    never_ask: frozenset[str]


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its centre and its item."""
    count = len(table)
    centres = _centres(table, scope)
    items = _items(table, scope, centres, batch.as_of)
    _against_catalogue(table, items)
    say_twice(table, "item", [
        (centre.pk, item.id) if centre and item else None
        for centre, item in zip(centres, items, strict=True)
    ])  # fmt: skip
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in centres]
    prepared.other = [one.pk if one else None for one in centres]
    prepared.target = _on_file(table, batch, centres, items)
    prepared.extra["item_id"] = [str(one.id) if one else None for one in items]
    prepared.extra["title"] = [
        one.title if one else text
        for one, text in zip(items, texts(table, "item", count), strict=True)
    ]
    doing = [rules.doing(text) if text else None for text in texts(table, "hours", count)]
    prepared.extra["days"] = [None if one is None else json.dumps(one[0]) for one in doing]
    prepared.extra["opens"] = [None if one is None else one[1] or None for one in doing]
    prepared.extra["closes"] = [None if one is None else one[2] or None for one in doing]
    copy_in(lines(batch, table, OFFERINGS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("offering"),
    )  # fmt: skip


def _say(table: Table, column: str, code: str, rows: list[int]) -> None:
    table.issues.add(column, [Find(code)], np.array(rows, np.int32))


def _centres(table: Table, scope: Scope) -> list[ServiceCentre | None]:
    by_name: dict[str, list[ServiceCentre]] = defaultdict(list)
    for row in ServiceCentre.objects.within(scope).filter(held__endswith=None):
        by_name[names.normal(row.name)].append(row)
    found: list[ServiceCentre | None] = []
    unknown: list[int] = []
    several: list[int] = []
    for at, text in enumerate(texts(table, "centre", len(table))):
        same = by_name.get(names.normal(text or ""), [])
        found.append(same[0] if len(same) == 1 else None)
        if text and found[-1] is None:
            (several if same else unknown).append(at)
    _say(table, "centre", "centre.unknown", unknown)
    _say(table, "centre", "centre.several", several)
    return found


def _items(
    table: Table, scope: Scope, centres: list[ServiceCentre | None], on: date
) -> list[Item | None]:
    """The item of the catalogue that holds for the centre: the nearest one of that name."""
    count = len(table)
    above = [*paths.ancestors(scope.path), scope.path] if scope.path else []
    seen = Q(org_path__gte=scope.path, org_path__lt=scope.hi) | Q(org_path__in=above)
    by_title: dict[str, list[Item]] = defaultdict(list)
    rows = ItemWording.everything.filter(seen, held__contains=on, item__held__contains=on)
    for one in rows.select_related("item__category"):
        by_title[names.normal(one.title)].append(
            Item(one.item_id, one.org_path, one.title, one.item.category.title, one.kind,
                 one.price, frozenset(one.never_ask))
        )  # fmt: skip
    found: list[Item | None] = []
    unknown: list[int] = []
    several: list[int] = []
    said = zip(texts(table, "item", count), texts(table, "category", count), centres, strict=True)
    for at, (title, category, centre) in enumerate(said):
        same = [
            one for one in by_title.get(names.normal(title or ""), [])
            if (centre is None or centre.org_path.startswith(one.path))
            and (category is None or names.normal(category) == names.normal(one.category))
        ]  # fmt: skip
        nearest = max((len(one.path) for one in same), default=0)
        same = [one for one in same if len(one.path) == nearest]
        found.append(same[0] if len(same) == 1 else None)
        if title and centre is not None and found[-1] is None:
            (several if same else unknown).append(at)
    _say(table, "item", "offering.item_unknown", unknown)
    _say(table, "category", "offering.item_several", several)
    return found


def _against_catalogue(table: Table, items: list[Item | None]) -> None:
    """Price, kind and papers are the catalogue's: a row may repeat them, not say otherwise."""
    count = len(table)
    said = {key: texts(table, key, count) for key in ("kind", "price", "bring", "never_ask")}
    for at, item in enumerate(items):
        if item is None:
            continue
        if said["kind"][at] and said["kind"][at] != item.kind:
            _say(table, "kind", "offering.kind", [at])
        if (price := said["price"][at]) is not None and Decimal(price) != item.price:
            find = Find("offering.price", params={"price": f"{item.price:f}"})
            table.issues.add("price", [find], np.array([at], np.int32))
        asked = rules.papers(said["bring"][at]) & item.never_ask
        if asked:
            find = Find("offering.must_not_ask", params={"which": "、".join(sorted(asked))})
            table.issues.add("bring", [find], np.array([at], np.int32))
        if said["never_ask"][at] and rules.papers(said["never_ask"][at]) - item.never_ask:
            _say(table, "never_ask", "offering.never_ask", [at])


def _on_file(
    table: Table, batch: Batch, centres: list[ServiceCentre | None], items: list[Item | None]
) -> list[int | None]:
    """What the centre does already. What it stopped after the roster's day stays stopped."""
    rows = Offering.everything.filter(centre__in={one.pk for one in centres if one})
    open_ones: dict[tuple[int, int], int] = {}
    stopped: set[tuple[int, int]] = set()
    for pk, centre, item, held in rows.values_list("id", "centre_id", "item_id", "held"):
        if held.isempty:
            continue
        if held.upper is None:
            open_ones[centre, item] = pk
        elif held.upper > batch.as_of:
            stopped.add((centre, item))
    keys = [
        (one.pk, item.id) if one and item else (0, 0)
        for one, item in zip(centres, items, strict=True)
    ]
    late = [at for at, key in enumerate(keys) if key in stopped and key not in open_ones]
    _say(table, "item", "offering.stopped", late)
    return [open_ones.get(key) for key in keys]
