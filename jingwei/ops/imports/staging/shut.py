"""How does a checked list of closed days become judged rows? At stations or centres on file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works.shared import say_each
from jingwei.ops.imports.writing import shut as writing

WHOLE = len("2026-01-01")
Days = tuple[date, date]


def staging(layout: Layout, door: Any, shut: Any, key: str, unknown: str) -> Any:
    """``door`` is the model of places, ``shut`` of their closed days, which name one as ``key``."""

    def stage(
        batch: Batch, table: Table, scope: Scope, finder: Finder,
        told: Mapping[tuple[int, str], str],
    ) -> int:  # fmt: skip
        places = doors.named(table, "door", door, scope, finder, unknown)
        said = _said(table)
        known = _on_file(shut, key, {one.pk for one in places if one})
        found = [
            next((row for row in known.get(one.pk, ()) if (row.first, row.last) == days), None)
            if one and days else None
            for one, days in zip(places, said, strict=True)
        ]  # fmt: skip
        pairs = [(one.pk, *days) if one and days else None
                 for one, days in zip(places, said, strict=True)]  # fmt: skip
        say_twice(table, "door", pairs)
        _meets(table, places, said, found, known)
        _past(table, said, batch.as_of)
        prepared = Prepared()
        prepared.org = [one.org_id if one else None for one in places]
        prepared.other = [one.pk if one else None for one in places]
        prepared.target = [one.pk if one else None for one in found]
        copy_in(lines(batch, table, layout, prepared, ~table.good))
        return judge_into_staging(
            batch.pk, writing.judgement(layout), writing.joins(layout), new_id(layout.table)
        )

    return stage


def _said(table: Table) -> list[Days | None]:
    """The days of each row; nothing where one cannot be read."""
    found: list[Days | None] = []
    count = len(table)
    for first, last in zip(texts(table, "first", count), texts(table, "last", count), strict=True):
        if not first or any(day and len(day) != WHOLE for day in (first, last)):
            found.append(None)
            continue
        found.append((date.fromisoformat(first), date.fromisoformat(last or first)))
    return found


def _on_file(shut: Any, key: str, places: set[int]) -> dict[int, list[Any]]:
    """Closed days on file of these places; one query."""
    known: dict[int, list[Any]] = {}
    for row in shut.everything.filter(**{f"{key}__in": places}).order_by("first", "id"):
        known.setdefault(getattr(row, key), []).append(row)
    return known


def _meets(
    table: Table, places: Sequence[Any | None], said: Sequence[Days | None],
    found: Sequence[Any | None], known: Mapping[int, list[Any]],
) -> None:  # fmt: skip
    """Other days on file that overlap: a person takes those back on the page first."""
    meets: dict[int, Find] = {}
    for at, (place, days, same) in enumerate(zip(places, said, found, strict=True)):
        if place is None or days is None or same is not None:
            continue
        for row in known.get(place.pk, ()):
            if row.first <= days[1] and days[0] <= row.last:
                meets[at] = Find("shut.meets", params={"day": row.first.isoformat()})
                break
    say_each(table, "first", meets)


def _past(table: Table, said: Sequence[Days | None], as_of: date) -> None:
    """Days that were over on the day of the list say nothing to residents."""
    past = {at: Find("shut.past") for at, days in enumerate(said) if days and days[1] < as_of}
    say_each(table, "first", past)
