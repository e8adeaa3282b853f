"""Which station, studio or centre, and which place does a row mean? By name, in scope only."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules.centres import week
from jingwei.ops.imports.staging.communities import say_twice, turned
from jingwei.ops.imports.staging.lines import Prepared
from jingwei.ops.imports.staging.lookup import Finder, Known, organisations_of, say_finds, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared

GRASSROOTS = ("village", "community")


def on_file(
    table: Table, rows: Any, orgs: Sequence[Known | None], several: str
) -> list[Any | None]:  # fmt: skip
    """The row of each name among ``rows``: the only one, else that of the organisation named.

    ``several`` is said where no organisation tells them apart. One query.
    """
    by_name: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_name[names.normal(row.name)].append(row)
    found: list[Any | None] = []
    doubtful = []
    for at, (name, org) in enumerate(zip(texts(table, "name", len(table)), orgs, strict=True)):
        same = by_name.get(names.normal(name or ""), [])
        if org is not None:  # one of the same name elsewhere is another one
            same = [one for one in same if one.org_id == org.id]
        elif len(same) > 1:
            doubtful.append(at)
        found.append(same[0] if len(same) == 1 else None)
    table.issues.add("name", [Find(several)], np.array(doubtful, np.int32))
    return found


def named(
    table: Table, key: str, model: Any, scope: Scope, finder: Finder, unknown: str
) -> list[Any | None]:
    """The open station or studio that each row names in ``key``: the only one of that name, or of
    the organisation named. Three queries."""
    orgs = organisations_of(table, "org", finder)
    by_name: dict[str, list[Any]] = defaultdict(list)
    for row in model.objects.within(scope).filter(held__endswith=None):
        by_name[names.normal(row.name)].append(row)
    found: list[Any | None] = []
    nobody, doubtful = [], []
    for at, (name, org) in enumerate(zip(texts(table, key, len(table)), orgs, strict=True)):
        same = by_name.get(names.normal(name or ""), []) if name else []
        if org is not None:
            same = [one for one in same if one.org_id == org.id]
        found.append(same[0] if len(same) == 1 else None)
        if name and not same:
            nobody.append(at)
        elif len(same) > 1:
            doubtful.append(at)
    table.issues.add(key, [Find(unknown)], np.array(nobody, np.int32))
    table.issues.add(key, [Find("door.several")], np.array(doubtful, np.int32))
    return found


def units_of(
    table: Table, scope: Scope, unknown: str, kinds: Collection[str] = ()
) -> list[Unit | None]:
    """The unit of each row by full name or code; ``unknown`` is said of others. Two queries."""
    cells = table.cells.get("unit")
    if cells is None:
        return [None] * len(table)
    wanted = {str(value) for value in cells.values if value}
    by_text: dict[str, list[Unit]] = defaultdict(list)
    rows = Unit.objects.within(scope).filter(held__endswith=None)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    for row in (*rows.filter(name__in=wanted), *rows.filter(code__in=wanted)):
        for text in {row.name, row.code or ""} & wanted:
            by_text[text].append(row)
    said = [
        None if value is None
        else by_text[str(value)][0] if len(by_text.get(str(value), [])) == 1
        else Find(unknown)
        for value in cells.values
    ]  # fmt: skip
    say_finds(table, "unit", said)
    known = [one if isinstance(one, Unit) else None for one in said]
    return [known[code] for code in cells.codes.tolist()]


def prepared(
    batch: Batch, table: Table, scope: Scope, finder: Finder, model: Any
) -> tuple[Prepared, list[Any | None], list[Unit | None]]:
    """Organisation, place, hours and the row on file of each row of a list of doors.

    A new one without a word on it falls to the batch's office.
    """
    count = len(table)
    orgs = organisations_of(table, "org", finder)
    found = on_file(
        table, model.objects.within(scope).filter(held__endswith=None), orgs, "door.several"
    )
    units = units_of(table, scope, "door.unit", GRASSROOTS)
    say_twice(table, "name", [
        (one.pk if one else (names.normal(name), org.id if org else 0)) if name else None
        for one, name, org in zip(found, texts(table, "name", count), orgs, strict=True)
    ])  # fmt: skip
    made = Prepared()
    made.org = [
        org.id if org else one.org_id if one else batch.org_id
        for org, one in zip(orgs, found, strict=True)
    ]
    made.other = [one.id if one else None for one in units]
    made.target = [one.pk if one else None for one in found]
    made.extra["week"] = [
        json.dumps(week(text) or []) if text else None for text in texts(table, "hours", count)
    ]
    made.extra["point"] = [json.dumps(one) if one else None for one in turned(table)]
    return made, found, units


def say_lacking(table: Table, found: Sequence[Any | None], needed: Sequence[str]) -> None:
    """What a new row needs beyond its name; an empty cell of one on file says nothing."""
    new = np.array([one is None for one in found], np.bool_)
    for key in needed:
        empty = np.array([text is None for text in texts(table, key, len(table))], np.bool_)
        if key in table.cells:
            said = table.cells[key]
            empty &= ~np.isin(said.codes, list(said.parsed.finds))
        title = table.kind.by_key[key].title
        find = Find("cell.required", params={"title": title})
        table.issues.add(key, [find], np.flatnonzero(new & empty))


def of_members(
    table: Table, scope: Scope, doors: Sequence[Any | None],
    on_file: Callable[[set[int]], Mapping[tuple[int, int], int]],
) -> Prepared:  # fmt: skip
    """Rows that name a member at a door (``other``), found at or below the door's organisation,
    which answers. Nobody twice at one door; ``on_file`` gives (door, member) -> row of some doors.
    """
    orgs = [one.org_id if one else None for one in doors]
    inside = {one.org_id: one.org_path for one in doors if one}
    members = shared.people_of(table, scope, orgs, inside=inside)
    told = zip(texts(table, "name", len(table)), members, doors, strict=True)
    nobody = [at for at, (name, who, door) in enumerate(told) if name and door and who is None]
    shared.say(table, "name", "agent.unknown", nobody)
    pairs = [
        (door.pk, who.id) if door and who else None
        for door, who in zip(doors, members, strict=True)
    ]
    say_twice(table, "name", pairs)
    known = on_file({pair[0] for pair in pairs if pair})
    prepared = Prepared(org=orgs)
    prepared.other = [one.id if one else None for one in members]
    prepared.target = [known.get(pair) if pair else None for pair in pairs]
    return prepared
