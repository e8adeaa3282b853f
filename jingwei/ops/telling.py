"""How far is it? Said on standard error, in plain words, while a long command works.

On a terminal one line is written over and over. Elsewhere (cron, a log) what is quick says nothing,
and what takes long a line every ten seconds.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

OFTEN: Final = 0.2
SELDOM: Final = 10.0


class Teller:
    """Says now and then what is being done, and how much of it is done."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._rewrites = out.isatty()
        self._last = time.monotonic() if not self._rewrites else 0.0
        self._open = False

    def say(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < (OFTEN if self._rewrites else SELDOM):
            return
        self._last = now
        counts = f" {done:,} / {total:,}" if total else f" {done:,}" if done else ""
        if self._rewrites:
            self._out.write(f"\r{step}{counts}\033[K")
            self._open = True
        else:
            self._out.write(f"{step}{counts}\n")
        self._out.flush()

    def clear(self) -> None:
        """The line that was written over is gone before anything else is said."""
        if self._open:
            self._out.write("\r\033[K")
            self._out.flush()
            self._open = False


_teller: list[Teller] = []


@contextmanager
def aloud() -> Iterator[None]:
    """Within it somebody hears what is said; elsewhere (a page, a test) nobody does."""
    _teller.append(Teller(sys.stderr))
    try:
        yield
    finally:
        clear()
        _teller.pop()


def say(step: str, done: int = 0, total: int = 0) -> None:
    """What is being done, and how much of it; as often as one likes."""
    if _teller:
        _teller[-1].say(step, done, total)


def tell(sentence: str) -> None:
    """A sentence that stays: a part has begun or is done."""
    clear()
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def clear() -> None:
    """Make room for a sentence or a result."""
    if _teller:
        _teller[-1].clear()
