"""How many answers, how fast? Counters that all web processes write and anyone of them can read.

Each process has a small file of numbers in the data folder; the sum over the files is what the
installation did since it started. No address, no account, no value of anybody is counted by.
"""

import mmap
import os
import struct
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path

KINDS = ("page", "fragment", "api")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
COUNTS = [("answers", kind, status) for kind, status in product(KINDS, STATUSES)]
TIMES = [("within", kind, str(bound)) for kind, bound in product(KINDS, (*BOUNDS, "+Inf"))]
SUMS = [("seconds", kind, "") for kind in KINDS]
PLACES = {name: number * 8 for number, name in enumerate([*COUNTS, *TIMES, *SUMS])}
SIZE = len(PLACES) * 8


class Meter:
    """The numbers of this process."""

    def __init__(self, folder: Path) -> None:
        self.lock = threading.Lock()
        if not (folder.parent / "jingwei-data").exists():  # no installation: counted for nobody
            self.memory = mmap.mmap(-1, SIZE)
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        place = folder / f"{os.getpid()}.meter"
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.ftruncate(handle, SIZE)
            self.memory = mmap.mmap(handle, SIZE)
        finally:
            os.close(handle)

    def count(self, kind: str, status: int, seconds: float) -> None:
        """One answer was given."""
        with self.lock:
            self._add(("answers", kind, f"{status // 100}xx"), 1)
            self._add(("seconds", kind, ""), seconds)
            for bound in BOUNDS:
                if seconds <= bound:
                    self._add(("within", kind, str(bound)), 1)
            self._add(("within", kind, "+Inf"), 1)

    def _add(self, name: tuple[str, str, str], much: float) -> None:
        at = PLACES.get(name)
        if at is not None:
            (before,) = struct.unpack_from("d", self.memory, at)
            struct.pack_into("d", self.memory, at, before + much)


def totals(folder: Path) -> dict[tuple[str, str, str], float]:
    """The sum over all processes, also those that ended since the start."""
    found = dict.fromkeys(PLACES, 0.0)
    for place in folder.glob("*.meter"):
        content = place.read_bytes()
        if len(content) == SIZE:
            for name, at in PLACES.items():
                found[name] += struct.unpack_from("d", content, at)[0]
    return found


def forget(folder: Path) -> None:
    """A new start counts from nothing."""
    for place in folder.glob("*.meter"):
        place.unlink(missing_ok=True)


def prometheus(folder: Path) -> Iterator[str]:
    """The lines of the Prometheus text format."""
    found = totals(folder)
    yield "# TYPE jingwei_answers_total counter"
    for what, kind, status in COUNTS:
        labels = f'kind="{kind}",status="{status}"'
        yield f"jingwei_answers_total{{{labels}}} {found[what, kind, status]:g}"
    yield "# TYPE jingwei_answer_seconds histogram"
    for what, kind, bound in TIMES:
        labels = f'kind="{kind}",le="{bound}"'
        yield f"jingwei_answer_seconds_bucket{{{labels}}} {found[what, kind, bound]:g}"
    for _what, kind, _ in SUMS:
        yield f'jingwei_answer_seconds_sum{{kind="{kind}"}} {found["seconds", kind, ""]:g}'
        yield f'jingwei_answer_seconds_count{{kind="{kind}"}} {found["within", kind, "+Inf"]:g}'
