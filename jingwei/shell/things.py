"""What do views look up and answer alike? Things in sight, things kept, forms, lines of the ledger.

A folder's views bind what is theirs (``partial(answered, page=...)``) and keep no copy.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused

UNPROCESSABLE = 422
LINES = 40  # the newest lines of a thing that its page shows


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
    """The organisation that the acting post belongs to."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return org


def found[Row](ask: Callable[[], Row]) -> Row:
    """What ``ask`` gives. Raises: Http404 where it is not there or not in sight."""
    try:
        return ask()
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def seen[Row](ask: Callable[[Scope, Any], Row], request: HttpRequest, public_id: Any) -> Row:
    """A thing in sight. Raises: Http404."""
    return found(lambda: ask(scope_of(request), public_id))


def kept[Row](
    ask: Callable[[Scope, Any], Row], request: HttpRequest, public_id: Any, duty: Duty
) -> Row:
    """The same, over which ``duty`` is held. Raises: Http404, PermissionDenied."""
    row: Any = seen(ask, request, public_id)
    if not scope_of(request).holds(duty, row.org_path):
        raise PermissionDenied
    return row


def answered(
    request: HttpRequest, context: dict[str, Any], act: Callable[[], tuple[str, str]], page: str
) -> HttpResponse:
    """A form: drawn, refused with everything typed still there, or done.

    ``act`` does what was asked and gives where to go and what to say.
    """
    if request.method == "GET":
        return render(request, page, context)
    if not context["form"].is_valid():
        return render(request, page, context, status=UNPROCESSABLE)
    try:
        url, said = act()
    except Refused as refusal:
        return refused(request, refusal, page, context)
    return done(request, url, said)


def form_of(form: Any, of: Any, title: str, button: str, back: str) -> dict[str, Any]:
    """What a page of one form needs: whose it is, what it does, where it leads back to."""
    return {"form": form, "org": of, "title": title, "button": button, "back_url": back}


def acted(
    request: HttpRequest, context: dict[str, Any], do: Callable[..., Any], said: str, page: str
) -> HttpResponse:
    """The same where ``do``, which knows the time, takes what was typed as it stands."""

    def act() -> tuple[str, str]:
        do(by=scope_of(request), **context["form"].cleaned_data)
        return context["back_url"], said

    return answered(request, context, act, page)


def events_of(scope: Scope, kind: str, public_id: Any) -> list[dict[str, Any]]:
    """The ledger lines of a thing, as the timeline draws them."""
    return [
        {"what": line.what, "at": line.at, "who": line.who, "note": ""}
        for line in map(line_shown, lines_of(scope, kind, public_id)[:LINES])
    ]
