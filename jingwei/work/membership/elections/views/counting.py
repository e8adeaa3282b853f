"""How is the meeting ticked, a count written down, a paper taken away?"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs.days import read
from jingwei.work.meetings.kinds import State as MeetingState
from jingwei.work.membership.elections import (
    actions,
    counting_actions,
    delegate_papers,
    meeting_link,
    papers,
    queries,
)
from jingwei.work.membership.elections.forms import CountForm, SittingForm, WorkForm
from jingwei.work.membership.elections.kinds import Office
from jingwei.work.membership.elections.models import Election
from jingwei.work.membership.elections.views.common import again, election_of, mine, told

FORMATS: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def sitting(request: HttpRequest, public_id: Any) -> HttpResponse:
    """清点到会的人: everybody came but those who are ticked."""
    row, today = mine(request, public_id), timezone.localdate()
    on = read(request.POST.get("held_on", "")) or row.held_on or today
    voters = queries.voters_of(row, on)
    away = set(row.entitled) - set(row.present)
    start = {
        "held_on": (row.held_on or min(row.planned_on, today)).isoformat(), "venue": row.venue,
        "chair": row.chair_id or "", "absent": list(map(str, away)),
        "tellers": list(map(str, row.tellers)), "version": row.version,
    }  # fmt: skip
    form = SittingForm(request.POST or None, initial=start, voters=voters)
    context = {"election": row, "form": form}
    if request.method == "GET" or request.POST.get("do") == "roster" or not form.is_valid():
        return again(request, "elections/sitting.html", context)
    try:
        actions.keep_sitting(
            election=row,
            ticked=form.told(),
            by=scope_of(request),
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/sitting.html", context)
    return told(row, _("到会的人已清点。"), request)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def count(request: HttpRequest, public_id: Any, office: str) -> HttpResponse:
    """记下计票结果: the tellers' sheet, and nothing that leads to a voter."""
    row = mine(request, public_id)
    if office not in Office.values:
        raise Http404
    unit = _unit(request, row)
    on = read(request.POST.get("on", "")) or row.held_on or timezone.localdate()
    ask = counting_actions.asked(row, office, unit, on)
    committee = office in row.offices_of_committee
    voters = [] if committee else queries.voters_on(unit or row.org, on)
    form = CountForm(request.POST or None, ask=ask, voters=voters, initial={"on": on.isoformat()})
    context = {"election": row, "form": form, "ask": ask, "office": Office(office).label}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/count.html", context)
    try:
        one = counting_actions.record_round(
            election=row, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/count.html", context)
    said = _("计票结果已记下：{outcome}。").format(outcome=one.get_outcome_display())
    return told(row, said, request)


def _unit(request: HttpRequest, row: Election) -> Organisation | None:
    """The branch whose delegates are voted on. Raises: Http404 for one that sends none."""
    code = request.GET.get("unit", "")
    if not code:
        return None
    found = [one.unit for one in queries.delegations_of(row) if one.unit.code == code]
    if not found:
        raise Http404
    return found[0]


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def work(request: HttpRequest, public_id: Any) -> HttpResponse:
    """委员分工: what each elected member looks after."""
    row = mine(request, public_id)
    chosen = queries.elected_of(row, Office.COMMITTEE)
    start = {f"t_{one.person_id}": one.title or "member" for one in chosen}
    form = WorkForm(request.POST or None, initial=start, chosen=chosen)
    context = {"election": row, "form": form}
    if request.method == "GET" or not form.is_valid():
        return again(request, "elections/work.html", context)
    try:
        counting_actions.divide_work(
            election=row, titles=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "elections/work.html", context)
    return done(request, reverse("elections:election", args=[public_id]), _("分工已记下。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def paper(request: HttpRequest, public_id: Any, what: str, kind: str) -> HttpResponse:
    """选举记录, or the ballot of an office, as .docx or PDF. Raises: Http404."""
    row = election_of(request, public_id)
    offices = {f"ballot-{one}": one for one in (*row.offices, Office.DELEGATE.value)}
    whole = {
        "record": papers.record_of, "delegates": delegate_papers.listed,
        "credentials": delegate_papers.credentials, "cards": delegate_papers.cards,
    }  # fmt: skip
    if kind not in FORMATS or what not in (*whole, *offices):
        raise Http404
    if what in whole:
        made = whole[what](row)
    else:
        made = papers.ballot(row, offices[what], _unit(request, row))
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(made), content_type=mime)
    name = f"{row.planned_on:%Y%m%d}{made.title}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_POST
@needs(Duty.MEETINGS_RECORD)
def meeting(request: HttpRequest, public_id: Any) -> HttpResponse:
    """把选举大会记进组织生活: filled in from the election, to be gone on with where it lacks."""
    row = election_of(request, public_id)
    if not scope_of(request).holds(Duty.MEETINGS_RECORD, row.org_path):
        raise PermissionDenied
    found = meeting_link.write_meeting(election=row, by=scope_of(request), at=timezone.now())
    if found.state == MeetingState.CLOSED:
        url = reverse("meetings:meeting", args=[found.public_id])
        return done(request, url, _("这次大会已记进组织生活。"))
    url = reverse("meetings:edit", args=[found.public_id])
    return done(request, url, _("到会的人已填好，补上其余的人和记录人就行。"))
