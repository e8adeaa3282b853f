"""What happens on the pages of cases? A look, a step, a limit made longer, a paper taken away."""

from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.middleware import KEEPS
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import content, papers, queries, vault
from jingwei.kernel.flows.actions import begin_case, extend_limit, take_step
from jingwei.kernel.flows.models import FlowPaper
from jingwei.kernel.register import register
from jingwei.shell.flows import listing, posting
from jingwei.shell.flows.forms import StepForm
from jingwei.shell.flows.page import Page
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused

CASE: Final = "flows/case.html"


@require_GET
@needs()
def under_way(request: HttpRequest) -> HttpResponse:
    """办理: cases under way in this post's part of the tree, the latest moved first."""
    scope = scope_of(request)
    asked = listing.asked_for(scope, request.GET)
    page = page_of(asked.rows, keys=("-moved_at", "-id"), at=request.GET.get("at", ""))
    context = {"asked": asked, "page": page, "rows": listing.drawn(page.rows, timezone.localdate())}
    return render(request, "flows/list.html", context)


@require_GET
@needs()
def case(request: HttpRequest, flow: str, public_id: UUID) -> HttpResponse:
    """One case: where it stands, what is next, why not yet."""
    page = _page(request, flow, public_id)
    page.flow.note_look(page.subject, page.scope, page.at)
    page.chosen = request.GET.get("step", "")
    return render(request, CASE, _context(page))


@require_POST
@needs()
def take(request: HttpRequest, flow: str, public_id: UUID, verb: str) -> HttpResponse:
    """Take one step. A refusal shows every reason above what was typed; files stay uploaded."""
    page = _page(request, flow, public_id)
    step = page.flow.step(verb, page.look.rules)
    if step is None:
        raise Http404
    step = page.look.extended(step)
    form = StepForm(step, request.POST)
    begin_case(flow=page.flow, subject=page.subject, by=page.scope, at=page.at)
    attached, faults = posting.uploaded(
        request, page.flow, page.subject, step, by=page.scope, at=page.at
    )
    try:
        with transaction.atomic():
            take_step(
                flow=page.flow, subject=page.subject, verb=verb, said=form.said,
                attached=attached, by=page.scope, at=page.at, seen=posting.seen(request),
                key=request.POST.get("key", "")[:100],
            )  # fmt: skip
            posting.refuse_any(faults)
    except Refused as refusal:
        response = _again(request, page, verb, form, _together(faults, refusal))
        # What was uploaded is kept for the next try; the step itself was undone above.
        setattr(response, KEEPS, bool(attached))
        return response
    said = _("已办“{step}”。").format(step=step.label)
    return done(request, _address(page), said)


@require_POST
@needs()
def extend(request: HttpRequest, flow: str, public_id: UUID, name: str) -> HttpResponse:
    """Make a limit longer."""
    page = _page(request, flow, public_id)
    if name not in {limit.name for limit in page.flow.limits}:
        raise Http404
    extend_limit(
        flow=page.flow, subject=page.subject, name=name, reason=request.POST.get("reason", ""),
        by=page.scope, at=page.at,
    )  # fmt: skip
    said = _("“{limit}”已延长。").format(limit=page.flow.limit(name).title)
    return done(request, _address(page), said)


@require_GET
@needs()
def paper(request: HttpRequest, flow: str, public_id: UUID, paper: UUID) -> HttpResponse:
    """One paper, to be kept: never shown inside the product, whatever it says it is."""
    page = _page(request, flow, public_id)
    row = FlowPaper.objects.filter(case=page.case, public_id=paper).first() if page.case else None
    if row is None or not papers.may_open(page.flow, row, page.scope):
        raise Http404
    page.flow.note_look(page.subject, page.scope, page.at)
    form = "pdf" if request.GET.get("form") == "pdf" else "docx"
    try:
        found = papers.open_paper(
            paper=row, flow=page.flow, subject=page.subject, by=page.scope, at=page.at, form=form
        )
    except vault.Gone as gone:
        raise Refused(
            Finding("flow.paper.gone", "这份文件读不出来，请找管理员恢复备份。")
        ) from gone
    response = HttpResponse(found.data, content_type=found.media)
    response.headers["Content-Disposition"] = content.disposition(found.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _page(request: HttpRequest, code: str, public_id: UUID) -> Page:
    """Raises: Http404 for an unknown flow and out of sight, PermissionDenied without the duty."""
    scope = scope_of(request)
    flow = register().flows.get(code)
    subject = queries.subject_of(flow, public_id, scope) if flow else None
    if flow is None or subject is None:
        raise Http404
    if not queries.may_see(flow, scope):
        raise PermissionDenied
    return Page(flow, subject, queries.case_of(flow, subject), scope, timezone.now())


def _together(faults: list[Finding], refusal: Refused) -> Refused:
    """Every reason once, files first."""
    return Refused(*dict.fromkeys([*faults, *refusal.findings]))


def _again(
    request: HttpRequest, page: Page, verb: str, form: StepForm, refusal: Refused
) -> HttpResponse:
    again = Page(
        page.flow, queries.subject_of(page.flow, page.subject.public_id, page.scope),
        queries.case_of(page.flow, page.subject), page.scope, page.at, verb,
    )  # fmt: skip
    if again.offer is not None and again.offer.step.verb == verb:
        again.form = form
        refusal = Refused(*form.show(refusal.findings))
    return refused(request, refusal, CASE, _context(again))


def _address(page: Page) -> str:
    return reverse("flows:case", args=[page.flow.code, page.subject.public_id])


def _context(page: Page) -> dict[str, Any]:
    crumbs = [{"label": _("办理"), "url": reverse("flows:list")}, {"label": page.title}]
    return {"page": page, "crumbs": crumbs}
