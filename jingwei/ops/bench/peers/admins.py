"""How is Django's admin asked in turn with our page? Over a pipe; it measures itself."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jingwei.ops.bench.measure import Turn
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import Stopped, _


@dataclass(frozen=True)
class Admin:
    """The running program: ``asked`` gives one page of the range with its cost and its people."""

    program: Any

    def asked(self, path: str, hi: str, number: int) -> dict[str, Any]:
        self.program.stdin.write(json.dumps({"path": path, "hi": hi, "number": number}) + "\n")
        self.program.stdin.flush()
        said: dict[str, Any] = json.loads(self.line())
        return said

    def turn(self, path: str, hi: str, number: int) -> Turn:
        """What one page cost there; the pipe does not count."""
        said = self.asked(path, hi, number)
        return Turn(said["wall"], said["cpu"], said["server_cpu"])

    def line(self) -> str:
        said = self.program.stdout.readline()
        if not said:
            raise Stopped(_("用来比较的 Django 管理后台没有运行起来。"))
        return said


@contextmanager
def running(dsn: str) -> Iterator[Admin]:
    """Django's admin over the bench database, as its owner; ends with the block."""
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "jingwei.ops.bench.peers.served", dsn]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        admin = Admin(program)
        admin.line()
        yield admin
