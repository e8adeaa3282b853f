"""Where does a batch stand? One page for each of its states: the five steps and what follows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports import actions, books, choosing, queries, siblings
from jingwei.ops.imports.fields import Field
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.missing import missing_page
from jingwei.ops.imports.models import Batch, StagedRow, Verdict
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import is_fragment, page_of, render_fragment
from jingwei.shell.paging import Page

NEXT = 3  # free slots that a column may be taken for
STEPS = (_("上传文件"), _("对上列名"), _("核对问题"), _("看清变化"), _("确认导入"))

CHECK = 2  # the step at which rows are mended, and the note beside it that changes with them
NOTE = "to-look-at"
ENDED_AT: dict[str, int] = {Batch.State.FAILED: 0, Batch.State.CANCELLED: 2}
"""The step at which a batch ended that was never written."""


def found(request: HttpRequest, public_id: object) -> Batch:
    """The batch in sight, else 404."""
    batch = queries.batch_of(scope_of(request), public_id)
    if batch is None:
        raise Http404
    return batch


def address(batch: Batch) -> str:
    return f"/imports/{batch.public_id}/"


def frame(batch: Batch, now: int) -> dict[str, Any]:
    """What every page of a batch needs: the batch, where one is, and what the reader said."""
    base = address(batch)
    urls = {1: f"{base}columns/", 2: base, 3: f"{base}changes/"}
    open_ = batch.state in (Batch.State.CHECKING, Batch.State.MAPPING)
    notes = {
        CHECK: _("{n} 行要看").format(n=batch.rejected + batch.warned) if now >= CHECK else "",
        3: _("新增、修改、不变各多少"),
    }
    steps = [
        {
            "label": _(label), "state": "done" if at < now else "now" if at == now else "todo",
            "note": notes.get(at, ""), "note_id": NOTE if at == CHECK else "",
            "url": urls.get(at, "") if open_ and at < now else "",
        }
        for at, label in enumerate(STEPS)
    ]  # fmt: skip
    return {
        "batch": batch, "steps": steps, "notices": queries.notices(batch),
        "of_places": queries.of_places(batch), "other_sheets": siblings.others(batch),
        "large": batch.rows > books.AT_ONCE,
        "problem": queries.problem_of(batch),
        "good": batch.new + batch.changed,
        "crumbs": [
            {"label": _("数据"), "url": "/imports/"},
            {"label": _("导入"), "url": "/imports/"},
            {"label": batch.file_name},
        ],
    }  # fmt: skip


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def batch(request: HttpRequest, public_id: object) -> HttpResponse:
    """The page of the state in which the batch is."""
    one = found(request, public_id)
    if one.is_moving:
        return moving(request, one)
    if one.state == Batch.State.MAPPING:
        return _columns(request, one)
    if one.state == Batch.State.CHECKING:
        return check(request, one)
    return render(request, "imports/over.html", frame(one, ENDED_AT.get(one.state, 5)))


def moving(request: HttpRequest, one: Batch) -> HttpResponse:
    """A worker is at it: progress, asked anew every two seconds."""
    context = frame(one, 1 if one.state == Batch.State.READING else 4)
    context["progress"] = progress_of(one)
    return render(request, "imports/moving.html", context)


def progress_of(one: Batch) -> dict[str, Any]:
    _step, title, done, total = queries.progress(one)
    state = str(one.get_state_display())
    return {
        "id": one.pk, "url": f"{address(one)}progress/",
        "label": _("{state}：{step}").format(state=state, step=title) if title else state,
        "done": done, "total": total, "finished": not one.is_moving,
        "finished_url": address(one), "finished_label": _("看结果"),
    }  # fmt: skip


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def progress(request: HttpRequest, public_id: object) -> HttpResponse:
    """The fragment of the progress bar; it loads the next page when the work is done."""
    one = found(request, public_id)
    response = render(request, "shell/_progress.html", {"progress": progress_of(one)})
    if not one.is_moving:
        response["HX-Redirect"] = address(one)
    return response


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def columns(request: HttpRequest, public_id: object) -> HttpResponse:
    """Which column is read as which field; where it no longer matters, what became of the batch:
    the back button leads here."""
    one = found(request, public_id)
    return batch(request, public_id) if one.is_over else _columns(request, one)


def _choices(kind: str, used: set[str | None]) -> list[Field]:
    """What a column may be taken for: of many slots those in use and the next ones."""
    what = KINDS[kind]
    slots = what.slots.fields if what.slots else ()
    free = [one for one in slots if one.key not in used]
    return [*what.fields, *(one for one in slots if one.key in used), *free[:NEXT]]


def _columns(request: HttpRequest, one: Batch) -> HttpResponse:
    from jingwei.ops.imports import repairs, restaging

    table = restaging.table_of(one, scope_of(request), repairs.Said(), today=timezone.localdate())
    fields = _choices(one.kind, {column.key for column in table.mapping.columns})
    missing = [field.title for field in fields if field.key in table.missing]
    context = frame(one, 1) | {
        "columns": table.mapping.columns, "fields": fields, "missing": missing,
        "header_rows": "、".join(str(row) for row in table.mapping.header_rows),
    }  # fmt: skip
    return render(request, "imports/columns.html", context, status=422 if missing else 200)


def check(request: HttpRequest, one: Batch, status: int = 200) -> HttpResponse:
    """Problems by kind, then one by one with what was written and a box to mend it."""
    if one.rows and not StagedRow.everything.filter(batch=one).exists():
        # The staging table is not logged: after a crash of the server the file is read again.
        one = actions.read_batch(batch=one, by=scope_of(request), at=timezone.now())
    code = request.GET.get("code", "")
    show_all = request.GET.get("all") == "1"
    rows = queries.problem_rows(one, errors_only=not show_all and not code, code=code)
    page = page_of(rows, keys=("row_no",), at=request.GET.get("at", ""), size=queries.PER_PAGE)
    shown = queries.problems(one, page.rows)
    context = frame(one, CHECK) | {
        "note_id": NOTE if is_fragment(request) else "",
        "page": page, "groups": queries.groups(one), "problems": shown,
        "choices": {one.column: one.choices for one in shown if one.choices},
        "code": code, "show_all": show_all, "doubts": choosing.DOUBTS,
        "doubles": [p for p in shown
                    if p.code == "person.maybe_on_file" and p.verdict == Verdict.REJECTED],
    }  # fmt: skip
    return render_fragment(request, "imports/check.html", "imports/_check.html", context, status)


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def changes(request: HttpRequest, public_id: object) -> HttpResponse:
    """What will become new, changed, stay, or is missing; nothing is written yet."""
    one = found(request, public_id)
    if one.state != Batch.State.CHECKING:
        return batch(request, public_id)
    shown = request.GET.get("show", "new" if one.new else "changed")
    verdict = {"new": Verdict.NEW, "changed": Verdict.CHANGED, "unchanged": Verdict.UNCHANGED,
               "skipped": Verdict.SKIPPED}.get(shown, Verdict.NEW)  # fmt: skip
    at, is_missing = request.GET.get("at", ""), shown == "missing"
    if is_missing:
        page: Page[Any] = missing_page(one, scope_of(request), at=at)
    else:
        page = page_of(queries.changes(one, verdict), keys=("row_no",), at=at, size=50)
    tabs = [
        {"label": label, "url": f"?show={key}", "current": shown == key, "count": number}
        for key, label, number in (
            ("new", _("新增"), one.new), ("changed", _("修改"), one.changed),
            ("unchanged", _("不变"), one.unchanged), ("skipped", _("跳过"), one.skipped),
            ("missing", _("没有写到"), one.missing),
        )
        if key != "missing" or number
    ]  # fmt: skip
    context = frame(one, 3) | {
        "page": page, "tabs": tabs, "shown": shown,
        "waiting": one.rejected if not one.only_good else 0,
        "rows": page.rows if is_missing else queries.shown_changes(one, page.rows),
    }  # fmt: skip
    return render(request, "imports/changes.html", context)
