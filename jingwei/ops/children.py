"""How does a program that we started end when we do? Asked once, waited for, then made to."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from jingwei.ops import telling

STOPPED: Final = 128  # and the number of the signal: how a program of ours ends then
PATIENCE: Final = 30.0  # seconds for one to tidy up before it is killed


class Interrupted(KeyboardInterrupt):
    """Asked to end, by Ctrl-C (2), by the system (15) or because the terminal has gone (1)."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.is_told = False  # by a child, in the words in which we would


type Where = int | IO[Any] | None
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """To be called in a child before its program: even a kill -9 of us leaves no orphan."""
    if _libc:
        _libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _listen() -> None:
    # Behind a script in the background Ctrl-C is ignored, and our asking would be too.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()


def run(
    command: Sequence[str | Path],
    *,
    said: str = "",
    stdout: Where = None,
    stderr: Where = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    patience: float = PATIENCE,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; ``said`` is repeated with the seconds while it works.

    Where we are stopped meanwhile, so is it, with all that it started. It is waited for: one of
    ours has a database to leave, and says itself that it was stopped.
    """
    began = time.monotonic()
    # A session of its own: Ctrl-C at the terminal reaches us alone, and we end it in order.
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env, cwd=cwd,
        text=True, start_new_session=True, preexec_fn=_listen,
    ) as child:  # fmt: skip
        try:
            while True:
                try:
                    out, err = child.communicate(timeout=1 if said else None)
                except subprocess.TimeoutExpired:
                    telling.say(said, round(time.monotonic() - began))
                else:
                    return subprocess.CompletedProcess(command, child.returncode, out, err)
        except BaseException as why:
            _end(child, patience)
            if isinstance(why, Interrupted) and stderr is None and child.returncode > STOPPED:
                why.is_told = True
            raise


def _end(child: subprocess.Popen[str], patience: float) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
