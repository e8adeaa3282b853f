"""What do the tables come to, and which records stand behind a cell? Counted in one pass each."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics import moving, rules
from jingwei.work.membership.statistics.declare import Line, Table
from jingwei.work.membership.statistics.models import AnnualReport
from jingwei.work.membership.statistics.registered import tables

MOST = 200
WINDOWS = (5_000, 50_000, None)  # keys looked at; what a cell shows is mostly in the first
WITHIN = re.compile(r"\bWITHIN\(([\w.]+)\)")
type Cells = dict[str, dict[str, dict[str, int]]]


@dataclass(frozen=True)
class Record:
    """One record behind a cell, with the organisation where it counts."""

    id: int
    public_id: str
    label: str
    org: str


def counted(org: Organisation, year: int) -> Cells:
    """All tables of an organisation and all below it, as of 31 December; one query for the tables
    over the same records, and one more a table for each range that was put elsewhere that year."""
    moves = moving.moves(org, year)
    said = _said(org, year, moves)
    found: Cells = {}
    with moving.wide(org, moves):
        for some in _over_the_same():
            found |= _counted(some, _put(some[0].records, moves), said)
    for table in tables():
        for where in moves.gone if table.elsewhere else ():
            with moving.there(where):
                more = _counted([table], _put(table.elsewhere), _there(said, where))[table.code]
            for row, columns in more.items():
                for column, n in columns.items():
                    found[table.code][row][column] += n
    return found


def _over_the_same() -> Iterable[list[Table]]:
    """The tables, those together that are about the same records."""
    found: dict[str, list[Table]] = {}
    for table in tables():
        found.setdefault(table.records, []).append(table)
    return found.values()


def _put(statement: str, moves: moving.Moves | None = None) -> str:
    """The SQL of a table with the range in it."""
    return WITHIN.sub(lambda found: moving.within(found[1], moves), statement)


def _counted(some: list[Table], records: str, said: dict[str, Any]) -> Cells:
    """Each record is asked once what it is of all rows and columns, and alike ones are counted
    together: of half a million there are some thousand kinds, and the cells are sums of these.

    ``OFFSET 0`` keeps an age from being worked out anew for each column that names it.
    """
    lines = [line for table in some for line in (*table.rows, *table.columns)]
    names = {true: f"k{n}" for n, true in enumerate(dict.fromkeys(line.is_true for line in lines))}
    kinds = ", ".join(f"({true}) AS {name}" for true, name in names.items())
    which = ", ".join(names.values())
    places = [
        (table.code, row, column)
        for table in some for row in table.rows for column in table.columns
    ]  # fmt: skip
    sums = ", ".join(
        f"coalesce(sum(n) FILTER (WHERE {names[row.is_true]} AND {names[column.is_true]}), 0)"
        "::bigint" for _code, row, column in places
    )  # fmt: skip
    # Declared SQL, put together from constants of the tables; values are parameters.
    query = f"""
        SELECT {sums} FROM (
            SELECT {kinds}, count(*) AS n FROM ({records} OFFSET 0) r GROUP BY {which}
        ) k
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, said)
        numbers = cursor.fetchone()
    found: Cells = {table.code: {row.key: {} for row in table.rows} for table in some}
    for (code, row, column), n in zip(places, numbers, strict=True):
        found[code][row.key][column.key] = n
    return found


def records(
    scope: Scope, table: Table, row: Line, column: Line, org: Organisation, year: int,
    after: int = 0,
) -> list[Record]:  # fmt: skip
    """The records of one cell in sight, by id from ``after`` on; one more than a page holds.

    Who went with an organisation that is out of sight now is counted and stays out of sight.
    """
    if not scope.covers(org.path):
        return []
    moves = moving.moves(org, year)
    said = {**_said(org, year, moves), "after": after, "most": MOST + 1}
    with moving.wide(org, moves):
        rows = _by_windows(table, _put(table.records, moves), row, column, said)
    found = [one if scope.covers(path) else _hidden(one) for one, path in rows]
    for where in moves.gone if table.elsewhere else ():
        with moving.there(where):
            rows = _by_windows(table, _put(table.elsewhere), row, column, _there(said, where))
        found += [_hidden(one) for one, _path in rows]
    return sorted(found, key=lambda one: one.id)[: MOST + 1]


def _hidden(one: Record) -> Record:
    return Record(one.id, "", "-", "")


def _by_windows(
    table: Table, records: str, row: Line, column: Line, said: dict[str, Any]
) -> list[tuple[Record, str]]:
    """The first records by id, sought in pieces: of a city, half a million need not be sorted for
    two hundred."""
    found: list[tuple[Record, str]] = []
    after = said["after"]
    for size in WINDOWS:
        upto = None if size is None else after + size
        left = said["most"] - len(found)
        piece = {**said, "after": after, "upto": upto, "most": left}
        found += _records(table, records, row, column, piece)
        if len(found) >= said["most"] or upto is None:
            break
        after = upto
    return found


def _records(
    table: Table, records: str, row: Line, column: Line, said: dict[str, Any]
) -> list[tuple[Record, str]]:
    """Records with the path of the organisation where each counts.

    The page of them is found before their names: behind policies the planner expects one record
    where there are thousands, and looks for all of them once for each organisation.
    """
    model = apps.get_model(table.model)
    window = "" if said["upto"] is None else " AND c.id <= %(upto)s"
    shown = "code" if model is Organisation else "public_id::text"
    query = f"""
        SELECT r.id, coalesce(x.{shown}, ''), r.label,
            coalesce(nullif(o.short_name, ''), o.name, ''), coalesce(o.path, '')
        FROM (
            SELECT * FROM ({records}) c
            WHERE ({row.is_true}) AND ({column.is_true}) AND c.id > %(after)s{window}
            ORDER BY c.id LIMIT %(most)s
        ) r
        LEFT JOIN {model._meta.db_table} x ON x.id = r.id
        LEFT JOIN organisation o ON o.id = r.org_id
        ORDER BY r.id
    """  # noqa: S608 - declared SQL, put together from constants of the tables
    with connection.cursor() as cursor:
        cursor.execute(query, said)
        return [(Record(*line[:-1]), line[-1]) for line in cursor.fetchall()]


def _said(org: Organisation, year: int, moves: moving.Moves) -> dict[str, Any]:
    return {
        "path": org.path, "hi": upper(org.path), "on": date(year, 12, 31),
        "since": date(year, 1, 1), **moving.said(moves),
    }  # fmt: skip


def _there(said: dict[str, Any], where: moving.Range) -> dict[str, Any]:
    return {**said, "path": where[0], "hi": where[1], "joined_lo": [], "joined_hi": []}


def checks_of(cells: Cells, org: Organisation, year: int) -> list[rules.Check]:
    """The tables against each other, last year as it was frozen, and the figures of December."""
    last = AnnualReport.everything.filter(org=org, year=year - 1).first()
    before = last.cells["compared"]["now"]["all"] if last else None
    stock = figures.in_month([org.pk], date(year, 12, 1), codes=["people.members"])
    told = stock[org.pk, "people.members"].n
    return rules.checks(cells, frozen_before=before, by_figures=None if told is None else int(told))


def report(scope: Scope, org: Organisation, year: int) -> AnnualReport | None:
    found: AnnualReport | None = (
        AnnualReport.objects.within(scope).filter(org=org, year=year)
        .select_related("frozen_by").first()
    )  # fmt: skip
    return found


def digest_of(cells: Cells) -> str:
    """SHA-256 of the cells in one fixed order, as it stands in the ledger."""
    text = json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moved_since(frozen: Cells, now: Cells) -> list[tuple[str, str, str, int, int]]:
    """Cells that would come out otherwise today: late records, corrections, reorganisation."""
    return [
        (table, row, column, n, now.get(table, {}).get(row, {}).get(column, n))
        for table, rows in frozen.items()
        for row, columns in rows.items()
        for column, n in columns.items()
        if now.get(table, {}).get(row, {}).get(column, n) != n
    ]
