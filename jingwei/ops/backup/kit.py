"""Which keys must be kept apart from the backups? One small file opens them: the key kit.

It holds the key of the backups and the keys of the sealed columns. A backup without its kit says
nothing to a thief, and nothing to us either.
"""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jingwei.ops.backup.sealed import key_id
from jingwei.ops.folders import kept_secret
from jingwei.ops.words import Stopped, _, reason

STAMP = "keys-kept.json"  # in the data folder: which keys were last written to a kit, and when


@dataclass(frozen=True)
class Kit:
    """The secret of the backups and the text of the column key file."""

    backup: str
    columns: str

    @property
    def masters(self) -> dict[str, str]:
        """Number of each column key and a mark that tells keys apart without telling them."""
        return {
            str(one["number"]): hashlib.sha256(b"jingwei column key " + one["secret"].encode())
            .hexdigest()[:16]
            for one in json.loads(self.columns)["masters"]
        }  # fmt: skip

    @property
    def mark(self) -> str:
        """Changes when any key in it changes."""
        told = json.dumps([key_id(self.backup), self.masters], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def column_key_file(data: Path) -> Path:
    """Where the keys of sealed columns lie; settings say the same."""
    return Path(os.environ.get("JINGWEI_KEY_FILE") or data / "secrets" / "columns.json")


def of_installation(data: Path) -> Kit:
    """The keys of this installation; the key of its backups is made at the first call."""
    place = column_key_file(data)
    try:
        columns = place.read_text()
    except OSError as error:
        raise Stopped(
            _("密钥文件 {place} 读不到，请从密钥包取回。").format(place=place), "keys.missing"
        ) from error
    return Kit(kept_secret(data, "backup"), columns)


def write(data: Path, place: Path, *, at: datetime) -> Kit:
    """Write the kit to a new file only its owner can read, and remember that it was done."""
    kit = of_installation(data)
    told = {
        "what": "jingwei key kit", "written_at": at.isoformat(), "mark": kit.mark,
        "backup": kit.backup, "columns": json.loads(kit.columns),
    }  # fmt: skip
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(told, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            place.unlink()  # half a kit opens nothing
            raise
    except OSError as error:
        raise Stopped(
            _("不能写密钥包 {place}：{why}。").format(place=place, why=reason(error)),
            "file.unusable",
        ) from error
    (data / STAMP).write_text(json.dumps({"mark": kit.mark, "at": at.isoformat()}) + "\n")
    return kit


def read(place: Path) -> Kit:
    """The kit in a file. Raises: Stopped."""
    try:
        told = json.loads(place.read_text())
        kit = Kit(told["backup"], json.dumps(told["columns"]))
        whole = kit.mark == told["mark"]
    except OSError as error:
        raise Stopped(
            _("读不到密钥包 {place}：{why}。").format(place=place, why=reason(error)),
            "file.unusable",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Stopped(
            _("{place} 不是完整的密钥包，请用另一份。").format(place=place), "backup.keys"
        ) from error
    if not whole:
        raise Stopped(
            _("{place} 不是完整的密钥包，请用另一份。").format(place=place), "backup.keys"
        )
    return kit


def stamp(data: Path) -> dict[str, Any]:
    """When keys were last written to a kit and which; empty where never."""
    place = data / STAMP
    return dict(json.loads(place.read_text())) if place.exists() else {}


def refuse_other(keys: Kit, wanted: dict[str, str]) -> None:
    """Raises: Stopped, where sealed columns were sealed under keys this kit does not hold."""
    missing = {number for number, mark in wanted.items() if keys.masters.get(number) != mark}
    if missing:
        raise Stopped(
            _("密钥包里缺少第 {numbers} 号列密钥，恢复后读不出身份证号，请换一份。").format(
                numbers="、".join(sorted(missing))
            ),
            "backup.keys",
        )


def install(kit: Kit, data: Path) -> None:
    """Give a restored installation its keys; never change keys that are there."""
    from jingwei.ops.folders import secret, write_secret

    place = column_key_file(data)
    if place.exists():
        there = Kit(kit.backup, place.read_text())
        if there.masters != kit.masters:
            raise Stopped(
                _("{place} 是另一套密钥，请先把它移走再恢复。").format(place=place), "backup.keys"
            )
    else:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(kit.columns)
        half.replace(place)
    if secret(data, "backup") is None:
        write_secret(data, "backup", kit.backup)
