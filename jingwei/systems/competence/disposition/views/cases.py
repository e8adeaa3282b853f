"""How is a case seen and moved on pages? Each look is written down before anything is shown."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import queries as flow_queries
from jingwei.kernel.people import looking as members
from jingwei.kernel.people.models import Person
from jingwei.shell.flows.forms import StepForm
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.systems.competence.disposition import actions, people, queries, taking
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.forms import NamingForm, listed_people
from jingwei.systems.competence.disposition.kinds import State
from jingwei.systems.competence.disposition.page import CasePage

CASE, PEOPLE, LIST = "disposition/case.html", "disposition/people.html", "disposition/list.html"


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """组织处置: only the cases on which this account is named."""
    state = request.GET.get("state", "")
    rows = queries.cases(scope_of(request))
    if state in State.values:
        rows = rows.filter(state=state)
    page = page_of(rows, keys=("-opened_on", "-id"), at=request.GET.get("at", ""))
    may_open = scope_of(request).holds(Duty.MEMBERS_CHANGE)
    return render(
        request, LIST,
        {"page": page, "states": State.choices, "state": state, "may_open": may_open},
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def begin(request: HttpRequest) -> HttpResponse:
    """Find the member to talk with; nothing is written by looking."""
    scope, text = scope_of(request), request.GET.get("q", "").strip()[:50]
    found = members.search(scope, text, limit=20) if text else []
    return render(request, "disposition/begin.html", {"q": text, "found": found})


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """谈心帮助: the talk was held, the prompts are answered; not yet a case of disposition."""
    scope = scope_of(request)
    person = Person.objects.within(scope).select_related("org").filter(public_id=public_id).first()
    if person is None:
        raise Http404
    step = DISPOSITION.steps[0]
    form = StepForm(step, request.POST if request.method == "POST" else None)
    context = {"person": person, "form": form}
    if request.method == "GET":
        return render(request, "disposition/new.html", context)
    try:
        row = actions.open_concern(person=person, said=form.said, by=scope, at=timezone.now())
    except Refused as refusal:
        shown = Refused(*form.show(refusal.findings))
        return refused(request, shown, "disposition/new.html", context)
    return done(request, reverse("disposition:case", args=[row.public_id]), _("已记下。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case, for those named on it."""
    page = _page(request, public_id)
    page.chosen = request.GET.get("step", "")
    return render(request, CASE, _context(page))


@require_POST
@needs(Duty.MEMBERS_SEE)
def take(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Take one step; a refusal shows every reason above what was typed."""
    page = _page(request, public_id)
    return taking.answer(request, page, verb, template=CASE, context=_context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_SEE)
def named(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """谁在案上: the only people who see the case, how they stand to the member."""
    page = _page(request, public_id)
    form = NamingForm(request.POST if request.method == "POST" else None)
    context = _context(page) | {
        "form": form, "seats": listed_people(page.seats),
        "above": people.above(page.subject, page.scope, page.look.on),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, PEOPLE, context)
    try:
        form.carry_out(page.subject, by=page.scope, at=page.at)
    except Refused as refusal:
        return refused(request, refusal, PEOPLE, context)
    return done(request, reverse("disposition:people", args=[public_id]), _("已写明。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def looked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """谁看过: every look."""
    page = _page(request, public_id)
    return render(request, "disposition/looks.html", _context(page))


@require_POST
@needs(Duty.MEMBERS_SEE)
def aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """剔除: a fact of the records does not count, with the reason."""
    page = _page(request, public_id)
    said = {name: request.POST.get(name, "") for name in ("situation", "key", "why")}
    try:
        actions.set_aside(case=page.subject, **said, by=page.scope, at=page.at)
    except Refused as refusal:
        return refused(request, refusal, CASE, _context(page))
    return done(request, reverse("disposition:case", args=[public_id]), _("已剔除，理由留着。"))


@require_POST
@needs(Duty.MEMBERS_SEE)
def tick(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of the fifteen local steps is done."""
    page = _page(request, public_id)
    try:
        taking.tick(request, page)
    except Refused as refusal:
        return refused(request, refusal, CASE, _context(page))
    return done(request, reverse("disposition:case", args=[public_id]), _("已勾上。"))


@require_POST
@needs(Duty.MEMBERS_CONFIRM)
def seal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """封存: the file leaves all hands but two."""
    page = _page(request, public_id)
    try:
        actions.seal_case(case=page.subject, by=page.scope, at=page.at)
    except Refused as refusal:
        return refused(request, refusal, CASE, _context(page))
    return done(request, reverse("disposition:case", args=[public_id]), _("案卷已封存。"))


def _page(request: HttpRequest, public_id: UUID) -> CasePage:
    """The case with this look noted. Raises: Http404 for whoever is not named."""
    scope, at = scope_of(request), timezone.now()
    row = queries.case(scope, public_id)
    if row is None:
        raise Http404
    DISPOSITION.note_look(row, scope, at)
    return CasePage(DISPOSITION, row, flow_queries.case_of(DISPOSITION, row), scope, at)


def _context(page: CasePage) -> dict[str, Any]:
    crumbs = [
        {"label": _("党员"), "url": reverse("members:list")},
        {"label": _("组织处置"), "url": reverse("disposition:home")},
        {"label": page.subject.code},
    ]
    return {"page": page, "crumbs": crumbs}
