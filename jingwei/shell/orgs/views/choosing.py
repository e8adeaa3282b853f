"""Which organisation or unit is meant? A search within the scope, answered as choices of a form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import is_fragment

MOST = 12
NAMES = {"orgs": "other", "units": "unit"}


@require_GET
@needs(Duty.ORGS_CHANGE)
def choose(request: HttpRequest) -> HttpResponse:
    """``?what=orgs|units&q=``: the choices that a form shows under its search box."""
    what, typed = request.GET.get("what", ""), request.GET.get("q", "").strip()
    if what not in NAMES:
        raise Http404
    if not is_fragment(request):
        return redirect(f"{reverse('search:home')}?{urlencode({'q': typed})}")
    rows = choices(scope_of(request), what, typed, without=request.GET.get("not", ""))
    context = {"rows": rows, "name": NAMES[what], "typed": typed, "chosen": ""}
    return render(request, "orgs/_choices.html", context)


def choices(
    scope: Scope, what: str, typed: str, chosen: str = "", *, without: str = ""
) -> list[dict[str, Any]]:
    """What is already chosen first, then what was found; at most three queries."""
    kept = _chosen(scope, what, chosen) if chosen else None
    found = [row for row in _found(scope, what, typed) if row["value"] not in (chosen, without)]
    return [kept, *found] if kept else found


def _found(scope: Scope, what: str, typed: str) -> list[dict[str, Any]]:
    if what == "orgs":
        return [_org(org) for org in queries.search(scope, typed, MOST) if org.is_open]
    units = queries.search_units(scope, typed, MOST)
    return [_unit(unit) for unit in units if unit.held.upper is None]


def _chosen(scope: Scope, what: str, chosen: str) -> dict[str, Any] | None:
    if what == "orgs":
        org = queries.organisation(scope, chosen)
        return _org(org) if org else None
    unit = queries.unit(scope, chosen)
    return _unit(unit) if unit else None


def _org(org: Organisation) -> dict[str, Any]:
    return {"value": org.code, "label": org.name, "note": org.get_kind_display()}


def _unit(unit: Unit) -> dict[str, Any]:
    return {"value": str(unit.public_id), "label": unit.name, "note": str(unit.org)}
