"""Whoever is asked to end in the middle of the first start leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from jingwei.ops import postgres
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.tests.place import Place

pytestmark = pytest.mark.slow

# Something long that takes its time to leave, as a load does that has much to roll back.
LONG = """
import pathlib, sys, time
from jingwei.ops.guarding import guarded
from jingwei.ops.running import use_database
def act():
    with use_database("migrate", empty=True):
        pathlib.Path(sys.argv[1]).touch()
        try:
            time.sleep(60)
        finally:
            time.sleep(1)
sys.exit(guarded(act))
"""
START = """
import sys
from jingwei.ops import running
from jingwei.ops.guarding import guarded
from jingwei.ops.commands.up import _do
def act():
    with running.server():
        _do(sys.executable, "-c", sys.argv[1], sys.argv[2])
sys.exit(guarded(act))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_goes_with_a_start_that_is_cut_short_and_it_is_said_once(tmp_path, number):
    place, told = Place(tmp_path / "d"), tmp_path / "told"
    start = subprocess.Popen(
        [sys.executable, "-c", START, LONG, str(told)], cwd=REPOSITORY, text=True,
        env=place.environment(JINGWEI_LANG="zh"), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=_listen,
    )  # fmt: skip
    while not told.exists():
        assert start.poll() is None
        time.sleep(0.05)
    os.killpg(start.pid, number)  # as the terminal does: to all of its foreground at once
    assert start.communicate(timeout=60) == (None, "已停止。\n")
    assert start.returncode == 128 + number
    assert not postgres.is_running(place.data)


def _listen() -> None:  # a test in the background of a script ignores Ctrl-C, and would pass it on
    signal.signal(signal.SIGINT, signal.default_int_handler)
