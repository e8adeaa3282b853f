"""How are commendations seen, recorded and taken back on pages?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.posted import posted
from jingwei.work.membership.commendations import actions, queries
from jingwei.work.membership.commendations.forms import CommendationForm, TakingBackForm
from jingwei.work.membership.commendations.kinds import Honour

UNPROCESSABLE = 422
MOST_PEOPLE = 600


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """党内表彰 of the acting post's part of the tree, the latest first."""
    scope, today = scope_of(request), timezone.localdate()
    honour, year = request.GET.get("honour", ""), request.GET.get("year", "")
    years = [today.year - n for n in range(5)]
    chosen = int(year) if year in {str(one) for one in years} else None
    rows = queries.commendations(
        scope, honour=honour if honour in Honour.values else "", year=chosen
    )
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return render(
        request, "commendations/list.html",
        {
            "page": page_of(rows, keys=("-on", "-id"), at=request.GET.get("at", "")),
            "honours": Honour.choices, "honour": honour, "years": years, "year": chosen,
            "own": own if own and scope.holds(Duty.MEMBERS_CHANGE, own.path) else None,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """登记表彰 of a member of a branch, or of the organisation itself."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    people: list[Any] = []
    if org.kind in BRANCHES:
        rows = Person.objects.within(scope).filter(org=org, is_gone=False, merged_into=None)
        people = list(rows.order_by("name_sort", "id")[:MOST_PEOPLE])
    form = CommendationForm(posted(request), people=[(str(one.pk), one.name) for one in people])
    context = {"org": org, "form": form}
    if request.method == "GET":
        return render(request, "commendations/new.html", context)
    if not form.is_valid():
        return render(request, "commendations/new.html", context, status=UNPROCESSABLE)
    said = dict(form.cleaned_data)
    chosen = said.pop("person")
    person = next((one for one in people if str(one.pk) == chosen), None)
    try:
        actions.record_commendation(
            org=org, told=actions.Told(person=person, **said), by=scope, at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "commendations/new.html", context)
    return done(request, reverse("commendations:home"), _("表彰已登记。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_SEE)
def one(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One commendation; whoever confirms members' affairs may note that it was taken back."""
    scope = scope_of(request)
    row = queries.commendation(scope, public_id)
    if row is None:
        raise Http404
    may = scope.holds(Duty.MEMBERS_CONFIRM, row.org_path)
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = TakingBackForm(posted(request))
    context = {"row": row, "form": form, "may": may and row.taken_on is None}
    if request.method == "GET":
        return render(request, "commendations/one.html", context)
    if not form.is_valid():
        return render(request, "commendations/one.html", context, status=UNPROCESSABLE)
    try:
        actions.take_back(commendation=row, by=scope, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, refusal, "commendations/one.html", context)
    return done(request, reverse("commendations:one", args=[public_id]), _("撤销已记下。"))
