"""Groups that serve communities by the API: which there are, who serves, what they did."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Cursor, Day, Name, Paged, Short, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day, years_before
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.systems.community.grids import queries as grids
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.groups import actions, queries
from jingwei.systems.community.groups.actions import Plate
from jingwei.systems.community.groups.models import ServiceGroup

router = Router(tags=["groups"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.GRIDS_KEEP


class GroupOut(Schema):
    """``members`` and ``deeds`` are counts; nobody is compared."""

    id: str
    name: str
    sort: str
    community: str
    since: date
    ended_on: date | None
    members: int
    deeds: int
    last_on: date | None


class ServingOut(Schema):
    name: str
    post: str
    since: date
    until: date | None


class DeedOut(Schema):
    """``tie`` says on what kind of record it stands: matter, meeting, sitting or none."""

    on: date
    title: str
    result: str
    tie: str


class GroupWhole(GroupOut):
    about: str
    phone: str
    residents: int
    serving: list[ServingOut]
    done: list[DeedOut]


class GroupListing(Schema):
    q: Short = ""
    sort: Short = ""
    over: Literal["", "1"] = ""
    at: Cursor = ""


class GroupIn(Schema):
    """``sort`` is the title of a kind that the county or city has."""

    community: UUID
    name: Name
    sort: Short
    about: Annotated[str, Field(max_length=300)] = ""
    phone: Short = ""
    residents: Annotated[int, Field(ge=0, le=100_000)] = 0


class ServingIn(Schema):
    """``does`` says in words what the member does there."""

    member: UUID
    does: Short = ""
    since: Day
    until: Day | None = None


def told(row: ServiceGroup, count: queries.Counted) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "sort": row.sort_title,
        "community": row.community.name, "since": row.held.lower, "ended_on": row.held.upper,
        "members": count.members, "deeds": count.deeds, "last_on": count.last,
    }  # fmt: skip


def whole(row: ServiceGroup, scope: Scope) -> dict[str, Any]:
    today = timezone.localdate()
    count = queries.counted([row], today, years_before(today, 1))[row.pk]
    names = queries.members(row, today) if scope.holds(Duty.MEMBERS_SEE) else []
    return told(row, count) | {
        "about": row.about, "phone": row.phone, "residents": row.others,
        "serving": [
            {"name": one.name, "post": one.post, "since": one.held.lower, "until": one.held.upper}
            for one in names
        ],
        "done": [
            {"on": one.deed.on, "title": one.deed.title, "result": one.deed.result,
             "tie": one.deed.tie}
            for one in queries.deeds(row)
        ],
    }  # fmt: skip


def group_of(scope: Scope, public_id: UUID) -> ServiceGroup:
    """Raises: Http404, the same for out of sight and unknown."""
    try:
        return queries.group(scope, public_id)
    except ServiceGroup.DoesNotExist as missing:
        raise Http404 from missing


@router.get("", response={200: Paged[GroupOut], **SAYS_NO})
def list_groups(request: HttpRequest, said: Query[GroupListing]) -> dict[str, Any]:
    """Groups of the communities in sight, by name."""
    today = local_day(now())
    rows = queries.groups(
        scope_of(request, SEE), today, named=said.q, sort=said.sort, over=said.over == "1"
    )
    page = page_of(rows, keys=("name", "id"), at=said.at)
    counts = queries.counted(page.rows, today, years_before(today, 1))
    return paged(page, lambda row: told(row, counts[row.pk]))


@router.post("", response={201: GroupWhole, **SAYS_NO})
@once
def begin_a_group(request: HttpRequest, said: GroupIn) -> Any:
    """A group of a community, from today."""
    scope = scope_of(request, KEEP)
    try:
        community = grids.community(scope, said.community)
    except Community.DoesNotExist as missing:
        raise Http404 from missing
    sorts = queries.sorts(community.org_path, local_day(now()))
    plate = Plate(
        name=said.name, sort=next((one for one in sorts if one.title == said.sort), None),
        about=said.about, phone=said.phone, others=said.residents,
    )  # fmt: skip
    made = actions.begin_group(community=community, plate=plate, by=scope, at=now())
    return Status(201, whole(group_of(scope, made.public_id), scope))


@router.get("/{group_id}", response={200: GroupWhole, 304: None, **SAYS_NO})
def get_group(request: HttpRequest, response: HttpResponse, group_id: UUID) -> Any:
    """One group: members who serve (where the post may see members), and what it did."""
    scope = scope_of(request, SEE)
    answer = whole(group_of(scope, group_id), scope)
    return Status(304, None) if known(request, response, "group", repr(answer)) else answer


@router.post("/{group_id}/members", response={201: GroupWhole, **SAYS_NO})
@once
def serve_in_a_group(request: HttpRequest, group_id: UUID, said: ServingIn) -> Any:
    """A member serves in the group, for a term."""
    scope = scope_of(request, KEEP)
    row = group_of(scope, group_id)
    person = Person.objects.within(scope).filter(public_id=said.member).first()
    if person is None:
        raise Http404
    actions.serve(
        group=row, person=person, post=said.does, since=said.since, until=said.until, by=scope,
        at=now(),
    )  # fmt: skip
    return Status(201, whole(group_of(scope, group_id), scope))
