"""What does the member see and do about the own case? The same page, the own part."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import content, papers, vault
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.flows.models import FlowPaper
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.systems.competence.disposition import taking
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.own_part import on_own_case, page_of_own
from jingwei.systems.competence.disposition.page import CasePage

PAGE = "disposition/own.html"


@require_GET
@signed_in
def own(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """我的组织处置: what is on file, the limits, the rights, who looked."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = page_of_own(by, row, timezone.now())
        page.chosen = request.GET.get("step", "")
        return render(request, PAGE, _context(page))


@require_POST
@signed_in
def take(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """What only the member does: say something, name a witness, ask for time, appeal."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = page_of_own(by, row, timezone.now())
        begin_case(flow=DISPOSITION, subject=row, by=by, at=page.at)
        return taking.answer(
            request, page, verb, template=PAGE, context=_context, back="disposition:own"
        )


@require_GET
@signed_in
def paper(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """A paper of the own case."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = page_of_own(by, row, timezone.now())
        found = next((one for one in page.open_papers if one.public_id == paper), None)
        if found is None:
            raise Http404
        form = "pdf" if request.GET.get("form") == "pdf" else "docx"
        try:
            opened = papers.open_paper(
                paper=FlowPaper.objects.get(pk=found.pk), flow=DISPOSITION, subject=row, by=by,
                at=page.at, form=form,
            )  # fmt: skip
        except vault.Gone as gone:
            raise Refused(
                Finding("flow.paper.gone", "这份文件读不出来，请找管理员恢复备份。")
            ) from gone
    response = HttpResponse(opened.data, content_type=opened.media)
    response.headers["Content-Disposition"] = content.disposition(opened.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _context(page: CasePage) -> dict[str, Any]:
    crumbs = [
        {"label": _("我的信息"), "url": reverse("me:home")}, {"label": page.subject.code},
    ]  # fmt: skip
    return {"page": page, "crumbs": crumbs}
