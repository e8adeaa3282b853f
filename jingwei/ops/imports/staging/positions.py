"""How does a checked roster of posts become judged rows? Seat, holder, and who held it before."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person, Position, Post
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import MEMBERS, POSITIONS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.staging.seats import Placed, Row, Seats, Stretch, place
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import positions as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its seat and what it does there."""
    prepared = Prepared()
    prepared.org = [one.id if one else None for one in organisations_of(table, "org", finder)]
    holders = texts(table, "name", len(table))
    prepared.other = _people(table, scope, prepared.org, holders)
    placed = _placed(table, scope, prepared, holders, batch.as_of)
    prepared.target = [one.target if one else None for one in placed]
    prepared.extra["seat"] = [str(one.seat) if one else None for one in placed]
    prepared.extra["way"] = [str(one.way) if one else None for one in placed]
    copy_in(lines(batch, table, POSITIONS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("position"), writing.SAME,
    )  # fmt: skip


def _placed(
    table: Table, scope: Scope, prepared: Prepared, holders: list[str | None], as_of: date
) -> list[Placed | None]:
    """What becomes of each row; None where its organisation or title is not known."""
    count = len(table)
    titles = texts(table, "title", count)
    since, until = texts(table, "since", count), texts(table, "until", count)
    good = table.good.tolist()
    groups: dict[tuple[int, str], list[Row]] = {}
    for at, (org, title) in enumerate(zip(prepared.org, titles, strict=True)):
        if org and title:
            row = Row(
                at, holders[at] or "", prepared.other[at], first_day(since[at]),
                first_day(until[at]), good[at],
            )  # fmt: skip
            groups.setdefault((org, title), []).append(row)
    there = _seats(scope, {org for org, _title in groups})
    found: list[Placed | None] = [None] * count
    for key, rows in groups.items():
        for one in place(rows, there.get(key, Seats()), as_of):
            found[one.row.at] = one
    _say(table, found)
    return found


def _say(table: Table, found: list[Placed | None]) -> None:
    for field in ("since", "name"):
        said = [
            (at, one.find)
            for at, one in enumerate(found)
            if one and one.find and (field == "name") == (one.find.code == "row.newer_work")
        ]
        if said:
            rows = np.array([at for at, _find in said], np.int32)
            table.issues.add(field, [find for _at, find in said], rows, np.arange(len(said)))


def _seats(scope: Scope, orgs: set[int]) -> dict[tuple[int, str], Seats]:
    """The seats of organisations by title, with who sits and sat in them; two queries."""
    found: dict[tuple[int, str], Seats] = {}
    posts = Post.objects.within(scope).filter(org_id__in=orgs)
    for org, title, seat, held in posts.values_list("org_id", "title", "seat", "held"):
        seats = found.setdefault((org, title), Seats())
        (seats.free if held.upper is None else seats.closed).add(seat)
    rows = Position.objects.within(scope).filter(org_id__in=orgs)
    for key, org, title, seat, person, name, held in rows.values_list(
        "id", "org_id", "post__title", "post__seat", "person_id", "name", "held"
    ):
        seats = found.setdefault((org, title), Seats())
        one = Stretch(key, person, name, held.lower, held.upper)
        if held.upper is None:
            seats.open[seat] = one
            seats.free.discard(seat)
        else:
            seats.past.setdefault(seat, []).append(one)
    return found


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
