"""How is the limited child started, watched and ended?"""

import contextlib
import json
import mmap
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

import jingwei
from jingwei.ops.imports.reading import limits as sizes
from jingwei.ops.imports.reading.child import MEMORY_GONE
from jingwei.ops.imports.reading.limits import Limits
from jingwei.ops.imports.reading.refusals import refused

type Source = bytes | str | os.PathLike[str]
"""A file's bytes, or where it lies."""

_ROOT: Final = str(Path(jingwei.__file__).parent.parent)
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ", "VIRTUAL_ENV")


def run_child(
    source: Source, request: dict[str, Any], *, limits: Limits = sizes.DEFAULT
) -> memoryview:
    """The child's answer to a request about a file; raises Refused where it had to be ended.

    The child sees the file, the request and nothing else: no environment with passwords, no open
    descriptors, no path. Costs about 0.1 s plus the reading.
    """
    with _opened(source, limits) as (file, size), _unnamed() as answer:
        most = sizes.cost_of(min(limits.unpacked, limits.ratio * max(size, limits.harmless)))
        process = subprocess.Popen(
            [
                sys.executable, "-s", "-m", "jingwei.ops.imports.reading.child",
                str(file.fileno()), str(answer.fileno()),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(file.fileno(), answer.fileno()),
            env=_environment(),
            cwd="/",
        )  # fmt: skip
        try:
            _restrain(process.pid, most)
            status = _converse(process, request | {"limits": asdict(limits)}, most)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        _judge(status)
        return _contents(answer)


def _converse(process: subprocess.Popen[bytes], request: dict[str, Any], most: sizes.Cost) -> int:
    """Send the request, keep the line open while the child works, and wait for its end."""
    told = json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if process.stdin is None:  # cannot be with stdin=PIPE
        raise RuntimeError
    with process.stdin as line:
        with contextlib.suppress(BrokenPipeError):
            line.write(struct.pack("<Q", len(told)) + told)
            line.flush()
        try:
            _await_end(process.pid, most.wall)
            return process.wait(most.wall)
        except subprocess.TimeoutExpired as late:
            raise refused("file.too_slow") from late


def _await_end(pid: int, most: float) -> None:
    """Be woken when the child ends; a wait with a limit only looks again every twentieth of a
    second. Where the system cannot wake us, that is what is left."""
    if not hasattr(os, "pidfd_open"):
        return
    ended = os.pidfd_open(pid)
    try:
        select.select([ended], [], [], most)
    finally:
        os.close(ended)


def _restrain(pid: int, most: sizes.Cost) -> None:
    """Hard limits from outside; the child lowers its soft ones once it knows the file's size."""
    if not hasattr(resource, "prlimit"):  # the child's own soft limits still hold
        return
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (most.memory, most.memory))
        resource.prlimit(pid, resource.RLIMIT_CPU, (most.cpu, most.cpu + 5))


def _judge(status: int) -> None:
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise refused("file.too_slow")
    if status in (MEMORY_GONE, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
        raise refused("file.too_large_inside")
    if status:
        raise refused("file.damaged")


@contextlib.contextmanager
def _opened(source: Source, limits: Limits) -> Iterator[tuple[IO[bytes], int]]:
    """The file as an open descriptor; bytes go to memory, never under a name on a disk."""
    if isinstance(source, bytes):
        if len(source) > limits.packed:
            raise refused("file.too_large", limit=limits.packed // sizes.MB)
        with _unnamed() as file:
            file.write(source)
            file.flush()
            yield file, len(source)
        return
    with Path(source).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > limits.packed:
            raise refused("file.too_large", limit=limits.packed // sizes.MB)
        yield file, size


@contextlib.contextmanager
def _unnamed() -> Iterator[IO[bytes]]:
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("import"), "w+b") as file:
            yield file
    else:
        with tempfile.TemporaryFile() as file:
            yield file


def _contents(answer: IO[bytes]) -> memoryview:
    size = os.fstat(answer.fileno()).st_size
    if size < struct.calcsize("<Q"):
        raise refused("file.damaged")
    return memoryview(mmap.mmap(answer.fileno(), size, access=mmap.ACCESS_READ))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": _ROOT, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
