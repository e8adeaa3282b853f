"""How does a backup become an installation again? Into an empty place, and proved equal."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from jingwei.ops import postgres, running, telling
from jingwei.ops.backup import counts, fence, kit, known, programs, reading
from jingwei.ops.backup.making import DUMP, FILES, MANIFEST
from jingwei.ops.backup.sealed import MEGABYTE
from jingwei.ops.database import is_embedded
from jingwei.ops.folders import claim, data_folder
from jingwei.ops.words import Stopped, _

HALF = "restore.half"


@dataclass(frozen=True)
class Restored:
    """What a restore came to; ``unequal`` names the tables that differ from the manifest."""

    manifest: dict[str, Any]
    tables: dict[str, counts.Counted]
    unequal: list[str]
    seconds: float
    as_of: datetime


def restore(place: Path, keys: kit.Kit, *, over: str, clock: Callable[[], datetime]) -> Restored:
    """Restore into the data folder (or the configured server), which must hold nothing yet.

    ``over`` is the name of a data folder in use that is moved aside, typed by a person.
    Raises: Stopped, before anything is changed where the backup is not whole.
    """
    began = clock()
    manifest = reading.verified(place, keys)
    _refuse_newer(manifest)
    data = _empty_place(over, began)
    (data / HALF).write_text(str(place))
    kit.install(keys, data)
    with running.server():
        _refuse_full_database()
        _unpack(place, keys, data)
        with programs.connect() as connection:
            found = counts.of_all(connection)
        unequal = counts.differences(manifest["tables"], found)
        if not unequal:
            _finish(manifest, began)
    if unequal:
        raise Stopped(
            _("恢复后这些表与备份不符：{tables}。请换一份备份。").format(tables="、".join(unequal)),
            "backup.damaged",
        )
    (data / HALF).unlink()
    fence.raise_it(data, manifest, at=clock())
    as_of = datetime.fromisoformat(manifest["as_of"])
    return Restored(manifest, found, unequal, (clock() - began).total_seconds(), as_of)


def _refuse_newer(manifest: dict[str, Any]) -> None:
    """A backup of a later release has tables this one would not know how to keep."""
    if known.unknown(manifest["migrations"]):
        raise Stopped(
            _("备份来自更新的版本 {release}，请用那个版本恢复。").format(
                release=manifest["release"]
            ),
            "backup.newer",
        )


def _empty_place(over: str, at: datetime) -> Path:
    data = claim(data_folder())
    taken = [name for name in ("pgdata", "files") if _holds(data / name)]
    if not taken:
        return data
    if (data / HALF).exists() and not over:
        over = data.name  # an earlier restore was cut short: nobody worked with it
    if over != data.name:
        raise Stopped(
            _(
                "{folder} 里已有数据。请用 --data 另选空文件夹，或加 --over {name} 把它挪开。"
            ).format(folder=data, name=data.name),
            "place.full",
        )
    if is_embedded() and (data / "pgdata").exists() and postgres.is_running(data):
        raise Stopped(_("{folder} 正在使用，请先停止经纬。").format(folder=data), "place.busy")
    aside = data / f"replaced-{at:%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for name in ("pgdata", "files", "secrets", "roles.done", "version", "first-run"):
        if (data / name).exists():
            (data / name).rename(aside / name)
    return data


def _holds(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _refuse_full_database() -> None:
    with programs.connect() as connection:
        if there := counts.tables(connection):
            raise Stopped(
                _("数据库里已有 {count} 张表；请另建一个空数据库，再写进地址里。").format(
                    count=len(there)
                ),
                "place.full",
            )


def _unpack(place: Path, keys: kit.Kit, data: Path) -> None:
    for number, (name, content) in enumerate(reading.members(place, keys)):
        telling.say(_("正在恢复附件"), number)
        if name == DUMP:
            _load(content)
        elif name.startswith(FILES):
            _write(data / "files", name.removeprefix(FILES), content)
        elif name != MANIFEST:
            raise Stopped(
                _("备份里有不认识的内容 {name}，请用新版本恢复。").format(name=name), "backup.newer"
            )


def _write(folder: Path, name: str, content: Iterator[bytes]) -> None:
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise Stopped(
            _("备份里有不认识的内容 {name}，请用新版本恢复。").format(name=name), "backup.newer"
        )
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("wb") as file:
        for piece in content:
            file.write(piece)
    place.chmod(0o600)


def _load(content: Iterator[bytes]) -> None:
    with programs.connect() as connection:
        program = programs.for_server(connection, "pg_restore")
    with subprocess.Popen(
        programs.command(program, "--exit-on-error", "--no-owner", "--no-privileges"),
        env=programs.environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as loading:  # fmt: skip
        try:
            size = 0
            for piece in content:
                cast(BinaryIO, loading.stdin).write(piece)
                size += len(piece)
                telling.say(_("正在恢复数据库，MB"), size // MEGABYTE)
            telling.say(_("正在恢复数据库，建索引"))
        except BrokenPipeError:
            pass  # it says why itself
        except BaseException:
            loading.kill()
            raise
        _out, said = loading.communicate()
    if loading.returncode:
        raise Stopped(_("数据库没有恢复完：{why}").format(why=programs.why(said)))


def _finish(manifest: dict[str, Any], at: datetime) -> None:
    """Tables of this release, rights, nobody signed in, the ledger in a new segment."""
    with running.use_database("migrate"):
        from jingwei.ops.backup.afterwards import settle

        settle(manifest, at=at)


def is_half(data: Path) -> bool:
    """Whether a restore into this place was cut short."""
    return (data / HALF).exists()


def told(found: Restored) -> dict[str, Any]:
    """For ``--json``."""
    return {
        "as_of": found.as_of.isoformat(), "seconds": round(found.seconds, 1),
        "tables": {name: {"rows": one.rows, "checksum": one.checksum, "equal": True}
                   for name, one in found.tables.items()},
        "release": found.manifest["release"], "ledger": found.manifest["ledger"],
    }  # fmt: skip
