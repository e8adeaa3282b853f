"""Does somebody outside hold what the operators cannot take back?"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_role
from jingwei.kernel.ledger import witness, workers
from jingwei.kernel.ledger.models import LedgerCheck
from jingwei.kernel.ledger.tests.conftest import FIRST, Sealed, seal_up_to, sql, write_lines


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.JINGWEI_WITNESS = tmp_path / "elsewhere" / "heads.jsonl"
    return Path(settings.JINGWEI_WITNESS)


def keep() -> Any:
    with as_role("jw_worker"), connection.cursor() as cursor:
        return witness.keep(cursor, at=AT)


def test_the_head_is_added_where_it_moved_on(sealed: Sealed, file: Path) -> None:
    assert keep()["no"] == 3
    assert keep() is None
    write_lines(1, FIRST + 30)
    seal_up_to(FIRST + 40)
    assert keep()["no"] == 4
    heads, odd = witness.kept()
    assert [one["no"] for one in heads] == [3, 4]
    assert not odd
    assert file.stat().st_mode & 0o077 == 0


def test_no_head_is_kept_that_does_not_go_on_from_the_last(sealed: Sealed, file: Path) -> None:
    keep()
    sql("DELETE FROM seal WHERE no = 3")
    before = file.read_text()
    with pytest.raises(witness.Broken):
        keep()
    assert file.read_text() == before


def test_the_night_verifies_all_and_says_what_it_found(
    sealed: Sealed, file: Path, caplog: Any
) -> None:
    keep()
    with as_role("jw_worker"):
        assert workers.verify_and_keep(at=AT)
        sql("UPDATE entry SET verb = 'test.other' WHERE id = %s", sealed.at(1))
        assert not workers.verify_and_keep(at=AT)
    first, second = LedgerCheck.objects.order_by("id")
    assert (first.is_good, first.report["heads"], first.report["lines"]) == (True, 1, 11)
    assert second.report["faults"] == [
        {"kind": "line.changed", "seal": 1, "line": sealed.at(1), "row": None}
    ]
    assert "not what was sealed" in caplog.text


def test_a_file_of_heads_that_was_scribbled_on_is_told(sealed: Sealed, file: Path) -> None:
    keep()
    with file.open("a") as into:
        into.write("{}\n[]\nxx\n")
    with as_role("jw_worker"):
        report = workers.verified()
    assert [(one.kind, one.row) for one in report.faults] == [
        ("head.odd", 2), ("head.odd", 3), ("head.odd", 4),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_worker_knows_the_jobs_by_itself() -> None:
    """In a process that has imported nothing but what a start imports."""
    script = (
        "import django; django.setup()\n"
        "from procrastinate.contrib.django import app\n"
        "print(*[one.task.name for one in app.periodic_registry.periodic_tasks.values()])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {"ledger.seal", "ledger.witness", "ledger.verify"} <= set(said.stdout.split())
