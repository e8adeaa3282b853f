"""How is a backup made? Database, attachments and manifest as of one moment, in one sealed file."""

import io
import json
import os
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

import psycopg

import jingwei
from jingwei.ops.backup import counts, kit, ledger, programs, sealed
from jingwei.ops.folders import data_folder, write_secret
from jingwei.ops.folders import secret as kept
from jingwei.ops.words import Stopped, _, reason

DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files/"
ENDING = ".jwbackup"
REGISTER = "backups.jsonl"


@dataclass(frozen=True)
class Made:
    """One backup: where, how large, as of when, and what stands in it."""

    place: Path
    size: int
    as_of: datetime
    seconds: float
    manifest: dict[str, Any]


def instance(data: Path) -> str:
    """The name of this installation, by which a copy of it is told apart."""
    found = kept(data, "instance")
    if found is None:
        found = str(uuid.uuid4())
        write_secret(data, "instance", found)
    return found


def make(place: Path, *, clock: Callable[[], datetime], keep: int = 0) -> Made:
    """Make a backup in the folder ``place``, or as that file. The server must be running.

    With ``keep`` older ones of this installation in that folder go, once the new one is whole.
    """
    data, began = data_folder(), clock()
    keys = kit.of_installation(data)
    if place.is_dir():
        place = place / f"jingwei-{began:%Y%m%d-%H%M%S}{ENDING}"
    if place.exists():
        raise Stopped(_("{place} 已经存在，备份不会覆盖文件。").format(place=place), "file.taken")
    half = place.with_name(f".{place.name}.half")
    head = {"release": jingwei.__version__, "made_at": began.isoformat(),
            "instance": instance(data)}  # fmt: skip
    try:
        with _new(half) as file:
            suite = "gm" if os.environ.get("JINGWEI_CRYPTO") == "gm" else "intl"
            writer = sealed.Writer(file, keys.backup, suite=suite, head=head)
            as_of, manifest = _fill(writer, data, keys, head)
            writer.close()
        half.replace(place)
    except OSError as error:
        raise Stopped(
            _("备份没有写成：{why}。请检查 {folder} 的空间和权限。").format(
                why=reason(error), folder=place.parent
            ),
            "file.unusable",
        ) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing is left behind either
            half.unlink()
    seconds = (clock() - began).total_seconds()
    made = Made(place, place.stat().st_size, as_of, seconds, manifest)
    _register(data, made, keys)
    if keep:
        _drop_older(place.parent, head["instance"], keep)
    return made


@contextmanager
def _new(place: Path) -> Iterator[BinaryIO]:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb", buffering=1024 * 1024) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _fill(
    writer: sealed.Writer, data: Path, keys: kit.Kit, head: dict[str, Any]
) -> tuple[datetime, dict[str, Any]]:
    with programs.connect() as connection, connection.transaction():
        # One moment for the dump and for the checksums beside it.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        programs.refuse_empty(connection)
        moment = connection.execute("SELECT now(), pg_export_snapshot()").fetchone()
        as_of, snapshot = moment or _no_answer()
        contents = {DUMP: _dump(writer, connection, snapshot)}
        # After the moment of the dump: a file its rows name is there already.
        for file in sorted(_files(data)):
            name = FILES + file.relative_to(data / "files").as_posix()
            try:
                with file.open("rb") as content:
                    contents[name] = writer.add(name, content)
            except FileNotFoundError:  # deleted meanwhile, as its row is by now
                continue
        manifest = {
            **head, "as_of": as_of.isoformat(), "columns": keys.masters,
            "server": connection.info.server_version, "migrations": _migrations(connection),
            "tables": {name: one.told() for name, one in counts.of_all(connection).items()},
            "members": {name: {"size": size, "sha256": digest}
                        for name, (size, digest) in contents.items()},
            "ledger": ledger.head(connection),
        }  # fmt: skip
    writer.add(MANIFEST, io.BytesIO(json.dumps(manifest, ensure_ascii=False, indent=1).encode()))
    return as_of, manifest


def _no_answer() -> Any:
    raise Stopped(_("数据库没有导出完：{why}").format(why="snapshot"))


def _dump(writer: sealed.Writer, connection: psycopg.Connection, snapshot: str) -> tuple[int, str]:
    program = programs.for_server(connection, "pg_dump")
    with (
        subprocess.Popen(
            programs.command(program, "--format=custom", "--compress=3", f"--snapshot={snapshot}"),
            env=programs.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as running
    ):  # fmt: skip
        try:
            found = writer.add(DUMP, cast(BinaryIO, running.stdout))
        except BaseException:
            running.kill()
            raise
        _out, said = running.communicate()
        if running.returncode:
            raise Stopped(_("数据库没有导出完：{why}").format(why=programs.why(said)))
    return found


def _files(data: Path) -> Iterator[Path]:
    return (place for place in (data / "files").rglob("*") if place.is_file())


def _migrations(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in rows.fetchall()]


def _register(data: Path, made: Made, keys: kit.Kit) -> None:
    told = {
        "as_of": made.as_of.isoformat(), "file": str(made.place), "bytes": made.size,
        "seconds": round(made.seconds, 1), "keys": keys.mark,
    }  # fmt: skip
    with (data / REGISTER).open("a") as file:
        file.write(json.dumps(told, ensure_ascii=False) + "\n")


def newest(data: Path) -> dict[str, Any] | None:
    """The last backup this installation made, as its register tells."""
    place = data / REGISTER
    lines = place.read_text().splitlines() if place.exists() else []
    return dict(json.loads(lines[-1])) if lines else None


def _drop_older(folder: Path, mine: str, keep: int) -> None:
    """Only backups of this very installation go."""
    found = []
    for place in folder.glob(f"*{ENDING}"):
        try:
            with place.open("rb") as file:
                head = sealed.head_of(file)
        except (sealed.Damaged, OSError):
            continue
        if head.get("instance") == mine:
            found.append((head["made_at"], place))
    for _at, place in sorted(found)[:-keep]:
        place.unlink(missing_ok=True)
