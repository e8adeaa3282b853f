"""How is a backup one sealed file? Named members in pieces, each bound to its place in the file.

A line in the clear says what is needed to ask for the right key and nothing about the contents.
Then come pieces: length, text, tag. A piece that is changed, moved, taken out or missing at the
end does not open, so a backup is either whole or refused.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jingwei.ops import telling
from jingwei.ops.words import _

MAGIC = b"JINGWEI-BACKUP 1\n"
PIECE = 1024 * 1024
MEGABYTE = 1024 * 1024
TAG = 16
NAME, DATA, END, LAST = b"N", b"D", b"E", b"Z"
LONGEST_HEAD = 4096


class Damaged(Exception):
    """The file is not a backup, was cut short or changed, or the key is another one's."""


def key_id(secret: str) -> str:
    """Tells keys apart without telling the key."""
    return hashlib.sha256(b"jingwei backup key " + secret.encode()).hexdigest()[:16]


class _Pieces:
    """Seals or opens piece by piece; the number of a piece is its nonce and never comes twice."""

    def __init__(self, head: bytes, secret: str) -> None:
        told = json.loads(head)
        self.suite, self.number, self.bound = told["suite"], 0, hashlib.sha256(head).digest()
        self.key = HKDF(
            hashes.SHA256(), 16 if self.suite == "gm" else 32,
            salt=bytes.fromhex(told["salt"]), info=b"jingwei backup",
        ).derive(secret.encode())  # fmt: skip

    def _next(self) -> bytes:
        self.number += 1
        return self.number.to_bytes(12, "big")

    def seal(self, text: bytes) -> bytes:
        nonce = self._next()
        if self.suite != "gm":
            return AESGCM(self.key).encrypt(nonce, text, self.bound)
        sm4 = Cipher(algorithms.SM4(self.key), modes.GCM(nonce)).encryptor()
        sm4.authenticate_additional_data(self.bound)
        return sm4.update(text) + sm4.finalize() + sm4.tag

    def open(self, sealed: bytes) -> bytes:
        nonce = self._next()
        try:
            if self.suite != "gm":
                return AESGCM(self.key).decrypt(nonce, sealed, self.bound)
            sm4 = Cipher(algorithms.SM4(self.key), modes.GCM(nonce, sealed[-TAG:])).decryptor()
            sm4.authenticate_additional_data(self.bound)
            return sm4.update(sealed[:-TAG]) + sm4.finalize()
        except (InvalidTag, ValueError) as wrong:
            raise Damaged from wrong


class Writer:
    """Writes members one after the other; ``close`` makes the file whole."""

    def __init__(self, file: BinaryIO, secret: str, *, suite: str, head: dict[str, Any]) -> None:
        told = {**head, "suite": suite, "salt": secrets.token_hex(16), "key": key_id(secret)}
        line = json.dumps(told, sort_keys=True).encode()
        file.write(MAGIC + line + b"\n")
        self.file, self.pieces = file, _Pieces(line, secret)
        self._size = 0

    def _write(self, kind: bytes, text: bytes = b"") -> None:
        sealed = self.pieces.seal(kind + text)
        self.file.write(len(sealed).to_bytes(4, "big") + sealed)

    def add(self, name: str, content: BinaryIO) -> tuple[int, str]:
        """Add one member; its size and SHA-256."""
        self._write(NAME, name.encode())
        size, digest = 0, hashlib.sha256()
        while piece := content.read(PIECE):
            self._write(DATA, piece)
            digest.update(piece)
            size += len(piece)
            self._size += len(piece)
            telling.say(_("正在写备份，MB"), self._size // MEGABYTE)
        self._write(END, digest.digest())
        return size, digest.hexdigest()

    def close(self) -> None:
        self._write(LAST)


def head_of(file: BinaryIO) -> dict[str, Any]:
    """What stands in the clear at the start. Raises: Damaged."""
    return dict(json.loads(_head(file)))


def _head(file: BinaryIO) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged
    line = file.readline(LONGEST_HEAD).rstrip(b"\n")
    try:
        told = json.loads(line)
        bytes.fromhex(told["salt"])
        if told["suite"] not in ("intl", "gm"):
            raise Damaged
    except (ValueError, KeyError, TypeError) as wrong:
        raise Damaged from wrong
    return line


def members(file: BinaryIO, secret: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member's name and its pieces; read the pieces before asking for the next member.

    Raises: Damaged, also at the end where the file was cut short.
    """
    pieces = _Pieces(_head(file), secret)
    while True:
        kind, text = _read(file, pieces)
        if kind == LAST:
            if file.read(1):
                raise Damaged
            return
        if kind != NAME:
            raise Damaged
        content = _content(file, pieces)
        yield text.decode(), content
        for _rest in content:  # what the reader left is passed over
            pass


def _content(file: BinaryIO, pieces: _Pieces) -> Iterator[bytes]:
    digest = hashlib.sha256()
    while True:
        kind, text = _read(file, pieces)
        if kind == DATA:
            digest.update(text)
            yield text
        elif kind == END and text == digest.digest():
            return
        else:
            raise Damaged


def _read(file: BinaryIO, pieces: _Pieces) -> tuple[bytes, bytes]:
    size = int.from_bytes(file.read(4), "big")
    sealed = file.read(size) if TAG < size <= PIECE + TAG + 1 else b""
    if not sealed or len(sealed) != size:
        raise Damaged
    text = pieces.open(sealed)
    return text[:1], text[1:]
