"""Is the place fit: programs, disk, keys, backups? Looks that need no table."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jingwei.ops import assets
from jingwei.ops.backup import fence, kit, making, restoring
from jingwei.ops.database import has_public, sealer
from jingwei.ops.folders import data_folder
from jingwei.ops.health.look import Found, bad, soon
from jingwei.ops.words import _

SPARE_BYTES, LITTLE_BYTES = 1_000_000_000, 5_000_000_000
OLD, TOO_OLD = timedelta(hours=26), timedelta(days=7)


def settings() -> Iterator[Found]:
    """What Django itself finds wrong with the settings, and what is shut for want of an address."""
    from django.core import checks

    for found in checks.run_checks(include_deployment_checks=False):
        if found.level >= checks.WARNING and not found.is_silenced():
            yield bad(f"{found.id} {found.msg}")
    if not has_public():
        yield soon(_("没有设 JINGWEI_PUBLIC_URL，居民页面关着。"))
    if sealer() is None:
        yield soon(_("没有设 JINGWEI_SEAL_URL，台账没有封存。"))


def pages() -> Iterator[Found]:
    if not assets.are_built():
        yield bad(_("页面资源不是最新的，请运行 ./jw assets。"))


def disk() -> Iterator[Found]:
    free = shutil.disk_usage(data_folder()).free
    said = _("只剩 {free} MB，请清理磁盘或换大一些的。").format(free=free // 1_000_000)
    if free < SPARE_BYTES:
        yield bad(said)
    elif free < LITTLE_BYTES:
        yield soon(said)


def secrets() -> Iterator[Found]:
    """Files with keys and passwords: readable, and by nobody else."""
    folder = data_folder() / "secrets"
    places: list[Path] = [folder, *folder.glob("*")] if folder.exists() else []
    for place in places:
        seen = place.stat()
        if stat.S_IMODE(seen.st_mode) & 0o077 or seen.st_uid != os.getuid():
            yield bad(_("{place} 别人也能读，请改为只有本用户可读。").format(place=place))


def column_keys() -> Iterator[Found]:
    """The key file is there, says what it should, and opens what it seals."""
    place = kit.column_key_file(data_folder())
    try:
        numbers = [one["number"] for one in json.loads(place.read_text())["masters"]]
    except OSError:
        yield bad(_("密钥文件 {place} 读不到，请从密钥包取回。").format(place=place))
        return
    except (ValueError, KeyError, TypeError):
        yield bad(_("密钥文件 {place} 坏了，请从密钥包取回。").format(place=place))
        return
    if not numbers or len(set(numbers)) != len(numbers):
        yield bad(_("密钥文件 {place} 坏了，请从密钥包取回。").format(place=place))


def keys_kept() -> Iterator[Found]:
    """Whether these very keys were once written to a kit."""
    data = data_folder()
    if not kit.column_key_file(data).exists():
        return
    if not kit.stamp(data):
        yield soon(_("密钥包还没有另存，丢了就读不出数据：./jw backup --keys 文件"))
    elif kit.stamp(data)["mark"] != kit.of_installation(data).mark:
        yield soon(_("换过密钥后还没有另存密钥包：./jw backup --keys 文件"))


def backups() -> Iterator[Found]:
    """How old the last backup is, and whether it is still where it was put."""
    last = making.newest(data_folder())
    if last is None:
        yield soon(_("还没有备份，请运行 ./jw backup 文件夹，并设为每天定时。"))
        return
    age = datetime.now(UTC) - datetime.fromisoformat(last["as_of"])
    if age > OLD:
        said = _("上次备份是 {hours} 小时前，请运行 ./jw backup 文件夹。").format(
            hours=int(age.total_seconds() // 3600)
        )
        yield bad(said) if age > TOO_OLD else soon(said)
    if not Path(last["file"]).exists():
        yield soon(_("上次的备份不在 {file} 了；如已移走请确认还在。").format(file=last["file"]))


def restored() -> Iterator[Found]:
    """A restore that was cut short, or a copy nobody has taken into use."""
    data = data_folder()
    if restoring.is_half(data):
        yield bad(_("上次恢复没有做完，请用同一份备份重新恢复。"))
    elif told := fence.told(data):
        yield soon(
            _("这是恢复到 {as_of} 的副本，核对后请 ./jw restore --confirm。").format(
                as_of=told["as_of"][:16].replace("T", " ")
            )
        )
