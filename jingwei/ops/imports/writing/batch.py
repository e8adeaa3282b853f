"""How is a confirmed batch written, all of it or nothing, and how is it taken back?"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg import errors

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import end_of_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports.all_brought import brought
from jingwei.ops.imports.brought import Confirmed
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch, Kind
from jingwei.ops.imports.progress import Step, say
from jingwei.ops.imports.staging.incoming import summed, whole_sets
from jingwei.ops.imports.writing import (
    attendance,
    bringing,
    divisions,
    dues,
    meanwhile,
    members,
    org_undoing,
    organisations,
    positions,
    undoing,
    units,
)

log = logging.getLogger("jingwei.imports")
CLASHES = (
    errors.UniqueViolation, errors.ExclusionViolation, errors.ForeignKeyViolation,
    errors.DeadlockDetected,
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    new: int
    changed: int
    entry: int


def write_batch(*, batch: Batch, by: Scope, at: datetime) -> Written:
    """Write the good rows in one transaction with one ledger line and the images to undo it.

    Scope and state are checked at the start, and that the post still holds at the end: a person
    who lost it meanwhile writes nothing. Whatever goes wrong leaves nothing.

    Raises: Refused in words; codes ``import.*``. With ``import.meanwhile`` the rows have to be
    judged again: somebody else wrote what they speak of.
    """
    _require(batch, by)
    try:
        with transaction.atomic():
            return _written(lock_batch(batch), by, at)
    except (IntegrityError, OperationalError) as clash:
        if not _is_clash(clash):
            raise
        log.warning("batch %s met another writer", batch.pk, exc_info=clash)
        raise Refused(meanwhile.changed_meanwhile(1)) from clash


def _require(batch: Batch, by: Scope) -> None:
    """Whoever brings rosters, and keeps such records where that is a duty of its own."""
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    if duty := KINDS[batch.kind].duty:
        by.require(Duty(duty), batch.org_path)


def _is_clash(error: Exception) -> bool:
    """Did another writer out of sight come first? Keys of the tables know, and deadlocks."""
    return isinstance(error.__cause__, CLASHES)


def _written(batch: Batch, by: Scope, at: datetime) -> Written:
    counts = summed(batch.pk)
    _refuse_unready(batch, counts)
    say(Step.WRITE, 0, counts["rows"])
    meanwhile.lock_place(batch.org_path)
    with connection.cursor() as cursor, whole_sets(cursor):
        if stale := meanwhile.stale_rows(cursor, batch, by, counts):
            raise Refused(meanwhile.changed_meanwhile(len(stale)))
    org = Organisation.everything.get(pk=batch.org_id)
    line = write_line(
        verb=f"imports.{batch.kind}.write", by=by, at=at, org=org,
        subject=("import", batch.public_id),
        facts={"file": batch.file_digest, "as_of": batch.as_of, **counts},
    )  # fmt: skip
    # Rows count as known up to the roster's day: an edit on a page after it is newer work.
    known = min(at, end_of_day(batch.as_of))
    with connection.cursor() as cursor, whole_sets(cursor):
        if one := brought(batch.kind):
            new, changed = one.write(cursor, Confirmed(batch, line.pk, by, known, at))
        else:
            new, changed = _write(cursor, batch, line.pk, known, by, counts)
    still_holds(by)
    batch.state = Batch.State.WRITTEN
    batch.entry, batch.finished_at = line.pk, at
    batch.new, batch.changed = new, changed
    batch.save(update_fields=["state", "entry", "finished_at", "new", "changed"])
    return Written(new, changed, line.pk)


def _write(
    cursor: Any, batch: Batch, entry: int, at: datetime, by: Scope, counts: dict[str, int]
) -> tuple[int, int]:
    """New and changed rows of the rosters of the tree and its members, images before changes."""
    number, as_of = batch.pk, batch.as_of
    if batch.kind == Kind.MEMBERS:
        say(Step.WRITE, batch.rows // 10, batch.rows)
        new = bringing.bring(cursor, number, entry, as_of, at) if counts["new"] else 0
        say(Step.WRITE, batch.rows * 7 // 10, batch.rows)
        still_holds(by)
        if not counts["changed"]:
            return new, 0
        among = members.sought(cursor, number)
        members.keep_images(cursor, number, entry, among)
        changed = members.write_changed(cursor, number, as_of, at, among)
        say(Step.WRITE, batch.rows * 8 // 10, batch.rows)
        members.write_openings(cursor, number, as_of)
        members.keep_new_openings(cursor, number, entry, among)
        return new, changed
    if batch.kind == Kind.ORGANISATIONS:
        org_undoing.keep_before(cursor, number, entry)
        new = organisations.write_new(cursor, number, entry, as_of, at)
        organisations.keep_images(cursor, number, entry)
        changed = organisations.write_changed(cursor, number, as_of, at, by)
        org_undoing.keep_after(cursor, number, entry)
        return new, changed
    if batch.kind == Kind.UNITS:
        units.keep_images(cursor, number, entry)
        return units.write_new(cursor, number, as_of, at), units.write_changed(cursor, number, at)
    if batch.kind == Kind.POSITIONS:
        positions.keep_images(cursor, number, entry)
        counts = summed(number)
        positions.write_posts(cursor, number, entry, as_of)
        positions.write_positions(cursor, number, entry, as_of)
        return counts["new"], counts["changed"]
    if batch.kind == Kind.DUES:
        dues.keep_images(cursor, number, entry)
        changed = summed(number)["changed"]
        dues.write_openings(cursor, number, as_of)
        members.keep_new_openings(cursor, number, entry)
        return 0, changed
    if batch.kind == Kind.ATTENDANCE:
        account = by.account_id or batch.account_id
        return attendance.write_new(cursor, number, entry, at, account), 0
    divisions.keep_images(cursor, number, entry)
    return divisions.write_new(cursor, number, as_of), divisions.write_changed(cursor, number)


def undo_batch(*, batch: Batch, by: Scope, at: datetime) -> undoing.Undone:
    """Take a written batch back: new rows go, changed ones stand as before.

    All or nothing: a row that was used or changed since then is named and nothing is undone.

    Raises: Refused with one finding for each thing that stands in the way.
    """
    _require(batch, by)
    try:
        return _undone(batch, by, at)
    except IntegrityError as used:
        log.warning("batch %s is in use", batch.pk, exc_info=used)
        raise Refused(Finding("undo.used", "后来的记录用到了这一批，请先处理再撤销。")) from used


def _undone(batch: Batch, by: Scope, at: datetime) -> undoing.Undone:
    with transaction.atomic():
        batch = lock_batch(batch)
        meanwhile.lock_place(batch.org_path)
        if batch.state == Batch.State.UNDONE:
            raise Refused(Finding("import.not_written", "这一批已经撤销过了，不用再撤销。"))
        if batch.state not in (Batch.State.WRITTEN, Batch.State.UNDOING) or batch.entry is None:
            raise Refused(Finding("import.not_written", "这一批还没有写入，不用撤销。"))
        if (one := brought(batch.kind)) and one.before_undo:
            one.before_undo(batch.entry, by, at)
        undone = undoing.undo(batch.entry, batch.kind)
        org = Organisation.everything.get(pk=batch.org_id)
        line = write_line(
            verb=f"imports.{batch.kind}.undo", by=by, at=at, org=org,
            subject=("import", batch.public_id), corrects=batch.entry,
            facts={"removed": undone.removed, "restored": undone.restored},
        )  # fmt: skip
        still_holds(by)
        batch.state = Batch.State.UNDONE
        batch.undone_at, batch.undo_entry = at, line.pk
        batch.save(update_fields=["state", "undone_at", "undo_entry"])
    return undone


def lock_batch(batch: Batch) -> Batch:
    """The batch as it is now, locked against a second hand."""
    locked: Batch = Batch.everything.select_for_update().get(pk=batch.pk)
    return locked


def still_holds(by: Scope) -> None:
    """Has the acting post not ended meanwhile? Asked again at the end of long work.

    Raises: Refused 403.
    """
    if by.grant_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM grant_of_post g JOIN account a ON a.id = g.account_id"
            " WHERE g.id = %s AND g.held @> CURRENT_DATE AND a.is_active"
            " AND g.org_path = %s",
            [by.grant_id, by.path],
        )
        if cursor.fetchone() is None:
            raise Refused(Finding("access.duty", "您的身份已经变动，这一批没有写入。"))


def _refuse_unready(batch: Batch, counts: dict[str, int]) -> None:
    found = []
    if batch.state not in (Batch.State.CHECKING, Batch.State.WRITING):
        found.append(Finding("import.state", "这一批现在不能写入，请看它的状态。"))
    elif not counts["rows"]:
        found.append(Finding("import.no_rows", "没有可以写入的行，请重新上传。"))
    elif counts["rejected"] and not batch.only_good:
        found.append(
            Finding(
                "import.rejected", "还有{n}行要修改，选了全部导入就要先改好。",
                params={"n": counts["rejected"]},
            )
        )  # fmt: skip
    if found:
        raise Refused(*found)
