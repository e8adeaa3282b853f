"""What do the pages of figures show? From facts for months, from records for any other day."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.evidence import PARTS
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.people.balance import balance_of
from jingwei.shell.figures import boards, opened
from jingwei.shell.figures.asking import Asking, asking_of
from jingwei.shell.figures.lines import lines_by_group
from jingwei.shell.gate import needs


@require_GET
@needs(Duty.FIGURES_SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """How does the acting post's part of the tree stand? Numbers, one sentence, who is below."""
    asking = asking_of(request)
    if asking.on is None:
        return _nothing_yet(request, asking)
    return render(request, "figures/overview.html", boards.overview(asking))


@require_GET
@needs(Duty.FIGURES_SEE)
def own(request: HttpRequest) -> HttpResponse:
    """The figures of the acting post's own organisation, or one of them."""
    asking = asking_of(request)
    code = request.GET.get("i", "")
    if code in registered().indicators:
        return redirect(asking.url("evidence", asking.org.code, code))
    return redirect(asking.url("organisation", asking.org.code))


@require_GET
@needs(Duty.FIGURES_SEE)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of one organisation on a day, a panel for each group, and the year's balance."""
    asking = asking_of(request, code)
    if asking.on is None:
        return _nothing_yet(request, asking)
    context = {
        "asking": asking,
        "crumbs": boards.crumbs(asking, _("指标")),
        "panels": lines_by_group(asking),
        "balance": balance_of(asking.org.pk, asking.month)
        if asking.filled and asking.known is None
        else None,
        "definitions_url": asking.url("definitions"),
    }
    return render(request, "figures/organisation.html", context)


@require_GET
@needs(Duty.FIGURES_SEE)
def evidence(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The records behind one figure, page by page: counted in, not counted, without data."""
    asking = asking_of(request, code)
    one = registered().indicators.get(indicator)
    part = request.GET.get("part", "")
    if one is None or (part and part not in PARTS):
        raise Http404
    if not asking.scope.holds(one.records.duty, asking.org.path):
        raise PermissionDenied
    if asking.on is None:
        return _nothing_yet(request, asking)
    context = opened.opened(asking, one, part, request.GET.get("at", ""))
    return render(request, "figures/evidence.html", context)


@require_GET
@needs(Duty.FIGURES_SEE)
def definitions(request: HttpRequest) -> HttpResponse:
    """What does each figure count, by which source, and how well is each number known?"""
    return render(request, "figures/definitions.html", boards.definitions(asking_of(request)))


def _nothing_yet(request: HttpRequest, asking: Asking) -> HttpResponse:
    context: dict[str, Any] = {"asking": asking, "crumbs": boards.crumbs(asking, _("指标"))}
    return render(request, "figures/nothing_yet.html", context)
