"""Organisational life by the API: gatherings, their minutes, what they decided, talks."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.meeting_schemas import (
    DecisionOut,
    DueOut,
    Finishing,
    MeetingCorrection,
    MeetingIn,
    MeetingListing,
    MeetingOut,
    MeetingWhole,
    Recording,
    TalkIn,
    TalkListing,
    TalkOut,
    VoteOut,
)
from jingwei.api.schemas import Paged, Reason, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.meetings import actions, queries
from jingwei.work.meetings.actions import Told
from jingwei.work.meetings.models import Meeting, Resolution, Talk
from jingwei.work.meetings.rules import Counted, Decided

router = Router(tags=["meetings"])


def told(row: Meeting) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "kinds": row.kinds,
        "state": row.state, "on": row.on, "topic": row.topic, "present": len(row.present),
        "excused": len(row.excused), "absent": len(row.absent), "version": row.version,
    }  # fmt: skip


def whole(row: Meeting) -> dict[str, Any]:
    ids = {pk: str(one.public_id) for pk, one in queries.names_of(row.roster).items()}
    return told(row) | {
        "starts": row.starts, "ends": row.ends, "venue": row.venue, "guests": row.guests,
        "chair": str(row.chair.public_id) if row.chair else "",
        "recorder": str(row.recorder.public_id) if row.recorder else "",
        "entitled": row.entitled, "entitled_present": row.entitled_present,
        "agenda": [{"kind": part["kind"], "said": part["said"]} for part in row.agenda],
        "members_present": [ids[pk] for pk in row.present if pk in ids],
        "members_excused": [
            {"member": ids[pk], "why": row.excuses.get(str(pk)) or "other"}
            for pk in row.excused
            if pk in ids
        ],
        "members_absent": [ids[pk] for pk in row.absent if pk in ids],
        "votes": [
            {name: getattr(vote, name) for name in VoteOut.model_fields}
            for vote in queries.votes_of(row)
        ],
        "decisions": [_decision(one) for one in queries.resolutions_of(row)],
    }  # fmt: skip


def _decision(one: Resolution) -> dict[str, Any]:
    return {
        "id": str(one.public_id), "text": one.text,
        "owner": str(one.owner.public_id) if one.owner else "", "due_on": one.due_on,
        "done_on": one.done_on, "outcome": one.outcome,
    }  # fmt: skip


def meeting_of(scope: Scope, public_id: UUID) -> Meeting:
    """One meeting in sight. Raises: Http404."""
    try:
        return queries.meeting(scope, public_id)
    except Meeting.DoesNotExist as missing:
        raise Http404 from missing


def tag_of(row: Meeting) -> tuple[object, ...]:
    return ("meeting", row.public_id, row.version)


def read(scope: Scope, said: MeetingIn) -> Told:
    """The call as the actions take it. Raises: Http404 for a member out of sight."""
    named = [said.chair, said.recorder, *said.present, *said.absent]
    named += [one.member for one in said.excused] + [one.owner for one in said.decisions]
    wanted = {one for one in named if one is not None}
    rows = Person.objects.within(scope).filter(public_id__in=wanted)
    ids = dict(rows.values_list("public_id", "pk"))
    if wanted - ids.keys():
        raise Http404
    return Told(
        kinds=tuple(said.kinds), on=said.on, topic=said.topic, starts=said.starts, ends=said.ends,
        venue=said.venue, guests=said.guests,
        chair=ids[said.chair] if said.chair else None,
        recorder=ids[said.recorder] if said.recorder else None,
        agenda=tuple(
            {"kind": part.kind, "title": part.kind, "said": part.said}
            for part in said.agenda
            if part.kind in said.kinds and part.said.strip()
        ),
        present=tuple(ids[one] for one in said.present),
        excused=tuple(ids[one.member] for one in said.excused),
        absent=tuple(ids[one] for one in said.absent),
        excuses=tuple((ids[one.member], one.why) for one in said.excused),
        votes=tuple(Counted(**vote.model_dump()) for vote in said.votes),
        resolutions=tuple(
            Decided(one.text, ids[one.owner] if one.owner else None, one.due_on)
            for one in said.decisions
        ),
    )  # fmt: skip


@router.get("", response={200: Paged[MeetingOut], **SAYS_NO})
def list_meetings(request: HttpRequest, said: Query[MeetingListing]) -> dict[str, Any]:
    """Meetings of the acting post's part of the tree, the last first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    rows = queries.meetings(
        scope, under=organisation_of(scope, said.under).path if said.under else "",
        kind=said.kind, state=said.state, since=said.since, until=said.until,
    )  # fmt: skip
    return paged(page_of(rows, keys=("-on", "-id"), at=said.at), told)


@router.get("/due/{code}", response={200: list[DueOut], **SAYS_NO})
def meetings_due(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """What the rulebook asks an organisation to hold now, and what of it was held."""
    org = organisation_of(scope_of(request, Duty.MEMBERS_SEE), code)
    return [
        {
            "kind": one.slot.kind, "first": one.slot.first, "last": one.slot.last,
            "held": str(one.held.public_id) if one.held else "",
            "planned": str(one.planned.public_id) if one.planned else "",
        }
        for one in queries.due(org, now().date())
    ]  # fmt: skip


@router.get("/talks", response={200: Paged[TalkOut], **SAYS_NO})
def list_talks(request: HttpRequest, said: Query[TalkListing]) -> dict[str, Any]:
    """Talks that were held: who with whom and when."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    under = organisation_of(scope, said.under).path if said.under else ""
    rows = queries.talks(scope, under=under)
    return paged(page_of(rows, keys=("-on", "-id"), at=said.at), talk_told)


def talk_told(row: Talk) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "kind": row.kind,
        "one": str(row.one.public_id), "other": str(row.other.public_id), "on": row.on,
    }  # fmt: skip


@router.post("/talks", response={201: TalkOut, **SAYS_NO})
@once
def note_a_talk(request: HttpRequest, said: TalkIn) -> Any:
    """Note that a talk was held."""
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    org = organisation_of(scope, said.organisation)
    rows = Person.objects.within(scope).filter(public_id__in=(said.one, said.other))
    people = {row.public_id: row for row in rows}
    row = actions.note_talk(
        org=org, kind=said.kind, one=people.get(said.one), other=people.get(said.other),
        on=said.on, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, talk_told(row))


@router.get("/{meeting_id}", response={200: MeetingWhole, 304: None, **SAYS_NO})
def get_meeting(request: HttpRequest, response: HttpResponse, meeting_id: UUID) -> Any:
    """One meeting whole; its ETag goes into If-Match of a change."""
    row = meeting_of(scope_of(request, Duty.MEMBERS_SEE), meeting_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else whole(row)


@router.post("", response={201: MeetingWhole, **SAYS_NO})
@once
def record_a_meeting(request: HttpRequest, response: HttpResponse, said: Recording) -> Any:
    """Record a meeting that was held, or put one on the calendar."""
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    org = organisation_of(scope, said.organisation)
    act = actions.record_meeting if said.close else actions.plan_meeting
    row = act(org=org, told=read(scope, said), by=scope, at=now())
    return Status(201, _answer(scope, response, row))


@router.put("/{meeting_id}", response={200: MeetingWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def keep_a_meeting(
    request: HttpRequest, response: HttpResponse, meeting_id: UUID, said: MeetingIn
) -> Any:
    """Keep a draft of what has been noted so far."""
    return _change(request, response, meeting_id, actions.keep_meeting, said)


@router.post("/{meeting_id}/close", response={200: MeetingWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def close_a_meeting(
    request: HttpRequest, response: HttpResponse, meeting_id: UUID, said: MeetingIn
) -> Any:
    """The record is complete and counts from now on."""
    return _change(request, response, meeting_id, actions.close_meeting, said)


@router.post(
    "/{meeting_id}/correct", response={200: MeetingWhole, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def correct_a_meeting(
    request: HttpRequest, response: HttpResponse, meeting_id: UUID, said: MeetingCorrection
) -> Any:
    """Put a closed record right, with a reason."""
    return _change(
        request, response, meeting_id, actions.correct_meeting, said, reason=said.reason
    )  # fmt: skip


@router.post("/{meeting_id}/cancel", response={200: MeetingWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def cancel_a_meeting(
    request: HttpRequest, response: HttpResponse, meeting_id: UUID, said: Reason
) -> Any:
    """It was planned and did not take place."""
    return _change(
        request, response, meeting_id, actions.cancel_meeting, None, reason=said.reason
    )  # fmt: skip


@router.post("/decisions/{decision_id}/finish", response={200: DecisionOut, **SAYS_NO})
@once
def finish_a_decision(request: HttpRequest, decision_id: UUID, said: Finishing) -> Any:
    """What was decided has been done."""
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    row: Resolution | None = (
        Resolution.objects.within(scope).select_related("org", "owner")
        .filter(public_id=decision_id).first()
    )  # fmt: skip
    if row is None:
        raise Http404
    done = actions.finish_resolution(
        resolution=row, outcome=said.outcome, on=said.on, by=scope, at=now()
    )
    return _decision(done)


def _change(
    request: HttpRequest, response: HttpResponse, meeting_id: UUID, act: Any,
    said: MeetingIn | None, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    row = meeting_of(scope, meeting_id)
    version = version_of(request, row.version, *tag_of(row))
    if said is not None:
        more["told"] = read(scope, said)
    act(meeting=row, by=scope, at=now(), version=version, **more)
    return _answer(scope, response, row)


def _answer(scope: Scope, response: HttpResponse, row: Meeting) -> dict[str, Any]:
    fresh = meeting_of(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)
