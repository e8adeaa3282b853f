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
    """What was found, and what is already chosen first; two queries, three with a choice."""
    rows = [_row(scope, what, chosen)] if chosen else []
    if what == "orgs":
        found = [org for org in queries.search(scope, typed, MOST) if org.is_open]
        rows += [
            {"value": org.code, "label": org.name, "note": org.get_kind_display()}
            for org in found
            if org.code not in (chosen, without)
        ]
    else:
        rows += [
            {"value": str(unit.public_id), "label": unit.name, "note": str(unit.org)}
            for unit in queries.search_units(scope, typed, MOST)
            if unit.held.upper is None and str(unit.public_id) != chosen
        ]
    return [row for row in rows if row]


def _row(scope: Scope, what: str, chosen: str) -> dict[str, Any]:
    if what == "orgs":
        org = queries.organisation(scope, chosen)
        if org is None:
            return {}
        return {"value": org.code, "label": org.name, "note": org.get_kind_display()}
    unit = queries.unit(scope, chosen)
    if unit is None:
        return {}
    return {"value": str(unit.public_id), "label": unit.name, "note": str(unit.org)}
