"""Members who are away, lost, abroad, suspended or leaving, by the API: lists, and what is opened.

Steps are taken under ``/flows/membership.<kind>/{id}/steps/{verb}``.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.standing import actions, listing, queries, serving
from jingwei.work.membership.standing.actions import Away
from jingwei.work.membership.standing.listing import Line
from jingwei.work.membership.standing.serving import Notice

router = Router(tags=["standing"])


class StandingLineOut(Schema):
    """One member on a list; ``page`` is where it goes on."""

    name: str
    organisation: str
    state: str
    since: date | None
    note: str
    last_contact_on: date | None
    page: str


class StandingListing(Schema):
    what: Code = "out"
    state: Code = ""
    name: Short = ""
    ended: bool = False
    at: Cursor = ""


class AwayIn(Schema):
    """``branch`` is the code of the branch of this city that is asked to take the member along."""

    member: UUID
    since: Day
    place: Short
    why: Literal["work", "family", "graduate", "other"] = "work"
    branch: Code = ""
    contact: Short = ""


class SearchIn(Schema):
    """``since``: the last day of contact; the codes of the form in use."""

    member: UUID
    since: Day
    situation: Literal["1", "2", "3", "4", "5", "6", "7"]
    org_class: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9"]


class StayIn(Schema):
    member: UUID
    since: Day
    kind: Literal["study", "work", "settled", "other"]
    place: Short


class LeavingIn(Schema):
    member: UUID
    since: Day


class NoticeServingIn(Schema):
    """``taker`` who took it; ``note`` why it was not signed, or where it was posted."""

    served_on: Day
    how: Literal["hand", "unsigned", "post", "family", "branch", "public"]
    taker: Short = ""
    note: Name = ""


class NoticeServedOut(Schema):
    """``case`` and ``flow`` lead to the case; ``served_on`` is empty until it was served."""

    id: str
    notice: str
    title: str
    made_on: date
    flow: str
    case: str
    served_on: date | None
    how: str


class OpenedOut(Schema):
    """``flow`` and ``id`` lead to the case under ``/flows``."""

    flow: str
    id: str
    state: str


def told(line: Line) -> dict[str, Any]:
    return {
        "name": line.name, "organisation": line.org, "state": line.state, "since": line.since,
        "note": line.note, "last_contact_on": line.last, "page": line.url,
    }  # fmt: skip


@router.get("", response={200: Paged[StandingLineOut], **SAYS_NO})
def list_standing(request: HttpRequest, said: Query[StandingListing]) -> dict[str, Any]:
    """One of the lists: out, in, lost, abroad, suspended, leaving, marked."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    filters = listing.asked(
        {"what": said.what, "state": said.state, "name": said.name,
         "ended": "1" if said.ended else ""}
    )  # fmt: skip
    rows, keys = listing.rows_of(scope, filters)
    page = page_of(rows, keys=keys, at=said.at)
    return paged(page, lambda row: told(listing.lines(filters, [row])[0]))


@router.post("/floating", response={201: OpenedOut, **SAYS_NO})
@once
def register_a_floating_member(request: HttpRequest, said: AwayIn) -> Any:
    """登记外出."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    away = Away(
        since=said.since, place=said.place, why=said.why, contact=said.contact,
        to=directory.branch(said.branch) if said.branch else None,
    )  # fmt: skip
    row = actions.register_floating(
        person=_member(scope, said.member), away=away, by=scope, at=now()
    )
    return Status(201, _opened(queries.OUT, row))


@router.post("/lost", response={201: OpenedOut, **SAYS_NO})
@once
def begin_a_search(request: HttpRequest, said: SearchIn) -> Any:
    """开始查找."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = actions.open_search(
        person=_member(scope, said.member), since=said.since, situation=said.situation,
        org_class=said.org_class, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, _opened(queries.LOST_LIST, row))


@router.post("/abroad", response={201: OpenedOut, **SAYS_NO})
@once
def register_a_stay_abroad(request: HttpRequest, said: StayIn) -> Any:
    """登记出国（境）."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = actions.register_stay(
        person=_member(scope, said.member), since=said.since, kind=said.kind, place=said.place,
        by=scope, at=now(),
    )  # fmt: skip
    return Status(201, _opened(queries.ABROAD_LIST, row))


@router.post("/leaving", response={201: OpenedOut, **SAYS_NO})
@once
def note_a_wish_to_leave(request: HttpRequest, said: LeavingIn) -> Any:
    """本人提出退党."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = actions.ask_to_leave(
        person=_member(scope, said.member), since=said.since, by=scope, at=now()
    )
    return Status(201, _opened(queries.LEAVING_LIST, row))


@router.get("/members/{member_id}/notices", response={200: list[NoticeServedOut], **SAYS_NO})
def member_notices(request: HttpRequest, member_id: UUID) -> Any:
    """The notices about one member, and whether they were served."""
    person = _member(scope_of(request, Duty.MEMBERS_SEE), member_id)
    return [_notice_told(one) for one in serving.notices_of(person.pk)]


@router.post("/notices/{served_notice_id}/service", response={201: NoticeServedOut, **SAYS_NO})
@once
def note_a_service(request: HttpRequest, served_notice_id: UUID, said: NoticeServingIn) -> Any:
    """记下送达, once."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    found = serving.notice(scope, served_notice_id)
    if found is None:
        raise Http404
    serving.note_service(notice=found, by=scope, at=now(), **said.model_dump())
    return Status(201, _notice_told(serving.notice(scope, served_notice_id) or found))


def _notice_told(one: Notice) -> dict[str, Any]:
    service = one.service
    return {
        "id": str(one.id), "notice": one.slot, "title": one.title, "made_on": one.made_on,
        "flow": one.flow.code, "case": str(one.subject.public_id),
        "served_on": service.served_on if service else None,
        "how": service.how if service else "",
    }  # fmt: skip


def _opened(what: str, row: Any) -> dict[str, Any]:
    return {
        "flow": queries.FLOW_OF[what].code, "id": str(row.public_id), "state": row.state
    }  # fmt: skip


def _member(scope: Scope, public_id: UUID) -> Person:
    """Raises: Http404, the same for out of sight and unknown."""
    found: Person | None = Person.objects.within(scope).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
