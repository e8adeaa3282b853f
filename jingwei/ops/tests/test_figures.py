"""Does the command line say what the pages say?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.tests.full_town import build_full_town
from jingwei.ops import cli, words
from jingwei.ops.commands import figures


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Commands read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def filled(town: Any) -> Any:
    with as_owner():
        build_full_town(town)
    with as_role("jw_worker"):
        fill_months(months_back(TODAY, 2), at=AT)
    return town


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """``command("--org", "EAST")`` on the test's own connection; gives what was printed."""

    @contextmanager
    def here(role: str) -> Iterator[None]:
        yield

    monkeypatch.setattr(figures, "use_database", here)

    def run(*typed: str) -> str:
        assert figures.run(cli.parse(["figures", *typed])) == 0
        return capsys.readouterr().out

    return run


def test_the_command_tells_the_figures_of_an_organisation(command, filled) -> None:
    told = command("--org", "EAST")
    assert "东镇党委（EAST），截至 2026-11-23" in told
    assert "7  党员总数  [people.members]" in told


def test_programs_get_numerator_denominator_and_what_is_missing(command, filled) -> None:
    told = json.loads(command("--json", "--as-of", "2026-11-08"))
    assert (told["org"], told["as_of"]) == ("CITY", "2026-11-08")
    by_code = {one["code"]: one for one in told["figures"]}
    short = by_code["orgs.branches_short_of_members"]
    assert (short["n"], short["d"], short["kind"]) == (3, 5, "ratio")
    assert by_code["people.members_female"]["missing"] == 1


@pytest.mark.parametrize("typed", [("--org", "NOWHERE"), ("--as-of", "2030-01-01")])
def test_what_cannot_be_told_is_said_in_a_sentence(command, filled, typed) -> None:
    with pytest.raises(words.Stopped):
        command(*typed)


def test_what_was_known_on_a_day_is_told_beside_what_is_known_now(command, filled) -> None:
    with as_owner(), system_scope("测试"):
        filled.member("后补的", filled.east_two, joined_on=date(2026, 10, 6))
    with as_role("jw_worker"):
        fill_months(months_back(TODAY, 2), at=AT + timedelta(days=1))

    def members(*typed: str) -> int:
        told = json.loads(command("--json", "--org", "EAST", "--as-of", "2026-10-31", *typed))
        return next(one["n"] for one in told["figures"] if one["code"] == "people.members")

    assert members("--known-on", "2026-11-24") == members()
    assert members("--known-on", "2026-11-23") == members() - 1
    said = command("--as-of", "2026-10-31", "--known-on", "2026-11-23")
    assert "2026-11-23 夜里知道的数" in said
    with pytest.raises(words.Stopped):
        command("--as-of", "2026-11-08", "--known-on", "2026-11-09")
