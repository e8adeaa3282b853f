"""How is a sheet opened, ticked on a phone in a minute, and put right?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import first_of_month
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.paper import Paper
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.dues import actions, papers, queries
from jingwei.work.membership.dues.forms import CollectForm, EntryForm, OpenForm, RefundForm
from jingwei.work.membership.dues.models import Sheet
from jingwei.work.membership.dues.views.finding import org_of, sheet_of

UNPROCESSABLE = 422
FORMATS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


def as_file(paper: Paper, name: str, kind: str) -> HttpResponse:
    """A paper to take away. Raises: Http404 for a format that is not made."""
    if kind not in FORMATS:
        raise Http404
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(paper), content_type=mime)
    header = content_disposition_header(True, f"{name}.{kind}")
    response["Content-Disposition"] = header or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def open_new(request: HttpRequest, code: str) -> HttpResponse:
    """开收缴表: of a month or a quarter."""
    org = org_of(request, code)
    start = {"first": f"{first_of_month(timezone.localdate()):%Y-%m}", "months": "1"}
    form = OpenForm(posted(request), initial=start)
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "dues/open.html", context, status=status)
    try:
        row = actions.open_sheet(org=org, by=scope_of(request), at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "dues/open.html", context)
    return done(request, reverse("dues:sheet", args=[row.public_id]), _("表开好了，勾上交了的人。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def sheet(request: HttpRequest, public_id: Any) -> HttpResponse:
    """收党费: tick who paid. ``?all=1`` shows all ticked, to be looked at before it is sent."""
    row = sheet_of(request, public_id)
    rows = queries.rows_of(row)
    today = timezone.localdate()
    start: dict[str, Any] = {"on": today.isoformat()}
    if request.GET.get("all"):
        start |= {f"t_{one.person.pk}": True for one in rows if one.state == "open"}
    form = CollectForm(posted(request), rows=rows, initial=start)
    context = _shown(request, row, rows) | {"form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "dues/sheet.html", context, status=status)
    ticks = form.ticks()
    try:
        actions.collect_dues(sheet=row, ticks=ticks, by=scope_of(request), at=timezone.now())
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "dues/sheet.html", context)
    said = _("记好了，{n}人交了。").format(n=len(ticks))
    return done(request, reverse("dues:sheet", args=[public_id]), said)


def _shown(request: HttpRequest, row: Sheet, rows: list[queries.Row]) -> dict[str, Any]:
    return {
        "sheet": row, "org": row.org, "today": timezone.localdate(),
        "paid": [one for one in rows if one.entries or one.state == "paid"],
        "free": [one for one in rows if one.state == "none" and not one.entries],
        "events": [
            {"what": line.what, "at": line.at, "who": line.who}
            for line in map(
                line_shown, lines_of(scope_of(request), "dues_sheet", row.public_id)[:30]
            )
        ],
    }  # fmt: skip


@require_POST
@needs(Duty.MEMBERS_CHANGE)
def refresh(request: HttpRequest, public_id: Any) -> HttpResponse:
    """按名册和定额更新."""
    row = sheet_of(request, public_id)
    actions.refresh_sheet(sheet=row, by=scope_of(request), at=timezone.now())
    return done(request, reverse("dues:sheet", args=[public_id]), _("已按现在的名册和月交额更新。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def refund(request: HttpRequest, public_id: Any) -> HttpResponse:
    """退回或更正: the payment stays on the sheet, a line below zero stands after it."""
    row = sheet_of(request, public_id)
    rows = [one for one in queries.rows_of(row) if one.standing.paid > 0]
    form = RefundForm(posted(request), rows=rows, initial={"on": timezone.localdate().isoformat()})
    return _entry(request, row, form, actions.refund_dues, "dues/refund.html", _("已记下退回。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def gift(request: HttpRequest, public_id: Any) -> HttpResponse:
    """自愿多交: a large one goes to the centre whole."""
    row = sheet_of(request, public_id)
    form = EntryForm(
        posted(request), rows=queries.rows_of(row),
        initial={"on": timezone.localdate().isoformat()},
    )  # fmt: skip
    return _entry(request, row, form, actions.note_gift, "dues/gift.html", _("已记下。"))


def _entry(
    request: HttpRequest, row: Sheet, form: EntryForm, act: Any, page: str, said: str
) -> HttpResponse:
    context = {"sheet": row, "org": row.org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, page, context, status=status)
    try:
        act(sheet=row, by=scope_of(request), at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, pointed(form, refusal), page, context)
    return done(request, reverse("dues:sheet", args=[row.public_id]), said)


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def receipts(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """党费收缴清单: who paid what on which day, for the branch's file."""
    row = sheet_of(request, public_id)
    if kind not in FORMATS:
        raise Http404
    return as_file(papers.receipts(row), f"{row.org}{row.period}党费收缴清单", kind)
