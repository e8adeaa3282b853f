"""How are the rules of dispatch seen, tried on last month, added and ended?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.work.matters import dispatch
from jingwei.work.matters.dispatch_forms import RuleForm
from jingwei.work.matters.models import DispatchRule


@require_GET
@needs(Duty.MATTERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """The rules of the own part of the tree, and those from above that hold here too."""
    scope, today = scope_of(request), timezone.localdate()
    rows = dispatch.rules_of(scope)
    page = page_of(rows, keys=("org_path", "position", "id"), at=request.GET.get("at", ""))
    named = _names(request, page.rows)
    for row in page.rows:
        row.to = named.get(row.host_id, "")
        row.is_open = not row.held.isempty and row.held.upper is None
    above = [one for one in dispatch.applies(scope.path, today)
             if one.org_path in paths.ancestors(scope.path)]  # fmt: skip
    return render(
        request, "matters/rules.html",
        {"page": page, "above": above, "may_keep": scope.holds(dispatch.KEEPS)},
    )  # fmt: skip


@require_GET
@needs(Duty.MATTERS_SEE)
def trial(request: HttpRequest) -> HttpResponse:
    """Where last month's matters would go by the rules of today; nothing is written."""
    found = dispatch.try_rules(org=_own(request), by=scope_of(request), at=timezone.now())
    return render(request, "matters/rules_trial.html", {"trial": _told(request, found)})


@require_http_methods(["GET", "POST"])
@needs(dispatch.KEEPS)
def add(request: HttpRequest) -> HttpResponse:
    """A rule for the own organisation and all below: try it first, then keep it."""
    scope, org, now = scope_of(request), _own(request), timezone.now()
    start = {"since": timezone.localdate().isoformat(), "position": 10}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=start)
    context: dict[str, Any] = {"form": form, "org": org}
    if request.method == "GET":
        return render(request, "matters/rule_form.html", context)
    try:
        if request.POST.get("to_do") == "try":
            row = dispatch.draft(org=org, told=form.told(), by=scope, at=now)
            found = dispatch.try_rules(org=org, by=scope, at=now, more=[row])
            context["trial"] = _told(request, found)
            return render(request, "matters/rule_form.html", context)
        dispatch.add_rule(org=org, told=form.told(), by=scope, at=now)
    except Refused as refusal:
        return refused(request, form.pointed(refusal), "matters/rule_form.html", context)
    return done(request, "matters:rules", _("规则已定，新来的诉求照它分派。"))


@require_http_methods(["GET", "POST"])
@needs(dispatch.KEEPS)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The rule holds no more from today."""
    row = dispatch.rule(scope_of(request), public_id)
    if row is None:
        raise Http404
    context: dict[str, Any] = {"rule": row, "reason": request.POST.get("reason", "")[:300]}
    if request.method == "GET":
        return render(request, "matters/rule_end.html", context)
    try:
        dispatch.end_rule(
            rule=row, reason=context["reason"], by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "matters/rule_end.html", context)
    return done(request, "matters:rules", _("规则已停用，分出去的诉求不动。"))


def _told(request: HttpRequest, found: dispatch.Trial) -> dispatch.Trial:
    """With the names of where the rules send to."""
    named = _names(request, [one.rule for one in found.shares if one.rule is not None])
    for one in found.shares:
        if one.rule is not None:
            rule: Any = one.rule  # what a page says of it is no column
            rule.to = named.get(rule.host_id, "")
    return found


def _names(request: HttpRequest, rules: list[DispatchRule]) -> dict[int, str]:
    """Organisations in sight that rules send to; the others are not named."""
    rows = Organisation.objects.within(scope_of(request))
    return {org.pk: str(org) for org in rows.filter(pk__in={one.host_id for one in rules})}


def _own(request: HttpRequest) -> Organisation:
    scope = scope_of(request)
    found: Organisation | None = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    if found is None:
        raise Http404
    return found
