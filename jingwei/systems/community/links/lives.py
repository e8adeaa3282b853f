"""Which meetings have a linked member on their roster? Worked out anew from their records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    meetings were brought in, or taken out again, at once. Four queries, however many links."""
    sides = defaultdict(list)
    for row in DualLink.everything.filter(queries.either(by), agreed_on__isnull=False):
        for side, org, path in (
            (Side.HOME, row.org_id, row.org_path), (Side.HERE, row.host_id, row.host_path),
        ):  # fmt: skip
            if by.covers(path):
                sides[org].append((side, row))
    for side in Side:
        links = [row.pk for of in sides.values() for at, row in of if at == side]
        LinkLife.everything.filter(link__in=links, side=side).delete()
    return _write(
        _line(row, meeting)
        for meeting in _closed(sides)
        for _side, row in sides[meeting.org_id]
        if _is_running(row, meeting) and row.person_id in meeting.roster
    )


def _closed(sides: Mapping[int, list[tuple[Side, DualLink]]]) -> Iterable[Meeting]:
    """Closed meetings of branches since the first of their links began; rosters, not words."""
    if not sides:
        return ()
    first = min(row.agreed_on for of in sides.values() for _side, row in of if row.agreed_on)
    rows = Meeting.everything.filter(org__in=list(sides), on__gte=first, state=MeetingState.CLOSED)
    return rows.only("public_id", "org_id", "on", "kinds", *Presence.values).iterator()


def _is_running(row: DualLink, meeting: Meeting) -> bool:
    began, ended = row.agreed_on, row.ended_on
    return began is not None and began <= meeting.on and (ended is None or ended > meeting.on)


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
