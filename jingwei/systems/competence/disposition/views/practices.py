"""Which practices did pilots keep, and who takes one up? Read across the city; written at home."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.findings import Refused
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.systems.competence.disposition import pilot_actions, pilot_queries
from jingwei.systems.competence.disposition.pilot_forms import AdoptionForm, StoppingForm
from jingwei.systems.competence.disposition.views.pilots import KEEPS, SEES, own_organisation

LIST, FORM = "disposition/practices.html", "disposition/practice_form.html"
USED = "used"


@require_GET
@needs(SEES)
def home(request: HttpRequest) -> HttpResponse:
    """保留推广的做法: what was kept anywhere in the city; ``view=used`` what the own part uses."""
    scope, at = scope_of(request), request.GET.get("at", "")
    context = {"view": request.GET.get("view", ""), "may_adopt": scope.holds(KEEPS)}
    if context["view"] == USED:
        context["page"] = page_of(pilot_queries.adoptions(scope), keys=("-id",), at=at)
        return render(request, LIST, context)
    with pilot_queries.city_wide(scope):
        rows = pilot_queries.practices()
        context["page"] = page_of(rows, keys=("-decided_on", "-id"), at=at)
        return render(request, LIST, context)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def adopt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """采用: the own organisation takes a practice up, with place, day and reason."""
    scope, org = scope_of(request), own_organisation(request)
    trial = pilot_queries.practice(scope, public_id)
    if trial is None:
        raise Http404
    form = AdoptionForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "org": org, "trial": trial}
    if request.method == "GET":
        return render(request, FORM, context)
    try:
        pilot_actions.adopt_practice(
            org=org, trial=trial, **form.told(), by=scope, at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), FORM, context)
    return done(request, reverse("disposition:practices"), _("已登记采用。"))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """停用, with the day and the reason."""
    row = pilot_queries.adoption(scope_of(request), public_id)
    if row is None:
        raise Http404
    form = StoppingForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "org": row.org, "adoption": row}
    if request.method == "GET":
        return render(request, FORM, context)
    try:
        pilot_actions.stop_practice(
            adoption=row, **form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, form.pointed(refusal), FORM, context)
    return done(request, reverse("disposition:practices"), _("已登记停用。"))
