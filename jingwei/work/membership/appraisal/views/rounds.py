"""How do the rounds of a branch and of many branches look?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.appraisal import actions, papers, queries, rules
from jingwei.work.membership.appraisal.forms import CallForm, VotesForm
from jingwei.work.membership.appraisal.kinds import Grade, Phase
from jingwei.work.membership.appraisal.models import Round

UNPROCESSABLE = 422
FORMATS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def home(request: HttpRequest) -> HttpResponse:
    """民主评议 of the acting post's organisation."""
    own = Organisation.objects.within(scope_of(request)).filter(pk=scope_of(request).org_id).first()
    if own is None:
        raise Http404
    return _listed(request, own)


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def of_org(request: HttpRequest, code: str) -> HttpResponse:
    """民主评议 of one organisation: its rounds, or those of the branches below."""
    return _listed(request, org_of(request, code))


def _listed(request: HttpRequest, org: Organisation) -> HttpResponse:
    state, typed = request.GET.get("state", ""), request.GET.get("year", "")
    years = [timezone.localdate().year - back for back in range(4)]
    year = int(typed) if typed.isdecimal() and int(typed) in years else None
    rows = queries.rounds(
        scope_of(request), under=org.path, year=year, state=state if state in Phase.values else ""
    )
    page = page_of(rows, keys=("-year", "-id"), at=request.GET.get("at", ""))
    return render(
        request, "appraisal/list.html",
        {
            "org": org, "page": page, "states": Phase.choices, "state": state, "years": years,
            "year": year, "is_branch": org.kind in rules.BRANCHES,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def call(request: HttpRequest, code: str) -> HttpResponse:
    """开始评议."""
    org = org_of(request, code)
    form = CallForm(posted(request), initial={"year": timezone.localdate().year})
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "appraisal/call.html", context, status=status)
    try:
        row = actions.call_round(
            org=org, year=form.cleaned_data["year"] or 0, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "appraisal/call.html", context)
    said = _("评议开始了，党员可以在“我的信息”里写自评。")
    return done(request, reverse("appraisal:round", args=[row.public_id]), said)


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def round_page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One round: who is in it, how far each is; every grade is set on the page of the one."""
    row = found(request, public_id)
    lines = queries.lines_of(row)
    return render(
        request, "appraisal/round.html",
        {
            "round": row, "org": row.org, "lines": lines, "meeting": queries.meeting_of(row),
            "tally": queries.tally(lines),
            "warnings": queries.cap_findings(lines, timezone.localdate()),
            "elsewhere": queries.elsewhere_of(row), "objections": queries.objections_of(row),
            "is_counted": row.state == Phase.COUNTED,
            "is_open": row.state in (Phase.PREPARING, Phase.COUNTED),
            "has_results": row.state in (Phase.SETTLED, Phase.TOLD, Phase.CLOSED),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def votes(request: HttpRequest, public_id: Any) -> HttpResponse:
    """记票: numbers as they were counted; no grade is set here."""
    row = found(request, public_id)
    form = VotesForm(posted(request), lines=queries.lines_of(row))
    grades = [grade.label for grade in Grade]
    context = {"round": row, "org": row.org, "form": form, "grades": grades}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "appraisal/votes.html", context, status=status)
    try:
        actions.count_votes(
            round_=row, counts=form.counts(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "appraisal/votes.html", context)
    return done(request, reverse("appraisal:round", args=[public_id]), _("票数记好了。"))


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def results(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """民主评议结果 as .docx or PDF, once the grades are proposed."""
    row = found(request, public_id)
    if kind not in FORMATS or row.state in (Phase.PREPARING, Phase.COUNTED, Phase.NOT_HELD):
        raise Http404
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(papers.results(row)), content_type=mime)
    header = content_disposition_header(True, f"{row.org}{row.year}{_('民主评议结果')}.{kind}")
    response["Content-Disposition"] = header or "attachment"
    return response


def org_of(request: HttpRequest, code: str) -> Organisation:
    """Raises: Http404 out of sight, PermissionDenied without the duty there."""
    rows = Organisation.objects.within(scope_of(request))
    org: Organisation | None = rows.filter(code=code).first()
    if org is None:
        raise Http404
    may(request, org.path)
    return org


def found(request: HttpRequest, public_id: Any) -> Round:
    try:
        row = queries.round_of(scope_of(request), public_id)
    except Round.DoesNotExist as missing:
        raise Http404 from missing
    may(request, row.org_path)
    return row


def may(request: HttpRequest, path: str) -> None:
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, path):
        raise PermissionDenied
