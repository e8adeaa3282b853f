"""Who was on the roster, what is due, what was held? Reads for pages, API and actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Category, Home, State, Title
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.meetings import rules
from jingwei.work.meetings.kinds import Kind
from jingwei.work.meetings.kinds import State as MeetingState
from jingwei.work.meetings.models import Meeting, Resolution, Talk, Vote
from jingwei.work.meetings.rules import Organ, Slot

COMMITTEE_TITLES = (
    Title.SECRETARY, Title.DEPUTY, Title.ORGANISATION, Title.PUBLICITY, Title.DISCIPLINE,
    Title.UNITED_FRONT, Title.YOUTH, Title.MEMBER,
)  # fmt: skip

ASKED: dict[str, tuple[str, int]] = {
    Kind.MEMBER_MEETING: ("life.member_meeting.per_quarter", 3),
    Kind.COMMITTEE_MEETING: ("life.branch_committee.per_month", 1),
    Kind.GROUP_MEETING: ("life.group_meeting.per_month", 1),
    Kind.LECTURE: ("life.lecture.per_quarter", 3),
    Kind.THEME_DAY: ("life.theme_day.per_month", 1),
    Kind.ORG_LIFE_MEETING: ("life.organisational.per_year", 12),
    Kind.APPRAISAL: ("life.appraisal.per_year", 12),
}
"""Kind -> the rulebook's number and the months of its period."""


@dataclass(frozen=True)
class Expected:
    """One line of the roster of a day. ``has_vote``: full member with all rights."""

    id: int
    public_id: Any
    name: str
    has_vote: bool
    in_committee: bool
    lives_elsewhere: bool = False
    is_secretary: bool = False


@dataclass(frozen=True)
class Due:
    """A gathering that the rulebook asks for, and what there is of it."""

    slot: Slot
    held: Meeting | None
    planned: Meeting | None
    count: int = 0

    @property
    def label(self) -> str:
        return str(Kind(self.slot.kind).label)


def organ_of(org: Organisation, on: date) -> Organ:
    """What there is in the organisation on a day; one query."""
    return Organ(
        kind=org.kind,
        committee=len(committee_on(org, on)),
        is_group=org.kind == OrgKind.PARTY_GROUP,
        founded=org.held.lower,
    )


def committee_on(org: Organisation, on: date) -> dict[int, str]:
    """Members of the committee on a day: person to the title of the seat."""
    rows = Position.everything.filter(
        org=org, held__contains=on, post__title__in=COMMITTEE_TITLES, person__isnull=False
    ).values_list("person_id", "post__title")
    return dict(rows)


def roster_on(org: Organisation, on: date) -> list[Expected]:
    """Whom a meeting of the organisation expects on a day, by name; three queries.

    Members at home here and members who live here while their relation is elsewhere; the latter
    have no vote here. A committee above branches expects its own members.
    """
    committee = committee_on(org, on)
    stays = list(
        Membership.everything.filter(org=org, held__contains=on)
        .values_list("person_id", "kind", "category", "state").order_by("person_id")
    )  # fmt: skip
    people = names_of([row[0] for row in stays])
    stays = [row for row in stays if row[0] in people]
    found: dict[int, Expected] = {}
    for person, kind, category, state in sorted(stays, key=lambda row: _in_order(people, row[0])):
        at_home = kind == Home.HOME
        if person in found and not at_home:
            continue
        found[person] = Expected(
            person, people[person].public_id, people[person].name,
            has_vote=at_home and category == Category.FULL and state == State.NORMAL,
            in_committee=person in committee, lives_elsewhere=not at_home,
            is_secretary=committee.get(person) == Title.SECRETARY,
        )  # fmt: skip
    if not found:
        rows = Person.everything.filter(pk__in=committee).order_by("name_sort", "id")
        return [
            Expected(row.pk, row.public_id, row.name, has_vote=True, in_committee=True)
            for row in rows
        ]
    return list(found.values())


def _in_order(people: dict[int, Person], pk: int) -> tuple[str, int]:
    return people[pk].name_sort, pk


def expected_at(org: Organisation, kinds: tuple[str, ...], on: date) -> list[Expected]:
    """The roster of a gathering: a committee meeting by itself expects the committee only."""
    roster = roster_on(org, on)
    if set(kinds) == {Kind.COMMITTEE_MEETING}:
        return [line for line in roster if line.in_committee]
    return roster


def wanted(on: date) -> dict[str, tuple[int, int]]:
    """Of each kind, how many times in how many months, by the rulebook of the day."""
    return {kind: (int(value_of(name, on)), months) for kind, (name, months) in ASKED.items()}


def due(org: Organisation, on: date) -> list[Due]:
    """The gatherings of the periods around ``on`` and what was held of them; four queries."""
    slots = rules.slots(organ_of(org, on), wanted(on), on)
    if not slots:
        return []
    first, last = min(s.first for s in slots), max(s.last for s in slots)
    rows = list(
        Meeting.everything.filter(org=org, on__gte=first, on__lte=last)
        .exclude(state=MeetingState.CANCELLED)
        .defer("agenda", "excuses")
        .order_by("on", "id")
    )
    return [_due(slot, rows) for slot in slots]


def _due(slot: Slot, rows: list[Meeting]) -> Due:
    fitting = [row for row in rows if slot.kind in row.kinds and slot.first <= row.on <= slot.last]
    held = [row for row in fitting if row.state == MeetingState.CLOSED]
    open_ones = [row for row in fitting if row.state != MeetingState.CLOSED]
    is_done = len(held) >= slot.times
    return Due(
        slot, held=held[-1] if is_done else None, planned=open_ones[0] if open_ones else None,
        count=len(held),
    )  # fmt: skip


def meetings(
    scope: Scope,
    *,
    under: str = "",
    kind: str = "",
    state: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Meeting]:
    """Meetings in sight, for a page by key (``-on``, ``-id``)."""
    found = Meeting.objects.within(scope).select_related("org").defer("agenda", "excuses")
    if under:
        found = found.under(under)
    if kind:
        found = found.filter(kinds__contains=[kind])
    if state:
        found = found.filter(state=state)
    if since:
        found = found.filter(on__gte=since)
    if until:
        found = found.filter(on__lte=until)
    return found


def meeting(scope: Scope, public_id: Any) -> Meeting:
    """Raises: Meeting.DoesNotExist out of sight."""
    found: Meeting = (
        Meeting.objects.within(scope)
        .select_related("org", "chair", "recorder")
        .get(public_id=public_id)
    )
    return found


def names_of(ids: list[int]) -> dict[int, Person]:
    """People by id: those in sight, and by name alone those whose file lies elsewhere and who take
    part here; others are left out. Two queries, one where all are in sight."""
    rows = Person.everything.filter(pk__in=ids).only("name", "public_id", "name_sort")
    found = {row.pk: row for row in rows}
    missing = sorted(set(ids) - found.keys())
    if missing:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, public_id, name, name_sort FROM guest_names(%s)", [missing])
            for pk, public_id, name, name_sort in cursor.fetchall():
                found[pk] = Person(pk=pk, public_id=public_id, name=name, name_sort=name_sort)
    return found


def votes_of(meeting: Meeting) -> list[Vote]:
    return list(Vote.everything.filter(meeting=meeting).order_by("position"))


def resolutions_of(meeting: Meeting) -> list[Resolution]:
    return list(
        Resolution.everything.filter(meeting=meeting).select_related("owner").order_by("position")
    )


def attended(person: Person, since: date) -> list[tuple[Meeting, str]]:
    """The meetings whose roster had this member, newest first, and how they stood.

    Asked by organisation and day: an array operator would be read before the policy of the table.
    """
    orgs = Membership.everything.filter(person=person).values_list("org_id", flat=True)
    rows = (
        Meeting.everything.filter(org__in=set(orgs), on__gte=since, state=MeetingState.CLOSED)
        .select_related("org").defer("agenda").order_by("-on", "-id")
    )  # fmt: skip
    found = []
    for row in rows:
        for how in ("present", "excused", "absent"):
            if person.pk in getattr(row, how):
                found.append((row, how))
    return found


def talks(scope: Scope, *, under: str = "") -> QuerySet[Talk]:
    found = Talk.objects.within(scope).select_related("org", "one", "other")
    return found.under(under) if under else found


def held_on_record(org: int, on: date | None, kinds: Iterable[str]) -> Meeting | None:
    """The recorded meeting of an organ on a day that counts as one of ``kinds``; others, such as
    appraisals and elections, name it instead of writing the same down again."""
    if on is None:
        return None
    rows = Meeting.everything.filter(
        org_id=org, on=on, state=MeetingState.CLOSED, kinds__overlap=list(kinds)
    )
    return rows.defer("agenda", "excuses").order_by("id").first()
