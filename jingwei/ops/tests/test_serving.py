"""The pages are served on a port nobody else has, by children that end with their parent."""

import signal
import socket
import subprocess
import sys
import time

import pytest

from jingwei.ops import serving
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import Stopped

PARENT = """
import pathlib, sys, time
from jingwei.ops import serving
child = serving.start_child([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(60)
"""
DEAF = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
time.sleep(60)
"""


@pytest.fixture
def taken():
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


def test_a_port_of_another_program_is_refused_with_a_way_out(taken):
    with pytest.raises(Stopped, match=f"端口 {taken} 正被别的程序使用.*--port"):
        serving.refuse_taken_port("127.0.0.1", taken)


def test_a_free_port_is_left_free():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    serving.refuse_taken_port("127.0.0.1", port)
    serving.refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("no.such.host.invalid", 8000)])
def test_a_place_where_nothing_can_be_served_is_named(host, port):
    with pytest.raises(Stopped, match="--host"):
        serving.refuse_taken_port(host, port)


def test_a_web_server_that_ends_at_once_is_noticed():
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
        with pytest.raises(Stopped, match="没有启动"):
            serving.wait_for_page("127.0.0.1", 1, ended)


@pytest.mark.slow
def test_a_child_that_does_not_listen_is_ended_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "FAREWELL", 0.3)
    said = tmp_path / "deaf"
    deaf = serving.start_child([sys.executable, "-c", DEAF, str(said)])
    while not said.exists():
        time.sleep(0.05)
    serving.end([deaf])
    assert deaf.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends orphans for us")
def test_a_killed_parent_leaves_no_orphan(tmp_path):
    told = tmp_path / "child"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(told)], cwd=REPOSITORY)
    while not (told.exists() and told.read_text()):
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    for _attempt in range(1200):
        if not alive(int(told.read_text())):
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def alive(number):
    try:
        with open(f"/proc/{number}/stat") as file:  # noqa: PTH123
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
