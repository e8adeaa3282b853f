"""How is the development of members seen and written down on pages? Steps are taken on the
flow's own page; these show the list, the whole of one case, and the applicant's details."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members import refusals
from jingwei.work.membership.development import actions, drawing, exporting, papers, queries
from jingwei.work.membership.development.forms import ApplicantForm
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION, Part
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.queries import Asked

UNPROCESSABLE = 422
FORMATS: dict[str, tuple[Any, str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """发展党员 of the acting post's organisation."""
    own = Organisation.objects.within(scope_of(request)).filter(pk=scope_of(request).org_id).first()
    if own is None:
        raise Http404
    return _listed(request, own)


@require_GET
@needs(Duty.MEMBERS_SEE)
def of_org(request: HttpRequest, code: str) -> HttpResponse:
    """The list of one organisation and all below it."""
    return _listed(request, _org(request, code))


@require_POST
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The list as .xlsx, under the conditions of the page; who took it stands in the ledger."""
    org, at = _org(request, code), timezone.now()
    data = exporting.export_list(
        org=org, asked=_asked(request.POST, org), by=scope_of(request), at=at
    )
    response = HttpResponse(data, content_type=exporting.XLSX)
    name = f"{_('发展党员')}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _asked(said: Any, org: Organisation) -> Asked:
    part = said.get("part", "")
    return Asked(
        under=org.path, part=part if part in Part.values else "",
        name=said.get("q", "").strip()[:50], late="late" in said, talent="talent" in said,
    )  # fmt: skip


def _listed(request: HttpRequest, org: Organisation) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    asked = _asked(request.GET, org)
    page = page_of(
        queries.developments(scope, asked, today),
        keys=("name_sort", "id"),
        at=request.GET.get("at", ""),
    )
    return render(
        request, "development/list.html",
        {
            "org": org, "page": page, "lines": queries.lines(page.rows, today), "asked": asked,
            "parts": Part.choices, "tabs": drawing.tabs(org, "list"),
            "may_write": drawing.may_write(scope, org),
            "may_export": scope.holds(Duty.MEMBERS_EXPORT, org.path),
        },
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_SEE)
def board(request: HttpRequest, code: str) -> HttpResponse:
    """进度板: how many stand in each stretch, below each organisation; in the order of the tree."""
    org = _org(request, code)
    rows = queries.board(scope_of(request), org)
    heads = [str(part.label) for part in queries.BOARD]
    return render(
        request, "development/board.html",
        {"org": org, "rows": drawing.board(org, rows), "heads": heads,
         "tabs": drawing.tabs(org, "board")},
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_SEE)
def case(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One person's way whole: where it stands, what is next, who is named, votes, details."""
    row = _row(request, public_id)
    context = drawing.shown(row, scope_of(request), timezone.now())
    return render(request, "development/case.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """收申请: an application is written down and its case begins."""
    org, scope = _org(request, code), scope_of(request)
    if not scope.holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    form = ApplicantForm(request.POST or None)
    context = {"org": org, "form": form, "back_url": reverse("development:of", args=[org.code])}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "development/form.html", context, status=status)
    try:
        row = actions.register_applicant(
            org=org,
            told=form.told(),
            applied_on=form.cleaned_data["applied_on"],
            by=scope,
            at=timezone.now(),
        )
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), "development/form.html", context)
    return done(request, reverse("development:case", args=[row.public_id]), _("已记下申请。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改申请人情况, until admission; afterwards the member's file says it."""
    row, scope = _row(request, public_id), scope_of(request)
    if not scope.holds(Duty.MEMBERS_CHANGE, row.org_path):
        raise PermissionDenied
    if row.state not in BEFORE_ADMISSION:
        raise Http404
    form = ApplicantForm(request.POST or None, row=row)
    back = reverse("development:case", args=[row.public_id])
    context = {"org": row.org, "form": form, "row": row, "back_url": back}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "development/form.html", context, status=status)
    try:
        actions.correct_applicant(
            row=row,
            told=form.told(),
            by=scope,
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        return refused(request, refusals.pointed(form, refusal), "development/form.html", context)
    return done(request, back, _("已改好。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def record(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """培养教育考察登记表 as it stands today, as .docx or PDF."""
    row = _row(request, public_id)
    if kind not in FORMATS or row.activist_on is None:
        raise Http404
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(papers.record_of(row)), content_type=mime)
    name = f"{timezone.localdate():%Y%m%d}{row.name}-考察登记表.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _org(request: HttpRequest, code: str) -> Organisation:
    org: Organisation | None = (
        Organisation.objects.within(scope_of(request)).filter(code=code).first()
    )
    if org is None:
        raise Http404
    return org


def _row(request: HttpRequest, public_id: Any) -> Development:
    try:
        return queries.development(scope_of(request), public_id)
    except Development.DoesNotExist as missing:
        raise Http404 from missing
