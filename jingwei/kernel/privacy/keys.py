"""Where do the keys come from? A key file outside the database and its backups."""

import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@dataclass(frozen=True)
class Master:
    """One master key; ``number`` stands in each sealed value, so old ones stay readable."""

    number: int
    secret: bytes


def make_key_file(path: Path) -> None:
    """Make a key file readable by its owner only, once; an existing one is left as it is."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps({"masters": [{"number": 1, "secret": secrets.token_hex(32)}]})
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


@lru_cache
def masters() -> tuple[Master, ...]:
    """All live master keys, the one for new values last."""
    told = json.loads(Path(settings.JINGWEI_KEY_FILE).read_text())["masters"]
    found = [Master(int(one["number"]), bytes.fromhex(one["secret"])) for one in told]
    return tuple(sorted(found, key=lambda one: one.number))


@lru_cache
def derived(number: int, purpose: str, length: int = 32) -> bytes:
    """The data key of ``purpose`` under master ``number`` (HKDF, RFC 5869)."""
    (master,) = (one for one in masters() if one.number == number)
    return HKDF(hashes.SHA256(), length, salt=None, info=purpose.encode()).derive(master.secret)


def newest() -> int:
    return masters()[-1].number
