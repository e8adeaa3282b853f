"""What does the member see and do about the own case? The same page, the own part."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, own_account
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import content, papers, vault
from jingwei.kernel.flows import queries as flow_queries
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.flows.models import FlowPaper
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.systems.competence.disposition import queries, taking
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.models import Disposition
from jingwei.systems.competence.disposition.page import CasePage

PAGE = "disposition/own.html"
INTERNAL = ("review", "review_further")
"""Opinions of the offices above while they are forming; their decision the member reads whole."""
KEPT_BACK = ("filing",)


class OwnPage(CasePage):
    """The page of the case as its member reads it."""

    @property
    def past(self) -> list[Any]:  # type: ignore[override]
        labels = {str(self.look.label_of(verb)) for verb in INTERNAL}
        return [replace(one, pairs=[]) if one.label in labels else one for one in super().past]

    @property
    def open_papers(self) -> list[FlowPaper]:
        return [one for one in super().open_papers if one.slot not in KEPT_BACK]


@contextmanager
def on_own_case(oneself: Scope, public_id: UUID) -> Iterator[tuple[Scope, Disposition]]:
    """The own case, to read and to write the own part; a crossing act into the branch's range.

    Under ``jw_self`` the case is found, or it is 404; then the range is the branch's, and the
    policy of names lets this person see the own case and no other.
    """
    found = next((one for one in queries.own_cases(oneself) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    by = replace(oneself, path=found.org_path, hi=paths.upper(found.org_path))
    with own_account(oneself), acting(by):
        row = queries.own_case(by, public_id)
        if row is None:
            raise Http404
        yield by, row


@require_GET
@signed_in
def own(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """我的组织处置: what is on file, the limits, the rights, who looked."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = _page(by, row)
        page.chosen = request.GET.get("step", "")
        return render(request, PAGE, _context(page))


@require_POST
@signed_in
def take(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """What only the member does: say something, name a witness, ask for time, appeal."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = _page(by, row)
        begin_case(flow=DISPOSITION, subject=row, by=by, at=page.at)
        return taking.answer(
            request, page, verb, template=PAGE, context=_context, back="disposition:own"
        )


@require_GET
@signed_in
def paper(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """A paper of the own case."""
    with as_oneself(request) as oneself, on_own_case(oneself, public_id) as (by, row):
        page = _page(by, row)
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


def _page(by: Scope, row: Disposition) -> OwnPage:
    at = timezone.now()
    DISPOSITION.note_look(row, by, at)
    case = flow_queries.case_of(DISPOSITION, row)
    return OwnPage(DISPOSITION, row, case, by, at, oneself=True)


def _context(page: CasePage) -> dict[str, Any]:
    crumbs = [
        {"label": _("我的信息"), "url": reverse("me:home")}, {"label": page.subject.code},
    ]  # fmt: skip
    return {"page": page, "crumbs": crumbs}
