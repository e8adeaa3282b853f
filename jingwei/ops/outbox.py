"""How do notices reach telephones? By a folder that the city's own message gateway empties.

The program calls nobody. With ``JINGWEI_OUTBOX`` each message becomes a file there, named by its
id, whole or not at all; what the gateway has taken away it never gets a second time.
"""

import json
import os
from pathlib import Path

from django.conf import settings

from jingwei.kernel.notices.delivering import Outgoing, Undeliverable
from jingwei.kernel.register import NoticeChannel, notice_channel
from jingwei.ops.backup import fence
from jingwei.ops.folders import data_folder

NAME = "outbox"
NO_PHONE = "phone.none"


def is_on() -> bool:
    """A folder is named, and this is not a restored copy that nobody has taken into use."""
    return bool(settings.JINGWEI_OUTBOX) and not fence.is_raised(data_folder())


def put(outgoing: Outgoing) -> None:
    """Lay one message into the folder. Raises: Undeliverable without a number; OSError."""
    if not outgoing.phone:
        raise Undeliverable(NO_PHONE)
    folder = Path(settings.JINGWEI_OUTBOX)
    half = folder / f".{outgoing.id}.{os.getpid()}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "w") as file:
        json.dump(
            {"id": str(outgoing.id), "to": outgoing.phone, "text": outgoing.text}, file,
            ensure_ascii=False,
        )  # fmt: skip
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / f"{outgoing.id}.json")


def declare() -> None:
    notice_channel(NoticeChannel(NAME, put, is_on))
