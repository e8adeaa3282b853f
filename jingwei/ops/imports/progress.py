"""How far is a long import? Said while its one transaction runs, so by a connection of its own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """What is being done, in this order; rows are counted within each."""

    READ = "read", _("读表")
    CHECK = "check", _("逐格核对")
    COMPARE = "compare", _("与系统里的记录比对")
    WRITE = "write", _("写入")


type Tell = Callable[[str, int, int], None]
"""``tell(step, rows done, rows in all)``; no rows in all means that they are not known yet."""

_listener: ContextVar[Tell | None] = ContextVar("listener", default=None)

OFTEN: Final = 0.5  # seconds between two words, or every row would cost a statement

SAY = """
INSERT INTO import_progress (batch_id, step, done, total, said_at)
VALUES (%s, %s, %s, %s, clock_timestamp())
ON CONFLICT (batch_id) DO UPDATE SET step = excluded.step, done = excluded.done,
    total = excluded.total, said_at = excluded.said_at
"""


def say(step: str, done: int, total: int) -> None:
    """Say where the work stands to whoever listens; where a person waits for it, nobody does."""
    if listener := _listener.get():
        listener(step, done, total)


@contextmanager
def heard_by(listener: Tell) -> Iterator[None]:
    """What is said within the block reaches ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def kept(batch_id: int) -> Iterator[None]:
    """What is said within the block is kept for the page and the API to show."""
    side = connection.copy()
    last: tuple[str, float] = ("", 0.0)

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if step == last[0] and now - last[1] < OFTEN:
            return
        last = (step, now)
        with side.cursor() as cursor:
            cursor.execute(SAY, [batch_id, step, done, total])

    try:
        with heard_by(tell):
            yield
    finally:
        side.close()
