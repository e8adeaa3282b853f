"""Which rosters were brought in, and how does one bring the next? List, upload, templates."""

import io
from typing import Any

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.ops.imports import actions, queries, tasks
from jingwei.ops.imports.forms import UploadForm
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch, Kind
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def home(request: HttpRequest) -> HttpResponse:
    """Batches of the acting post, newest first, and the kinds that can be brought."""
    scope = scope_of(request)
    page = page_of(queries.batches(scope), keys=("-id",), at=request.GET.get("at", ""), size=20)
    kind: Any = UploadForm(scope=scope).fields["kind"]
    return render(request, "imports/home.html", {"page": page, "kinds": kind.choices})


@require_http_methods(["GET", "POST"])
@needs(Duty.ROSTERS_IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a file; a small one is read while the clerk waits."""
    scope = scope_of(request)
    if request.method == "GET":
        asked = request.GET.get("kind", "")
        form = UploadForm(scope=scope, initial={"kind": asked} if asked in Kind.values else None)
        return render(request, "imports/upload.html", {"form": form})
    form = UploadForm(request.POST, request.FILES, scope=scope)
    if not form.is_valid():
        return render(request, "imports/upload.html", {"form": form}, status=422)
    said, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        batch = actions.open_batch(
            kind=said["kind"], name=file.name, content=file.read(), as_of=said["as_of"],
            only_good=said["only_good"], datum=said["datum"], by=scope, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "imports/upload.html", {"form": form})
    read(batch, request)
    return done(request, f"/imports/{batch.public_id}/")


def read(batch: Batch, request: HttpRequest) -> None:
    """Read a small file while the clerk waits, leave a large one to a worker."""
    scope = scope_of(request)
    if batch.file_size <= actions.SMALL_FILE:
        actions.read_batch(batch=batch, by=scope, at=timezone.now())
    else:
        jobs.enqueue(
            tasks.read, batch_id=batch.pk, account_id=scope.account_id, grant_id=scope.grant_id
        )


@require_GET
@needs(Duty.ROSTERS_IMPORT)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty roster of a kind with its titles and what each column wants."""
    if kind not in KINDS:
        raise Http404
    what = KINDS[kind]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(str(what.title)[:31])
        head = book.add_format({"bold": True, "bg_color": "#EFEDE7", "border": 1})
        text = book.add_format({"num_format": "@"})
        for at, field in enumerate(what.fields):
            star = "*" if field.required else ""
            sheet.write_string(0, at, field.title + star, head)
            sheet.set_column(at, at, max(12, len(field.title) * 2 + 2), text)
            if field.help:
                sheet.write_comment(0, at, field.help)
            if field.table is not None and len(field.table.titles) <= 60:
                titles = list(field.table.titles.values())
                if len(",".join(titles)) <= 255:
                    sheet.data_validation(
                        1, at, 5000, at,
                        {"validate": "list", "source": titles, "error_type": "warning"},
                    )  # fmt: skip
        for at, sample in enumerate(what.slots.samples if what.slots else (), len(what.fields)):
            sheet.write_string(0, at, sample, head)
            sheet.set_column(at, at, max(12, len(sample) * 2), text)
            sheet.write_comment(0, at, what.slots.fields[0].help if what.slots else "")
        sheet.freeze_panes(1, 0)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    name = _("模板")
    response["Content-Disposition"] = (
        f"attachment; filename={kind}.xlsx; filename*=UTF-8''{_quoted(f'{what.title}{name}.xlsx')}"
    )
    return response


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)
