"""How does a file become judged rows, again after each repair? Read, mend, check, stage, count."""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import end_of_day
from jingwei.kernel.findings import Refused
from jingwei.ops.imports import files, progress, rejudging, repairs
from jingwei.ops.imports.models import Batch, Kind, RememberedMapping, StagedRow
from jingwei.ops.imports.progress import Step
from jingwei.ops.imports.reading.refusals import refused
from jingwei.ops.imports.reading.workbook import read_workbook
from jingwei.ops.imports.staging import newer, settling
from jingwei.ops.imports.staging.incoming import summed
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.staging.stages import STAGES
from jingwei.ops.imports.table import Table, check_workbook, mapped
from jingwei.ops.imports.titles import of_slots
from jingwei.ops.imports.writing import members, organisations


def table_of(batch: Batch, scope: Scope, said: repairs.Said, *, today: date) -> Table:
    """The batch's file as it stands now: read in the child, mended by what people said.

    Raises: Refused with one sentence for a file that cannot be read.
    """
    try:
        content = files.open_copy(batch.public_id, batch.file_key)
    except files.Gone as gone:
        raise refused("file.gone") from gone
    progress.say(Step.READ, 0, 0)
    with settling.asked_meanwhile(batch, scope):
        book = read_workbook(content, name=batch.file_name)
    sheet, choices = batch.sheet or None, batch.mapping or None
    if choices is None:
        mapping = mapped(book, batch.kind, sheet=sheet)
        choices = _remembered(batch, scope, mapping.fingerprint)
    if said.texts:
        mapping = mapped(book, batch.kind, sheet=sheet, choices=choices)
        columns, sheet = mapping.keys, mapping.sheet
        texts = {
            (row_no, columns[key].index): text
            for (row_no, key), text in said.texts.items()
            if key in columns
        }
        book = repairs.mend(book, sheet, texts)
    return check_workbook(
        book, batch.kind, today=today, sheet=sheet, choices=choices, datum=batch.datum
    )


def _remembered(batch: Batch, scope: Scope, fingerprint: str) -> dict[str, Any] | None:
    found = RememberedMapping.objects.within(scope).filter(
        org_id=batch.org_id, kind=batch.kind, header_print=fingerprint
    )
    return found.values_list("mapping", flat=True).first()


def restage(batch: Batch, scope: Scope, *, today: date) -> Batch:
    """Judge the whole file anew under the scope; the caller holds the transaction.

    A file that cannot be read ends in FAILED with its one reason; one whose columns are not clear
    waits in MAPPING.
    """
    with unswept():
        return _restaged(batch, scope, today)


@contextmanager
def unswept() -> Iterator[None]:
    """No search for cycles of dead objects while millions of plain cells live, which hold none.

    One such search through a city's roster costs a fifth of a second, and there are several.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _restaged(batch: Batch, scope: Scope, today: date) -> Batch:
    said = repairs.said_of(batch)
    try:
        table = table_of(batch, scope, said, today=today)
    except Refused as refusal:
        (finding,) = refusal.findings
        batch.state = Batch.State.FAILED
        batch.problem = {"code": finding.code, "params": dict(finding.params)}
        batch.save(update_fields=["state", "problem"])
        return batch
    batch.problem = None
    batch.sheet, batch.header_print = table.sheet, table.mapping.fingerprint
    batch.notes = [{"code": n.code, "params": dict(n.params)} for n in table.notices]
    batch.titles = of_slots(table, batch.as_of)
    batch.rows = len(table)
    if table.missing:
        batch.state = Batch.State.MAPPING
        batch.save()
        return batch
    progress.say(Step.COMPARE, 0, len(table))
    stage_table(batch, table, scope, said)
    batch.state = Batch.State.CHECKING
    count(batch, scope)
    return batch


def rejudge(batch: Batch, scope: Scope, rows: Collection[int] | None, *, today: date) -> Batch:
    """Judge rows of a staged batch anew after a word about them; None: all rows.

    A few rows are judged alone where nothing of them hangs on others; else the file is read again.
    """
    said = repairs.said_of(batch)
    table = rejudging.judged_alone(batch, rows or (), said, today=today)
    if table is None:
        return restage(batch, scope, today=today)
    batch.problem = None
    stage_table(batch, table, scope, said, whole=False)
    count(batch, scope)
    return batch


def stage_table(
    batch: Batch, table: Table, scope: Scope, said: repairs.Said, *, whole: bool = True
) -> None:
    """Put the rows of a table in place of all staged ones, or of those with the same numbers."""
    staged = StagedRow.everything.filter(batch=batch)
    (staged if whole else staged.filter(row_no__in=table.numbers.tolist())).delete()
    known = finder(scope, repairs.answers_of(scope, batch.kind))
    STAGES[batch.kind](batch, table, scope, known, said.people)
    _leave_out(batch, said)
    _keep_newer_work(batch, said)
    if batch.kind == Kind.ORGANISATIONS:
        _wait_for_superiors(batch)


def count(batch: Batch, scope: Scope) -> None:
    """Write the counts of the staged rows to the batch."""
    told = summed(batch.pk)
    for name in ("rejected", "new", "changed", "unchanged", "skipped", "warned"):
        setattr(batch, name, told[name])
    batch.missing = 0
    if batch.kind == Kind.MEMBERS:
        batch.missing = members.missing(batch.pk, scope.path, scope.hi)
    elif batch.kind == Kind.ORGANISATIONS:
        batch.missing = organisations.missing(batch.pk, scope.path, scope.hi)
    batch.done = batch.total = batch.rows
    batch.save()


def _leave_out(batch: Batch, said: repairs.Said) -> None:
    if said.skipped:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE staged_row SET verdict = 4 WHERE batch_id = %s AND row_no = ANY (%s)",
                [batch.pk, sorted(said.skipped)],
            )


TABLES = {Kind.MEMBERS: "person", Kind.ORGANISATIONS: "organisation", Kind.UNITS: "unit"}


def _keep_newer_work(batch: Batch, said: repairs.Said) -> None:
    """Records changed after the roster's day stay as they are until a person says otherwise."""
    newer.keep_newer_work(batch, said.anyway)
    table = TABLES.get(Kind(batch.kind))
    if table is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE staged_row s SET verdict = 4, issues = coalesce(s.issues, '[]') || %s::jsonb"
            f" FROM {table} t WHERE t.id = s.target AND s.batch_id = %s AND s.verdict = 2"
            f" AND t.updated_at > %s AND s.row_no <> ALL (%s)",
            [newer.NEWER, batch.pk, end_of_day(batch.as_of), sorted(said.anyway)],
        )


WAITS = """
WITH RECURSIVE held_up AS (
    SELECT row_no FROM staged_row WHERE batch_id = %(batch)s AND verdict IN (0, 4)
    UNION
    SELECT s.row_no FROM staged_row s JOIN held_up h ON s.other = h.row_no
    WHERE s.batch_id = %(batch)s AND s.verdict IN (1, 2)
)
UPDATE staged_row s SET verdict = 0, target = CASE WHEN s.verdict = 2 THEN s.target END,
    issues = coalesce(s.issues, '[]') || jsonb_build_object('column', 'superior',
        'code', 'org.superior_waits', 'params', jsonb_build_object('row', s.other),
        'severity', 'error', 'suggestion', NULL)
FROM held_up h WHERE s.batch_id = %(batch)s AND s.row_no = h.row_no AND s.verdict IN (1, 2)
"""


def _wait_for_superiors(batch: Batch) -> None:
    """Nothing can stand below an organisation that stays out: its row waits with it."""
    with connection.cursor() as cursor:
        cursor.execute(WAITS, {"batch": batch.pk})
