"""How are delegates allotted, listed, examined, and how is a vacant seat noted?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.work.membership.elections import actions, delegate_rules, delegating, queries, showing
from jingwei.work.membership.elections.forms import SeatsForm, VacancyForm, VerdictForm
from jingwei.work.membership.elections.models import Delegate, Election
from jingwei.work.membership.elections.views.common import again, election_of, mine, told

MOST_SEATS = 2_000


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def allot(request: HttpRequest, public_id: Any) -> HttpResponse:
    """分配代表名额 to the branches below; ``?total=120`` proposes them by their members."""
    row = mine(request, public_id)
    units = queries.branches_below(row.org)
    members = queries.members_by_branch(row.org, timezone.localdate())
    given = {f"u_{one.unit_id}": one.seats for one in queries.delegations_of(row)}
    total = request.GET.get("total", "")
    if total.isdecimal() and total.isascii() and 0 < int(total[:5]) <= MOST_SEATS:
        sending = {one.pk: members.get(one.pk, 0) for one in units}
        proposed = delegate_rules.allotted(int(total), sending)
        given = {f"u_{unit}": n for unit, n in proposed.items()}
    form = SeatsForm(request.POST or None, initial=given, units=units, members=members)
    context = {
        "election": row, "form": form, "total": total if total.isdecimal() else "",
        "members": sum(members.get(one.pk, 0) for one in units),
        "most": queries.numbers_on(timezone.localdate()).delegates_most,
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/delegates.html", context)
    try:
        actions.allot(election=row, seats=form.told(), by=scope_of(request), at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "elections/delegates.html", context)
    return told(row, _("代表名额已分配。"), request)


@require_GET
@needs(Duty.MEMBERS_SEE)
def listed(request: HttpRequest, public_id: Any) -> HttpResponse:
    """代表名单: who was elected, whether credentials hold, where a seat is vacant."""
    row = election_of(request, public_id)
    return render(request, "elections/delegate_list.html", _shown(request, row))


def _shown(request: HttpRequest, row: Election) -> dict[str, Any]:
    return showing.delegates(row, scope_of(request)) | {"form": VerdictForm()}


@require_POST
@needs(Duty.MEMBERS_CHANGE)
def check(request: HttpRequest, public_id: Any) -> HttpResponse:
    """代表资格审查 of those who are ticked, each by name."""
    row = mine(request, public_id)
    form = VerdictForm(request.POST)
    context = _shown(request, row) | {"form": form}
    ticked = {int(one) for one in request.POST.getlist("delegate") if one.isdecimal()}
    if not form.is_valid():
        return again(request, "elections/delegate_list.html", context)
    try:
        delegating.check_delegates(
            election=row, verdicts=dict.fromkeys(ticked, form.is_valid_verdict),
            words=form.cleaned_data["words"], by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "elections/delegate_list.html", context)
    url = reverse("elections:delegate-list", args=[public_id])
    return done(request, url, _("资格审查结果已记下。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def vacate(request: HttpRequest, public_id: Any, delegate: Any) -> HttpResponse:
    """记出缺: the branch fills the seat by a vote of its own."""
    row = mine(request, public_id)
    one: Delegate | None = (
        Delegate.objects.within(scope_of(request)).select_related("election", "unit", "round")
        .filter(election=row, public_id=delegate).first()
    )  # fmt: skip
    if one is None:
        raise Http404
    today = timezone.localdate().isoformat()
    form = VacancyForm(request.POST or None, initial={"ended_on": today})
    context = {"election": row, "delegate": one, "form": form}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/vacancy.html", context)
    try:
        delegating.vacate(
            delegate=one, by=scope_of(request), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/vacancy.html", context)
    url = reverse("elections:delegate-list", args=[public_id])
    return done(request, url, _("出缺已记下，请原支部补选。"))
