"""What does ``./jw import`` print, for a person and for a program?"""

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.ops import cli
from jingwei.ops.commands import import_
from jingwei.ops.imports import by_command
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules.meeting_marks import meeting_of
from jingwei.ops.imports.tests import test_hotline
from jingwei.ops.imports.tests.test_kinds_path import POSITIONS

KEYS = {"batch", "kind", "rows", "new", "changed", "unchanged", "rejected", "warnings", "errors"}


@pytest.fixture
def say(town: Any, monkeypatch: Any, tmp_path: Path) -> Any:
    """``say(kind, text, ...)`` runs the command on the database of the test."""

    @contextmanager
    def here(_role: str) -> Any:
        yield

    monkeypatch.setattr(import_, "use_database", here)

    def run(kind: str, text: str, *more: str) -> int:
        file = tmp_path / "表.csv"
        file.write_text(text)
        return import_.run(cli.parse(["import", kind, str(file), "--as", "lin", *more]))

    return run


def undo(batch: str) -> None:
    import_.run(cli.parse(["import", "--undo", batch, "--as", "lin"]))


def test_a_program_gets_the_same_keys_for_a_file_that_was_read_and_one_that_was_not(
    say: Any, capsys: Any
) -> None:
    assert say("positions", POSITIONS, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == KEYS
    assert (told["rows"], told["new"]) == (4, 4)
    assert say("positions", "", "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert set(told) == KEYS
    assert [one["code"] for one in told["errors"]] == ["file.empty"]


def test_a_person_gets_sentences(say: Any, capsys: Any) -> None:
    assert say("positions", POSITIONS, "--dry-run") == 0
    said = capsys.readouterr().out
    assert said.startswith("共4行：新增4，更新0，不变0，不能导入0。\n")
    assert said.endswith("只核对，没有写入。\n")
    say("positions", POSITIONS)
    batch = capsys.readouterr().out.split()[-1]
    undo(batch)
    assert capsys.readouterr().out == "已撤销：移除3行，恢复0行。\n"
    for unknown in ("abc", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(Refused, match="没有这一批"):
            undo(unknown)


def test_a_meeting_is_called_by_kind_and_day_everywhere(say: Any, capsys: Any, town: Any) -> None:
    text = "姓名,2026-03-12党员大会,4月9日主题党日\n东甲,到,喝茶\n"
    say("meeting_marks", text, "--json", "--dry-run")
    (one,) = json.loads(capsys.readouterr().out)["errors"]
    assert (one["code"], one["column"]) == ("meeting.mark", "主题党日 2026-04-09")
    say("meeting_marks", text)
    assert "主题党日 2026-04-09" in capsys.readouterr().out
    client = Client()
    client.force_login(town.accounts["lin"])
    with acting(town.lin_scope):
        batch = Batch.everything.latest("id")
    rows = client.get(f"/api/v1/imports/{batch.public_id}/problems").json()["rows"]
    assert [row["title"] for row in rows] == ["主题党日 2026-04-09"]
    page = client.get(f"/imports/{batch.public_id}/").content.decode()
    assert "主题党日 2026-04-09" in page
    assert "第2次会议" not in page


def test_a_title_that_says_too_little_stays_as_it_is_written() -> None:
    on = date(2026, 11, 1)
    assert meeting_of("2026年3月12日支部党员大会暨党课", on) == "党员大会、党课 2026-03-12"
    assert meeting_of("3月12日", on) == "3月12日"


def test_every_kind_of_the_page_comes_by_command_too() -> None:
    assert set(import_.KINDS) == set(KINDS)


def test_orders_of_the_hotline_come_in_as_on_the_page_and_go_back(
    say: Any, capsys: Any, town: Any
) -> None:
    test_hotline.named(town)
    assert say("hotline", test_hotline.SHEET, "--json", "--dry-run") == 0
    assert json.loads(capsys.readouterr().out)["new"] == 2
    assert say("hotline", test_hotline.SHEET, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["errors"]) == (2, [])
    with acting(town.lin_scope):
        first, second = test_hotline.matters()
        assert first.received_by_id == second.received_by_id == town.accounts["lin"].pk
        assert (first.channel, first.org_id) == ("hotline", town.east_one.pk)
    undo(told["batch"])
    assert capsys.readouterr().out == "已撤销：移除2行，恢复0行。\n"
    with acting(town.lin_scope):
        assert test_hotline.matters() == []


def test_orders_are_taken_by_somebody_not_by_the_program(town: Any) -> None:
    with pytest.raises(Refused, match="--as") as refused:
        by_command.bring(kind="hotline", content=test_hotline.SHEET.encode(), name="a", post=None)
    assert refused.value.codes == {"import.somebody"}
    with as_owner():
        assert not Batch.everything.exists()
