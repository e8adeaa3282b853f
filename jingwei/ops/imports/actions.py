"""What may a clerk do with a roster on its way in? Upload, map, mend, confirm, cancel, undo."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from jingwei.kernel import names
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.ops.imports import files, rejudging, repairs, restaging
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import (
    Answer,
    Batch,
    Datum,
    Kind,
    RememberedMapping,
    Repair,
    StagedRow,
)
from jingwei.ops.imports.reading import limits
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.writing import meanwhile
from jingwei.ops.imports.writing.batch import Written, lock_batch, write_batch

SMALL_FILE = 400_000  # bytes; such a file is read while the clerk waits
OPEN = (Batch.State.MAPPING, Batch.State.CHECKING, Batch.State.FAILED, Batch.State.READING)
ROOT_DEPTH = 5  # characters of a root's path


def open_batch(
    *, kind: str, name: str, content: bytes, as_of: date | None, by: Scope, at: datetime,
    account_id: int | None = None, only_good: bool = True, sheet: str = "", datum: str = "",
) -> Batch:  # fmt: skip
    """Take in a file: a sealed copy and a batch that waits to be read.

    Raises: Refused in words for a wrong kind, an empty or too large file, or a day to come.
    """
    by.require(Duty.ROSTERS_IMPORT)
    today = local_day(at)
    found = []
    require_own_duty(kind, by)
    if kind not in KINDS:
        found.append(Finding("import.kind", "没有这种名册，请从列表中选一种。"))
    if kind == Kind.DIVISIONS and len(by.path) > ROOT_DEPTH:
        found.append(Finding("import.divisions", "行政区划由全市统一导入，请找市委组织部门。"))
    if datum and datum not in Datum.values:
        found.append(Finding("import.datum", "没有这种坐标系，请从列表中选一种。"))
    if not content:
        found.append(Finding("file.empty", "文件是空的，请选有内容的表再传。"))
    if as_of is not None and as_of > today:
        found.append(Finding("import.future", "名册日期晚于今天，请改成今天或更早。"))
    if found:
        raise Refused(*found)
    if len(content) > limits.DEFAULT.packed:
        raise refused("file.too_large", limit=limits.DEFAULT.packed // 1024 // 1024)
    org = _org_of(by)
    account: Any = by.account_id or account_id  # one of the two is always said
    batch = Batch(
        org=org, org_path=org.path, kind=kind, file_name=name[-255:] or "名册",
        file_digest="", file_size=len(content), as_of=as_of or today, sheet=sheet[:100],
        account_id=account, grant_id=by.grant_id, uploaded_at=at,
        only_good=only_good, datum=datum,
    )  # fmt: skip
    batch.file_key, batch.file_digest = files.keep(batch.public_id, content)
    batch.save(force_insert=True)
    write_line(
        verb=f"imports.{kind}.upload", by=by, at=at, org=org, subject=("import", batch.public_id),
        facts={"file": batch.file_digest, "size": batch.file_size, "as_of": batch.as_of},
    )  # fmt: skip
    return batch


def require_own_duty(kind: str, by: Scope) -> None:
    """Whoever keeps records of a kind brings its rosters. Raises: Refused 403."""
    known = KINDS.get(kind)
    if known is not None and known.duty:
        by.require(Duty(known.duty))


def _org_of(by: Scope) -> Organisation:
    rows = Organisation.everything.filter(held__endswith=None)
    if by.org_id is not None:
        return rows.get(pk=by.org_id)
    return rows.order_by("path")[:1].get()


def read_batch(*, batch: Batch, by: Scope, at: datetime) -> Batch:
    """Read the file and judge its rows."""
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    batch = lock_batch(batch)
    _refuse_unless(batch, OPEN)
    return restaging.restage(batch, by, today=local_day(at))


def judge_again(*, batch: Batch, why: Refused, by: Scope, at: datetime) -> Batch:
    """Judge rows anew of which somebody else wrote meanwhile, and keep the words that say so."""
    batch = read_batch(batch=batch, by=by, at=at)
    if batch.state == Batch.State.CHECKING:
        finding = why.findings[0]
        batch.problem = {"code": finding.code, "params": dict(finding.params)}
        batch.save(update_fields=["problem"])
    return batch


def confirm_batch(*, batch: Batch, by: Scope, at: datetime) -> Written | None:
    """Write the good rows, or judge them anew where records changed meanwhile: then None, and a
    person looks again.

    Raises: Refused in words; nothing is written then.
    """
    try:
        return write_batch(batch=batch, by=by, at=at)
    except Refused as refusal:
        if meanwhile.CODE not in refusal.codes:
            raise
        judge_again(batch=batch, why=refusal, by=by, at=at)
        return None


def choose_mapping(
    *, batch: Batch, choices: dict[str, str | None], by: Scope, at: datetime, sheet: str = ""
) -> Batch:
    """Say which column is which field; remembered for the office's next file with this header."""
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    batch = lock_batch(batch)
    _refuse_unless(batch, OPEN)
    fields = KINDS[batch.kind].by_key
    batch.mapping = {name: key if key in fields else None for name, key in choices.items()}
    if sheet:
        batch.sheet = sheet[:100]
    batch = restaging.restage(batch, by, today=local_day(at))
    if batch.state == Batch.State.CHECKING:
        RememberedMapping.everything.update_or_create(
            org_id=batch.org_id, kind=batch.kind, header_print=batch.header_print,
            defaults={"org_path": batch.org_path, "mapping": batch.mapping,
                      "account_id": batch.account_id, "said_at": at},
        )  # fmt: skip
    return batch


def repair_cell(
    *, batch: Batch, row_no: int, column: str, text: str, by: Scope, at: datetime
) -> Batch:
    """Write another text into one cell and judge its row anew."""
    if column not in KINDS[batch.kind].by_key:
        raise Refused(Finding("import.column", "没有这一列，请刷新页面再改。"))
    return _say(
        batch, by, at, [row_no],
        lambda: repairs.note(batch, row_no, column, Repair.Way.VALUE, by, at, text[:500]),
    )  # fmt: skip


def accept_suggestions(
    *, batch: Batch, column: str, code: str, by: Scope, at: datetime, rows: Iterable[int] = ()
) -> Batch:
    """Take what was suggested, for some rows or for all with the same problem."""
    wanted = set(rows)
    found = {
        row.row_no: issue["suggestion"]
        for row in StagedRow.everything.filter(batch=batch, issues__isnull=False)
        for issue in row.issues
        if issue["column"] == column and issue["code"] == code and issue["suggestion"]
        and (not wanted or row.row_no in wanted)
    }  # fmt: skip

    def note_all() -> None:
        for row_no, text in found.items():
            repairs.note(batch, row_no, column, Repair.Way.VALUE, by, at, text)

    return _say(batch, by, at, sorted(found), note_all)


def skip_row(*, batch: Batch, row_no: int, by: Scope, at: datetime) -> Batch:
    """Leave a row out of the import."""
    return _say(
        batch, by, at, [row_no], lambda: repairs.note(batch, row_no, "", Repair.Way.SKIP, by, at)
    )


def use_row(*, batch: Batch, row_no: int, by: Scope, at: datetime) -> Batch:
    """Use a row although the record is newer, or although it was left out before."""
    return _say(
        batch, by, at, [row_no], lambda: repairs.note(batch, row_no, "", Repair.Way.TAKE, by, at)
    )


def say_person(
    *, batch: Batch, row_no: int, person_id: int | None, by: Scope, at: datetime
) -> Batch:
    """Settle a doubt: the row is this person on file, or (None) somebody new.

    Raises: Refused for a person out of sight, as for one that does not exist.
    """
    seen = Person.objects.within(by)
    if person_id is not None and not seen.filter(pk=person_id, merged_into=None).exists():
        raise Refused(Finding("import.person", "没有这名党员的档案，请刷新页面再选。"))
    way = Repair.Way.SAME if person_id else Repair.Way.OTHER
    return _say(
        batch, by, at, [row_no],
        lambda: repairs.note(
            batch, row_no, repairs.PERSON, way, by, at, str(person_id) if person_id else ""
        ),
    )  # fmt: skip


def say_meaning(
    *, batch: Batch, column: str, text: str, org: Organisation, by: Scope, at: datetime
) -> Batch:
    """Say which organisation a text means, for the whole batch and the office's next ones."""

    def remember() -> None:
        Answer.everything.update_or_create(
            org_id=batch.org_id, kind=batch.kind, column=column, text=names.normal(text)[:200],
            defaults={"org_path": batch.org_path, "meaning": org.code,
                      "account_id": batch.account_id, "said_at": at},
        )  # fmt: skip

    rows = rejudging.rows_that_say(batch, column, {names.normal(text)})
    return _say(batch, by, at, rows, remember)


def cancel_batch(*, batch: Batch, by: Scope, at: datetime) -> Batch:
    """Give up a batch that was not written; its rows and the copy of the file go."""
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    batch = lock_batch(batch)
    _refuse_unless(batch, OPEN)
    StagedRow.everything.filter(batch=batch).delete()
    batch.state, batch.finished_at, batch.file_key = Batch.State.CANCELLED, at, None
    batch.save(update_fields=["state", "finished_at", "file_key"])
    files.forget(batch.public_id)
    org = Organisation.everything.get(pk=batch.org_id)
    write_line(
        verb=f"imports.{batch.kind}.cancel", by=by, at=at, org=org,
        subject=("import", batch.public_id),
    )  # fmt: skip
    return batch


def _say(
    batch: Batch, by: Scope, at: datetime, rows: list[int] | None, note: Callable[[], None]
) -> Batch:
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    locked = lock_batch(batch)
    _refuse_unless(locked, (Batch.State.CHECKING,))
    note()
    return restaging.rejudge(locked, by, rows, today=local_day(at))


def _refuse_unless(batch: Batch, states: Iterable[str]) -> None:
    if batch.state not in states:
        raise Refused(
            Finding(
                "import.state", "这一批“{state}”，现在不能这样做，请刷新看看。",
                params={"state": str(batch.get_state_display())},
            )
        )  # fmt: skip
