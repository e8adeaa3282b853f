"""How does the recording page answer? One form for planning, recording and putting right."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs.days import read
from jingwei.work.meetings import actions, belonging, queries
from jingwei.work.meetings.forms import MeetingForm, ReasonForm, initial_of, starting
from jingwei.work.meetings.kinds import Excuse, Kind, State
from jingwei.work.meetings.models import Meeting

PAGE = "meetings/record.html"
UNPROCESSABLE = 422


def answer(
    request: HttpRequest,
    org: Organisation,
    row: Meeting | None = None,
    *,
    at: datetime,
    correcting: bool = False,
) -> HttpResponse:
    """GET: the form. POST: ``do`` is plan, keep, close or correct; anything else draws it anew
    with what was typed and the roster of the day that was typed."""
    today = local_day(at)
    told = actions.told_of(row) if row else None
    kinds, on = _asked(request, told, today)
    holds = queries.organ_of(org, on).holds
    roster = queries.expected_at(org, kinds, on)
    start = initial_of(told) if told else starting(request.GET.get("kind", ""), today, roster)
    if row:
        start["version"] = row.version
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, initial=start, holds=holds, roster=roster)
    reason = ReasonForm(data) if correcting else None
    context = {
        "org": org, "meeting": row, "form": form, "reason": reason, "correcting": correcting,
        "back_url": _back(org, row), "today": today,
    }  # fmt: skip
    if data is None:
        return render(request, PAGE, context)
    do = request.POST.get("do", "")
    valid = form.is_valid() and (reason is None or reason.is_valid())
    if do not in {"plan", "keep", "close", "correct"} or not valid:
        return render(request, PAGE, context, status=UNPROCESSABLE if not valid else 200)
    try:
        saved = _act(do, org, row, form, reason, by=scope_of(request), at=at)
    except Refused as refusal:
        return refused(request, refusal, PAGE, context)
    said = {
        "plan": _("已安排。开完回来记一下就行。"), "keep": _("已存好，随时可以接着记。"),
        "close": _("记录完成。"), "correct": _("已更正，原来的内容留在台账里。"),
    }  # fmt: skip
    return done(request, reverse("meetings:meeting", args=[saved.public_id]), said[do])


def _act(
    do: str, org: Organisation, row: Meeting | None, form: MeetingForm, reason: ReasonForm | None,
    *, by: Scope, at: datetime,
) -> Meeting:  # fmt: skip
    told = form.told()
    if row is None and do == "close":
        return actions.record_meeting(org=org, told=told, by=by, at=at)
    if row is None:
        return actions.plan_meeting(org=org, told=told, by=by, at=at)
    now: dict[str, Any] = {"by": by, "at": at, "version": form.cleaned_data["version"]}
    if reason is not None:
        why = reason.cleaned_data["reason"]
        return actions.correct_meeting(meeting=row, told=told, reason=why, **now)
    if do == "close":
        return actions.close_meeting(meeting=row, told=told, **now)
    return actions.keep_meeting(meeting=row, told=told, **now)


def _asked(request: HttpRequest, told: Any, today: date) -> tuple[tuple[str, ...], date]:
    """Kinds and day that decide the roster: as typed, else as on record, else as asked for."""
    if request.method == "POST":
        kinds = tuple(kind for kind in request.POST.getlist("kinds") if kind in Kind.values)
        return kinds, read(request.POST.get("on", "")) or today
    if told:
        return told.kinds, told.on
    kind = request.GET.get("kind", "")
    return ((kind,) if kind in Kind.values else ()), today


def _back(org: Organisation, row: Meeting | None) -> str:
    if row:
        return reverse("meetings:meeting", args=[row.public_id])
    return reverse("meetings:of", args=[org.code])


def shown(request: HttpRequest, row: Meeting) -> dict[str, Any]:
    """What the page of one gathering draws."""
    scope = scope_of(request)
    people = queries.names_of(row.roster)

    def named(ids: list[int]) -> list[Any]:
        return [people[pk] for pk in ids if pk in people]

    return {
        "meeting": row,
        "present": named(row.present),
        "excused": [
            (person, Excuse(row.excuses[str(person.pk)]).label if str(person.pk) in row.excuses
             and row.excuses[str(person.pk)] else "")
            for person in named(row.excused)
        ],
        "absent": named(row.absent),
        "parts": [(Kind(part["kind"]).label, part["said"]) for part in row.agenda],
        "belongs": belonging.of_meeting(scope, row),
        "votes": queries.votes_of(row),
        "resolutions": queries.resolutions_of(row),
        "events": [
            {"what": line.what, "at": line.at, "who": line.who, "note": line.facts.get("why", "")}
            for line in map(line_shown, lines_of(scope, "meeting", row.public_id)[:50])
        ],
        "is_open": row.state in (State.PLANNED, State.DRAFT),
        "is_closed": row.state == State.CLOSED,
        "may_record": scope.holds(Duty.MEETINGS_RECORD, row.org_path),
    }  # fmt: skip
