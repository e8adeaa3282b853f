"""What does an office see of appeals? Its list, and one with what it is about."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.flows.queries import case_of, look_at, offers, subject_of
from jingwei.kernel.register import register
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.things import events_of, seen
from jingwei.work.membership.appeals import queries
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
    context = {"page": page, "rows": [Own(row, None) for row in page.rows], "ended": ended}
    return render(request, "appeals/list.html", context)


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
