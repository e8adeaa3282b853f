"""What do the pages of communities share? Things in sight and kept, forms, who is named."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused

UNPROCESSABLE = 422
SIMPLE = "grids/simple.html"
SEE, KEEP = Duty.ORGS_SEE, Duty.GRIDS_KEEP


def org_of(request: HttpRequest, code: str) -> Organisation:
    """An organisation in sight whose grids may be kept. Raises: Http404, PermissionDenied."""
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


def seen(ask: Callable[..., Any], request: HttpRequest, public_id: Any) -> Any:
    """A thing in sight. Raises: Http404."""
    try:
        return ask(scope_of(request), public_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept(ask: Callable[..., Any], request: HttpRequest, public_id: Any) -> Any:
    """The same, where grids may be kept. Raises: Http404, PermissionDenied."""
    row = seen(ask, request, public_id)
    if not scope_of(request).holds(KEEP, row.org_path):
        raise PermissionDenied
    return row


def member_named(scope: Scope, name: str, *, needed: bool = False) -> Person | None:
    """The one member in sight of that name; None where there is none and none is needed.

    Raises: Refused where several bear the name.
    """
    typed = name.strip()
    rows = Person.objects.within(scope).filter(name=typed, merged_into=None, is_gone=False)
    found = list(rows[:2]) if typed and scope.holds(Duty.MEMBERS_SEE) else []
    if len(found) > 1:
        raise Refused(
            Finding("person.several", "“{name}”有重名，请到下级组织里办。", "",
                    {"name": typed[:20]})
        )  # fmt: skip
    if needed and typed and not found:
        raise Refused(
            Finding("person.nobody", "没有找到“{name}”，请写全姓名。", "", {"name": typed[:20]})
        )
    return found[0] if found else None


def answered(
    request: HttpRequest, context: dict[str, Any], act: Callable[[], tuple[str, str]],
    page: str = SIMPLE,
) -> HttpResponse:  # fmt: skip
    """A form: drawn, refused with everything typed still there, or done."""
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


def events_of(scope: Scope, kind: str, public_id: Any) -> list[dict[str, Any]]:
    return [
        {"what": line.what, "at": line.at, "who": line.who, "note": ""}
        for line in map(line_shown, lines_of(scope, kind, public_id)[:40])
    ]
