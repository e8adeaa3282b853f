"""How does a checked roster of posts become judged rows? Seat, holder, and who held it before."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person, Position
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import MEMBERS, POSITIONS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import positions as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a second holder of one title takes the second seat."""
    count = len(table)
    prepared = Prepared()
    prepared.org = [one.id if one else None for one in organisations_of(table, "org", finder)]
    titles, holders = texts(table, "title", count), texts(table, "name", count)
    seats = _seats(prepared.org, titles)
    prepared.extra["seat"] = [str(seat) for seat in seats]
    prepared.other = _people(table, scope, prepared.org, holders)
    prepared.target = _held(scope, prepared.org, titles, seats)
    copy_in(lines(batch, table, POSITIONS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        "nextval(pg_get_serial_sequence('position', 'id'))", writing.STILL_VACANT,
    )  # fmt: skip


def _seats(orgs: list[int | None], titles: list[str | None]) -> list[int]:
    used: Counter[tuple[int | None, str | None]] = Counter()
    seats = []
    for org, title in zip(orgs, titles, strict=True):
        used[org, title] += 1
        seats.append(used[org, title])
    return seats


def _people(
    table: Table, scope: Scope, orgs: list[int | None], holders: list[str | None]
) -> list[int | None]:
    """The files of the holders: by ID number, else the one of that name in the organisation.

    A holder who is not on file here is kept by name; an ID number that belongs to nobody is said.
    """
    indexes = people.indexed(table, MEMBERS).get("id_number", [None] * len(table))
    known = people.on_file(scope, MEMBERS, indexes)
    by_name: dict[tuple[int, str], list[int]] = {}
    rows = Person.objects.within(scope).filter(
        name__in={name for name in holders if name}, merged_into=None
    )
    for key, name, org in rows.values_list("id", "name", "org_id"):
        by_name.setdefault((org, name), []).append(key)
    found: list[int | None] = []
    strange = []
    for at, (index, org, name) in enumerate(zip(indexes, orgs, holders, strict=True)):
        same = by_name.get((org or 0, name or ""), [])
        if index and index in known:
            found.append(known[index].id)
        else:
            found.append(same[0] if len(same) == 1 else None)
            if index and name:
                strange.append(at)
    table.issues.add("id_number", [Find("person.unknown")], np.array(strange, np.int32))
    return found


def _held(
    scope: Scope, orgs: list[int | None], titles: list[str | None], seats: list[int]
) -> list[int | None]:
    """The open position of each seat."""
    rows = Position.objects.within(scope).filter(
        org_id__in={org for org in orgs if org}, held__endswith=None
    )
    held = {
        (org, title, seat): key
        for key, org, title, seat in rows.values_list("id", "org_id", "post__title", "post__seat")
    }
    return [
        held.get((org, title, seat)) for org, title, seat in zip(orgs, titles, seats, strict=True)
    ]
