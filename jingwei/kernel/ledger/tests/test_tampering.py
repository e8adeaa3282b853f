"""What if somebody who may write every table changes the past? Found each time, and placed."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_role
from jingwei.kernel.ledger import form, seals, verifier
from jingwei.kernel.ledger.models import EntryDetail, Seal
from jingwei.kernel.ledger.tests.conftest import FIRST, LINES, Sealed, head, now, seal_up_to, sql

SOMETHING = {
    "xid": "'77'::xid8", "recorded_at": "recorded_at - interval '1 day'",
    "happened_at": "happened_at - interval '1 second'", "actor_name": "'Gu'", "post": "'书记'",
    "request_id": "'x'", "org_path_at": "'0001.'", "subject": "'person'", "subject_id": "'9'",
    "verb": "'test.other'", "payload": "payload || ' '", "corrects": "1",
}  # fmt: skip
"""Each hashed column with another value; the number of a line is changed by a test of its own."""


def kinds(report: verifier.Report) -> set[str]:
    return {one.kind for one in report.faults}


def places(report: verifier.Report, kind: str) -> set[int | None]:
    return {one.line if one.kind.startswith(("line", "detail")) else one.seal
            for one in report.faults if one.kind == kind}  # fmt: skip


def test_every_hashed_column_is_tried() -> None:
    assert {*SOMETHING, "id"} == set(verifier.LINE)


@pytest.mark.parametrize("column", SOMETHING)
def test_a_changed_field_is_found_at_its_line(sealed: Sealed, verify: Any, column: str) -> None:
    sql(f"UPDATE entry SET {column} = {SOMETHING[column]} WHERE id = %s", sealed.at(5))
    report = verify(sealed.heads, with_details=False)
    assert [(one.kind, one.seal, one.line) for one in report.faults] == [
        ("line.changed", 2, sealed.at(5))
    ]


def _delete(sealed: Sealed) -> None:
    sql("DELETE FROM entry_detail WHERE entry_id = %s", sealed.at(4))
    sql("DELETE FROM entry WHERE id = %s", sealed.at(4))


COPY = (
    "INSERT INTO entry (xid, recorded_at, happened_at, actor_name, post, request_id, org_path,"
    " org_path_at, subject, subject_id, verb, payload) SELECT xid, recorded_at, happened_at,"
    " actor_name, post, request_id, org_path, org_path_at, subject, subject_id, {verb}, payload"
    " FROM entry WHERE id = %s RETURNING id"
)


def _insert(sealed: Sealed) -> None:
    sql(COPY.format(verb="'test.more'"), sealed.at(2))


def _replay(sealed: Sealed) -> None:
    sql(COPY.format(verb="verb"), sealed.at(2))


def _swap(sealed: Sealed) -> None:
    """The contents of two lines change places."""
    one, other = sealed.at(0), sealed.at(6)
    sql(
        "UPDATE entry e SET payload = o.payload, subject_id = o.subject_id FROM entry o"
        " WHERE (e.id, o.id) IN ((%s, %s), (%s, %s))", one, other, other, one,
    )  # fmt: skip


def _reorder(sealed: Sealed) -> None:
    """Two lines of one seal change their transactions, and so their order."""
    sql("UPDATE entry SET xid = (2 * %s + 1 - xid::text::bigint)::text::xid8 WHERE id IN (%s, %s)",
        FIRST, sealed.at(0), sealed.at(1))  # fmt: skip


def _renumber(sealed: Sealed) -> None:
    sql("DELETE FROM entry_detail WHERE entry_id = %s", sealed.at(7))
    sql("UPDATE entry SET id = id + 5000 WHERE id = %s", sealed.at(7))


def _tail(sealed: Sealed) -> None:
    """The last lines go, their seals stay."""
    ids = sealed.ids[-2:]
    sql("DELETE FROM entry_detail WHERE entry_id = ANY (%s)", ids)
    sql("DELETE FROM entry WHERE id = ANY (%s)", ids)


def _tail_with_seals(sealed: Sealed) -> None:
    """The last lines go with their seal: as if an old copy of the database were put back."""
    sql("DELETE FROM entry_detail WHERE entry_id >= %s", sealed.at(8))
    sql("DELETE FROM entry WHERE id >= %s", sealed.at(8))
    sql("DELETE FROM seal WHERE no = 3")


def _cut(sealed: Sealed) -> None:
    sql("DELETE FROM seal WHERE no = 2")


def _swap_seals(sealed: Sealed) -> None:
    sql("UPDATE seal SET no = no + 10 WHERE no IN (1, 2)")
    sql("UPDATE seal SET no = 13 - no WHERE no IN (11, 12)")


def _rewrite(no: int, **said: Any) -> str:
    """Make seal ``no`` fit its lines again, without the key; its hash."""
    seal, _index = next((s, i) for s, i in _all() if s["no"] == no)
    rows = sql(
        f"SELECT id, {form.LEAF_SQL} FROM entry WHERE xid >= %s::text::xid8"
        " AND xid < %s::text::xid8 ORDER BY xid, id",
        seal["lo"], seal["hi"],
    )  # fmt: skip
    index = [(n, verifier.digest(seal["suite"], b"L" + t.encode())) for n, t in rows]
    seal |= {"root": verifier.root(seal["suite"], index), "count": len(index), **said}
    seal["hash"] = verifier.seal_hash(seal)
    sql(
        "UPDATE seal SET root = %s, count = %s, hash = %s, prev = %s, index = %s WHERE no = %s",
        seal["root"], seal["count"], seal["hash"], seal["prev"], form.packed(index), no,
    )  # fmt: skip
    return str(seal["hash"])


def _all() -> list[Any]:
    with connection.cursor() as cursor:
        return list(form.seals(cursor))


def _forge(sealed: Sealed) -> None:
    """A line is changed and its seal made to fit; the next seal names the old one."""
    sql("UPDATE entry SET verb = 'test.other' WHERE id = %s", sealed.at(1))
    _rewrite(1)


def _chain_anew(sealed: Sealed) -> None:
    """From the first seal on everything is made to fit; only the key is missing."""
    sql("UPDATE entry SET verb = 'test.other' WHERE id = %s", sealed.at(1))
    prev = _rewrite(1)
    for no in (2, 3):
        prev = _rewrite(no, prev=prev)


def _index(sealed: Sealed) -> None:
    """The index is made to fit a changed line; its digest is not."""
    sql("UPDATE seal SET index = overlay(index PLACING '\\x00' FROM 50) WHERE no = 3")


def _back(sealed: Sealed) -> None:
    """Everything written since an evening is taken back: lines, seals, details."""
    sql("DELETE FROM entry_detail WHERE entry_id >= %s", sealed.at(4))
    sql("DELETE FROM entry WHERE id >= %s", sealed.at(4))
    sql("DELETE FROM seal WHERE no > 1")


def _detail(sealed: Sealed) -> None:
    """The values of two lines change places."""
    one, other = sealed.at(2), sealed.at(3)
    (first,), (second,) = sql(
        "SELECT sealed FROM entry_detail WHERE entry_id IN (%s, %s) ORDER BY entry_id", one, other
    )
    sql("UPDATE entry_detail SET sealed = %s WHERE entry_id = %s", bytes(second), one)
    sql("UPDATE entry_detail SET sealed = %s WHERE entry_id = %s", bytes(first), other)


def _commitment(sealed: Sealed) -> None:
    ((payload,),) = sql("SELECT payload FROM entry WHERE id = %s", sealed.at(2))
    told = json.loads(payload)
    told["committed"]["phone"] = "0" * 64
    sql("UPDATE entry SET payload = %s WHERE id = %s", json.dumps(told), sealed.at(2))


def _mark(sealed: Sealed) -> None:
    sql("UPDATE seal SET mark = '1:00' WHERE no = 2")


TRIALS: dict[str, tuple[Callable[[Sealed], None], Callable[[Sealed], dict[str, set[Any]]]]] = {
    "a line is deleted": (_delete, lambda s: {"line.missing": {s.at(4)}}),
    "a line is put in": (_insert, lambda s: {"line.added": {max(_ids())}}),
    "a line is played again": (_replay, lambda s: {"line.added": {max(_ids())}}),
    "two lines change places": (_swap, lambda s: {"line.changed": {s.at(0), s.at(6)}}),
    "two lines change order": (_reorder, lambda s: {"line.changed": {s.at(0), s.at(1)}}),
    "a line gets another number": (_renumber, lambda s: {"line.missing": {s.at(7)}}),
    "the last lines are cut off": (_tail, lambda s: {"line.missing": set(s.ids[-2:])}),
    "the last seal is cut off too": (_tail_with_seals, lambda s: {"head.behind": {3}}),
    "a seal is cut out": (_cut, lambda s: {"seal.missing": {2}}),
    "two seals change places": (_swap_seals, lambda s: {"seal.changed": {1, 2}}),
    "a seal is forged": (_forge, lambda s: {"seal.link": {2}, "seal.mark": {1},
                                            "head.differs": {1}}),
    "the chain is made anew": (_chain_anew, lambda s: {"seal.mark": {1, 2, 3},
                                                       "head.differs": {1, 2, 3}}),
    "an index is changed": (_index, lambda s: {"seal.index": {3}}),
    "an old database is put back": (_back, lambda s: {"head.behind": {2, 3}}),
    "values are exchanged": (_detail, lambda s: {"detail.changed": {s.at(2), s.at(3)}}),
    "a commitment is changed": (_commitment, lambda s: {"line.changed": {s.at(2)}}),
    "a mark is changed": (_mark, lambda s: {"seal.mark": {2}}),
}  # fmt: skip


def _ids() -> list[int]:
    return [number for (number,) in sql("SELECT id FROM entry")]


@pytest.mark.parametrize("trial", TRIALS)
def test_tampering_is_found_and_placed(sealed: Sealed, verify: Any, trial: str) -> None:
    tamper, expected = TRIALS[trial]
    assert verify(sealed.heads).is_good
    tamper(sealed)
    report = verify(sealed.heads)
    assert not report.is_good
    for kind, where in expected(sealed).items():
        assert places(report, kind) == where, report.faults


@pytest.mark.parametrize("crypto", ["intl", "gm"])
@pytest.mark.slow
def test_tampering_at_random_is_always_placed(
    sealed: Sealed, verify: Any, settings: Any, crypto: str
) -> None:
    settings.JINGWEI_CRYPTO = crypto
    seal_up_to(FIRST + LINES + 10)
    draw = random.Random(28)
    for _ in range(12):
        pk, column = draw.choice(sealed.ids), draw.choice(list(SOMETHING))
        (was,) = sql(f"SELECT {column}::text FROM entry WHERE id = %s", pk)[0]
        sql(f"UPDATE entry SET {column} = {SOMETHING[column]} WHERE id = %s", pk)
        assert places(verify(with_details=False), "line.changed") == {pk}
        kind = {"xid": "xid8", "corrects": "bigint"}.get(
            column, "timestamptz" if column.endswith("_at") and column != "org_path_at" else "text"
        )
        sql(f"UPDATE entry SET {column} = %s::text::{kind} WHERE id = %s", was, pk)
    assert verify(with_details=False).is_good


def test_lost_seals_are_explained_by_a_segment_that_names_the_last_head(
    sealed: Sealed, verify: Any
) -> None:
    """An old copy was put back for a reason, and somebody stands for it with a sentence."""
    _tail_with_seals(sealed)
    last = sealed.heads[-1]
    with as_role("jw_seal"), connection.cursor() as cursor:
        seals.open_segment(
            cursor, at=AT, why="硬盘坏了，从昨晚的备份恢复", known=last["hash"], now=now(FIRST + 20)
        )
    report = verify([*sealed.heads, head()])
    assert report.is_good, report.faults
    assert report.segments[-1]["why"] == "硬盘坏了，从昨晚的备份恢复"
    assert report.segments[-1]["known"] == last["hash"]
    sql("UPDATE seal SET why = '' WHERE segment = 2")
    assert places(verify(sealed.heads), "seal.changed") == {Seal.objects.count()}


def test_values_without_their_line_are_found(sealed: Sealed, verify: Any) -> None:
    sql("UPDATE entry_detail SET sealed = '\\x00' WHERE entry_id = %s", sealed.at(9))
    assert EntryDetail.objects.count() == 0  # nobody's scope: the page sees none
    assert places(verify(), "detail.changed") == {sealed.at(9)}
