"""How does a clerk get the rows with problems as a workbook? A large one is made by a worker."""

import uuid
from datetime import datetime

from django.utils import timezone

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.ops.imports import annotate, files, repairs, restaging
from jingwei.ops.imports.issue_codes import CODES
from jingwei.ops.imports.issues import Issue
from jingwei.ops.imports.models import Batch, ProblemBook, StagedRow, Verdict
from jingwei.shell import words

AT_ONCE = 2_000  # rows of a file whose workbook is made while the clerk waits


def ask_for_book(*, batch: Batch, by: Scope, at: datetime) -> ProblemBook:
    """Note that a workbook is wanted; the caller asks a worker for it. An older one goes."""
    by.require(Duty.ROSTERS_IMPORT, batch.org_path)
    if not batch.rows:
        raise Refused(Finding("import.no_book", "这张表还没有读成，没有可以下载的行。"))
    former = ProblemBook.objects.filter(batch=batch).first()
    if former is not None:
        files.forget(former.public_id)
    book, _new = ProblemBook.objects.update_or_create(
        batch=batch,
        defaults={"public_id": uuid.uuid4(), "state": ProblemBook.State.MAKING, "file_key": None,
                  "asked_at": at},
    )  # fmt: skip
    return book


def make_book(*, batch: Batch, by: Scope) -> None:
    """What the worker does: make the workbook, keep it sealed, say that it is there."""
    book = ProblemBook.objects.select_for_update().get(batch=batch)
    content = workbook(batch, by, whole=True)
    book.file_key, _digest = files.keep(book.public_id, content)
    book.state = ProblemBook.State.READY
    book.save(update_fields=["file_key", "state"])


def kept_book(batch: Batch) -> bytes | None:
    """The workbook that a worker made; None where there is none yet."""
    book = ProblemBook.objects.filter(batch=batch, state=ProblemBook.State.READY).first()
    if book is None:
        return None
    try:
        return files.open_copy(book.public_id, book.file_key)
    except files.Gone:
        return None


def workbook(batch: Batch, scope: Scope, *, whole: bool) -> bytes:
    """The clerk's own workbook with notes where that is wanted and can be, else the faulty rows.

    Reads the file again. Raises: Refused where it is gone.
    """
    said = repairs.said_of(batch)
    table = restaging.table_of(batch, scope, said, today=timezone.localdate())
    issues = issues_of(batch) if StagedRow.everything.filter(batch=batch).exists() else None
    if whole and annotate.can_annotate(table):
        try:
            source = files.open_copy(batch.public_id, batch.file_key)
            return annotate.annotated(source, table, say=sentence, issues=issues)
        except (Refused, files.Gone):
            pass  # what their workbook cannot carry, a new one can
    return annotate.faulty_rows(table, say=sentence, issues=issues)


def issues_of(batch: Batch) -> list[Issue]:
    """Everything that is said of the staged rows, looks at the records included."""
    rows = StagedRow.everything.filter(batch=batch, issues__isnull=False)
    return [
        Issue(
            row_no, one["column"], one["code"], CODES[one["code"]].severity,
            CODES[one["code"]].sentence, one["params"], one["suggestion"],
        )
        for row_no, issues in rows.exclude(verdict=Verdict.SKIPPED).order_by("row_no")
        .values_list("row_no", "issues")
        for one in issues
    ]  # fmt: skip


def sentence(issue: Issue) -> str:
    """An issue in the reader's language."""
    return words.sentence(Finding(issue.code, issue.message, "", dict(issue.params)))
