"""How is a sensitive value kept? Sealed by column and row, with a keyed index for equality.

Format: version 1 byte, suite 1 byte, master number 2 bytes, nonce 12 bytes, text and tag.
The table, column and public id of the row are authenticated with it, so a value that is moved
to another row or column does not open.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings

from jingwei.kernel.privacy import keys

VERSION = b"\x01"
INTL, GM = b"\x01", b"\x02"
NONCE = 12
TAG = 16
HEAD = len(VERSION) + len(INTL) + 2


class Unreadable(ValueError):
    """A sealed value that does not open: moved, changed, or its key is gone."""


def _suite() -> bytes:
    return GM if settings.JINGWEI_CRYPTO == "gm" else INTL


@lru_cache
def _aes(number: int, purpose: str) -> AESGCM:
    return AESGCM(keys.derived(number, purpose))


def _sm4(number: int, purpose: str, nonce: bytes, tag: bytes | None = None) -> Cipher[modes.GCM]:
    key = keys.derived(number, "sm4:" + purpose, 16)
    return Cipher(algorithms.SM4(key), modes.GCM(nonce, tag))


def _bound(column: str, row: UUID) -> bytes:
    return _prefix(column) + row.bytes


def _prefix(column: str) -> bytes:
    return column.encode() + b"\x00"


def seal(text: str, *, column: str, row: UUID) -> bytes:
    """Seal ``text`` for ``column`` ('table.column') of the row with public id ``row``."""
    return sealer(column)(text, row)


def sealer(column: str) -> Callable[[str, UUID], bytes]:
    """A function that seals many values of one column."""
    seal_some = sealer_of_many(column)

    def seal_one(text: str, row: UUID) -> bytes:
        (sealed,) = seal_some([text], [row.bytes])
        return sealed

    return seal_one


def sealer_of_many(column: str) -> Callable[[Sequence[str], Sequence[bytes]], list[bytes]]:
    """A function that seals texts of one column, each with the sixteen bytes of its row's public
    id. It draws their nonces at once: a question for each costs as much as sealing."""
    number, suite, prefix = keys.newest(), _suite(), _prefix(column)
    head = VERSION + suite + number.to_bytes(2, "big")
    encrypt = _aes(number, column).encrypt

    def sealed_gm(nonce: bytes, text: bytes, bound: bytes) -> bytes:
        encryptor = _sm4(number, column, nonce).encryptor()
        encryptor.authenticate_additional_data(bound)
        return encryptor.update(text) + encryptor.finalize() + encryptor.tag

    one = sealed_gm if suite == GM else encrypt

    def seal_some(texts: Sequence[str], rows: Sequence[bytes]) -> list[bytes]:
        drawn = os.urandom(NONCE * len(texts))
        nonces = [drawn[at : at + NONCE] for at in range(0, len(drawn), NONCE)]
        return [
            head + nonce + one(nonce, text.encode(), prefix + row)
            for nonce, text, row in zip(nonces, texts, rows, strict=True)
        ]

    return seal_some


def unseal(sealed: bytes | memoryview | None, *, column: str, row: UUID) -> str:
    """The text behind ``sealed``; empty for nothing.

    Raises:
        Unreadable: the value belongs to another row or column, was changed, or its key is gone.
    """
    if not sealed:
        return ""
    data = bytes(sealed)
    suite, number = data[1:2], int.from_bytes(data[2:4], "big")
    nonce, rest = data[HEAD : HEAD + NONCE], data[HEAD + NONCE :]
    try:
        if suite == INTL:
            return _aes(number, column).decrypt(nonce, rest, _bound(column, row)).decode()
        decryptor = _sm4(number, column, nonce, rest[-TAG:]).decryptor()
        decryptor.authenticate_additional_data(_bound(column, row))
        return (decryptor.update(rest[:-TAG]) + decryptor.finalize()).decode()
    except (InvalidTag, ValueError) as wrong:
        raise Unreadable(column) from wrong


def index(text: str, *, column: str) -> bytes | None:
    """Sixteen bytes that are equal for equal ``text`` and tell nothing else; None for nothing.

    Always under the first master key, so that equality survives a rotation.
    """
    return indexer(column)(text)


def indexer(column: str) -> Callable[[str], bytes | None]:
    """A function that indexes many values of one column."""
    key = keys.derived(keys.masters()[0].number, "index:" + column)
    if settings.JINGWEI_CRYPTO == "gm":

        def index_gm(text: str) -> bytes | None:
            if not text:
                return None
            mac = HMAC(key, hashes.SM3())
            mac.update(text.encode())
            return mac.finalize()[:16]

        return index_gm
    # HMAC by its two halves, begun once (RFC 2104): a third of what the whole costs a value.
    block = key.ljust(hashlib.sha256().block_size, b"\0")
    inner = hashlib.sha256(bytes(one ^ 0x36 for one in block))
    outer = hashlib.sha256(bytes(one ^ 0x5C for one in block))

    def index_intl(text: str) -> bytes | None:
        if not text:
            return None
        within, around = inner.copy(), outer.copy()
        within.update(text.encode())
        around.update(within.digest())
        return around.digest()[:16]

    return index_intl


def masked(tail: str, length: int = 18) -> str:
    """What a page shows of a sealed number: stars and the last four."""
    return "*" * max(length - len(tail), 3) + tail if tail else ""
