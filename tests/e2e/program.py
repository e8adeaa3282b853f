"""How is the real program started in a folder of its own, and signed in to?"""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

REPOSITORY = Path(__file__).resolve().parents[2]
READY = 240
SERVER = "JINGWEI_PG_BIN"  # whose server: the same as that of the tests around it


@dataclass(frozen=True)
class Program:
    """`./jw up` on an embedded server of its own."""

    address: str
    data: Path
    said: list[str]

    @property
    def password(self) -> str:
        return (self.data / "secrets" / "demo").read_text().strip()

    def command(self, *typed: str) -> str:
        """What another command of the same installation prints."""
        done = subprocess.run(
            [sys.executable, "-m", "jingwei", *typed], cwd=REPOSITORY, env=_environment(self.data),
            capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=READY,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def _environment(data: Path) -> dict[str, str]:
    ours = ("JINGWEI_", "DJANGO_")
    left = {k: v for k, v in os.environ.items() if k == SERVER or not k.startswith(ours)}
    return left | {"JINGWEI_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def running(data: Path, *typed: str) -> Iterator[Program]:
    """The program of a data folder, started and stopped as somebody at a terminal would."""
    # Tests in the background of a script ignore Ctrl-C, and their children would inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    port, said = _free_port(), list[str]()
    child = subprocess.Popen(
        [sys.executable, "-m", "jingwei", "up", "--port", str(port), *typed], cwd=REPOSITORY,
        env=_environment(data), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    ready = threading.Event()

    def listen() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                ready.set()
        ready.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        assert ready.wait(READY), "".join(said)
        assert child.poll() is None, "".join(said)
        yield Program(f"http://127.0.0.1:{port}", data, said)
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)
        listener.join(10)
        if child.stdout is not None:
            child.stdout.close()


def sign_in(page: Page, program: Program, login: str) -> None:
    """Through the front door."""
    page.goto("/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", program.password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
