"""Where is the exit mechanism tried, how did decisions end, what are local steps called?"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.systems.competence.disposition import outcomes, pilot_actions, pilot_queries
from jingwei.systems.competence.disposition.kinds import Field, Form
from jingwei.systems.competence.disposition.models import Pilot
from jingwei.systems.competence.disposition.pilot_forms import EvaluationForm, PilotForm, TrialForm

SEES = Duty.ORGS_SEE
KEEPS = Duty.MEMBERS_CONFIRM


@require_GET
@needs(SEES)
def home(request: HttpRequest) -> HttpResponse:
    """试点: by field, with period and criteria."""
    scope, field = scope_of(request), request.GET.get("field", "")
    rows = pilot_queries.pilots(scope, field=field if field in Field.values else "")
    page = page_of(rows, keys=("field", "id"), at=request.GET.get("at", ""))
    return render(
        request, "disposition/pilots.html",
        {"page": page, "fields": Field.choices, "field": field, "may_add": scope.holds(KEEPS),
         "today": timezone.localdate()},
    )  # fmt: skip


@require_GET
@needs(SEES)
def pilot(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One pilot with its trial record."""
    row = _pilot(request, public_id)
    return render(request, "disposition/pilot.html", _shown(request, row))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def add(request: HttpRequest) -> HttpResponse:
    """登记试点, at the own organisation."""
    org = own_organisation(request)
    form = PilotForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "org": org}
    if request.method == "GET":
        return render(request, "disposition/pilot_form.html", context)
    try:
        row = pilot_actions.add_pilot(
            org=org, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), "disposition/pilot_form.html", context)
    return done(request, reverse("disposition:pilot", args=[row.public_id]), _("试点已登记。"))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """更正试点, or say when it ends."""
    row = _pilot(request, public_id)
    start = {
        "field": row.field, "place": row.place, "since": row.held.lower.isoformat(),
        "until": row.held.upper.isoformat() if row.held.upper else "", "criteria": row.criteria,
        "basis": row.basis,
    }  # fmt: skip
    form = PilotForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"form": form, "org": row.org, "pilot": row}
    if request.method == "GET":
        return render(request, "disposition/pilot_form.html", context)
    try:
        pilot_actions.change_pilot(
            pilot=row, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), "disposition/pilot_form.html", context)
    return done(request, reverse("disposition:pilot", args=[public_id]), _("试点已更正。"))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def try_idea(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """登记一项试验: idea and expectation first."""
    row = _pilot(request, public_id)
    form = TrialForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "pilot": row}
    if request.method == "GET":
        return render(request, "disposition/trial_form.html", context)
    try:
        pilot_actions.add_trial(
            pilot=row, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), "disposition/trial_form.html", context)
    return done(request, reverse("disposition:pilot", args=[public_id]), _("试验已登记。"))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def evaluate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """评价: what was found; kept or dropped."""
    row = pilot_queries.trial(scope_of(request), public_id)
    if row is None:
        raise Http404
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "trial": row}
    if request.method == "GET":
        return render(request, "disposition/trial_form.html", context)
    try:
        pilot_actions.evaluate_trial(
            trial=row, **form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), "disposition/trial_form.html", context)
    return done(request, reverse("disposition:pilot", args=[row.pilot.public_id]), _("已评价。"))


@require_GET
@needs(Duty.FIGURES_SEE)
def statistics(request: HttpRequest) -> HttpResponse:
    """处置结果: by year and form, small numbers left out; 处置 is not 除名."""
    lines = outcomes.by_year(scope_of(request))
    forms = [form.label for form in Form]
    return render(
        request,
        "disposition/statistics.html",
        {"lines": lines, "forms": forms, "least": outcomes.LEAST},
    )


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def checklist(request: HttpRequest) -> HttpResponse:
    """本地清单: what the own organisation calls the fifteen steps."""
    org, today = own_organisation(request), timezone.localdate()
    context: dict[str, Any] = {"org": org, "phases": pilot_queries.names_at(org.path, today)}
    if request.method == "GET":
        return render(request, "disposition/checklist.html", context)
    text = request.POST.get("position", "")
    try:
        pilot_actions.rename_local_step(
            org=org, phase=request.POST.get("phase", ""),
            position=int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0,
            label=request.POST.get("label", ""), by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "disposition/checklist.html", context)
    return done(request, "disposition:checklist", _("名字已改，从今天起用。"))


def own_organisation(request: HttpRequest) -> Organisation:
    """The acting post's organisation. Raises: Http404."""
    scope = scope_of(request)
    found: Organisation | None = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    if found is None:
        raise Http404
    return found


def _pilot(request: HttpRequest, public_id: UUID) -> Pilot:
    row = pilot_queries.pilot(scope_of(request), public_id)
    if row is None:
        raise Http404
    return row


def _shown(request: HttpRequest, row: Pilot) -> dict[str, Any]:
    today: date = timezone.localdate()
    return {
        "pilot": row, "trials": pilot_queries.trials_of(row), "today": today,
        "running": row.held.lower <= today and (row.held.upper is None or today < row.held.upper),
        "may_change": scope_of(request).holds(KEEPS, row.org_path),
    }  # fmt: skip
