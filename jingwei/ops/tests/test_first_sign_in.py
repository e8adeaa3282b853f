"""Do the commands on the server let the first people in, and the ones who lost everything?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel.access import entering
from jingwei.kernel.access.doors import Doors
from jingwei.kernel.access.tests.test_entering import switch_on
from jingwei.kernel.findings import Refused
from jingwei.ops import cli, first_run
from jingwei.ops.commands import init, slip

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture(autouse=True)
def on_this_connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    @contextmanager
    def use(role: str, **_more: bool) -> Iterator[None]:
        assert role == "migrate"
        with as_owner():
            yield

    for command in (init, slip):
        monkeypatch.setattr(command, "use_database", use)
    monkeypatch.setattr(first_run, "note", lambda found: None)
    with time_machine.travel(AT, tick=False):
        yield


def knock(login: str, code: str) -> entering.Arrival:
    doors = Doors.of(login, address="10.0.0.1")
    return entering.knock(login=login, secret=code, doors_=doors, at=AT)


def test_the_first_three_come_in_by_what_init_printed(db: None, capsys: Any) -> None:
    assert init.run(cli.parse(["init", "--name", "中共示例市委员会", "--code", "SLS"])) == 0
    told = capsys.readouterr().out
    codes = CODE.findall(told)
    assert len(codes) == 3
    for login, code in zip(("sls-sys", "sls-sec", "sls-audit"), codes, strict=True):
        assert login in told
        assert knock(login, code).needs_password


@pytest.mark.parametrize("without", [False, True])
def test_an_administrator_who_lost_everything_is_helped_at_the_server(
    town: Any, capsys: Any, without: bool
) -> None:
    switch_on(town, town.auditor)
    more = ["--without-second-factor"] if without else []
    slip.run(cli.parse(["slip", "Auditor", *more]))
    (code,) = CODE.findall(capsys.readouterr().out)
    assert knock("auditor", code).needs_factor is not without


def test_nobody_is_helped_who_has_no_account(db: None) -> None:
    with pytest.raises(Refused):
        slip.run(cli.parse(["slip", "nobody"]))
