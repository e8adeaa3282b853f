"""How is it noted that a member has no vote for a time? By the superior, without a reason."""

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
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.work.membership.elections import actions, queries
from jingwei.work.membership.elections.forms import RestoreForm, RightsForm
from jingwei.work.membership.elections.models import VotingSuspended
from jingwei.work.membership.elections.views.common import again, org_of


@require_GET
@needs(Duty.MEMBERS_CONFIRM)
def rights(request: HttpRequest) -> HttpResponse:
    """Who has no vote for a time; why, is not on file here."""
    scope = scope_of(request)
    rows = page_of(queries.suspensions(scope), keys=("-since", "-id"),
                   at=request.GET.get("at", ""))  # fmt: skip
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    return render(request, "elections/rights.html", {"page": rows, "own": own})


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CONFIRM)
def suspend(request: HttpRequest, code: str) -> HttpResponse:
    """记下暂停表决权, as another body ruled."""
    scope, org = scope_of(request), org_of(request, code)
    if not scope.holds(Duty.MEMBERS_CONFIRM, org.path):
        raise PermissionDenied
    voters = queries.voters_on(org, timezone.localdate())
    form = RightsForm(request.POST or None, people=[(str(v.id), v.name) for v in voters])
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/suspend.html", context)
    said = dict(form.cleaned_data)
    person = Person.objects.within(scope).select_related("org").get(pk=said.pop("person"))
    try:
        actions.suspend_vote(person=person, by=scope, at=timezone.now(), **said)
    except Refused as refusal:
        return refused(request, refusal, "elections/suspend.html", context)
    return done(request, reverse("elections:rights"), _("已记下。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CONFIRM)
def restore(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The member votes again from a day on."""
    scope = scope_of(request)
    row: VotingSuspended | None = (
        VotingSuspended.objects.within(scope).select_related("org", "person")
        .filter(public_id=public_id).first()
    )  # fmt: skip
    if row is None:
        raise Http404
    form = RestoreForm(request.POST or None, initial={"on": timezone.localdate().isoformat()})
    context = {"suspended": row, "form": form, "org": row.org}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/suspend.html", context)
    try:
        actions.restore_vote(suspended=row, on=form.cleaned_data["on"], by=scope, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "elections/suspend.html", context)
    return done(request, reverse("elections:rights"), _("已记下恢复的日期。"))
