"""How does a program bring a roster in? Upload, columns, problems, repair, confirm, undo.

Stands above ``jingwei.api``, which mounts it by the setting ``JINGWEI_API_PARTS``.
"""

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Paged, organisation_of, paged
from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.ops.imports import actions, books, choosing, queries, tasks
from jingwei.ops.imports.api_schemas import (
    Accepting,
    BatchListing,
    BatchOut,
    BookOut,
    CandidateOut,
    CellRepair,
    ChangeOut,
    Changes,
    Doubt,
    Mapping,
    Meaning,
    ProblemOut,
    Problems,
    Settling,
    Upload,
)
from jingwei.ops.imports.models import Batch, ProblemBook, Verdict
from jingwei.ops.imports.views.deeds import AT_ONCE
from jingwei.ops.imports.views.listing import XLSX
from jingwei.ops.imports.writing.batch import lock_batch, undo_batch
from jingwei.shell import words
from jingwei.shell.http import page_of

PREFIX = "/imports"
router = Router(tags=["imports"])
VERDICTS = {"new": Verdict.NEW, "changed": Verdict.CHANGED, "unchanged": Verdict.UNCHANGED,
            "skipped": Verdict.SKIPPED}  # fmt: skip
RowNumber = Annotated[int, Path(ge=1, le=10_000_000)]


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
        "rows", "new", "changed", "unchanged", "missing", "rejected", "warned",
        "skipped", "datum",
    )  # fmt: skip
    problem = queries.problem_of(batch)
    step, title, done, total = queries.progress(batch)
    return {name: getattr(batch, name) for name in plain} | {
        "id": str(batch.public_id), "state_title": str(batch.get_state_display()),
        "step": step, "step_title": title, "done": done, "total": total,
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
    """Take in a file (.xlsx, .xls, .ods, .csv, GeoJSON of places); a small one is read at once."""
    scope, at = scope_of(request, Duty.ROSTERS_IMPORT), now()
    batch = actions.open_batch(
        kind=said.kind, name=file.name or "", content=file.read(), as_of=said.as_of,
        only_good=said.only_good, sheet=said.sheet, datum=said.datum, by=scope, at=at,
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


@router.get("/{batch_id}/candidates", response={200: list[CandidateOut], **SAYS_NO})
def batch_candidates(request: HttpRequest, batch_id: UUID, said: Query[Doubt]) -> Any:
    """Organisations that a doubtful text may mean, the likeliest first, at most twenty."""
    scope, batch = batch_of(request, batch_id)
    found = choosing.candidates(scope, batch, said.column, said.search or said.text)
    return [{"code": one.code, "name": one.name, "superior": one.above} for one in found]


@router.post("/{batch_id}/workbook", response={202: BookOut, **SAYS_NO})
@once
def ask_for_workbook(request: HttpRequest, batch_id: UUID) -> Any:
    """Ask for the workbook of the rows with problems; a worker makes it."""
    scope, batch = batch_of(request, batch_id)
    book = books.ask_for_book(batch=batch, by=scope, at=now())
    _later(tasks.notes, batch, scope)
    return Status(202, {"state": book.state, "state_title": str(book.get_state_display())})


@router.get("/{batch_id}/workbook", response={202: BookOut, **SAYS_NO})
def get_workbook(request: HttpRequest, batch_id: UUID) -> Any:
    """The workbook (.xlsx) when it is made (200), else how far it is (202); 404 before asking."""
    _scope, batch = batch_of(request, batch_id)
    book = ProblemBook.objects.filter(batch=batch).first()
    if book is None:
        raise Http404
    content = books.kept_book(batch)
    if content is None:
        return Status(202, {"state": book.state, "state_title": str(book.get_state_display())})
    return HttpResponse(content, content_type=XLSX)


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
