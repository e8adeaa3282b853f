"""What do the pages of the network share? Things in sight and kept, forms of a few lines."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused
from jingwei.systems.public_benefit.network import queries
from jingwei.systems.public_benefit.network.models import Station

KEEP = Duty.BENEFIT_KEEP
FORM = "network/form.html"
UNPROCESSABLE = 422


def org_of(request: HttpRequest, code: str) -> Organisation:
    """An organisation in sight, kept here. Raises: Http404, PermissionDenied."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(KEEP, org.path):
        raise PermissionDenied
    return org


def found[Row](ask: Callable[[], Row]) -> Row:
    try:
        return ask()
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept(request: HttpRequest, public_id: Any) -> Station:
    """A station in sight that is kept here. Raises: Http404, PermissionDenied."""
    scope = scope_of(request)
    row = found(lambda: queries.station(scope, public_id))
    if not scope.holds(KEEP, row.org_path):
        raise PermissionDenied
    return row


def page_of_station(row: Station) -> str:
    return reverse("network:station", args=[row.public_id])


def form_of(form: Any, of: Any, title: str, button: str, back: str) -> dict[str, Any]:
    return {"form": form, "org": of, "title": title, "button": button, "back_url": back}


def answered(
    request: HttpRequest, context: dict[str, Any], act: Callable[[], tuple[str, str]]
) -> HttpResponse:
    """A form: drawn, refused with everything typed still there, or done."""
    if request.method == "GET":
        return render(request, FORM, context)
    if not context["form"].is_valid():
        return render(request, FORM, context, status=UNPROCESSABLE)
    try:
        url, said = act()
    except Refused as refusal:
        return refused(request, refusal, FORM, context)
    return done(request, url, said)
