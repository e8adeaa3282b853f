"""How does everything leave? Tables, their meaning, history, attachments and seals, as files."""

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

import jingwei
from jingwei.ops import telling
from jingwei.ops.backup import counts, kit, ledger, programs
from jingwei.ops.folders import data_folder
from jingwei.ops.leaving import describe, opened, readme
from jingwei.ops.words import Stopped, _, reason

MANIFEST = "manifest.json"
HALF = ".half"  # what is being written; a killed export leaves this
QUEUE = "procrastinate_"  # what waits to be done is no record


@dataclass(frozen=True)
class Left:
    """One export: where, and its list of contents."""

    place: Path
    manifest: dict[str, Any]


def leave(place: Path, *, at: datetime, open_values: bool = False) -> Left:
    """Write everything into the folder ``place``, which is new or empty; whole or not at all.

    With ``open_values`` sealed columns are written in the clear beside the sealed ones.
    Needs Django set up as the owner, and the server running.
    """
    # Inside a folder that is there, for it may be a disk of its own, which no other can replace.
    half = place / HALF if place.is_dir() else place.with_name(f".{place.name}{HALF}")
    shutil.rmtree(half, ignore_errors=True)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise Stopped(_("{place} 里已有东西，请换一个空文件夹。").format(place=place), "file.taken")
    try:
        half.mkdir(mode=0o700, parents=True)
        manifest = _fill(half, at=at, open_values=open_values)
        _settle(half, place)
    except OSError as error:
        raise Stopped(
            _("没有写完：{why}。请检查 {folder} 的空间和权限。").format(
                why=reason(error), folder=half.parent
            ),
            "file.unusable",
        ) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return Left(place, manifest)


def _settle(half: Path, place: Path) -> None:
    if half.parent != place:
        half.rename(place)
        return
    # The manifest comes last: without it a folder is nothing to load.
    for one in sorted(half.iterdir(), key=lambda one: one.name == MANIFEST):
        one.rename(place / one.name)
    half.rmdir()


def _fill(folder: Path, *, at: datetime, open_values: bool) -> dict[str, Any]:
    for name in ("tables", "files", "ledger"):
        (folder / name).mkdir()
    with programs.connect() as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        programs.refuse_empty(connection)
        wanted = {
            name: columns
            for name, columns in counts.tables(connection).items()
            if name not in counts.PASSING and not name.startswith(QUEUE)
        }
        found = dict(counts.each(connection, wanted))
        worked_out = describe.worked_out(connection)
        for number, (name, one) in enumerate(found.items(), start=1):
            telling.say(_("正在导出各表"), number, len(found))
            columns = [column for column in one.columns if (name, column) not in worked_out]
            _write_table(connection, name, columns, folder / "tables" / f"{name}.csv")
        if open_values:
            opened.write(connection, folder / "opened")
        _write(folder / "schema.json", describe.schema(connection, found))
        _write_sql(connection, folder / "schema.sql")
        migrations = connection.execute(
            "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
        ).fetchall()
        ledger.export(folder / "ledger", at=at)
        head = ledger.head(connection)
    _copy_files(data_folder() / "files", folder / "files")
    manifest: dict[str, Any] = {
        "what": "jingwei leave", "release": jingwei.__version__, "as_of": at.isoformat(),
        "opened": open_values, "columns": kit.of_installation(data_folder()).masters,
        "migrations": [name for (name,) in migrations], "ledger": head,
        "tables": {name: one.told() for name, one in found.items()},
        "files": {str(path.relative_to(folder)): _told(path)
                  for path in sorted(folder.rglob("*")) if path.is_file()},
    }  # fmt: skip
    (folder / "README.md").write_text(readme.text(manifest))
    _write(folder / MANIFEST, manifest)
    return manifest


def _write_table(
    connection: psycopg.Connection, table: str, columns: list[str], place: Path
) -> None:
    query = sql.SQL(
        "COPY (SELECT {columns} FROM {table} ORDER BY 1) TO STDOUT (FORMAT csv, HEADER)"
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, _first_the_key(columns))),
        table=sql.Identifier(table),
    )
    with connection.cursor() as cursor, cursor.copy(query) as rows, place.open("wb") as file:
        for piece in rows:
            file.write(piece)


def _first_the_key(columns: list[str]) -> list[str]:
    return sorted(columns, key=lambda name: (name != "id", name))


def _write_sql(connection: psycopg.Connection, place: Path) -> None:
    with place.open("wb") as file:
        done = subprocess.run(
            programs.command(
                programs.for_server(connection, "pg_dump"),
                "--schema-only", "--no-owner", "--no-privileges",
            ),
            env=programs.environment(), stdin=subprocess.DEVNULL, stdout=file,
        )  # fmt: skip
    if done.returncode:
        raise Stopped(_("数据库没有导出完：{why}").format(why="pg_dump"))


def _copy_files(source: Path, target: Path) -> None:
    for number, place in enumerate(sorted(source.rglob("*")) if source.exists() else []):
        telling.say(_("正在复制附件"), number)
        if place.is_file():
            to = target / place.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, to)


def _told(place: Path) -> dict[str, Any]:
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": place.stat().st_size, "sha256": digest}


def _write(place: Path, told: Any) -> None:
    place.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
