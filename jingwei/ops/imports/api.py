"""How does a program bring a roster in? Upload, columns, problems, repair, confirm, undo.

Stands above ``jingwei.api``, which mounts it by the setting ``JINGWEI_API_PARTS``.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.ops import jobs
from jingwei.ops.imports import actions, queries, tasks
from jingwei.ops.imports.models import Batch, Verdict
from jingwei.ops.imports.views.deeds import AT_ONCE
from jingwei.ops.imports.writing.batch import lock_batch, undo_batch
from jingwei.shell import words
from jingwei.shell.http import page_of

PREFIX = "/imports"
router = Router(tags=["imports"])
VERDICTS = {"new": Verdict.NEW, "changed": Verdict.CHANGED, "unchanged": Verdict.UNCHANGED,
            "skipped": Verdict.SKIPPED}  # fmt: skip
RowNumber = Annotated[int, Path(ge=1, le=10_000_000)]


class NoticeOut(Schema):
    code: str
    message: str


class BatchOut(Schema):
    """``state`` reading, writing and undoing go on by themselves: ask again after two seconds.

    ``row`` and counts are those of the spreadsheet; ``problem`` says why nothing was written.
    """

    id: str
    kind: str
    state: str
    state_title: str
    file_name: str
    sheet: str
    as_of: date
    only_good: bool
    uploaded_at: datetime
    finished_at: datetime | None
    rows: int
    done: int
    total: int
    new: int
    changed: int
    unchanged: int
    missing: int
    rejected: int
    warned: int
    skipped: int
    problem: NoticeOut | None
    notices: list[NoticeOut]


class ProblemOut(Schema):
    """One thing wrong with one cell; ``value_masked`` hides what is sensitive."""

    sheet: str
    row: int
    column: str
    title: str
    code: str
    message: str
    value_masked: str
    suggestion: str
    is_error: bool


class ChangeOut(Schema):
    row: int
    name: str
    place: str
    fields: list[str]


class BatchListing(Schema):
    at: Cursor = ""


class Problems(Schema):
    code: Code = ""
    errors_only: bool = False
    at: Cursor = ""


class Changes(Schema):
    show: Literal["new", "changed", "unchanged", "skipped"] = "new"
    at: Cursor = ""


class Upload(Schema):
    """``only_good`` false: all rows or none. ``as_of`` is the day the roster speaks of."""

    kind: Code
    as_of: Day | None = None
    only_good: bool = True
    sheet: Name = ""


class Mapping(Schema):
    """Header of a column -> key of a field, null for a column to leave out."""

    columns: dict[Name, Code | None]
    sheet: Name = ""


class CellRepair(Schema):
    column: Code
    text: Text = ""


class Settling(Schema):
    """``same`` needs the id of the ``member`` on file."""

    way: Literal["skip", "use", "same", "other"]
    member: UUID | None = None


class Accepting(Schema):
    """Without ``rows``: all with the same problem."""

    column: Code
    code: Code
    rows: list[int] = []


class Meaning(Schema):
    column: Code
    text: Name
    organisation: Code


def batch_of(request: HttpRequest, public_id: UUID) -> tuple[Scope, Batch]:
    """The acting post and a batch in its sight. Raises: Refused 403, Http404."""
    scope = scope_of(request, Duty.ROSTERS_IMPORT)
    found = queries.batch_of(scope, public_id)
    if found is None:
        raise Http404
    return scope, found


def _notice(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "message": words.sentence(finding)}


def told(batch: Batch) -> dict[str, Any]:
    plain = (
        "kind", "state", "file_name", "sheet", "as_of", "only_good", "uploaded_at", "finished_at",
        "rows", "done", "total", "new", "changed", "unchanged", "missing", "rejected", "warned",
        "skipped",
    )  # fmt: skip
    problem = queries.problem_of(batch)
    return {name: getattr(batch, name) for name in plain} | {
        "id": str(batch.public_id), "state_title": str(batch.get_state_display()),
        "problem": _notice(problem) if problem else None,
        "notices": [_notice(one) for one in queries.notices(batch)],
    }  # fmt: skip


@router.get("", response={200: Paged[BatchOut], **SAYS_NO})
def list_batches(request: HttpRequest, said: Query[BatchListing]) -> dict[str, Any]:
    """Batches of the acting post's part of the tree, newest first."""
    scope = scope_of(request, Duty.ROSTERS_IMPORT)
    return paged(page_of(queries.batches(scope), keys=("-id",), at=said.at, size=20), told)


@router.get("/{batch_id}", response={200: BatchOut, **SAYS_NO})
def get_batch(request: HttpRequest, batch_id: UUID) -> Any:
    """One batch: where it stands, and its counts."""
    return told(batch_of(request, batch_id)[1])


@router.post("", response={201: BatchOut, **SAYS_NO})
@once
def upload_roster(request: HttpRequest, said: Form[Upload], file: File[UploadedFile]) -> Any:
    """Take in a file (.xlsx, .xls, .ods, .csv); a small one is read before the answer comes."""
    scope, at = scope_of(request, Duty.ROSTERS_IMPORT), now()
    batch = actions.open_batch(
        kind=said.kind, name=file.name or "", content=file.read(), as_of=said.as_of,
        only_good=said.only_good, sheet=said.sheet, by=scope, at=at,
    )  # fmt: skip
    if batch.file_size <= actions.SMALL_FILE:
        batch = actions.read_batch(batch=batch, by=scope, at=at)
    else:
        _later(tasks.read, batch, scope)
    return Status(201, told(batch))


def _later(task: Any, batch: Batch, scope: Scope) -> None:
    jobs.enqueue(task, batch_id=batch.pk, account_id=scope.account_id, grant_id=scope.grant_id)


@router.get("/{batch_id}/problems", response={200: Paged[ProblemOut], **SAYS_NO})
def batch_problems(request: HttpRequest, batch_id: UUID, said: Query[Problems]) -> Any:
    """Every problem of every cell, 50 rows at a time."""
    _scope, batch = batch_of(request, batch_id)
    rows = queries.problem_rows(batch, errors_only=said.errors_only, code=said.code)
    page = page_of(rows, keys=("row_no",), at=said.at)
    return {
        "rows": [
            {"sheet": batch.sheet, "row": one.row_no, "column": one.column, "title": one.title,
             "code": one.code, "message": words.sentence(one.sentence),
             "value_masked": one.written, "suggestion": one.shown_suggestion,
             "is_error": one.is_error}
            for one in queries.problems(batch, page.rows)
        ],
        "next": page.next, "previous": page.previous,
    }  # fmt: skip


@router.get("/{batch_id}/changes", response={200: Paged[ChangeOut], **SAYS_NO})
def batch_changes(request: HttpRequest, batch_id: UUID, said: Query[Changes]) -> Any:
    """What would become new, changed or stay, before anything is written."""
    _scope, batch = batch_of(request, batch_id)
    rows = queries.changes(batch, VERDICTS[said.show])
    page = page_of(rows, keys=("row_no",), at=said.at)
    return {
        "rows": [
            {"row": one.row_no, "name": one.name, "place": one.place, "fields": list(one.fields)}
            for one in queries.shown_changes(batch, page.rows)
        ],
        "next": page.next, "previous": page.previous,
    }  # fmt: skip


@router.post("/{batch_id}/columns", response={200: BatchOut, **SAYS_NO})
@once
def choose_batch_columns(request: HttpRequest, batch_id: UUID, said: Mapping) -> Any:
    """Say which column is which field; remembered for the next file with this header."""
    scope, batch = batch_of(request, batch_id)
    choices = dict(said.columns)
    return told(
        actions.choose_mapping(
            batch=batch, choices=choices, sheet=said.sheet, by=scope, at=now()
        )
    )  # fmt: skip


@router.post("/{batch_id}/rows/{row}/repair", response={200: BatchOut, **SAYS_NO})
@once
def repair_batch_cell(
    request: HttpRequest, batch_id: UUID, row: RowNumber, said: CellRepair
) -> Any:
    """Write another text into one cell and judge its row anew."""
    scope, batch = batch_of(request, batch_id)
    return told(
        actions.repair_cell(
            batch=batch, row_no=row, column=said.column, text=said.text, by=scope, at=now()
        )
    )


@router.post("/{batch_id}/rows/{row}/settle", response={200: BatchOut, **SAYS_NO})
@once
def settle_batch_row(request: HttpRequest, batch_id: UUID, row: RowNumber, said: Settling) -> Any:
    """Leave a row out, use it anyway, or say whether it is somebody on file."""
    scope, batch = batch_of(request, batch_id)
    told_: dict[str, Any] = {"batch": batch, "row_no": row, "by": scope, "at": now()}
    if said.way == "skip":
        return told(actions.skip_row(**told_))
    if said.way == "use":
        return told(actions.use_row(**told_))
    if said.way == "other":
        return told(actions.say_person(person_id=None, **told_))
    if said.member is None:
        raise Refused(Finding("import.member", "是同一人时，请写明是哪一份档案。"))
    return told(actions.say_person(person_id=person_of(scope, said.member).pk, **told_))


@router.post("/{batch_id}/accept", response={200: BatchOut, **SAYS_NO})
@once
def accept_batch_suggestions(request: HttpRequest, batch_id: UUID, said: Accepting) -> Any:
    """Take what was suggested."""
    scope, batch = batch_of(request, batch_id)
    return told(
        actions.accept_suggestions(
            batch=batch, column=said.column, code=said.code, rows=said.rows, by=scope, at=now()
        )
    )


@router.post("/{batch_id}/meaning", response={200: BatchOut, **SAYS_NO})
@once
def say_batch_meaning(request: HttpRequest, batch_id: UUID, said: Meaning) -> Any:
    """Say which organisation a text means, for this batch and the office's next ones."""
    scope, batch = batch_of(request, batch_id)
    return told(
        actions.say_meaning(
            batch=batch, column=said.column, text=said.text,
            org=organisation_of(scope, said.organisation), by=scope, at=now(),
        )
    )  # fmt: skip


@router.post("/{batch_id}/confirm", response={200: BatchOut, 202: BatchOut, **SAYS_NO})
@once
def confirm_batch(request: HttpRequest, batch_id: UUID) -> Any:
    """Write the good rows: at once where they are few (200), else by a worker (202).

    Still ``checking`` with the problem ``import.meanwhile``: somebody else wrote records of these
    rows, they were judged again, look and confirm once more.
    """
    scope, batch = batch_of(request, batch_id)
    if batch.rows <= AT_ONCE:
        actions.confirm_batch(batch=batch, by=scope, at=now())
        return told(batch_of(request, batch_id)[1])
    return _ask_worker(batch, scope, Batch.State.CHECKING, Batch.State.WRITING, tasks.write)


@router.post("/{batch_id}/undo", response={200: BatchOut, 202: BatchOut, **SAYS_NO})
@once
def undo_a_batch(request: HttpRequest, batch_id: UUID) -> Any:
    """Take a written batch back."""
    scope, batch = batch_of(request, batch_id)
    if batch.rows <= AT_ONCE:
        undo_batch(batch=batch, by=scope, at=now())
        return told(batch_of(request, batch_id)[1])
    return _ask_worker(batch, scope, Batch.State.WRITTEN, Batch.State.UNDOING, tasks.undo)


def _ask_worker(batch: Batch, scope: Scope, before: str, after: str, task: Any) -> Any:
    batch = lock_batch(batch)
    if batch.state != before:
        raise Refused(Finding("import.state", "这一批现在不能这样做，请看它的状态。"))
    batch.state = after
    batch.save(update_fields=["state"])
    _later(task, batch, scope)
    return Status(202, told(batch))


@router.post("/{batch_id}/cancel", response={200: BatchOut, **SAYS_NO})
@once
def cancel_a_batch(request: HttpRequest, batch_id: UUID) -> Any:
    """Give up a batch that was not written."""
    scope, batch = batch_of(request, batch_id)
    return told(actions.cancel_batch(batch=batch, by=scope, at=now()))
