"""How does the meeting that voted become one of the organ's organisational life? One record, named
from both sides: who came is who was ticked, and nobody writes it down twice."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.work.meetings import actions as meetings
from jingwei.work.meetings import queries as meeting_queries
from jingwei.work.meetings import rules as meeting_rules
from jingwei.work.meetings.belonging import Belongs
from jingwei.work.meetings.kinds import Kind
from jingwei.work.meetings.models import Meeting
from jingwei.work.membership.elections import queries, rules
from jingwei.work.membership.elections.actions import lock
from jingwei.work.membership.elections.kinds import Office, State
from jingwei.work.membership.elections.models import Election

AFTER_MEETING = (State.MET, State.CHOSEN, State.REPORTED, State.DONE)


def write_meeting(*, election: Election, by: Scope, at: datetime) -> Meeting:
    """Record the meeting, or keep it as a draft where the roster has people whom the election did
    not tick (probationary members, guests) or nobody is named as recorder. Raises: Refused."""
    by.require(Duty.MEETINGS_RECORD, election.org_path)
    with transaction.atomic():
        row = lock(election, None, by, *AFTER_MEETING)
        found = []
        if row.org.kind not in BRANCHES or row.way != "members":
            found.append(
                Finding("election.no_members_meeting", "这里没有党员大会，不用记进组织生活。",
                        rules.HOUSE)
            )  # fmt: skip
        if queries.meeting_of(row) is not None:
            found.append(Finding("election.written", "这次大会已经记过了。", rules.HOUSE))
        if found:
            raise Refused(*found)
        told = _told(row)
        seen = meetings.seen_of(row.org, told, local_day(at))
        if meeting_rules.close_findings(seen):
            meeting = meetings.plan_meeting(org=row.org, told=told, by=by, at=at)
            meeting = meetings.keep_meeting(meeting=meeting, told=told, by=by, at=at)
        else:
            meeting = meetings.record_meeting(org=row.org, told=told, by=by, at=at)
        row.meeting = meeting
        row.save(update_fields=["meeting"])
        write_line(
            verb="elections.election.write_meeting", by=by, at=at, org=row.org,
            subject=("election", row.public_id),
            facts={"meeting": str(meeting.public_id), "present": len(row.present)},
        )  # fmt: skip
    return meeting


def _told(row: Election) -> meetings.Told:
    """The electorate as ticked; whoever else is on the roster of the day waits to be ticked."""
    assert row.held_on is not None  # noqa: S101 - the flow has convened it
    roster = {
        one.id for one in meeting_queries.expected_at(row.org, (Kind.MEMBER_MEETING,), row.held_on)
    }
    there = set(row.present) & roster
    return meetings.Told(
        kinds=(Kind.MEMBER_MEETING.value,), on=row.held_on, topic=row.label, venue=row.venue,
        chair=row.chair_id, present=tuple(sorted(there)),
        absent=tuple(sorted((set(row.entitled) & roster) - there)),
        agenda=({"kind": Kind.MEMBER_MEETING.value, "title": row.label, "said": _said(row)},),
    )  # fmt: skip


def _said(row: Election) -> str:
    """What the minutes say of the vote: numbers, and who was elected by the meeting."""
    lines = [f"应到有选举权的{len(row.entitled)}人，实到{len(row.present)}人。"]
    for office in row.offices_of_meeting:
        names = "、".join(one.name for one in queries.elected_of(row, office))
        if names:
            lines.append(f"选举{names}为{Office(office).label}。")
    return "".join(lines)


def belongs(scope: Scope, meeting: Meeting) -> list[Belongs]:
    """The election that this meeting held, for the page of the meeting."""
    found: Any = Election.objects.within(scope).select_related("org").filter(
        org_id=meeting.org_id, held_on=meeting.on
    )  # fmt: skip
    return [
        Belongs(str(row), "elections:election", row.public_id)
        for row in found.defer("entitled", "present")
        if row.meeting_id == meeting.pk
        or (row.meeting_id is None and Kind.MEMBER_MEETING in meeting.kinds)
    ]
