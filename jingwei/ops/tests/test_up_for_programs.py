"""A script starts the product, reads where it answers and how to come in, and stops it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from jingwei.ops import postgres
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.tests.place import Place
from tests.e2e.program import _free_port

pytestmark = pytest.mark.slow


def test_a_script_starts_it_reads_one_line_and_stops_it(tmp_path: Path, demo_folder: Path) -> None:
    place, port = Place(tmp_path / "d"), _free_port()
    shutil.copytree(demo_folder, place.data)
    said = (tmp_path / "said").open("w")
    started = subprocess.Popen(
        [sys.executable, "-m", "jingwei", "up", "--port", str(port), "--json"], cwd=REPOSITORY,
        env=place.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said,
        text=True, start_new_session=True,
    )  # fmt: skip
    try:
        out = started.stdout
        assert out is not None
        told = json.loads(out.readline())
        assert (told["address"], told["state"]) == (f"http://127.0.0.1:{port}/", "demo")
        assert told["demo"]["city"]["size"] == "small"
        assert told["demo"]["members"] == 1000
        clerk = next(one for one in told["demo"]["sign_ins"] if one["login"] == "demo-clerk")
        assert {"password", "name", "for", "posts"} <= set(clerk)
        assert [one["role"] for one in clerk["posts"]] == ["clerk"]
        with build_opener(ProxyHandler({})).open(told["address"] + "healthz") as page:
            assert page.status == 200
        assert place.told("demo") == told["demo"]
        (error,) = place.told("up", "--port", str(port + 1), status=2)["errors"]
        assert error["code"] == "place.busy"
        started.send_signal(signal.SIGTERM)
        assert started.wait(60) == 0
        with out:
            assert out.read() == ""
    finally:
        started.kill()
        started.wait()
        said.close()
    assert "Traceback" not in (tmp_path / "said").read_text()
    assert not postgres.is_running(place.data)
    assert not left_of(place.data)


def left_of(data: Path) -> list[Any]:
    """Programs that still have this data folder in their environment."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(data) in (one / "environ").read_bytes():
                found.append((one / "cmdline").read_bytes())
        except OSError:
            continue
    return found
