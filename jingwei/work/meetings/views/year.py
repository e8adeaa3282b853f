"""How is a year planned, the ledger taken away, a member's life seen beside the file?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import years_before
from jingwei.kernel.findings import Refused
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members.views.member import context_of, person_of
from jingwei.shell.signin import proof
from jingwei.work.meetings import exporting, mine, planning, queries
from jingwei.work.meetings.forms import YearForm
from jingwei.work.meetings.kinds import State
from jingwei.work.meetings.views.meetings import recordable

YEARS = 2


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """安排全年会议: all that the rest of the year asks for, in one act."""
    org, today = recordable(request, code), timezone.localdate()
    holds = queries.organ_of(org, today).holds
    form = YearForm(request.POST or None, holds=holds)
    valid = form.is_valid() if request.method == "POST" else True
    days = form.days() if request.method == "POST" and valid else {}
    context = {
        "org": org, "form": form, "year": today.year,
        "wished": planning.wished(org, today, days),
    }  # fmt: skip
    if request.method == "GET" or not valid or request.POST.get("do") != "plan":
        return render(request, "meetings/year.html", context, status=200 if valid else 422)
    try:
        made = planning.plan_year(
            org=org, days=days, by=scope_of(request), at=timezone.now(), today=today
        )
    except Refused as refusal:
        return refused(request, refusal, "meetings/year.html", context)
    said = _("已排上 {n} 次会，开完一次记一次。").format(n=len(made))
    return done(request, reverse("meetings:of", args=[code]), said)


@require_POST
@needs(Duty.MEETINGS_RECORD)
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """会议台账 of an organisation and below as .xlsx, the last meetings first.

    A list of names leaves the program, so it must still be the same person at the keyboard.
    """
    org = recordable(request, code)
    try:
        proof.require(request, at=timezone.now())
    except Refused as refusal:
        context = {"org": org, "proof": proof.asked(request)}
        return proof.kept(refused(request, refusal, "meetings/ledger.html", context), refusal)
    rows = (
        queries.meetings(scope_of(request), under=org.path, state=State.CLOSED)
        .defer(None).select_related("org", "chair", "recorder").order_by("-on", "-id")
    )  # fmt: skip
    taken = list(rows[: exporting.MOST])
    data = exporting.workbook(org, taken)
    planning.take_ledger(org=org, count=len(taken), by=scope_of(request), at=timezone.now())
    response = HttpResponse(data, content_type=exporting.XLSX)
    name = _("{org}会议台账").format(org=org.short_name or org.name) + ".xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@needs(Duty.MEMBERS_SEE)
def member(request: HttpRequest, public_id: Any) -> HttpResponse:
    """组织生活 beside the file: meetings at home and where the member lives, each once."""
    person = person_of(request, public_id)
    since = years_before(timezone.localdate(), YEARS)
    context = context_of(request, person, "meetings")
    context |= {"rows": mine.life_of(person, since), "since": since}
    return render(request, "meetings/member.html", context)
