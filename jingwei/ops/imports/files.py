"""Where does a clerk's file stay while it is worked on? Sealed on disk, under a key of its own."""

import hashlib
import os
import secrets
import time
from collections.abc import Container
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from jingwei.kernel.privacy import sealing

PIECE = 4 * 1024 * 1024
NONCE = 12
DAY = 86_400.0
KEY_COLUMN = "import_batch.file_key"


class Gone(Exception):
    """The sealed copy is no longer there, or does not open."""


def folder() -> Path:
    place = Path(settings.MEDIA_ROOT) / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _place(batch: UUID) -> Path:
    return folder() / f"{batch}.sealed"


def keep(batch: UUID, content: bytes) -> tuple[bytes, str]:
    """Seal a copy; gives the wrapped key for the batch and the digest of the file as it came.

    The copy appears whole or not at all.
    """
    key = secrets.token_bytes(32)
    cipher = AESGCM(key)
    half = folder() / f".{batch}.{os.getpid()}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for number, first in enumerate(range(0, len(content), PIECE)):
            nonce = os.urandom(NONCE)
            piece = content[first : first + PIECE]
            body = nonce + cipher.encrypt(nonce, piece, _bound(batch, number))
            file.write(len(body).to_bytes(4, "big") + body)
        file.flush()
        os.fsync(file.fileno())
    half.replace(_place(batch))
    wrapped = sealing.seal(key.hex(), column=KEY_COLUMN, row=batch)
    return wrapped, hashlib.sha256(content).hexdigest()


def open_copy(batch: UUID, wrapped: bytes | memoryview | None) -> bytes:
    """The file as it came. Raises: Gone."""
    try:
        key = bytes.fromhex(sealing.unseal(wrapped, column=KEY_COLUMN, row=batch))
        data = _place(batch).read_bytes()
        cipher, pieces, at, number = AESGCM(key), [], 0, 0
        while at < len(data):
            size = int.from_bytes(data[at : at + 4], "big")
            body = data[at + 4 : at + 4 + size]
            pieces.append(cipher.decrypt(body[:NONCE], body[NONCE:], _bound(batch, number)))
            at, number = at + 4 + size, number + 1
        return b"".join(pieces)
    except (OSError, ValueError, InvalidTag) as wrong:
        raise Gone(str(batch)) from wrong


def forget(batch: UUID) -> None:
    """Delete the copy; nothing happens where there is none."""
    _place(batch).unlink(missing_ok=True)


def sweep(known: Container[UUID], older: float = DAY) -> int:
    """Delete copies that belong to nothing: what a killed process left behind; how many.

    Only what is a day old goes, so no upload that runs now loses its file.
    """
    gone = 0
    for file in folder().iterdir():
        name = file.name.removeprefix(".").partition(".")[0]
        try:
            is_known = UUID(name) in known and file.suffix == ".sealed"
        except ValueError:
            continue
        if not is_known and time.time() - file.stat().st_mtime > older:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _bound(batch: UUID, number: int) -> bytes:
    return batch.bytes + number.to_bytes(4, "big")
