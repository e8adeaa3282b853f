"""Whom does a typed name mean, and which meeting's record has this vote?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from jingwei.kernel import names
from jingwei.kernel.people.kinds import Category, Home
from jingwei.kernel.people.kinds import State as Standing
from jingwei.kernel.people.models import Membership
from jingwei.work.meetings.kinds import Kind
from jingwei.work.meetings.kinds import State as MeetingState
from jingwei.work.meetings.models import Meeting, Vote
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.rules import Named
from jingwei.work.membership.development.vote_rules import Count

TAIL = re.compile(r"^(?P<name>.*?)[\s（(]*(?P<tail>\d{3}[\dXx])?[)）]?$")


def named(row: Development, said: Mapping[str, Any], on: date) -> list[Named]:
    """Members of the branch by the names that were typed as ``one`` and ``two``.

    Behind a name the last four characters of the ID number tell namesakes apart.
    """
    texts = [str(said[word]).strip() for word in ("one", "two") if said.get(word)]
    return [_member(row, text, on) for text in texts]


def _member(row: Development, text: str, on: date) -> Named:
    parts = TAIL.match(text)
    name = (parts["name"] if parts else text).strip()
    stays = Membership.everything.filter(
        org_id=row.org_id, kind=Home.HOME, held__contains=on,
        person__name_sort=names.sort_key(name),
    )  # fmt: skip
    if parts and parts["tail"]:
        stays = stays.filter(person__id_tail=parts["tail"].upper())
    found = list(stays.values_list("person_id", "category", "state")[:10])
    if len(found) != 1:
        return Named(name, None, found=len(found))
    person, category, state = found[0]
    return Named(name, person, is_full=category == Category.FULL and state == Standing.NORMAL)


def meeting_of(row: Development, on: date | None) -> tuple[Meeting | None, Count | None]:
    """The branch's record of a member meeting on a day, and its vote that names this person."""
    if on is None:
        return None, None
    meetings = Meeting.everything.filter(
        org_id=row.org_id, on=on, state=MeetingState.CLOSED,
        kinds__contains=[Kind.MEMBER_MEETING],
    ).order_by("id")  # fmt: skip
    meeting = meetings.first()
    if meeting is None:
        return None, None
    votes = Vote.everything.filter(meeting=meeting, subject__contains=row.name)
    vote = votes.order_by("position").first()
    if vote is None:
        return meeting, None
    return meeting, Count(
        meeting.entitled, meeting.entitled_present, vote.yes, vote.no, vote.abstained
    )
