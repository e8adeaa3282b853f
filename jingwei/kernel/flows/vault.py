"""Where do attached files lie? Sealed on disk, each under a key of its own, by a random name."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from jingwei.kernel.privacy import sealing

NONCE = 12
KEY_COLUMN = "flow_paper.file_key"


class Gone(Exception):
    """The sealed file is no longer there, or does not open."""


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "papers"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def keep(paper: UUID, content: bytes) -> bytes:
    """Seal a file; gives its wrapped key. It appears whole or not at all."""
    key, nonce = secrets.token_bytes(32), os.urandom(NONCE)
    half = folder() / f".{paper}.{os.getpid()}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(nonce + AESGCM(key).encrypt(nonce, content, paper.bytes))
        file.flush()
        os.fsync(file.fileno())
    half.replace(_place(paper))
    return sealing.seal(key.hex(), column=KEY_COLUMN, row=paper)


def open_file(paper: UUID, wrapped: bytes | None) -> bytes:
    """The file as it was kept. Raises: Gone."""
    try:
        key = bytes.fromhex(sealing.unseal(wrapped, column=KEY_COLUMN, row=paper))
        data = _place(paper).read_bytes()
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], paper.bytes)
    except (OSError, ValueError, InvalidTag) as wrong:
        raise Gone(str(paper)) from wrong


def forget(paper: UUID) -> None:
    """Delete the file; nothing happens where there is none."""
    _place(paper).unlink(missing_ok=True)


def kept_before(moment: datetime) -> list[UUID]:
    """Names of files written before a moment: what no row knows by then was undone."""
    return [
        UUID(place.stem) for place in folder().glob("*.sealed")
        if place.stat().st_mtime < moment.timestamp()
    ]  # fmt: skip


def _place(paper: UUID) -> Path:
    return folder() / f"{paper}.sealed"
