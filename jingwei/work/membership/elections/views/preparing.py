"""How are elections seen, planned and prepared on pages?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.work.membership.elections import actions, queries, showing
from jingwei.work.membership.elections.forms import (
    NameForm,
    PlanForm,
    plan_initial,
)
from jingwei.work.membership.elections.kinds import Office, State, Variant
from jingwei.work.membership.elections.models import Candidate
from jingwei.work.membership.elections.views.common import again, election_of, mine, org_of, told


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """换届选举 of the acting post's part of the tree, the latest first."""
    scope = scope_of(request)
    state, variant = request.GET.get("state", ""), request.GET.get("variant", "")
    under, org = request.GET.get("under", ""), None
    if under:
        org = org_of(request, under)
    rows = queries.elections(
        scope, under=org.path if org else "",
        state=state if state in (*State.values, "open") else "",
        variant=variant if variant in Variant.values else "",
    )  # fmt: skip
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return render(
        request, "elections/list.html",
        {
            "page": page_of(rows, keys=("-planned_on", "-id"), at=request.GET.get("at", "")),
            "org": org, "own": own, "state": state, "variant": variant, "states": State.choices,
            "variants": Variant.choices, "today": timezone.localdate(),
            "may_plan": own is not None and scope.holds(Duty.MEMBERS_CHANGE, own.path),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """拟换届方案: the day and the seats are proposed from what is on file."""
    org = org_of(request, code)
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    today = timezone.localdate()
    form = PlanForm(request.POST or None, initial=showing.proposed(org, today))
    context = {"org": org, "form": form, "due_on": queries.due_of(org), "back": ""}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/plan.html", context)
    try:
        row = actions.plan_election(
            org=org, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/plan.html", context)
    return told(row, _("方案已拟好，看过再上报。"), request)


@require_GET
@needs(Duty.MEMBERS_SEE)
def page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One election: where it stands, who stands, what was counted, by both readings."""
    row = election_of(request, public_id)
    return render(request, "elections/election.html", showing.shown(row, scope_of(request)))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def plan(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Change the plan before it is handed in."""
    row = mine(request, public_id)
    form = PlanForm(request.POST or None, initial=plan_initial(row))
    context = {"org": row.org, "form": form, "due_on": row.due_on, "election": row}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/plan.html", context)
    try:
        actions.change_plan(
            election=row,
            told=form.told(),
            by=scope_of(request),
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/plan.html", context)
    return told(row, _("方案已改好。"), request)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def candidates(request: HttpRequest, public_id: Any) -> HttpResponse:
    """提名: one name at a time; the list stands beside the form."""
    row = mine(request, public_id)
    units = [one.unit for one in queries.delegations_of(row)]
    offices = [*row.offices, *([Office.DELEGATE.value] if units else [])]
    form = NameForm(
        request.POST or None, offices=offices, units=units,
        voters=queries.voters_on(row.org, timezone.localdate()),
    )  # fmt: skip
    context = {"election": row, "form": form, "offices": showing.offices(row)}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/candidates.html", context)
    said = form.cleaned_data
    person = Person.objects.within(scope_of(request)).filter(pk=said["person"]).first()
    if person is None:
        raise Http404
    try:
        actions.nominate(
            election=row, office=said["office"], person=person, sides=said["sides"],
            unit=next((one for one in units if str(one.pk) == said.get("unit")), None),
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "elections/candidates.html", context)
    return done(request, reverse("elections:candidates", args=[public_id]), _("已提名。"))


@require_POST
@needs(Duty.MEMBERS_CHANGE)
def withdraw(request: HttpRequest, public_id: Any, candidate: Any) -> HttpResponse:
    row = mine(request, public_id)
    one: Candidate | None = (
        Candidate.objects.within(scope_of(request)).select_related("election", "person")
        .filter(election=row, public_id=candidate).first()
    )  # fmt: skip
    if one is None:
        raise Http404
    actions.withdraw(candidate=one, by=scope_of(request), at=timezone.now())
    return done(request, reverse("elections:candidates", args=[public_id]), _("已撤下。"))
