"""Where does a list lie until it is fetched? Sealed on disk, under a key of its own, for a day."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from jingwei.kernel.privacy import sealing

NONCE = 12
KEY_COLUMN = "member_export.file_key"


class Gone(Exception):
    """The sealed file is no longer there, or does not open."""


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "exports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def keep(export: UUID, content: bytes) -> bytes:
    """Seal a workbook; gives its wrapped key. It appears whole or not at all."""
    key, nonce = secrets.token_bytes(32), os.urandom(NONCE)
    half = folder() / f".{export}.{os.getpid()}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(nonce + AESGCM(key).encrypt(nonce, content, export.bytes))
        file.flush()
        os.fsync(file.fileno())
    half.replace(_place(export))
    return sealing.seal(key.hex(), column=KEY_COLUMN, row=export)


def open_file(export: UUID, wrapped: bytes | memoryview | None) -> bytes:
    """The workbook as it was made. Raises: Gone."""
    try:
        key = bytes.fromhex(sealing.unseal(wrapped, column=KEY_COLUMN, row=export))
        data = _place(export).read_bytes()
        return AESGCM(key).decrypt(data[:NONCE], data[NONCE:], export.bytes)
    except (OSError, ValueError, InvalidTag) as wrong:
        raise Gone(str(export)) from wrong


def sweep(before: float) -> int:
    """Delete what was written before a moment (seconds of the epoch), halves too; how many."""
    old = [place for place in folder().iterdir() if place.stat().st_mtime < before]
    for place in old:
        place.unlink(missing_ok=True)
    return len(old)


def _place(export: UUID) -> Path:
    return folder() / f"{export}.sealed"
