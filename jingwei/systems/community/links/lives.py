"""Which meetings have a linked member on their roster? Worked out anew from their records."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.links import queries
from jingwei.systems.community.links.kinds import Side
from jingwei.systems.community.links.models import DualLink, LinkLife
from jingwei.work.meetings.kinds import Presence
from jingwei.work.meetings.kinds import State as MeetingState
from jingwei.work.meetings.models import Meeting


def of_meeting(meeting: Meeting) -> int:
    """The lines of one meeting, as its record now says; how many."""
    LinkLife.everything.filter(meeting=meeting.public_id).delete()
    if meeting.state != MeetingState.CLOSED:
        return 0
    rows = DualLink.everything.filter(
        Q(org=meeting.org_id) | Q(host=meeting.org_id),
        Q(ended_on=None) | Q(ended_on__gt=meeting.on),
        person__in=meeting.roster, agreed_on__lte=meeting.on,
    )  # fmt: skip
    return _write(_line(row, meeting) for row in rows)


def of_branches(by: Scope) -> int:
    """The lines of every link with a branch in a range, on the sides that lie in it: after many
    meetings were brought in, or taken out again, at once."""
    lines: list[LinkLife] = []
    for row in DualLink.everything.filter(queries.either(by), agreed_on__isnull=False):
        for side, org, path in (
            (Side.HOME, row.org_id, row.org_path), (Side.HERE, row.host_id, row.host_path),
        ):  # fmt: skip
            if not by.covers(path):
                continue
            LinkLife.everything.filter(link=row, side=side).delete()
            held = Meeting.everything.filter(
                org=org, on__gte=row.agreed_on, state=MeetingState.CLOSED
            )
            held = held.filter(on__lt=row.ended_on) if row.ended_on else held
            lines += [_line(row, one) for one in held if row.person_id in one.roster]
    return _write(lines)


def _line(row: DualLink, meeting: Meeting) -> LinkLife:
    side = Side.HOME if meeting.org_id == row.org_id else Side.HERE
    return LinkLife(
        org_id=row.org_id, org_path=row.org_path, host_id=row.host_id, host_path=row.host_path,
        link=row, meeting=meeting.public_id, on=meeting.on, kinds=meeting.kinds, side=side,
        how=_how(row.person_id, meeting), is_demo=row.is_demo,
    )  # fmt: skip


def _how(person: int, meeting: Any) -> str:
    return next(how for how in Presence.values if person in getattr(meeting, how))


def _write(lines: Iterable[LinkLife]) -> int:
    return len(LinkLife.everything.bulk_create(lines))
