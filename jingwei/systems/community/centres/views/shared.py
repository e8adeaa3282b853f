"""What do the pages of centres share? Things in sight and kept, forms of a few lines."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused

UNPROCESSABLE = 422
SIMPLE = "centres/simple.html"


def org_of(request: HttpRequest, code: str, duty: Duty) -> Organisation:
    """An organisation in sight over which ``duty`` is held. Raises: Http404, PermissionDenied."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(duty, org.path):
        raise PermissionDenied
    return org


def own_org(request: HttpRequest) -> Organisation | None:
    scope = scope_of(request)
    found: Organisation | None = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return found


def seen(ask: Callable[..., Any], request: HttpRequest, public_id: Any) -> Any:
    """A thing in sight. Raises: Http404."""
    try:
        return ask(scope_of(request), public_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept(ask: Callable[..., Any], request: HttpRequest, public_id: Any, duty: Duty) -> Any:
    """The same, over which ``duty`` is held. Raises: Http404, PermissionDenied."""
    row = seen(ask, request, public_id)
    if not scope_of(request).holds(duty, row.org_path):
        raise PermissionDenied
    return row


def answered(
    request: HttpRequest, context: dict[str, Any], act: Callable[[], tuple[str, str]],
    page: str = SIMPLE,
) -> HttpResponse:  # fmt: skip
    """A form: drawn, refused with everything typed still there, or done.

    ``act`` does what was asked and gives where to go and what to say.
    """
    form = context["form"]
    if request.method == "GET":
        return render(request, page, context)
    if not form.is_valid():
        return render(request, page, context, status=UNPROCESSABLE)
    try:
        url, said = act()
    except Refused as refusal:
        return refused(request, refusal, page, context)
    return done(request, url, said)


def events(request: HttpRequest, kind: str, public_id: Any) -> list[dict[str, Any]]:
    """The ledger lines of a thing, as the timeline draws them."""
    found = lines_of(scope_of(request), kind, public_id)[:30]
    return [
        {"what": line.what, "at": line.at, "who": line.who, "note": ""}
        for line in map(line_shown, found)
    ]
