"""Who serves the pages of this data folder now, and at which address?"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jingwei.ops.words import Stopped, _

LOCK, ADDRESS = "up.lock", "up.address"


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Raises: Stopped where another process is inside such a block."""
    with (data / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            said = _("这个数据文件夹已有一个经纬在运行：{folder}")
            raise Stopped(said.format(folder=data), "place.busy") from error
        try:
            yield
        finally:
            (data / ADDRESS).unlink(missing_ok=True)


def note(data: Path, address: str) -> None:
    """The pages answer there from now on."""
    (data / ADDRESS).write_text(address + "\n")


def address(data: Path) -> str | None:
    """Where they answer now; None where nobody serves, also after a crash."""
    place, lock = data / ADDRESS, data / LOCK
    if not (place.exists() and lock.exists()):
        return None
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return place.read_text().strip()
    return None
