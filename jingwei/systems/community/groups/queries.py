"""Which groups are there, which members serve in them, and on what records do their deeds stand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.systems.community.grids.queries import above
from jingwei.systems.community.groups.kinds import Tie
from jingwei.systems.community.groups.models import (
    GroupDeed,
    GroupMember,
    GroupSort,
    ServiceGroup,
)
from jingwei.systems.community.sittings.models import Sitting
from jingwei.work.matters.models import Matter
from jingwei.work.meetings.models import Meeting

SHOWN = 30
BACK = timedelta(days=120)


def sorts(path: str, on: date) -> list[GroupSort]:
    """The kinds in force for whoever stands at ``path``: those of the nearest office above that
    has any."""
    rows = list(
        GroupSort.everything.filter(org_path__in=above(path), held__contains=on)
        .order_by("org_path", "place", "id")
    )  # fmt: skip
    nearest = max((one.org_path for one in rows), key=len, default="")
    return [one for one in rows if one.org_path == nearest]


def groups(
    scope: Scope, on: date, *, named: str = "", sort: str = "", over: bool = False,
    community: UUID | None = None,
) -> QuerySet[ServiceGroup]:  # fmt: skip
    """Groups in sight, for a page by key (``name``, ``id``)."""
    rows: QuerySet[ServiceGroup] = ServiceGroup.objects.within(scope).select_related("community")
    rows = rows.exclude(held__contains=on) if over else rows.filter(held__contains=on)
    if sort:
        rows = rows.filter(sort_title=sort)
    if community is not None:
        rows = rows.filter(community__public_id=community)
    return rows.filter(name__contains=named) if named else rows


def of_community(community: Any, on: date) -> list[ServiceGroup]:
    rows = ServiceGroup.everything.filter(community=community, held__contains=on)
    return list(rows.order_by("sort_title", "name", "id"))


def group(scope: Scope, public_id: Any) -> ServiceGroup:
    """Raises: ServiceGroup.DoesNotExist."""
    rows = ServiceGroup.objects.within(scope).select_related("community", "org")
    found: ServiceGroup = rows.get(public_id=public_id)
    return found


def group_of(member: GroupMember) -> ServiceGroup:
    found: ServiceGroup = ServiceGroup.everything.select_related("org").get(pk=member.group_id)
    return found


def member(scope: Scope, public_id: Any) -> GroupMember:
    """Raises: GroupMember.DoesNotExist."""
    rows = GroupMember.objects.within(scope).select_related("group", "org")
    found: GroupMember = rows.get(public_id=public_id)
    return found


def members(row: ServiceGroup, on: date) -> list[GroupMember]:
    rows = GroupMember.everything.filter(group=row, held__contains=on)
    return list(rows.order_by("held", "id"))


def former(row: ServiceGroup, on: date) -> list[GroupMember]:
    rows = GroupMember.everything.filter(group=row, held__endswith__lte=on)
    return list(rows.order_by("-held", "-id")[:20])


@dataclass(frozen=True)
class Done:
    """A deed with the names of those who served."""

    deed: GroupDeed
    names: tuple[str, ...]


def deeds(row: ServiceGroup) -> list[Done]:
    """What it did, the latest first; two queries."""
    found = list(
        GroupDeed.everything.filter(group=row)
        .select_related("matter", "meeting", "sitting")
        .defer("matter__asked", "matter__asker", "matter__phone", "matter__receipt",
               "meeting__agenda")
        .order_by("-on", "-id")[:SHOWN]
    )  # fmt: skip
    served = {pk for one in found for pk in one.served}
    names = dict(GroupMember.everything.filter(pk__in=served).values_list("id", "name"))
    return [Done(one, tuple(names[pk] for pk in one.served if pk in names)) for one in found]


@dataclass(frozen=True)
class Counted:
    """What a list says of a group."""

    members: int = 0
    last: date | None = None
    deeds: int = 0


def counted(rows: Iterable[ServiceGroup], on: date, since: date) -> dict[int, Counted]:
    """Two queries for any number of groups."""
    keys = [row.pk for row in rows]
    serving = dict(
        GroupMember.everything.filter(group__in=keys, held__contains=on)
        .values_list("group").annotate(n=Count("id"))
    )  # fmt: skip
    done = {
        one["group"]: one
        for one in GroupDeed.everything.filter(group__in=keys, on__gte=since)
        .values("group").annotate(n=Count("id"), last=Max("on"))
    }  # fmt: skip
    return {
        key: Counted(
            serving.get(key, 0), done.get(key, {}).get("last"), done.get(key, {}).get("n", 0)
        )
        for key in keys
    }  # fmt: skip


def records(row: ServiceGroup, scope: Scope, on: date, *, matters: bool) -> list[tuple[str, str]]:
    """What a deed may stand on: (address of the record, words), of the last months.

    Matters of the place that were answered, where the post may see matters; meetings of the
    community's organisation and of its bodies.
    """
    since, found = on - BACK, []
    if matters:
        rows = Matter.objects.within(scope).filter(
            place=row.community.unit_id, answered_on__gte=since
        )
        rows = rows.only("public_id", "title", "answered_on").order_by("-answered_on", "-id")
        found += [
            (f"{Tie.MATTER}:{one.public_id}", f"{one.answered_on} {one.title}")
            for one in rows[:SHOWN]
        ]
    held = Sitting.objects.within(scope).filter(community=row.community_id, on__gte=since)
    found += [
        (f"{Tie.SITTING}:{one.public_id}", f"{one.on} {one.topic}")
        for one in held.order_by("-on", "-id")[:SHOWN]
    ]
    life = Meeting.objects.within(scope).filter(
        org=row.org_id, on__gte=since, state="closed"
    ).only("public_id", "on", "topic")  # fmt: skip
    found += [
        (f"{Tie.MEETING}:{one.public_id}", f"{one.on} {one.topic}")
        for one in life.order_by("-on", "-id")[:SHOWN]
    ]
    return found


def record(scope: Scope, row: ServiceGroup, tie: str, public_id: Any) -> Any:
    """The record of a deed, where it is in sight and of this community; else None."""
    if tie == Tie.MATTER:
        rows: Any = Matter.objects.within(scope).filter(place=row.community.unit_id)
    elif tie == Tie.SITTING:
        rows = Sitting.objects.within(scope).filter(community=row.community_id)
    elif tie == Tie.MEETING:
        rows = Meeting.objects.within(scope).filter(org=row.org_id)
    else:
        return None
    return rows.filter(public_id=public_id).first()


def own_groups(person: int, on: date) -> list[GroupMember]:
    """Where a member serves; read under ``jw_self``."""
    rows = GroupMember.everything.filter(person_id=person, held__contains=on)
    return list(rows.select_related("group").order_by("id"))
