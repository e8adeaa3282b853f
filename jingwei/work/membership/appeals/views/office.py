"""What does an office see of appeals? Its list, and one with what it is about."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.flows.queries import case_of, look_at, offers, subject_of
from jingwei.kernel.register import register
from jingwei.shell import workbooks
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.things import events_of, own_org, seen
from jingwei.work.membership.appeals import exporting, queries
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.mine import Own
from jingwei.work.membership.appeals.models import Appeal


@require_GET
@needs(Duty.MEMBERS_CONFIRM)
def home(request: HttpRequest) -> HttpResponse:
    """申诉: those addressed to this part of the tree, the latest first."""
    ended = request.GET.get("ended") == "1"
    rows = queries.appeals(scope_of(request), ended=ended)
    page = page_of(rows, keys=("-asked_on", "-id"), at=request.GET.get("at", ""))
    context = {
        "page": page, "rows": [Own(row, None) for row in page.rows], "ended": ended,
        "may_export": scope_of(request).holds(Duty.MEMBERS_EXPORT),
    }  # fmt: skip
    return render(request, "appeals/list.html", context)


@require_POST
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook, with a line that says who took it and when."""
    org, at = own_org(request), timezone.now()
    if org is None:
        raise Http404
    data = exporting.export_appeals(
        org=org, ended=request.POST.get("ended") == "1", by=scope_of(request), at=at
    )
    response = HttpResponse(data, content_type=workbooks.XLSX)
    name = f"{_('申诉')}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@needs(Duty.MEMBERS_CONFIRM)
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One appeal: against which decision, who answers until when, what comes next."""
    row, scope = seen(queries.appeal, request, public_id), scope_of(request)
    look = look_at(APPEAL, row, case_of(APPEAL, row), by=scope, at=timezone.now())
    running = [one for one in look.clocks if one.state != one.State.ENDED]
    context = {
        "own": Own(row, running[0].due_on if running else None),
        "steps": [one for one in offers(look) if one.is_mine],
        "decision_url": _decision(row, scope), "events": events_of(scope, APPEAL.thing, public_id),
    }  # fmt: skip
    return render(request, "appeals/one.html", context)


def _decision(row: Appeal, scope: Scope) -> str:
    """The case in which it was decided, where this post may see it."""
    flow = register().flows.get(row.flow)
    if flow is None or subject_of(flow, row.subject, scope) is None:
        return ""
    return address("flows:case", row.flow, row.subject)
