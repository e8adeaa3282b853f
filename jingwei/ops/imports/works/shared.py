"""What do all kinds of past work need? Who is meant, what is there already, one INSERT a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.ops.imports.brought import Confirmed
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.staging.lookup import texts
from jingwei.ops.imports.table import Table

WHOLE_DAY = len("2026-01-01")


@dataclass(frozen=True)
class Who:
    """A member on file in sight: the row and the organisation of the file."""

    id: int
    org: int


def people_of(
    table: Table,
    scope: Scope,
    orgs: Sequence[int | None],
    *,
    inside: Mapping[int, str] | None = None,
) -> list[Who | None]:
    """The member of each row: by ID number, else the only one of that name in the organisation.

    With ``inside`` (organisation -> path) the name may stand anywhere below it. Three queries.
    A number under another name is nobody's.
    """  # fmt: skip
    count = len(table)
    indexes = people.indexed(table, MEMBERS).get("id_number", [None] * count)
    known = people.on_file(scope, MEMBERS, indexes)
    names = texts(table, "name", count)
    by_name = named(scope, names)
    homes = {one.id: one for same in by_name.values() for one, _path in same}
    found: list[Who | None] = []
    for index, name, org in zip(indexes, names, orgs, strict=True):
        if index:
            one = known.get(index)
            mine = homes.get(one.id) if one else None
            same_name = mine and any(mine == who for who, _path in by_name.get(name or "", []))
            found.append(mine if same_name else None)
            continue
        found.append(only(by_name, name, org, inside))
    return found


type Named = dict[str, list[tuple[Who, str]]]


def named(scope: Scope, names: Iterable[str | None]) -> Named:
    """Files in sight by name, each with the path of its organisation; one query."""
    rows = Person.objects.within(scope).filter(
        name__in={name for name in names if name}, merged_into=None
    )
    found: Named = {}
    for key, name, org, path in rows.values_list("id", "name", "org_id", "org_path"):
        found.setdefault(name, []).append((Who(key, org), path))
    return found


def only(
    by_name: Named, name: str | None, org: int | None, inside: Mapping[int, str] | None = None
) -> Who | None:
    """The one of that name in (or below) the organisation; None where there is none or several."""
    same = by_name.get(name or "", [])
    if org is not None and inside is not None:
        same = [(one, path) for one, path in same if path.startswith(inside.get(org, " "))]
    elif org is not None:
        same = [(one, path) for one, path in same if one.org == org]
    return same[0][0] if len(same) == 1 else None


def say(table: Table, key: str, code: str, rows: Iterable[int], **params: object) -> None:
    """The same of some rows."""
    table.issues.add(key, [Find(code, params=params)], np.array(sorted(rows), np.int32))


def say_each(table: Table, key: str, finds: Mapping[int, Find]) -> None:
    """Something of its own of each row."""
    rows = np.array(list(finds), np.int32)
    table.issues.add(key, list(finds.values()), rows, np.arange(len(rows)))


def whole_days(table: Table, keys: Iterable[str]) -> None:
    """Days of work are days: a month alone is told to be said more exactly."""
    for key in keys:
        said = texts(table, key, len(table))
        short = [at for at, day in enumerate(said) if day and len(day) < WHOLE_DAY]
        say(table, key, "work.day", short)


def on_file(table: Table, key: str, differs: Iterable[int]) -> None:
    """Rows that are on file already and say something else: the record stays, a person looks."""
    say(table, key, "work.on_file", differs)


def fresh(table: str, count: int) -> list[int]:
    """So many new keys of a table, for rows that name each other before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', count],
        )
        return [int(key) for (key,) in cursor.fetchall()]


def insert(
    cursor: Any, done: Confirmed, table: str, columns: Mapping[str, str],
    params: Mapping[str, Any] | None = None, *, key: str = "s.target", where: str = "",
    joins: str = "",
) -> int:  # fmt: skip
    """One INSERT for the new rows of the batch, with the images to take them back; how many.

    ``columns`` are SQL over the staged row ``s`` and its organisation ``o``.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(columns.values())
    more = f" AND {where}" if where else ""
    cursor.execute(
        f"""
        WITH made AS (
            INSERT INTO "{table}" (id, org_id, org_path, {names})
            SELECT {key}, o.id, o.path, {values}
            FROM staged_row s JOIN organisation o ON o.id = s.org {joins}
            WHERE s.batch_id = %(batch)s AND s.verdict = 1{more} RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row) SELECT %(entry)s, '{table}', id FROM made
        """,
        {"batch": done.batch.pk, "entry": done.entry, "at": done.at, **(params or {})},
    )
    return int(cursor.rowcount)
