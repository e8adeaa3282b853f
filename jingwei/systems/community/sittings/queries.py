"""Which bodies met when, who sat in them on the day, and what is still to be done?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.grids import queries as grids
from jingwei.systems.community.grids.kinds import SlotKind
from jingwei.systems.community.grids.models import Community, Seat, Slot
from jingwei.systems.community.sittings.models import Attendance, Decision, Sitting
from jingwei.work.meetings.kinds import Kind, State
from jingwei.work.meetings.models import Meeting

OF_THE_BODY = (Kind.MEMBER_MEETING, Kind.COMMITTEE_MEETING)


def sittings(
    scope: Scope, *, community: Community | None = None, kind: str = ""
) -> QuerySet[Sitting]:
    """Meetings in sight, for a page by key (``-on``, ``-id``)."""
    rows: QuerySet[Sitting] = Sitting.objects.within(scope).select_related("community", "slot")
    if community is not None:
        rows = rows.filter(community=community)
    return rows.filter(slot__kind=kind) if kind else rows


def sitting(scope: Scope, public_id: Any) -> Sitting:
    """Raises: Sitting.DoesNotExist."""
    rows = Sitting.objects.within(scope).select_related("community", "slot", "org")
    found: Sitting = rows.get(public_id=public_id)
    return found


def decision(scope: Scope, public_id: Any) -> Decision:
    """Raises: Decision.DoesNotExist."""
    rows = Decision.objects.within(scope).select_related("sitting", "org")
    found: Decision = rows.get(public_id=public_id)
    return found


def seats_on(slot: Slot, on: date) -> list[Seat]:
    """Who sits in a body on a day, in the order in which they came."""
    return list(Seat.everything.filter(slot=slot, held__contains=on).order_by("id"))


def came(row: Sitting) -> list[Attendance]:
    return list(Attendance.everything.filter(sitting=row).order_by("id"))


def came_with_seats(row: Sitting) -> list[Attendance]:
    rows = Attendance.everything.filter(sitting=row).select_related("seat")
    return list(rows.order_by("id"))


def decisions(row: Sitting) -> list[Decision]:
    return list(Decision.everything.filter(sitting=row).order_by("position"))


@dataclass(frozen=True)
class Counted:
    """What a list says of a meeting."""

    present: int = 0
    seats: int = 0
    decided: int = 0
    waiting: int = 0


def counted(rows: Iterable[Sitting]) -> dict[int, Counted]:
    """Two queries for any number of meetings."""
    keys = [row.pk for row in rows]
    people = {
        one["sitting"]: one
        for one in Attendance.everything.filter(sitting__in=keys).values("sitting").annotate(
            n=Count("id"), present=Count("id", filter=Q(came="present"))
        )
    }  # fmt: skip
    tasks = {
        one["sitting"]: one
        for one in Decision.everything.filter(sitting__in=keys).values("sitting").annotate(
            n=Count("id"), waiting=Count("id", filter=Q(done_on=None))
        )
    }  # fmt: skip
    return {
        key: Counted(
            people.get(key, {}).get("present", 0), people.get(key, {}).get("n", 0),
            tasks.get(key, {}).get("n", 0), tasks.get(key, {}).get("waiting", 0),
        )
        for key in keys
    }  # fmt: skip


@dataclass(frozen=True)
class Body:
    """One part of the structure, when it met last, and how often since a day."""

    slot: Slot
    last: date | None
    times: int
    seats: int

    @property
    def is_body(self) -> bool:
        return self.slot.kind == SlotKind.BODY


def bodies(row: Community, on: date, since: date) -> list[Body]:
    """The parts of a community; the body's meetings are read from its Party organisation. Four
    queries."""
    slots = grids.slots_of(row, on)
    held = {
        one["slot"]: one
        for one in Sitting.everything.filter(slot__in=slots, on__lte=on)
        .values("slot").annotate(last=Max("on"), times=Count("id", filter=Q(on__gte=since)))
    }  # fmt: skip
    own = Meeting.everything.filter(
        org=row.org_id, state=State.CLOSED, on__lte=on, kinds__overlap=list(OF_THE_BODY)
    ).aggregate(last=Max("on"), times=Count("id", filter=Q(on__gte=since)))
    seats: dict[int, int] = defaultdict(int)
    for slot in Seat.everything.filter(slot__in=slots, held__contains=on).values_list(
        "slot_id", flat=True
    ):
        seats[slot] += 1
    return [
        Body(
            slot, *((own["last"], own["times"]) if slot.kind == SlotKind.BODY else (
                held.get(slot.pk, {}).get("last"), held.get(slot.pk, {}).get("times", 0)
            )), seats[slot.pk],
        )
        for slot in slots
    ]  # fmt: skip


def open_decisions(scope: Scope, until: date) -> QuerySet[Decision]:
    """What is to be done by a day and is not, the nearest first."""
    rows: QuerySet[Decision] = Decision.objects.within(scope).filter(
        done_on=None, due_on__lte=until
    )
    return rows.select_related("sitting__community", "sitting__slot").order_by("due_on", "id")


def own_decisions(person: int) -> list[Decision]:
    """What a member took on and has not done; read under ``jw_self``."""
    rows = Decision.everything.filter(person_id=person, done_on=None)
    return list(rows.order_by("due_on", "id")[:20])
