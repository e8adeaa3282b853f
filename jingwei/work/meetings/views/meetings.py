"""How is organisational life seen, recorded and put right on pages?"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.orgs.days import read
from jingwei.work.meetings import actions, papers, queries, recording
from jingwei.work.meetings.forms import FinishForm, ReasonForm, TalkForm
from jingwei.work.meetings.kinds import Kind, State
from jingwei.work.meetings.models import Meeting, Resolution

UNPROCESSABLE = 422
FORMATS: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """组织生活 of the acting post's organisation."""
    own = Organisation.objects.within(scope_of(request)).filter(pk=scope_of(request).org_id).first()
    if own is None:
        raise Http404
    return _listed(request, own)


@require_GET
@needs(Duty.MEMBERS_SEE)
def of_org(request: HttpRequest, code: str) -> HttpResponse:
    """组织生活 of one organisation: what is due, and what was held there and below."""
    return _listed(request, _org(request, code))


def _listed(request: HttpRequest, org: Organisation) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    rows = queries.meetings(
        scope, under=org.path, kind=kind if kind in Kind.values else "",
        state=state if state in State.values else "",
        since=_day(request, "since"), until=_day(request, "until"),
    )  # fmt: skip
    page = page_of(rows, keys=("-on", "-id"), at=request.GET.get("at", ""))
    return render(
        request, "meetings/list.html",
        {
            "org": org, "page": page, "due": queries.due(org, today), "kinds": Kind.choices,
            "states": State.choices, "kind": kind, "state": state,
            "since": request.GET.get("since", ""), "until": request.GET.get("until", ""),
            "may_record": scope.holds(Duty.MEETINGS_RECORD, org.path),
        },
    )  # fmt: skip


@require_GET
@needs(Duty.MEMBERS_SEE)
def page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One gathering: who came, what was said, decided and voted, and what became of it."""
    row = _meeting(request, public_id)
    return render(request, "meetings/meeting.html", recording.shown(request, row))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """记会议: one page, ticked in two minutes; or only put on the calendar."""
    org = recordable(request, code)
    return recording.answer(request, org, at=timezone.now())


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Go on with what was planned or half recorded."""
    row = _changeable(request, public_id)
    return recording.answer(request, row.org, row, at=timezone.now())


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def correct(request: HttpRequest, public_id: Any) -> HttpResponse:
    """更正: a closed record changes only with a reason, and the line says what was before."""
    row = _changeable(request, public_id)
    return recording.answer(request, row.org, row, at=timezone.now(), correcting=True)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def cancel(request: HttpRequest, public_id: Any) -> HttpResponse:
    """没有开: it was planned, and did not take place."""
    row = _changeable(request, public_id)
    form = ReasonForm(request.POST or None)
    context = {"meeting": row, "form": form}
    if request.method == "GET" or not form.is_valid():
        return render(request, "meetings/cancel.html", context)
    try:
        actions.cancel_meeting(
            meeting=row, reason=form.cleaned_data["reason"], by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "meetings/cancel.html", context)
    return done(request, reverse("meetings:meeting", args=[public_id]), _("已记为没有开。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def finish(request: HttpRequest, public_id: Any) -> HttpResponse:
    """办好了: what was decided is done, and with which result."""
    row: Resolution | None = (
        Resolution.objects.within(scope_of(request))
        .select_related("org", "meeting", "owner").filter(public_id=public_id).first()
    )  # fmt: skip
    if row is None:
        raise Http404
    form = FinishForm(request.POST or None, initial={"on": timezone.localdate().isoformat()})
    context = {"resolution": row, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "meetings/finish.html", context, status=status)
    try:
        actions.finish_resolution(
            resolution=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, refusal, "meetings/finish.html", context)
    return done(
        request, reverse("meetings:meeting", args=[row.meeting.public_id]), _("已记为办好。")
    )


@require_GET
@needs(Duty.MEMBERS_SEE)
def minutes(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """会议记录 as .docx or PDF, of a closed record only. Raises: Http404, Refused."""
    row = _meeting(request, public_id)
    if kind not in FORMATS or row.state != State.CLOSED:
        raise Http404
    draw, mime = FORMATS[kind]
    response = HttpResponse(draw(papers.minutes(row)), content_type=mime)
    name = f"{row.on:%Y%m%d}{row.topic}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_GET
@needs(Duty.MEMBERS_SEE)
def talks(request: HttpRequest) -> HttpResponse:
    """谈心谈话: who with whom and when, nothing more."""
    scope = scope_of(request)
    page = page_of(queries.talks(scope), keys=("-on", "-id"), at=request.GET.get("at", ""))
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    may = own is not None and scope.holds(Duty.MEETINGS_RECORD, own.path)
    return render(request, "meetings/talks.html", {"page": page, "org": own, "may_record": may})


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD)
def new_talk(request: HttpRequest, code: str) -> HttpResponse:
    """记一次谈心谈话."""
    org, today = recordable(request, code), timezone.localdate()
    roster = queries.roster_on(org, today)
    form = TalkForm(
        request.POST or None, roster=roster, scope=scope_of(request),
        initial={"on": today.isoformat()},
    )  # fmt: skip
    context = {"org": org, "form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "meetings/talk.html", context, status=status)
    try:
        actions.note_talk(org=org, by=scope_of(request), at=timezone.now(), **form.told())
    except Refused as refusal:
        return refused(request, refusal, "meetings/talk.html", context)
    return done(request, reverse("meetings:talks"), _("已记下，只记了时间和人。"))


def _org(request: HttpRequest, code: str) -> Organisation:
    org: Organisation | None = (
        Organisation.objects.within(scope_of(request)).filter(code=code).first()
    )
    if org is None:
        raise Http404
    return org


def recordable(request: HttpRequest, code: str) -> Organisation:
    org = _org(request, code)
    if not scope_of(request).holds(Duty.MEETINGS_RECORD, org.path):
        raise PermissionDenied
    return org


def _meeting(request: HttpRequest, public_id: Any) -> Meeting:
    try:
        return queries.meeting(scope_of(request), public_id)
    except Meeting.DoesNotExist as missing:
        raise Http404 from missing


def _changeable(request: HttpRequest, public_id: Any) -> Meeting:
    row = _meeting(request, public_id)
    if not scope_of(request).holds(Duty.MEETINGS_RECORD, row.org_path):
        raise PermissionDenied
    return row


def _day(request: HttpRequest, name: str) -> date | None:
    return read(request.GET.get(name, ""))
