"""Is this backup whole, and what is in it? Reads all of it before anything is restored from it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingwei.ops import telling
from jingwei.ops.backup import sealed
from jingwei.ops.backup.kit import Kit, refuse_other
from jingwei.ops.backup.making import MANIFEST
from jingwei.ops.backup.sealed import MEGABYTE
from jingwei.ops.words import Stopped, _, reason


def members(place: Path, keys: Kit) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member and its pieces. Raises: Stopped, in words, for a damaged file or wrong keys."""
    try:
        with place.open("rb") as file:
            head = sealed.head_of(file)
            if head.get("key") != sealed.key_id(keys.backup):
                raise Stopped(
                    _("这个密钥包不是 {place} 的，请换一份。").format(place=place), "backup.keys"
                )
            file.seek(0)
            for name, content in sealed.members(file, keys.backup):
                yield name, _pieces(place, content)
    except OSError as error:
        raise Stopped(
            _("读不到备份 {place}：{why}。").format(place=place, why=reason(error)),
            "file.unusable",
        ) from error
    except sealed.Damaged as error:
        raise _damaged(place) from error


def _pieces(place: Path, content: Iterator[bytes]) -> Iterator[bytes]:
    # They are read in the caller's hands, where the words of ``members`` do not reach.
    try:
        yield from content
    except sealed.Damaged as error:
        raise _damaged(place) from error


def _damaged(place: Path) -> Stopped:
    return Stopped(
        _("{place} 不是完整的备份，可能没有传完或被改动，请换一份。").format(place=place),
        "backup.damaged",
    )


def verified(place: Path, keys: Kit) -> dict[str, Any]:
    """The manifest, after every member agreed with it. Raises: Stopped."""
    manifest: dict[str, Any] = {}
    seen: dict[str, dict[str, Any]] = {}
    read = 0
    for name, content in members(place, keys):
        if name == MANIFEST:
            manifest = json.loads(b"".join(content))
            continue
        size, digest = 0, hashlib.sha256()
        for piece in content:
            digest.update(piece)
            size += len(piece)
            read += len(piece)
            telling.say(_("正在核对备份，MB"), read // MEGABYTE)
        seen[name] = {"size": size, "sha256": digest.hexdigest()}
    if not manifest or seen != manifest["members"]:
        raise Stopped(
            _("{place} 与它自己的清单不符，请换一份。").format(place=place), "backup.damaged"
        )
    refuse_other(keys, manifest["columns"])
    return manifest
