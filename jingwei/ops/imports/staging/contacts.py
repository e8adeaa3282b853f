"""How does a checked list of contacts become judged rows? Members, and stairwells on file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.communities import (
    Houses,
    Place,
    communities_of,
    plain_number,
    say_twice,
)
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import CONTACTS, MEMBERS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import contacts as writing
from jingwei.systems.community.grids.models import Contact, Stairwell

_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the member, ``stair`` the stairwell."""
    count = len(table)
    places = communities_of(table, scope)
    stairs = _stairwells(table, places)
    members = _members(table, scope, places)
    say_twice(table, "name", [
        (stair, person) if stair and person else None
        for stair, person in zip(stairs, members, strict=True)
    ])  # fmt: skip
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in places]
    prepared.other = members
    prepared.extra["stair"] = [str(one) if one else None for one in stairs]
    consents = [first_day(text) for text in texts(table, "consent_on", count)]
    prepared.target = _on_file(table, stairs, members, consents)
    copy_in(lines(batch, table, CONTACTS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.JUDGEMENT, writing.JOINS,
        new_id("stairwell_contact"),
    )  # fmt: skip


def _say(table: Table, key: str, code: str, rows: list[int], **params: Any) -> None:
    table.issues.add(key, [Find(code, params=params)], np.array(rows, np.int32))


def _stairwells(table: Table, places: list[Place | None]) -> list[int | None]:
    """The stairwell that each row means; the only one of its building where none is written."""
    count = len(table)
    houses = Houses(places)
    said, units = texts(table, "building", count), texts(table, "stairwell", count)
    found = [
        houses.find(place, text) if place and text else None
        for place, text in zip(places, said, strict=True)
    ]
    of_house: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Stairwell.everything.filter(
        building__in={one.id for one in found if one}, held__endswith=None
    )
    for pk, house, name in rows.values_list("id", "building_id", "name"):
        of_house[house][_plain(name)] = pk
    stairs: list[int | None] = []
    unknown, missing = [], []
    for at, (place, house, unit) in enumerate(zip(places, found, units, strict=True)):
        there = of_house[house.id] if house else {}
        pk = there.get(_plain(unit)) if unit else None
        if not unit and len(there) == 1:
            (pk,) = there.values()
        stairs.append(pk)
        if place and house is None and said[at]:
            unknown.append(at)
        elif house is not None and pk is None:
            missing.append(at)
    _say(table, "building", "building.unknown", unknown)
    _say(table, "stairwell", "stairwell.unknown", missing)
    return stairs


def _plain(text: str) -> str:
    """``1``, ``01单元`` and ``一单元`` are one stairwell."""
    bare = names.normal(text).removesuffix("单元").removesuffix("楼道").removesuffix("梯")
    return plain_number(bare) or _DIGITS.get(bare, bare)


def _members(table: Table, scope: Scope, places: list[Place | None]) -> list[int | None]:
    """By ID number, else the only member of that name: in the community first, then in sight."""
    count = len(table)
    said = texts(table, "name", count)
    indexes = people.indexed(table, MEMBERS).get("id_number", [None] * count)
    known = people.on_file(scope, MEMBERS, indexes)
    by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Person.objects.within(scope).filter(
        name__in={one for one in said if one}, merged_into=None, is_gone=False
    )
    for pk, name, path in rows.values_list("id", "name", "org_path"):
        by_name[name].append((pk, path))
    found: list[int | None] = []
    nobody, several = [], []
    for at, (index, name, place) in enumerate(zip(indexes, said, places, strict=True)):
        same = by_name.get(name or "", [])
        if index:
            one = known.get(index)
            found.append(one.id if one and one.id in {pk for pk, _path in same} else None)
        else:
            near = [one for one in same if place and one[1].startswith(place.org_path)] or same
            found.append(near[0][0] if len(near) == 1 else None)
            if len(near) > 1:
                several.append(at)
                continue
        if name and found[-1] is None:
            nobody.append(at)
    _say(table, "name", "person.unknown", nobody)
    _say(table, "name", "contact.several", several)
    return found


def _on_file(
    table: Table, stairs: list[int | None], members: list[int | None],
    consents: list[date | None],
) -> list[int | None]:  # fmt: skip
    """Who is asked there already. A consent that was taken back needs a new one of a later day."""
    open_ones: dict[tuple[int, int], int] = {}
    withdrawn: dict[tuple[int, int], date] = {}
    rows = Contact.everything.filter(stairwell__in={one for one in stairs if one})
    for pk, stair, person, held in rows.values_list("id", "stairwell_id", "person_id", "held"):
        if held.isempty:
            continue
        if held.upper is None:
            open_ones[stair, person] = pk
        else:
            withdrawn[stair, person] = max(withdrawn.get((stair, person), held.upper), held.upper)
    found: list[int | None] = []
    for at, (stair, person, on) in enumerate(zip(stairs, members, consents, strict=True)):
        key = (stair or 0, person or 0)
        found.append(open_ones.get(key))
        ended = withdrawn.get(key)
        if found[-1] is None and ended is not None and (on is None or on < ended):
            _say(table, "consent_on", "contact.withdrawn", [at], day=ended.isoformat())
    return found
