"""Are all lines sealed, once, by a role that can do nothing else?"""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from conftest import AT, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.ledger import form, seals, verifier
from jingwei.kernel.ledger.models import EntryDetail, Seal
from jingwei.kernel.ledger.record import erase_values, write_line
from jingwei.kernel.ledger.tests.conftest import (
    FIRST,
    Sealed,
    now,
    seal_up_to,
    sql,
    write_lines,
)  # fmt: skip


def test_ten_lines_are_in_three_seals_that_follow_each_other(sealed: Sealed, verify: Any) -> None:
    found = list(Seal.objects.order_by("no"))
    assert [one.count for one in found] == [4, 4, 2]
    assert [one.prev for one in found] == [verifier.START, found[0].hash, found[1].hash]
    assert [(one.lo, one.hi) for one in found] == [(0, 1004), (1004, 1008), (1008, 1010)]
    report = verify(sealed.heads)
    assert (report.is_good, report.lines, report.pending, report.heads) == (True, 11, 1, 3)


def test_database_and_verifier_put_a_line_into_the_same_form(sealed: Sealed) -> None:
    with as_role("jw_seal"), connection.cursor() as cursor:
        cursor.execute(f"SELECT {form.LEAF_SQL} FROM entry ORDER BY xid, id")
        told = [text.encode() for (text,) in cursor.fetchall()]
        lines = form.lines(cursor, sealed.ids)
    assert [verifier.form(line, verifier.LINE) for line in lines] == told[: len(lines)]


def test_a_line_that_commits_late_is_not_skipped(sealed: Sealed, verify: Any) -> None:
    """One transaction began before the others and ended after them."""
    write_lines(2, FIRST + 100)
    assert seal_up_to(FIRST + 90) == 1  # what waited; the late one holds the bound back
    (late,) = write_lines(1, FIRST + 95)
    assert seal_up_to(FIRST + 200) == 3
    last = Seal.objects.get(no=Seal.objects.count())
    assert late in [number for number, _leaf in form.index_of(last.index)]
    assert verify().is_good


def test_many_lines_of_one_transaction_are_not_cut(sealed: Sealed, verify: Any) -> None:
    for pk in write_lines(9, FIRST + 500):
        sql("UPDATE entry SET xid = '1600' WHERE id = %s", pk)
    seal_up_to(2_000, cap=4)
    assert [one.count for one in Seal.objects.order_by("no")][-2:] == [1, 9]
    assert verify().is_good


def test_nothing_due_writes_no_seal(sealed: Sealed) -> None:
    before = Seal.objects.count()
    assert seal_up_to(FIRST + 12) == 0
    assert Seal.objects.count() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seal SET hash = hash", "DELETE FROM seal", "UPDATE entry SET verb = verb",
        "DELETE FROM entry", "INSERT INTO entry (id) VALUES (1)", "SELECT 1 FROM entry_detail",
        "SELECT 1 FROM person", "SELECT 1 FROM account", "TRUNCATE seal",
    ],
)  # fmt: skip
def test_the_sealer_reads_lines_and_adds_seals_only(sealed: Sealed, statement: str) -> None:
    with (
        as_role("jw_seal"), pytest.raises(ProgrammingError, match="denied"),
        transaction.atomic(), connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["jw_app", "jw_worker"])
def test_pages_and_jobs_cannot_write_a_seal(sealed: Sealed, role: str) -> None:
    with as_role(role), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM seal")
        for wrong in ("INSERT INTO seal SELECT * FROM seal", "DELETE FROM seal"):
            with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
                cursor.execute(wrong)


@pytest.mark.parametrize(("column", "value"), [("xid", "5"), ("recorded_at", "2020-01-01")])
def test_nobody_at_a_page_writes_a_line_into_the_past(town: Any, column: str, value: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(),
        connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute(
            f"INSERT INTO entry (happened_at, actor_name, post, request_id, org_path,"
            f" org_path_at, subject, subject_id, verb, payload, {column})"
            f" VALUES (now(), '', '', '', '', '', '', '', 'x', '', %s)",
            [value],
        )


def test_erased_values_leave_the_seal_whole(sealed: Sealed, verify: Any) -> None:
    with as_role("jw_worker"), system_scope("清除"):
        erase_values(sealed.at(3))
        assert EntryDetail.objects.count() == 10
    assert verify(sealed.heads).is_good


def test_labels_of_access_may_change_and_the_seal_holds(sealed: Sealed, verify: Any) -> None:
    sql("UPDATE entry SET actor_id = NULL, org_id = NULL, org_path = '0009.'")
    assert verify(sealed.heads).is_good


@pytest.mark.parametrize("crypto", ["intl", "gm"])
def test_each_seal_names_its_suite(db: None, settings: Any, verify: Any, crypto: str) -> None:
    settings.JINGWEI_CRYPTO = crypto
    write_lines(3, 10)
    seal_up_to(20)
    assert Seal.objects.get().suite == crypto
    settings.JINGWEI_CRYPTO = "gm" if crypto == "intl" else "intl"
    write_lines(3, 30)
    seal_up_to(40)
    assert {one.suite for one in Seal.objects.all()} == {"intl", "gm"}
    assert verify().is_good


def test_after_a_restore_a_segment_begins_and_nothing_is_lost_or_sealed_twice(
    sealed: Sealed, verify: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Transactions are counted anew, from under the numbers of the old lines."""
    elsewhere = "2/1/7"
    (low,) = write_lines(1, 300)
    monkeypatch.setattr(seals, "now_of", lambda cursor: now(310, elsewhere))
    assert verify(sealed.heads).is_good  # not opened yet: these lines wait
    assert seal_up_to(310, source=elsewhere) == 2  # the one that waited, and the new one
    later = write_lines(6, 310) + write_lines(3, FIRST + 2)  # old numbers come again
    seal_up_to(5_000, source=elsewhere)
    report = verify(sealed.heads)
    assert [part["why"] for part in report.segments] == ["", seals.MOVED]
    assert not report.faults
    assert report.pending == 0
    held = [n for one in Seal.objects.all() for n, _leaf in form.index_of(one.index)]
    assert len(held) == len(set(held))
    assert {low, *later} <= set(held)


def test_a_seal_needs_the_key_that_is_not_in_the_database(sealed: Sealed) -> None:
    seal = {"hash": "ab", "suite": "intl", "mark": seals.mark_of("ab", "intl")}
    assert seals.is_marked(seal)
    assert not seals.is_marked(seal | {"hash": "ac"})
    assert not seals.is_marked(seal | {"mark": "9:00"})


def test_a_transaction_that_has_not_ended_is_not_sealed(town: Any) -> None:
    with system_scope("测试") as by:
        write_line(verb="test", by=by, at=AT, org=None, subject=("x", "1"))
    (mine,) = sql("SELECT pg_current_xact_id()::text::bigint")[0]
    with as_role("jw_seal"), connection.cursor() as cursor:
        assert seals.now_of(cursor).xmin <= mine
        seals.seal_next(cursor, at=AT)
    assert not Seal.objects.filter(hi__gt=mine).exists()
