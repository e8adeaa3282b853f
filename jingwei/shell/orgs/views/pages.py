"""What do the tabs of an organisation show, today or on a past day?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.ledger.queries import shown
from jingwei.kernel.orgs import history as histories
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.orgs import addresses, bodies, events
from jingwei.shell.orgs.head import Head, context_of, head_of


@require_GET
@needs(Duty.ORGS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The organisation of the acting post."""
    scope = scope_of(request)
    org = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    if org is None:
        raise Http404
    return redirect(addresses.page(org.code))


@require_GET
@needs(Duty.ORGS_SEE)
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """概况: ties drawn and listed, basic facts, the last of what became of it."""
    head = head_of(request, code)
    return _drawn(request, head, "home", **bodies.overview(head))


@require_GET
@needs(Duty.ORGS_SEE)
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """班子: every post with its holder and term, vacant ones with the days."""
    head = head_of(request, code)
    return _drawn(request, head, "posts", **bodies.posts(head))


@require_GET
@needs(Duty.MEMBERS_SEE)
def members(request: HttpRequest, code: str) -> HttpResponse:
    """党员: at and below it on the day, by name."""
    head = head_of(request, code)
    return _drawn(request, head, "members", **bodies.members(head, request.GET.get("at", "")))


@require_GET
@needs(Duty.ORGS_SEE)
def below(request: HttpRequest, code: str) -> HttpResponse:
    """下设组织: directly below it on the day."""
    head = head_of(request, code)
    return _drawn(request, head, "below", **bodies.below(head, request.GET.get("at", "")))


@require_GET
@needs(Duty.ORGS_SEE)
def units(request: HttpRequest, code: str) -> HttpResponse:
    """单位: those for which it and all below it are responsible."""
    head = head_of(request, code)
    rows = queries.units(head.scope, head.org).filter(held__contains=head.shown_on)
    page = page_of(rows, keys=("pinyin", "id"), at=request.GET.get("at", ""))
    return _drawn(request, head, "units", page=page)


@require_GET
@needs(Duty.ORGS_SEE)
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """工作记录: who did what when, of its own or with all below it."""
    head = head_of(request, code)
    with_below = request.GET.get("below") == "1"
    rows = histories.entries(
        head.scope, head.org, below=with_below, with_people=head.sees_members
    ).select_related("org")
    if head.day.is_past:
        rows = rows.filter(happened_at__date__lte=head.day.on)
    page = page_of(rows, keys=("-id",), at=request.GET.get("at", ""))
    lines = [bodies.LedgerRow(shown(entry), entry) for entry in page.rows]
    return _drawn(request, head, "ledger", page=page, lines=lines, with_below=with_below)


@require_GET
@needs(Duty.ORGS_SEE)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """沿革: names, superiors, ties and terms, newest first."""
    head = head_of(request, code)
    before = events.read_cursor(request.GET.get("at", ""))
    line = histories.history(head.scope, head.org, head.day.on, before=before)
    first = before == histories.NEWEST
    return _drawn(
        request, head, "history", events=events.shown(line.events, head.org, newest=first),
        first=first, older=events.cursor_of(line.events[-1]) if line.more else "",
    )  # fmt: skip


def _drawn(request: HttpRequest, head: Head, tab: str, **more: Any) -> HttpResponse:
    return render(request, f"orgs/{tab}.html", context_of(head, tab, **more))
