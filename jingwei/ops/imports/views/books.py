"""How does a clerk fetch the rows with problems? At once where they are few, else when made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports import books, tasks
from jingwei.ops.imports.models import Batch, ProblemBook
from jingwei.ops.imports.views.listing import XLSX
from jingwei.ops.imports.views.steps import address, found, frame
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, is_fragment


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def problem_rows(request: HttpRequest, public_id: object) -> HttpResponse:
    """The clerk's own workbook with notes, or a new one of the rows with problems."""
    batch, scope = found(request, public_id), scope_of(request)
    if batch.rows <= books.AT_ONCE:
        content = books.workbook(batch, scope, whole=request.GET.get("whole") == "1")
    else:
        kept = books.kept_book(batch)
        if kept is None:
            return done(request, f"{address(batch)}problems/made/")
        content = kept
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename=problems.xlsx"
    return response


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def make(request: HttpRequest, public_id: object) -> HttpResponse:
    """Ask a worker for the workbook."""
    batch, scope = found(request, public_id), scope_of(request)
    books.ask_for_book(batch=batch, by=scope, at=timezone.now())
    jobs.enqueue(
        tasks.notes, batch_id=batch.pk, account_id=scope.account_id, grant_id=scope.grant_id
    )
    return done(request, f"{address(batch)}problems/made/")


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def made(request: HttpRequest, public_id: object) -> HttpResponse:
    """Is the workbook there? Asked anew every two seconds while it is made."""
    batch = found(request, public_id)
    book = ProblemBook.objects.filter(batch=batch).first()
    context = frame(batch, 2) | {"book": book, "progress": _progress(batch, book)}
    fragment = is_fragment(request)
    return render(request, "shell/_progress.html" if fragment else "imports/book.html", context)


def _progress(batch: Batch, book: ProblemBook | None) -> dict[str, object]:
    failed = book is not None and book.state == ProblemBook.State.FAILED
    return {
        "id": batch.pk, "url": f"{address(batch)}problems/made/", "done": 0, "total": 0,
        "label": book.get_state_display() if book else _("还没有做"),
        "finished": book is not None and book.state == ProblemBook.State.READY,
        "failed": _("没有写成，请再做一次。") if failed else "",
        "finished_url": f"{address(batch)}problems/", "finished_label": _("下载"),
    }  # fmt: skip
