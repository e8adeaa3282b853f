"""How does an export become an installation again? Into an empty one, to equal checksums."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from jingwei.ops import telling
from jingwei.ops.backup import counts, programs
from jingwei.ops.leaving.export import MANIFEST
from jingwei.ops.leaving.order import filling_order
from jingwei.ops.words import Stopped, _

PIECE = 1024 * 1024


def read(place: Path) -> dict[str, Any]:
    """The list of contents, after every file agreed with it. Raises: Stopped."""
    try:
        manifest: dict[str, Any] = json.loads((place / MANIFEST).read_text())
        wrong = [
            name for name, told in manifest["files"].items()
            if _digest(place / name) != told["sha256"]
        ]  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise Stopped(
            _("{place} 不是完整的导出，请换一份。").format(place=place), "backup.damaged"
        ) from error
    if wrong:
        raise Stopped(
            _("{place} 里的 {name} 与清单不符，请换一份。").format(place=place, name=wrong[0]),
            "backup.damaged",
        )
    return manifest


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load(place: Path, manifest: dict[str, Any], files: Path) -> dict[str, counts.Counted]:
    """Fill the tables of an empty installation of the same release; all of it or nothing.

    Raises: Stopped where the installation holds organisations, has other tables, or where a
    table does not come out as the list of contents says.
    """
    with programs.connect() as connection:
        _refuse_others(connection, manifest)
        order = filling_order(connection, list(manifest["tables"]))
        with connection.transaction():
            _empty(connection, order)
            for number, table in enumerate(order, start=1):
                telling.say(_("正在装入各表"), number, len(order))
                _fill(connection, table, place / "tables" / f"{table}.csv")
                _go_on_counting(connection, table)
            # What the deferred keys find missing is said now, before the triggers come back.
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in order:
                _triggers(connection, table, on=True)
            wanted = {name: tuple(told["columns"]) for name, told in manifest["tables"].items()}
            found = dict(counts.each(connection, wanted))
            if wrong := counts.differences(manifest["tables"], found):
                raise Stopped(
                    _("装入后这些表与导出不符：{tables}。请换一份。").format(
                        tables="、".join(wrong)
                    ),
                    "backup.damaged",
                )
    if (place / "files").exists():
        shutil.copytree(place / "files", files, dirs_exist_ok=True)
    return found


def _refuse_others(connection: psycopg.Connection, manifest: dict[str, Any]) -> None:
    full = connection.execute("SELECT EXISTS (SELECT FROM organisation)").fetchone()
    if full and full[0]:
        raise Stopped(_("这套安装里已有组织，请用 --data 另选一个空的。"), "place.full")
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations").fetchall()
    if {name for (name,) in rows} != set(manifest["migrations"]):
        raise Stopped(
            _("导出来自版本 {release}，请用同一版本装入后再升级。").format(
                release=manifest["release"]
            ),
            "backup.newer",
        )


def _empty(connection: psycopg.Connection, tables: list[str]) -> None:
    for table in tables:
        _triggers(connection, table, on=False)
    everything = sorted({*tables, *counts.tables(connection)})
    connection.execute(
        sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, everything)))
    )
    connection.execute("SET CONSTRAINTS ALL DEFERRED")


def _triggers(connection: psycopg.Connection, table: str, *, on: bool) -> None:
    """Marks of changed figures are rows of the export already; they are not made again."""
    connection.execute(
        sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(
            sql.Identifier(table), sql.SQL("ENABLE" if on else "DISABLE")
        )
    )


def _fill(connection: psycopg.Connection, table: str, place: Path) -> None:
    with place.open("rb") as file:
        head = file.readline().decode().strip().split(",")
        query = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, head))
        )
        with connection.cursor() as cursor, cursor.copy(query) as rows:
            for piece in _pieces(file):
                rows.write(piece)


def _pieces(file: Any) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _go_on_counting(connection: psycopg.Connection, table: str) -> None:
    for column, name in connection.execute(
        "SELECT a.attname, pg_get_serial_sequence(format('%%I', %(table)s::text), a.attname)"
        " FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%%I', %(table)s::text))"
        " AND a.attnum > 0 AND NOT a.attisdropped"
        " AND pg_get_serial_sequence(format('%%I', %(table)s::text), a.attname) IS NOT NULL",
        {"table": table},
    ).fetchall():
        connection.execute(
            sql.SQL(
                "SELECT setval({name}, greatest(coalesce(max({column}), 0), 1), max({column})"
                " IS NOT NULL) FROM {table}"
            ).format(
                name=sql.Literal(name), column=sql.Identifier(column), table=sql.Identifier(table)
            )
        )
