"""How do the records that figures read leave the database? As Parquet, without sensitive values.

A folder holds one file for each table with just the columns that some indicator reads, who stood
below whom in each month, which organisations were put elsewhere, and ``snapshot.json`` with the
months, the rulebook's numbers and the fingerprint of the declarations. Of a sensitive column only
whether there is a value is told. Names of persons and numbers of papers are never among them;
persons, memberships and posts are known by their keys alone.
"""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction

from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.figures.moved import CROSSED, make_crossed
from jingwei.kernel.figures.periods import Period, whole
from jingwei.kernel.figures.sql import day, put
from jingwei.kernel.figures.tree import TREE, make_tree
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.analysis import declared
from jingwei.ops.analysis.columns import Column, tables
from jingwei.ops.analysis.wanting import duckdb
from jingwei.ops.words import Stopped, _

if TYPE_CHECKING:
    from collections.abc import Iterator

DESCRIPTION = "snapshot.json"
VERSION = 2
ABOVE, MOVED, NAMED = "figure_above", "figure_moved", "figure_org"

# As PostgreSQL writes it, nothing guessed from the rows: an empty text is not a missing one.
AS_COPIED = (
    "auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"',"
    " allow_quoted_nulls = false, nullstr = ''"
)
ABOVE_ROWS = """
WITH RECURSIVE up AS (
    SELECT org_id, org_id AS above, 0 AS steps, parent_id FROM <tree>
    UNION ALL
    SELECT u.org_id, t.org_id, u.steps + 1, t.parent_id
    FROM up u JOIN <tree> t ON t.org_id = u.parent_id
)
SELECT <month> AS month, org_id, above, steps FROM up
"""
MOVED_ROWS = "SELECT <month> AS month, way, org_id, above FROM <crossed>"
ABOVE_TYPES = {"month": "DATE", "org_id": "BIGINT", "above": "BIGINT", "steps": "INTEGER"}
MOVED_TYPES = {"month": "DATE", "way": "VARCHAR", "org_id": "BIGINT", "above": "BIGINT"}
NAMED_TYPES = {"id": "BIGINT", "code": "VARCHAR", "name": "VARCHAR"}


@dataclass(frozen=True)
class Written:
    """Rows by file, and their size together."""

    rows: dict[str, int]
    bytes: int


def write_snapshot(
    *, place: Path, months: Sequence[date], at: datetime, said: Callable[[str], object] = str
) -> Written:
    """Write the records as they stand now, for the figures of ``months`` (first days).

    All from one moment of the database; one line in the ledger. Takes about as long as reading the
    tables once. Raises: Stopped for a folder that holds other things, and without DuckDB.
    """
    claim(place)
    periods = [whole(month, local_day(at)) for month in sorted(months)]
    with _one_moment() as scope:
        files = _Files(place)
        for name, columns in declared.tables_read().items():
            said(name)
            files.write(name, *_selected(name, [tables()[name].columns[one] for one in columns]))
        files.write(NAMED, "SELECT id, code, name FROM organisation", NAMED_TYPES)
        _write_trees(files, periods)
        root = Organisation.everything.order_by("path").first()
        if root is None:
            raise Stopped(_("还没有组织，请先运行 ./jw init 或 ./jw demo。"), "org.none")
        _describe(place, root, periods, at, files.rows)
        write_line(
            verb="figures.snapshot.write", by=scope, at=at, org=root,
            subject=("organisation", root.public_id),
            facts={"tables": sorted(files.rows), "rows": sum(files.rows.values())},
        )  # fmt: skip
    return Written(files.rows, sum(one.stat().st_size for one in place.glob("*.parquet")))


def claim(place: Path) -> None:
    """An empty folder, or that of an earlier snapshot, for its owner's eyes only."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        if not (place / DESCRIPTION).is_file():
            raise Stopped(
                _("{folder} 里放着别的文件，请另选一个空文件夹。").format(folder=place),
                "file.taken",
            )
        (place / DESCRIPTION).unlink()  # a snapshot cut short is none
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.chmod(0o700)


@contextmanager
def _one_moment() -> "Iterator[Scope]":
    """What is read was all so at one moment, whoever writes meanwhile."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not nested:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with system_scope("导出指标快照") as scope:
            yield scope


class _Files:
    """Tables of the transaction, each copied out as text and kept as Parquet by DuckDB."""

    def __init__(self, place: Path) -> None:
        self.place, self.rows = place, dict[str, int]()
        self.duckdb = duckdb()

    def write(self, name: str, select: str, types: dict[str, str]) -> None:
        half, done = self.place / f".{name}.csv", self.place / f"{name}.parquet"
        try:
            with (
                os.fdopen(
                    os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
                ) as file,
                connection.cursor() as cursor,
                cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT csv)") as lines,
            ):
                for line in lines:
                    file.write(line)
            kinds = ", ".join(f"'{one}': '{_as_text(kind)}'" for one, kind in types.items())
            columns = ", ".join(_read(one, kind) for one, kind in types.items())
            self.duckdb.execute(
                f"COPY (SELECT {columns} FROM"
                f" read_csv('{half}', columns = {{{kinds}}}, {AS_COPIED}))"
                f" TO '{done}' (FORMAT parquet, COMPRESSION zstd)"
            )
            done.chmod(0o600)
            found = self.duckdb.execute(f"SELECT count(*) FROM read_parquet('{done}')").fetchone()
            self.rows[name] = found[0]
        finally:
            half.unlink(missing_ok=True)


def _selected(table: str, columns: list[Column]) -> tuple[str, dict[str, str]]:
    said, types = [], {}
    for one in columns:
        for expression, name, kind in _parts(one):
            said.append(f'{expression} AS "{name}"')
            types[name] = kind
    return f"SELECT {', '.join(said)} FROM {table}", types


def _parts(one: Column) -> list[tuple[str, str, str]]:
    """What is selected, its name and its type; ``"on"`` and the like are names, too."""
    name = f'"{one.name}"'
    if one.is_hidden:
        return [(f"{name} IS NOT NULL", f"has_{one.name}", "BOOLEAN")]
    if one.is_range:
        return [
            (f"lower({name})", f"{one.name}_from", one.type),
            (f"upper({name})", f"{one.name}_to", one.type),
        ]
    return [(f"to_json({name})" if _is_list(one.type) else name, one.name, one.type)]


def _is_list(kind: str) -> bool:
    return kind.endswith("[]")


def _as_text(kind: str) -> str:
    return "VARCHAR" if _is_list(kind) else kind


def _read(name: str, kind: str) -> str:
    return f'"{name}"::JSON::{kind} AS "{name}"' if _is_list(kind) else f'"{name}"'


def _write_trees(files: _Files, periods: list[Period]) -> None:
    """Who stood below whom at the end of each month, and who was put elsewhere during it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS snapshot_above, snapshot_moved")
        for name, types in (("above", ABOVE_TYPES), ("moved", MOVED_TYPES)):
            columns = ", ".join(f"{column} {kind}" for column, kind in types.items())
            cursor.execute(f"CREATE TEMP TABLE snapshot_{name} ({columns}) ON COMMIT DROP")
        for period in periods:
            make_tree(cursor, period)
            parts = {"tree": TREE, "crossed": CROSSED, "month": day(period.month)}
            cursor.execute(put("INSERT INTO snapshot_above " + ABOVE_ROWS, **parts))
            if make_crossed(cursor, period):
                cursor.execute(put("INSERT INTO snapshot_moved " + MOVED_ROWS, **parts))
    files.write(ABOVE, "SELECT * FROM snapshot_above", ABOVE_TYPES)
    files.write(MOVED, "SELECT * FROM snapshot_moved", MOVED_TYPES)


def _describe(
    place: Path, root: Organisation, periods: list[Period], at: datetime, rows: dict[str, int]
) -> None:
    """Written last: a folder without it is no snapshot."""
    told = {
        "version": VERSION,
        "made_at": at.isoformat(),
        "city": {"code": root.code, "name": root.name, "id": root.pk},
        "declarations": declared.fingerprint(),
        "months": [
            {
                "month": one.month.isoformat(),
                "on": one.on.isoformat(),
                "rules": {name: str(value_of(name, one.on)) for name in declared.rules_named()},
            }
            for one in periods
        ],
        "rows": rows,
    }
    half = place / f".{DESCRIPTION}"
    half.write_text(json.dumps(told, ensure_ascii=False, indent=2))
    half.chmod(0o600)
    half.replace(place / DESCRIPTION)
