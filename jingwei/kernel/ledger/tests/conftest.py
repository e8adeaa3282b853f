"""A sealed ledger to tamper with: ten lines of ten transactions in three seals."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.ledger import checking, exporting, seals, verifier
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.record import write_line

SOURCE = "1/1/1"
FIRST = 1_000  # transactions of the ten lines
LINES = 10


@dataclass
class Sealed:
    """``ids`` of the lines in their order, and heads as somebody outside wrote them down."""

    ids: list[int]
    heads: list[dict[str, Any]]

    def at(self, number: int) -> int:
        return self.ids[number]


def sql(statement: str, *values: Any) -> list[Any]:
    """As one who may write every table: the owner."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def now(xmin: int, source: str = SOURCE) -> seals.Now:
    return seals.Now(xmin=xmin, xmax=xmin, source=source)


def seal_up_to(xmin: int, *, source: str = SOURCE, cap: int = 4) -> int:
    """Seal as jw_seal all transactions under ``xmin``; how many lines."""
    whole = 0
    with as_role("jw_seal"), connection.cursor() as cursor:
        while (
            sealed := seals.seal_next(cursor, at=AT, cap=cap, now=now(xmin, source))
        ) is not None:
            whole += sealed
    return whole


def head() -> dict[str, Any]:
    with connection.cursor() as cursor:
        last = seals.last_seal(cursor)
    assert last is not None
    return {"no": last["no"], "hash": last["hash"]}


def write_lines(count: int, first: int, word: str = "记") -> list[int]:
    """Lines of ``count`` transactions, counted from ``first``; each with a value behind it."""
    ids = []
    with as_owner(), system_scope("测试") as by:
        for number in range(count):
            entry = write_line(
                verb="test.line", by=by, at=AT, org=None, subject=("thing", number),
                facts={"word": f"{word}{number}"}, values={"phone": f"139000000{number:02d}"},
            )  # fmt: skip
            ids.append(entry.pk)
    for number, pk in enumerate(ids):
        sql("UPDATE entry SET xid = %s::text::xid8 WHERE id = %s", first + number, pk)
    return ids


@pytest.fixture
def sealed(db: None, monkeypatch: pytest.MonkeyPatch) -> Sealed:
    """Ten lines in seals of four, four and two, then one line that still waits."""
    # Other tests may have left lines of their own; none is of this transaction.
    assert not Entry.everything.exists()
    monkeypatch.setattr(seals, "now_of", lambda cursor: now(FIRST + LINES))
    ids = write_lines(LINES, FIRST)
    heads = []
    for part in (4, 8, 10):
        seal_up_to(FIRST + part)
        heads.append(head())
    write_lines(1, FIRST + LINES + 5, "等")
    return Sealed(ids, heads)


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch) -> Callable[..., verifier.Report]:
    """Verify as the worker does, in a scope of the whole tree."""

    def look(heads: Any = (), **options: Any) -> verifier.Report:
        with as_role("jw_worker"), system_scope("核验"), connection.cursor() as cursor:
            return checking.verify(cursor, heads=heads, **options)

    return look


@pytest.fixture
def exported(sealed: Sealed, tmp_path: Path) -> Path:
    """The export of the sealed ledger."""
    place = tmp_path / "ledger.jsonl"
    with (
        as_role("jw_worker"), system_scope("导出"), connection.cursor() as cursor,
        place.open("wb") as into,
    ):  # fmt: skip
        for row in exporting.rows(cursor, at=AT):
            into.write(row)
    return place
