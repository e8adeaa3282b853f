"""What opens under an arrow of the tree, and what is found in it?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs import queries
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import is_fragment
from jingwei.shell.orgs import addresses
from jingwei.shell.orgs import tree as growing
from jingwei.shell.orgs.days import day_of

DEEPEST = 9


@require_GET
@needs(Duty.ORGS_SEE)
def branch(request: HttpRequest) -> HttpResponse:
    """``?q=`` finds in the tree; ``?under=CODE`` opens or (``shut=1``) closes one branch.

    Without JavaScript the arrow leads to the page of the organisation, whose branch is open.
    """
    if "q" in request.GET:
        return _found(request)
    scope, day = scope_of(request), day_of(request)
    org = queries.organisation(scope, request.GET.get("under", ""))
    if org is None:
        raise Http404
    if not is_fragment(request):
        return redirect(addresses.page(org.code, day=day))
    level = request.GET.get("level", "0")
    depth = min(int(level), DEEPEST) if level.isdecimal() else 0
    nodes = growing.branch(scope, org, depth, day, is_open="shut" not in request.GET)
    response = render(request, "orgs/_branch.html", {"nodes": nodes})
    response["HX-Reselect"] = "#branch > li"  # the answer stands in place of one row
    return response


def _found(request: HttpRequest) -> HttpResponse:
    scope, day, typed = scope_of(request), day_of(request), request.GET["q"].strip()
    if not is_fragment(request):
        return redirect(f"{reverse('search:home')}?{urlencode({'q': typed})}")
    if typed:
        found = queries.search(scope, typed, 30)
        return render(request, "orgs/_found.html", {"found": found, "typed": typed, "day": day})
    org = queries.organisation(scope, request.GET.get("focus", ""))
    if org is None:
        raise Http404
    grown = growing.around(scope, org, queries.superiors(org, day.on), day)
    return render(request, "orgs/_tree.html", {"nodes": grown.twigs})
