"""Who uses the embedded server now? It starts for the first who comes and stops after the last."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jingwei.ops import postgres, roles
from jingwei.ops.database import is_embedded
from jingwei.ops.folders import claim, data_folder


@contextmanager
def server(*, throwaway: bool = False) -> Iterator[None]:
    """The embedded server runs inside this block; nothing happens where a server is configured.

    It is stopped at the end only if such a block started it (not `./jw pg start`) and no other
    process is inside one.
    """
    data = claim(data_folder())
    if not is_embedded():
        yield
        return
    with (data / "postgres.users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if postgres.start(data, throwaway=throwaway):
            _on_demand(data).touch()
        try:
            roles.ensure(data)
            yield
        finally:
            _leave(data, users.fileno())


def keep(data: Path) -> None:
    """Whoever leaves, the server stays: it was started by itself."""
    _on_demand(data).unlink(missing_ok=True)


def _on_demand(data: Path) -> Path:
    return data / "postgres.on-demand"


def _leave(data: Path, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # the other one will switch it off
    if _on_demand(data).exists():
        postgres.stop(data)
        keep(data)


@contextmanager
def use_database(role: str) -> Iterator[None]:
    """Django is set up and its database answers, as that role, inside this block."""
    with server():
        os.environ["JINGWEI_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingwei.settings")
        import django
        from django.db import connections

        django.setup()
        try:
            yield
        finally:
            connections.close_all()
