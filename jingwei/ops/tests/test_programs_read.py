"""A program that says ``--json`` gets one object and nothing else, from every command."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from conftest import as_owner
from jingwei.ops import answering, assets, children, cli, messages, telling
from jingwei.ops.backup import programs
from jingwei.ops.commands import migrate
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.health import deep, shallow
from jingwei.ops.health.look import Look
from jingwei.ops.words import Stopped

DATABASE = "postgresql://jw_app:hidden@127.0.0.1:1/jingwei"
ASKED: dict[str, tuple[list[str], int, str]] = {
    "assets": ([], 0, "built"),
    "backup": (["{tmp}/none", "--verify", "--keys", "{tmp}/none"], 2, "file.unusable"),
    "bench": (["audit"], 2, "stopped"),
    "check": ([], 0, "looks"),
    "demo": ([], 2, "demo.missing"),
    "docs": (["--check"], 0, "stale"),
    "doctor": ([], 0, "looks"),
    "figures": (["--org", "NOWHERE"], 2, "org.unknown"),
    "import": (["--undo", "abc"], 2, "import.unknown"),
    "init": (["--name", "中共示例市委员会", "--code", "CITY"], 2, "access.city_exists"),
    "leave": (["{tmp}"], 2, "file.taken"),
    "ledger": (["head"], 2, "ledger.not_sealed"),
    "lint": ([], 0, "passed"),
    "migrate": ([], 0, "applied"),
    "pg": (["status"], 3, "running"),
    "restore": ([], 2, "usage"),
    "retention": (["--dry-run"], 0, "rows"),
    "roles": (["--sql"], 0, "sql"),
    "slip": (["nobody"], 2, "access.no_account"),
    "snapshot": (["{tmp}", "--months", "0"], 2, "usage"),
    "test": (["-k", "nothing"], 5, "status"),
    "translations": (["--check"], 0, "sentences"),
    "up": (["--port", "{port}"], 2, "port.taken"),
    "worker": (["--concurrency", "0"], 2, "usage"),
}
"""By command: what is typed, the status, and a key of the answer or the code of the refusal."""


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command and its parts, those only that something can be asked of."""
    parts = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not parts:
        yield parser
    for one in parts:
        for part in one.choices.values():
            yield from parsers(part)


def test_every_command_and_every_part_of_one_answers_programs():
    whole = cli._parser([])
    asked = list(parsers(whole))
    assert len(asked) >= len(cli.names())
    assert [one.prog for one in asked if "--json" not in one.format_help()] == []
    assert set(ASKED) == set(cli.names())


@pytest.fixture
def quiet_machine(town: Any, monkeypatch: Any, tmp_path: Any) -> None:
    """Commands run here, on the town; what takes long or needs more than a test is left out."""

    @contextmanager
    def here(_role: str, **_more: Any) -> Iterator[None]:
        with as_owner():
            yield

    for name in cli.names():
        if hasattr(cli.command(name), "use_database"):
            monkeypatch.setattr(cli.command(name), "use_database", here)
    monkeypatch.setattr(assets, "are_built", lambda: True)
    monkeypatch.setattr("jingwei.ops.database.is_embedded", lambda: False)
    monkeypatch.setattr(migrate, "bring_up", lambda **_more: [])
    for looks in (deep, shallow):
        monkeypatch.setattr(looks, "LOOKS", {"settings": Look("设置", lambda: iter(()))})
    monkeypatch.setattr(messages, "extract", dict)
    monkeypatch.setattr(messages, "faults", lambda *_known: [])
    monkeypatch.setattr("jingwei.ops.browser.provide", str)
    monkeypatch.setattr("jingwei.ops.running.server", here_without(here))
    monkeypatch.setattr(
        children,
        "run",
        lambda command, **_more: subprocess.CompletedProcess(command, code(command)),
    )
    monkeypatch.setenv("JINGWEI_DATA", str(tmp_path / "data"))
    (tmp_path / "something").touch()


def here_without(here: Any) -> Any:
    return lambda **_more: here("")


def code(command: list[Any]) -> int:
    """What a program of ours would end with: pytest finds no test, the checks find no fault."""
    return 5 if "pytest" in command else 0


@pytest.mark.parametrize("name", cli.names())
def test_a_program_reads_one_object_and_nothing_else(
    name: str, quiet_machine: None, tmp_path: Any, capsys: Any
) -> None:
    typed, status, key = ASKED[name]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = [one.format(tmp=tmp_path, port=port) for one in typed]
        found = cli.main([name, *words, "--json"])
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    told = json.loads(line)
    assert isinstance(told, dict)
    assert "Traceback" not in said.err
    assert (found, key in told or key in {one["code"] for one in told["errors"]}) == (status, True)
    if "errors" in told and name != "import":
        assert set(told) == {"errors"}
        assert {one["message"] for one in told["errors"]} <= set(said.err.splitlines())


@pytest.mark.parametrize("name", cli.names())
def test_what_was_typed_wrong_is_told_to_programs_too(name: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([name, "--json", "--data"])
    assert left.value.code == 2
    said = capsys.readouterr()
    (error,) = json.loads(said.out)["errors"]
    assert error["code"] == "usage"
    assert error["message"] in said.err


def test_every_reason_is_told_with_its_code(monkeypatch: Any, capsys: Any) -> None:
    def stop(_options: Any) -> int:
        raise Stopped("端口 8000 正被别的程序使用。", "port.taken")

    monkeypatch.setattr(migrate, "run", stop)
    assert cli.main(["migrate", "--json"]) == 2
    said = capsys.readouterr()
    error = {"code": "port.taken", "message": "端口 8000 正被别的程序使用。"}
    assert json.loads(said.out) == {"errors": [error]}
    assert said.err == "端口 8000 正被别的程序使用。\n"


def test_a_fault_of_the_program_is_told_apart_from_a_refusal(monkeypatch: Any, capsys: Any) -> None:
    def break_down(_options: Any) -> int:
        raise LookupError("nowhere")

    monkeypatch.setattr(migrate, "run", break_down)
    assert cli.main(["migrate", "--json"]) == 70
    said = capsys.readouterr()
    assert [one["code"] for one in json.loads(said.out)["errors"]] == ["fault"]
    assert "LookupError" in said.err


SPEAKS = """
import subprocess, sys
from jingwei.ops import answering
with answering.for_programs():
    print("said by us")
    subprocess.run(["sh", "-c", "echo said by a child"])
    answering.write({"one": "一"})
print("afterwards")
"""


def test_what_a_child_or_a_library_says_does_not_reach_the_program() -> None:
    said = subprocess.run(
        [sys.executable, "-c", SPEAKS], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert said.stdout == '{"one": "一"}\nafterwards\n'
    assert set(said.stderr.splitlines()) == {"said by us", "said by a child"}


STOPPED = """
import os, sys, time
from jingwei.ops import answering, children, guarding
def act():
    children.run([sys.executable, "-c", "import time; print('on', flush=True); time.sleep(60)"])
with answering.for_programs():
    sys.exit(guarding.guarded(act))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_work_and_its_children_with_a_sentence(number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STOPPED], cwd=REPOSITORY, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heeds_ctrl_c,
        env={**os.environ, "JINGWEI_LANG": "zh"},
    ) as working:  # fmt: skip
        assert working.stderr is not None
        assert working.stderr.readline() == "on\n"
        working.send_signal(number)
        out, err = working.communicate(timeout=20)  # a child that lived on would hold it open
    assert working.returncode == 128 + number
    assert json.loads(out) == {"errors": [{"code": "interrupted", "message": "已停止。"}]}
    assert err.splitlines()[-1] == "已停止。"


def _heeds_ctrl_c() -> None:
    """Behind a script in the background it would be ignored, by whoever is started there too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_a_child_that_does_not_hear_is_made_to_end() -> None:
    deaf = "import signal, time; signal.signal(2, signal.SIG_IGN); print('on', flush=True)\n"
    began = time.monotonic()

    def interrupt(_number: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)
        with pytest.raises(KeyboardInterrupt):
            children.run(
                [sys.executable, "-c", deaf + "time.sleep(60)"],
                stdout=subprocess.PIPE,
                patience=0.5,
            )
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - began < 30


COUNTED = """
import pytest
def test_good(): pass
def test_bad(): assert 0
@pytest.mark.skip
def test_later(): pass
@pytest.fixture
def broken(): raise LookupError
def test_broken(broken): pass
"""


def test_what_the_tests_came_to_is_counted(tmp_path: Any) -> None:
    (tmp_path / "test_some.py").write_text(COUNTED)
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "jingwei.ops.pytest_counts", "--counts-into", "told",
         "-c", "/dev/null", "-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True,
    )  # fmt: skip
    assert json.loads((tmp_path / "told").read_text()) == {
        "passed": 1, "failed": 1, "broken": 1, "skipped": 1, "deselected": 0,
        "failures": ["test_some.py::test_bad", "test_some.py::test_broken"],
    }  # fmt: skip


class Screen:
    """Where something is written; a terminal or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        self.said = ""
        self.isatty = lambda: is_terminal

    def write(self, text: str) -> None:
        self.said += text

    def flush(self) -> None:
        pass


def test_a_terminal_gets_one_line_written_over_and_a_log_a_line_now_and_then(
    monkeypatch: Any,
) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    terminal, log = Screen(is_terminal=True), Screen(is_terminal=False)
    tellers = [telling.Teller(terminal), telling.Teller(log)]  # type: ignore[arg-type]
    for done in range(24):
        for teller in tellers:
            teller.say("正在核对", done, 24)
        now[0] += 1
    tellers[0].clear()
    assert terminal.said.count("\n") == 0
    assert "\r正在核对 23 / 24\033[K" in terminal.said
    assert terminal.said.endswith("\r\033[K")
    assert log.said == "正在核对 10 / 24\n正在核对 20 / 24\n"


def test_outside_a_command_nobody_is_told(capsys: Any) -> None:
    telling.say("正在核对", 1, 2)
    answering.say_why([])
    assert capsys.readouterr() == ("", "")


def test_a_server_that_is_gone_half_way_is_no_fault_of_the_program(
    monkeypatch: Any, capsys: Any
) -> None:
    def lose(_options: Any) -> int:
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(migrate, "run", lose)
    assert cli.main(["migrate", "--json"]) == 2
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["errors"]] == [
        "database.lost"
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"pg_dump: error: query failed\npg_dump: detail: Query was: COPY", "query failed"),
        (b"no such program\n", "no such program"),
        (b"", ""),
    ],
)  # fmt: skip
def test_of_what_a_program_of_the_server_says_the_error_is_told(said: bytes, told: str) -> None:
    assert programs.why(said) == told
