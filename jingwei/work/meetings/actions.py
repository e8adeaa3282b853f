"""How is a gathering planned, recorded, closed and put right? One ledger line for each act."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.meetings import queries, rules
from jingwei.work.meetings.kinds import State
from jingwei.work.meetings.models import Meeting, Resolution, Talk, Vote
from jingwei.work.meetings.rules import Counted, Decided, Seen

CHANGED = Finding("version.changed", "这条记录刚被别人改过，请看过现在的内容再改一次。")


@dataclass(frozen=True)
class Told:
    """All that is typed about a gathering. Persons are ids of the roster."""

    kinds: tuple[str, ...]
    on: date
    topic: str
    starts: time | None = None
    ends: time | None = None
    venue: str = ""
    chair: int | None = None
    recorder: int | None = None
    guests: str = ""
    agenda: tuple[dict[str, str], ...] = ()
    present: tuple[int, ...] = ()
    excused: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    excuses: tuple[tuple[int, str], ...] = ()
    votes: tuple[Counted, ...] = ()
    resolutions: tuple[Decided, ...] = ()


def plan_meeting(*, org: Organisation, told: Told, by: Scope, at: datetime) -> Meeting:
    """Put a gathering on the calendar of an organisation. Raises: Refused."""
    by.require(Duty.MEETINGS_RECORD, org.path)
    _refuse(rules.plan_findings(queries.organ_of(org, told.on), told.kinds, told.on, told.topic))
    row = Meeting(org=org, org_path=org.path, state=State.PLANNED)
    _fill(row, told)
    row.save(force_insert=True)
    _write_parts(row, told)
    _line("meetings.meeting.plan", row, by, at)
    return row


def keep_meeting(
    *, meeting: Meeting, told: Told, by: Scope, at: datetime, version: int | None = None
) -> Meeting:
    """Keep what has been noted so far; nothing is checked but that such a gathering can be."""
    row = _lock(meeting, version, by)
    _refuse(_open_findings(row))
    _refuse(
        rules.plan_findings(queries.organ_of(row.org, told.on), told.kinds, told.on, told.topic)
    )
    _fill(row, told)
    row.state = State.DRAFT
    _save(row)
    _write_parts(row, told)
    _line("meetings.meeting.keep", row, by, at)
    return row


def close_meeting(
    *, meeting: Meeting, told: Told, by: Scope, at: datetime, version: int | None = None
) -> Meeting:
    """The record is complete: from now on it counts, and changes only with a reason."""
    row = _lock(meeting, version, by)
    _refuse(_open_findings(row))
    seen = seen_of(row.org, told, local_day(at))
    _refuse(rules.close_findings(seen))
    _fill(row, told)
    _count(row, seen)
    row.state, row.closed_at, row.closed_by_id = State.CLOSED, at, by.account_id
    _save(row)
    _write_parts(row, told, seen)
    _line("meetings.meeting.close", row, by, at, **_facts(row))
    return row


def record_meeting(*, org: Organisation, told: Told, by: Scope, at: datetime) -> Meeting:
    """Plan and close at once: what a secretary does on the evening of the meeting."""
    by.require(Duty.MEETINGS_RECORD, org.path)
    seen = seen_of(org, told, local_day(at))
    _refuse(rules.close_findings(seen))
    row = Meeting(org=org, org_path=org.path, state=State.CLOSED, closed_at=at)
    row.closed_by_id = by.account_id
    _fill(row, told)
    _count(row, seen)
    row.save(force_insert=True)
    _write_parts(row, told, seen)
    _line("meetings.meeting.close", row, by, at, **_facts(row))
    return row


def correct_meeting(
    *, meeting: Meeting, told: Told, reason: str, by: Scope, at: datetime,
    version: int | None = None,
) -> Meeting:  # fmt: skip
    """Put a closed record right. The line names the one it corrects and says what was before."""
    row = _lock(meeting, version, by)
    if row.state != State.CLOSED:
        _refuse([Finding("meeting.open", "记录还没有完成，直接改就行，不用更正。")])
    seen = seen_of(row.org, told, local_day(at))
    _refuse(rules.correct_findings(seen, reason))
    before = _facts(row)
    _fill(row, told)
    _count(row, seen)
    _save(row)
    _write_parts(row, told, seen)
    _line(
        "meetings.meeting.correct", row, by, at, corrects=_last_line(row), why=reason,
        before=before, **_facts(row),
    )  # fmt: skip
    return row


def cancel_meeting(
    *, meeting: Meeting, reason: str, by: Scope, at: datetime, version: int | None = None
) -> Meeting:
    """It was planned and did not take place. Raises: Refused without a reason."""
    row = _lock(meeting, version, by)
    found = _open_findings(row)
    if len(reason.strip()) < 2:
        found.append(Finding("meeting.why_not", "还没有写为什么没有开。"))
    _refuse(found)
    row.state, row.why_not = State.CANCELLED, reason.strip()
    _save(row)
    _line("meetings.meeting.cancel", row, by, at, why=reason.strip())
    return row


def finish_resolution(
    *, resolution: Resolution, outcome: str, on: date, by: Scope, at: datetime
) -> Resolution:
    """What was decided has been done; ``outcome`` says with which result."""
    row: Resolution = Resolution.everything.select_for_update(no_key=True).get(pk=resolution.pk)
    by.require(Duty.MEETINGS_RECORD, row.org_path)
    found = []
    if row.done_on is not None:
        found.append(Finding("resolution.done", "这件事已经记为办好了。"))
    if len(outcome.strip()) < 2:
        found.append(Finding("resolution.outcome", "请写一句办成了什么。"))
    if on > local_day(at):
        found.append(Finding("resolution.future", "办好的日期还没有到。"))
    _refuse(found)
    row.done_on, row.outcome = on, outcome.strip()
    row.save(update_fields=["done_on", "outcome"])
    write_line(
        verb="meetings.resolution.finish", by=by, at=at, org=row.org,
        subject=("resolution", row.public_id), facts={"on": on},
    )  # fmt: skip
    return row


def note_talk(
    *, org: Organisation, kind: str, one: Person | None, other: Person | None, on: date, by: Scope,
    at: datetime,
) -> Talk:  # fmt: skip
    """That a talk was held. What was said has no place here."""
    by.require(Duty.MEETINGS_RECORD, org.path)
    _refuse(
        rules.talk_findings(one.pk if one else None, other.pk if other else None, on, local_day(at))
    )
    if Talk.everything.filter(one=one, other=other, on=on).exists():
        _refuse([Finding("talk.again", "这天的这次谈话已经记过。")])
    row = Talk(org=org, org_path=org.path, kind=kind, one=one, other=other, on=on)
    row.save(force_insert=True)
    write_line(
        verb="meetings.talk.note", by=by, at=at, org=org, subject=("talk", row.public_id),
        facts={"kind": kind, "on": on},
    )  # fmt: skip
    return row


def seen_of(org: Organisation, told: Told, today: date) -> Seen:
    """The gathering as the rules look at it; four queries."""
    roster = queries.expected_at(org, told.kinds, told.on)
    return Seen(
        organ=queries.organ_of(org, told.on), kinds=told.kinds, on=told.on, known_on=today,
        topic=told.topic, agenda=told.agenda, chair=told.chair, recorder=told.recorder,
        roster=frozenset(line.id for line in roster),
        entitled=frozenset(line.id for line in roster if line.has_vote),
        committee=frozenset(line.id for line in roster if line.in_committee),
        present=told.present, excused=told.excused, absent=told.absent,
        excuses=dict(told.excuses), starts=told.starts, ends=told.ends, votes=told.votes,
        resolutions=told.resolutions,
    )  # fmt: skip


def told_of(meeting: Meeting) -> Told:
    """What is on record, in the shape in which it is typed."""
    return Told(
        kinds=tuple(meeting.kinds), on=meeting.on, topic=meeting.topic, starts=meeting.starts,
        ends=meeting.ends, venue=meeting.venue, chair=meeting.chair_id,
        recorder=meeting.recorder_id, guests=meeting.guests, agenda=tuple(meeting.agenda),
        present=tuple(meeting.present), excused=tuple(meeting.excused),
        absent=tuple(meeting.absent),
        excuses=tuple((int(who), why) for who, why in meeting.excuses.items()),
        votes=tuple(
            Counted(v.subject, v.way, v.issued, v.returned, v.valid, v.yes, v.no, v.abstained)
            for v in queries.votes_of(meeting)
        ),
        resolutions=tuple(
            Decided(r.text, r.owner_id, r.due_on) for r in queries.resolutions_of(meeting)
        ),
    )  # fmt: skip


def _refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _lock(meeting: Meeting, version: int | None, by: Scope) -> Meeting:
    row: Meeting | None = (
        Meeting.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").filter(pk=meeting.pk).first()
    )  # fmt: skip
    if row is None or (version is not None and row.version != version):
        raise Refused(CHANGED)
    by.require(Duty.MEETINGS_RECORD, row.org_path)
    return row


def _open_findings(row: Meeting) -> list[Finding]:
    if row.state == State.CLOSED:
        return [Finding("meeting.closed", "记录已经完成，要改请用“更正”，并写明原因。")]
    if row.state == State.CANCELLED:
        return [Finding("meeting.cancelled", "已经记为没有开；后来开了的，请另记一次。")]
    return []


def _fill(row: Meeting, told: Told) -> None:
    row.kinds, row.on, row.topic = list(told.kinds), told.on, told.topic.strip()
    row.starts, row.ends = told.starts, told.ends
    row.venue, row.guests = told.venue.strip(), told.guests.strip()
    row.chair_id, row.recorder_id = told.chair, told.recorder
    row.agenda = [dict(part) for part in told.agenda]
    row.present, row.excused = sorted(told.present), sorted(told.excused)
    row.absent = sorted(told.absent)
    row.excuses = {str(who): why for who, why in told.excuses if who in told.excused}


def _count(row: Meeting, seen: Seen) -> None:
    row.entitled = len(seen.entitled)
    row.entitled_present = len(seen.entitled & set(seen.present))


def _save(row: Meeting) -> None:
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])


def _write_parts(row: Meeting, told: Told, seen: Seen | None = None) -> None:
    """Votes and resolutions anew; a resolution whose words stay keeps what came of it."""
    Vote.everything.filter(meeting=row).delete()
    Vote.everything.bulk_create(
        Vote(
            org=row.org, org_path=row.org_path, meeting=row, position=position, **asdict(vote),
            passed=rules.passes(vote, len(seen.entitled)) if seen else None,
        )
        for position, vote in enumerate(told.votes, 1)
        if seen or _adds_up(vote)
    )  # fmt: skip
    kept = {old.text: old for old in Resolution.everything.filter(meeting=row)}
    Resolution.everything.filter(meeting=row).delete()
    fresh = []
    for position, decided in enumerate(told.resolutions, 1):
        one = Resolution(
            org=row.org, org_path=row.org_path, meeting=row, position=position,
            text=decided.text.strip(), owner_id=decided.owner, due_on=decided.due_on,
        )  # fmt: skip
        old = kept.get(one.text)
        if old is not None:
            one.public_id, one.done_on, one.outcome = old.public_id, old.done_on, old.outcome
        fresh.append(one)
    Resolution.everything.bulk_create(fresh)


def _adds_up(vote: Counted) -> bool:
    """A draft keeps a count only once it could be one; the page keeps what is half typed."""
    return (
        vote.issued >= vote.returned >= vote.valid
        and vote.valid == vote.yes + vote.no + vote.abstained
    )


def _facts(row: Meeting) -> dict[str, Any]:
    return {
        "on": row.on, "kinds": list(row.kinds), "present": len(row.present),
        "excused": len(row.excused), "absent": len(row.absent),
        "entitled": row.entitled, "entitled_present": row.entitled_present,
    }  # fmt: skip


def _line(
    verb: str, row: Meeting, by: Scope, at: datetime, corrects: int | None = None, **facts: Any
) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("meeting", row.public_id),
        facts=facts or {"on": row.on, "kinds": list(row.kinds)}, corrects=corrects,
        values={"agenda": row.agenda, "present": row.present, "excused": row.excused,
                "absent": row.absent, "excuses": row.excuses},
    )  # fmt: skip


def _last_line(row: Meeting) -> int | None:
    found: int | None = (
        Entry.everything.filter(
            subject="meeting", subject_id=str(row.public_id),
            verb__in=("meetings.meeting.close", "meetings.meeting.correct"),
        ).order_by("-id").values_list("pk", flat=True).first()
    )  # fmt: skip
    return found


__all__ = [
    "Counted", "Decided", "Told", "cancel_meeting", "close_meeting", "correct_meeting",
    "finish_resolution", "keep_meeting", "note_talk", "plan_meeting", "record_meeting",
    "seen_of", "told_of",
]  # fmt: skip
