"""How is a change of an organisation started, refused in words, or done?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import history, queries
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs import acts, addresses, forms, refusals
from jingwei.shell.orgs.views.choosing import choices

PAGE = "orgs/act.html"
CONFLICT, UNPROCESSABLE = 409, 422


@require_GET
@needs(Duty.ORGS_CHANGE)
def menu(request: HttpRequest, code: str) -> HttpResponse:
    """The changes that can be started here, each with what it does."""
    org = _changeable(request, code)
    offers = [{"act": act, "url": addresses.change(org.code, act.key)} for act in acts.offered(org)]
    above = queries.superiors(org, timezone.localdate())
    sheet = above[-1].code if above and above[-1].in_sight else org.code
    told = {"org": org, "offers": offers, "sheet_code": sheet, **_where(org)}
    return render(request, "orgs/change.html", told)


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def change(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One change: its form, and what came of it."""
    org, kind = _changeable(request, code), acts.ACTS.get(act)
    if kind is None:
        raise Http404
    told: dict[str, Any] = {"scope": scope_of(request), "org": org}
    if request.method == "GET":
        start = acts.initial(kind, org, timezone.localdate())
        return _drawn(request, org, kind, kind.form(initial=start, **told))
    form = kind.form(request.POST, **told)
    if "find" in request.POST:
        return _drawn(request, org, kind, kind.form(initial=request.POST.dict(), **told))
    by_now = {"by": scope_of(request), "at": timezone.now()}
    if not form.is_valid():
        refusals.besides(
            form, lambda: kind.act(**form.told(), **by_now), kind.fields_of, timezone.localdate()
        )
        return _drawn(request, org, kind, form, status=UNPROCESSABLE)
    try:
        result = kind.act(**form.told(), **by_now)
    except Refused as refusal:
        return _refused(request, org, kind, form, refusal)
    code = result.code if isinstance(result, Organisation) else org.code
    name = result.name if isinstance(result, Organisation) else org.name
    return done(request, addresses.page(code), str(kind.done).format(name=name))


def _changeable(request: HttpRequest, code: str) -> Organisation:
    """Raises: Http404 out of sight, PermissionDenied where the duty is not held there."""
    scope = scope_of(request)
    org = queries.organisation(scope, code)
    if org is None:
        raise Http404
    if not scope.holds(Duty.ORGS_CHANGE, org.path):
        raise PermissionDenied
    return org


def _where(org: Organisation) -> dict[str, Any]:
    return {"crumbs": [{"label": str(org), "url": addresses.page(org.code)}], "back": org.code}


def _drawn(
    request: HttpRequest, org: Organisation, kind: acts.Act, form: forms.Act, status: int = 200
) -> HttpResponse:
    return render(request, PAGE, _context(request, org, kind, form), status=status)


def _context(
    request: HttpRequest, org: Organisation, kind: acts.Act, form: forms.Act
) -> dict[str, Any]:
    context: dict[str, Any] = {"org": org, "act": kind, "form": form, **_where(org)}
    context["crumbs"] = [*context["crumbs"], {"label": kind.title}]
    if kind.chooses:
        name, what, label = kind.chooses
        chosen = str(form[name].value() or "")
        context["chooser"] = {
            "name": name, "what": what, "label": label, "field": form[name],
            "typed": request.POST.get("q", ""), "not": org.code,
            "rows": choices(
                scope_of(request), what, request.POST.get("q", ""), chosen, without=org.code
            ),
            "chosen": chosen,
        }  # fmt: skip
    return context


def _refused(
    request: HttpRequest, org: Organisation, kind: acts.Act, form: forms.Act, refusal: Refused
) -> HttpResponse:
    """Findings at the fields and on top; two versions side by side where somebody was faster."""
    told = refusals.pointed(form, refusal, kind.fields_of)
    context = _context(request, org, kind, form)
    if refusal.status == CONFLICT:
        context |= _both(request, org, kind, form)
    return refused(request, told, PAGE, context)


def _both(
    request: HttpRequest, org: Organisation, kind: acts.Act, form: forms.Act
) -> dict[str, Any]:
    """What was typed beside what is there now; sending again keeps what was typed."""
    scope = scope_of(request)
    now = queries.organisation(scope, org.code) or org
    again = kind.form(refusals.with_version(request.POST, now.version), scope=scope, org=now)
    again.is_valid()
    theirs = acts.initial(kind, now, timezone.localdate())
    return {
        "form": again,
        "last_change": history.last_change(scope, "organisation", org.code),
        "both": refusals.side_by_side(form, theirs, kind.compared),
    }
