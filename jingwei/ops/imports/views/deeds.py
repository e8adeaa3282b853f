"""What does a clerk do on these pages? Each POST reaches one action and shows the page again."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports import actions, siblings, tasks
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.views.listing import read
from jingwei.ops.imports.views.steps import address, check, found
from jingwei.ops.imports.writing.batch import lock_batch, undo_batch
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, is_fragment

AT_ONCE = 2_000  # rows that are written while the clerk waits


def _shown_again(request: HttpRequest, batch: Batch) -> HttpResponse:
    """The problems as they stand now: the fragment for htmx, else the page anew, at its rows."""
    if is_fragment(request):
        return check(request, batch)
    query = request.META.get("QUERY_STRING", "")
    return done(request, f"{address(batch)}{'?' if query else ''}{query}#tb-h")


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def choose_columns(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take the chosen columns and judge the rows."""
    batch = found(request, public_id)
    names = request.POST.getlist("name")
    keys = request.POST.getlist("key")
    choices = {name: key or None for name, key in zip(names, keys, strict=False)}
    actions.choose_mapping(
        batch=batch, choices=choices, by=scope_of(request), at=timezone.now(),
        sheet=request.POST.get("sheet", ""),
    )  # fmt: skip
    return done(request, address(batch))


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def bring_sheet(request: HttpRequest, public_id: object) -> HttpResponse:
    """Bring another sheet of the same file as a batch of its own, and go there."""
    batch = siblings.bring_sheet(
        batch=found(request, public_id), sheet=request.POST.get("sheet", ""),
        by=scope_of(request), at=timezone.now(),
    )  # fmt: skip
    if batch.state == Batch.State.READING:
        read(batch, request)
    return done(request, address(batch))


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def repair(request: HttpRequest, public_id: object, row_no: int) -> HttpResponse:
    """Write another text into one cell."""
    batch = actions.repair_cell(
        batch=found(request, public_id), row_no=row_no, column=request.POST.get("column", ""),
        text=request.POST.get("text", ""), by=scope_of(request), at=timezone.now(),
    )  # fmt: skip
    return _shown_again(request, batch)


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def accept(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take a suggestion, for one row or for all with the same problem."""
    row_no = request.POST.get("row", "")
    batch = actions.accept_suggestions(
        batch=found(request, public_id), column=request.POST.get("column", ""),
        code=request.POST.get("code", ""), rows=[int(row_no)] if row_no.isdecimal() else (),
        by=scope_of(request), at=timezone.now(),
    )  # fmt: skip
    return _shown_again(request, batch)


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def settle(request: HttpRequest, public_id: object, row_no: int) -> HttpResponse:
    """Skip a row, use it anyway, or say who it is."""
    batch, by, at = found(request, public_id), scope_of(request), timezone.now()
    way = request.POST.get("way", "")
    person = request.POST.get("person", "")
    deeds: dict[str, Callable[[], Batch]] = {
        "skip": lambda: actions.skip_row(batch=batch, row_no=row_no, by=by, at=at),
        "use": lambda: actions.use_row(batch=batch, row_no=row_no, by=by, at=at),
        "same": lambda: actions.say_person(
            batch=batch, row_no=row_no, person_id=int(person), by=by, at=at
        ),
        "other": lambda: actions.say_person(
            batch=batch, row_no=row_no, person_id=None, by=by, at=at
        ),
    }
    if way not in deeds or (way == "same" and not person.isdecimal()):
        raise Http404
    return _shown_again(request, deeds[way]())


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def confirm(request: HttpRequest, public_id: object) -> HttpResponse:
    """Write the good rows: at once where they are few, else by a worker."""
    batch, scope = found(request, public_id), scope_of(request)
    if batch.state == Batch.State.WRITTEN:  # a second click, or the back button
        return done(request, address(batch))
    if batch.rows <= AT_ONCE:
        written = actions.confirm_batch(batch=batch, by=scope, at=timezone.now())
        if written is None:  # the page says what changed meanwhile
            return done(request, address(batch))
        said = _("已导入：新增 {new}，修改 {changed}。").format(
            new=written.new, changed=written.changed
        )
        return done(request, address(batch), said)
    locked = lock_batch(batch)
    if locked.state == Batch.State.CHECKING:
        locked.state = Batch.State.WRITING
        locked.save(update_fields=["state"])
        jobs.enqueue(
            tasks.write, batch_id=batch.pk, account_id=scope.account_id, grant_id=scope.grant_id
        )
    return done(request, address(batch))


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def cancel(request: HttpRequest, public_id: object) -> HttpResponse:
    """Give the batch up."""
    actions.cancel_batch(batch=found(request, public_id), by=scope_of(request), at=timezone.now())
    return done(request, "/imports/", _("这一批已取消，什么也没有写入。"))


@require_POST
@needs(Duty.ROSTERS_IMPORT)
def undo(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take a written batch back."""
    batch, scope = found(request, public_id), scope_of(request)
    if batch.state == Batch.State.UNDONE:  # a second click, or another tab
        return done(request, address(batch))
    if batch.rows <= AT_ONCE:
        undo_batch(batch=batch, by=scope, at=timezone.now())
        # The rows that were said to be written; each may have touched several records.
        said = _("已撤销：删除新增的 {removed}，恢复改过的 {restored}。").format(
            removed=batch.new, restored=batch.changed
        )
        return done(request, address(batch), said)
    locked = lock_batch(batch)
    if locked.state == Batch.State.WRITTEN:
        locked.state = Batch.State.UNDOING
        locked.save(update_fields=["state"])
        jobs.enqueue(
            tasks.undo, batch_id=batch.pk, account_id=scope.account_id, grant_id=scope.grant_id
        )
    return done(request, address(batch))
