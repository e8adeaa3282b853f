"""Which errands wait, run, are handed over; and how is one taken, its paper printed?"""

from functools import partial
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
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell import things
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import count_capped, page_of
from jingwei.shell.paging import CAP
from jingwei.shell.posted import posted
from jingwei.systems.public_benefit.proxies import actions, papers, queries
from jingwei.systems.public_benefit.proxies.forms import HandForm, TakeForm
from jingwei.systems.public_benefit.proxies.kinds import View
from jingwei.work.matters import own_actions
from jingwei.work.matters.kinds import ENDS
from jingwei.work.matters.models import Matter
from jingwei.work.matters.papers import NUMBER as DAYS
from jingwei.work.matters.papers import due_on

SEE, HANDLE = Duty.MATTERS_SEE, Duty.MATTERS_HANDLE
FILES = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}  # fmt: skip
FORM = "benefit/form.html"
answered = partial(things.answered, page=FORM)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """群众事务代办: errands that wait for an agent, run, were handed over, or still have papers."""
    scope, today = scope_of(request), timezone.localdate()
    view = request.GET.get("view", View.NEW)
    view = view if view in View.values else View.NEW
    papers, with_papers = queries.with_papers(scope, CAP)
    rows = papers if view == View.PAPERS else queries.cases(scope, view)
    page = page_of(rows, keys=("-received_at", "-id"), at=request.GET.get("at", ""))
    counts = {
        one: count_capped(queries.cases(scope, one)) for one in (View.NEW, View.RUNNING)
    } | {View.PAPERS: with_papers}  # fmt: skip
    tabs = [  # what was handed over is not counted: a city reads ten thousand matters for it
        {"label": one.label, "current": one == view, "count": counts.get(one),
         "url": f"{reverse('proxies:home')}?view={one.value}"}
        for one in (View.NEW, View.RUNNING, View.PAPERS, View.DONE)
    ]  # fmt: skip
    context = {
        "page": page, "rows": queries.told(page.rows), "tabs": tabs, "today": today,
        "org": things.own_org(request),
    }  # fmt: skip
    return render(request, "proxies/home.html", context)


@require_GET
@needs(SEE)
def errand(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One errand: what is entrusted until when, who runs it, papers, and what came of it."""
    scope, today = scope_of(request), timezone.localdate()
    row = things.seen(queries.matter, request, public_id)
    kept = queries.errand_of(row)
    context = {
        "matter": row, "mandate": queries.mandate_of(row), "errand": kept, "today": today,
        "papers": own_actions.papers_of(row), "is_open": row.state not in ENDS,
        "papers_until": due_on(row),
        "may_handle": _hands(request, row),
        "events": things.events_of(scope, actions.MATTER, row.public_id),
    }  # fmt: skip
    return render(request, "proxies/errand.html", context)


@require_http_methods(["GET", "POST"])
@needs(HANDLE)
def take(request: HttpRequest, public_id: Any) -> HttpResponse:
    """接下代办, or hand it to another agent."""
    row, scope = _handled(request, public_id), scope_of(request)
    form = TakeForm(
        posted(request), agents=queries.agents_for(scope, row, timezone.localdate())
    )  # fmt: skip
    context = _form(form, row, _("谁来代办"), _("接下"))

    def act() -> tuple[str, str]:
        actions.take_errand(matter=row, agent=form.agent, by=scope, at=timezone.now())
        return context["back_url"], _("已接下。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(HANDLE)
def hand(request: HttpRequest, public_id: Any) -> HttpResponse:
    """交到本人手里; the answer of the matter itself is said there."""
    row = _handled(request, public_id)
    form = HandForm(posted(request))
    context = _form(form, row, _("结果交到本人手里"), _("已交到"))
    handed = partial(actions.hand_over, matter=row, at=timezone.now())
    return things.acted(request, context, handed, _("已记下。收过材料的，请退还或者销毁。"), FORM)


@require_GET
@needs(HANDLE)
def mandate(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """代办委托书 as .docx or .pdf, to be signed by hand."""
    row = _handled(request, public_id)
    if kind not in FILES:
        raise Http404
    paper = papers.mandate(
        row, queries.mandate_of(row), queries.errand_of(row), own_actions.papers_of(row),
        int(value_of(DAYS, timezone.localdate())),
    )  # fmt: skip
    draw, content_type = FILES[kind]
    answer = HttpResponse(draw(paper), content_type=content_type)
    name = _("代办委托书") + f".{kind}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _hands(request: HttpRequest, row: Matter) -> bool:
    scope = scope_of(request)
    return scope.holds(HANDLE, row.org_path) or scope.holds(HANDLE, row.host_path)


def _handled(request: HttpRequest, public_id: Any) -> Matter:
    """A matter in sight that this post works on. Raises: Http404, PermissionDenied."""
    row = things.seen(queries.matter, request, public_id)
    if not _hands(request, row):
        raise PermissionDenied
    return row


def _form(form: Any, row: Matter, title: str, button: str) -> dict[str, Any]:
    back = reverse("proxies:errand", args=[row.public_id])
    return things.form_of(form, row.title, title, button, back)
