"""Brought into the demo city, do the lists of past work say their faults and no others?"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.ops.demo.load import Summary
from jingwei.ops.demo.roster_places import PLACES
from jingwei.ops.demo.roster_works import WORKS
from jingwei.ops.demo.rosters import EVERY, write_rosters
from jingwei.ops.imports import by_command

WAITING = {"grid.waits", "grid.gap", "work.waits"}
"""What is said of faultless rows whose community or branch waits for a faulty one."""


def told(said: dict[str, Any], *kinds: str) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for kind in kinds for one in said[kind]}


@pytest.mark.slow
def test_every_list_finds_its_faults_on_file_and_comes_in_clean(
    loaded: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        by_command, "timezone", SimpleNamespace(now=lambda: AT, localdate=lambda: TODAY)
    )
    write_rosters(tmp_path, today=TODAY)
    key = json.loads((tmp_path / "messy" / "key.json").read_text())
    with as_owner():
        for number, kind in enumerate(EVERY, 1):
            if kind not in {**WORKS, **PLACES}:
                continue
            (messy,) = (tmp_path / "messy").glob(f"{number}-{kind}.*")
            clean = tmp_path / "clean" / f"{number}-{kind}.xlsx"
            said = bring(kind, messy, dry_run=True)
            planted = {
                (one["row"], one["column"], one["code"]) for one in key if one["file"] == messy.name
            }
            assert planted, kind
            assert planted <= told(said, "errors", "warnings"), kind
            rows = {row for row, _column, _code in planted}
            assert [
                one for one in said["errors"]
                if one["row"] not in rows and one["code"] not in WAITING
            ] == [], kind  # fmt: skip
            said = bring(kind, clean)
            assert said["errors"] == [], kind
            assert said["new"] + said["changed"] == said["rows"] > 0, (kind, said["warnings"])


def bring(kind: str, place: Path, *, dry_run: bool = False) -> dict[str, Any]:
    post = "demo-officer" if kind in by_command.BY_SOMEBODY else None
    return by_command.bring(
        kind=kind, content=place.read_bytes(), name=place.name, post=post, dry_run=dry_run,
        as_of=TODAY,
    )  # fmt: skip
