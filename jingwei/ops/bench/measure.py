"""What did it cost? Wall and CPU time here and in the server, memory, log written."""

import contextlib
import os
import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Seconds, mebibytes; ``server_cpu`` is of the one backend that served.

    ``peak_mb`` is this process's during the work; ``child_peak_mb`` that of the largest child that
    has ended so far, or what this process held when it began it, as the system counts.
    """

    wall: float
    cpu: float
    server_cpu: float
    wal_mb: float
    peak_mb: float
    child_peak_mb: float

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Turn:
    """Seconds of one turn, where a program of its own measured them."""

    wall: float
    cpu: float
    server_cpu: float


def measured(work: Callable[[], Any], cursor: Any = None) -> tuple[Any, Cost]:
    """Run ``work`` and say what it cost; ``cursor`` asks the server for its part."""
    pid, before = _server(cursor)
    lsn = _lsn(cursor)
    _forget_peak()
    cpu = _cpu()
    began = time.perf_counter()
    done = work()
    wall = time.perf_counter() - began
    used = _cpu() - cpu
    wal = _behind(cursor, lsn)
    peaks = [
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return done, Cost(wall, used, ticks(pid) - before, wal, *peaks)


def _forget_peak() -> None:
    """Let the peak be counted from what is held now; where that cannot be, it is of the process."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _cpu() -> float:
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _server(cursor: Any) -> tuple[int, float]:
    if cursor is None:
        return 0, 0.0
    cursor.execute("SELECT pg_backend_pid()")
    pid = int(cursor.fetchone()[0])
    return pid, ticks(pid)


def ticks(pid: int) -> float:
    """Seconds of CPU a server process has used; 0 for none."""
    if not pid:
        return 0.0
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def _lsn(cursor: Any) -> str:
    if cursor is None:
        return ""
    cursor.execute("SELECT pg_current_wal_insert_lsn()")
    return str(cursor.fetchone()[0])


def _behind(cursor: Any, lsn: str) -> float:
    if cursor is None:
        return 0.0
    cursor.execute("SELECT pg_current_wal_insert_lsn() - %s::pg_lsn", [lsn])
    return float(cursor.fetchone()[0]) / 1048576
