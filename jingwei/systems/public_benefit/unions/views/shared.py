"""What do the pages of unions share? Things in sight and kept, forms of a few lines."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused
from jingwei.systems.public_benefit.unions import queries
from jingwei.systems.public_benefit.unions.models import CrossAreaUnion

KEEP = Duty.BENEFIT_KEEP
UNPROCESSABLE = 422
SIMPLE = "unions/simple.html"


def org_of(request: HttpRequest, code: str) -> Organisation:
    """An organisation in sight, over which unions are kept. Raises: Http404, PermissionDenied."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(KEEP, org.path):
        raise PermissionDenied
    return org


def own_org(request: HttpRequest) -> Organisation | None:
    scope = scope_of(request)
    found: Organisation | None = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return found


def union_of(request: HttpRequest, public_id: Any) -> CrossAreaUnion:
    """A union in sight of this side. Raises: Http404."""
    return found(lambda: queries.union(scope_of(request), public_id))


def found[Row](ask: Callable[[], Row]) -> Row:
    try:
        return ask()
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def answered(
    request: HttpRequest, context: dict[str, Any], act: Callable[[], tuple[str, str]]
) -> HttpResponse:
    """A form: drawn, refused with everything typed still there, or done."""
    form = context["form"]
    if request.method == "GET":
        return render(request, SIMPLE, context)
    if not form.is_valid():
        return render(request, SIMPLE, context, status=UNPROCESSABLE)
    try:
        url, said = act()
    except Refused as refusal:
        return refused(request, refusal, SIMPLE, context)
    return done(request, url, said)
