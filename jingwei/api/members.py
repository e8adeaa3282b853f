"""Which members are there? The list with the page's filters; a file masked, its past, its looks."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, known, now, once_without, scope_of
from jingwei.api.filled import refuse_errors
from jingwei.api.schemas import Code, Cursor, Name, Paged, Short, Text
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import duplicates, looking, queries, timeline
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import reveal
from jingwei.kernel.privacy.sealing import masked
from jingwei.shell.http import page_of
from jingwei.shell.members import filters
from jingwei.shell.members.columns import day_text
from jingwei.shell.members.member import NUMBER_LENGTH, PHONE_LENGTH, look_row

router = Router(tags=["members"])


class RowOut(Schema):
    """A row of the list. Days are as exact as they are known: 1985-07-02, 1985-07 or 1985."""

    id: str
    name: str
    sex: str
    birth: str
    ethnicity: str
    education: str
    degree: str
    joined: str
    full: str
    native_place: str
    work_post: str
    unit_title: str
    id_tail: str
    phone_tail: str
    floating_to: str
    is_numbered: bool
    is_gone: bool
    organisation: str
    organisation_name: str
    category: str
    since: date | None
    is_dual: bool
    title: str


class MemberOut(RowOut):
    """One file; ``state`` and ``lost`` are told to those who keep the roster, else null."""

    id_number: str
    phone: str
    landline: str
    address: str
    state: str | None
    lost: str | None
    merged_into: str
    version: int


class StretchOut(Schema):
    what: str
    organisation: str
    organisation_name: str
    since: date
    until: date | None
    began: str
    ended: str
    basis: str
    due_on: date | None
    is_post: bool


class LookOut(Schema):
    at: datetime
    who: str
    post: str
    fields: str
    reason: str


class AlikeOut(Schema):
    """``why`` is birth, phone or joined."""

    why: str
    members: list[RowOut]


class Revealing(Schema):
    """``reason`` is transfer, verify, contact, superior, or other with ``words``."""

    fields: list[Code]
    reason: Code
    words: Text = ""


class Revealed(Schema):
    values: dict[str, str]


class MemberListing(Schema):
    """The conditions of the page under the same names; ``org`` is a code."""

    q: Short = ""
    org: Name = ""
    category: Code = ""
    standing: Code = ""
    sex: Code = ""
    level: Code = ""
    age_from: Code = ""
    age_to: Code = ""
    joined_from: Code = ""
    joined_to: Code = ""
    born_from: Code = ""
    born_to: Code = ""
    floating: Code = ""
    numbered: Code = ""
    title: Code = ""
    post: Code = ""
    state: Code = ""
    lost: Code = ""
    order: Code = ""
    at: Cursor = ""


def person_of(scope: Scope, public_id: UUID) -> Person:
    """One file in sight. Raises: Http404, the same for out of sight and unknown."""
    found: Person | None = (
        Person.objects.within(scope).select_related("org").filter(public_id=public_id).first()
    )
    if found is None:
        raise Http404
    return found


def row_told(row: dict[str, Any]) -> dict[str, Any]:
    plain = (
        "name", "sex", "ethnicity", "education", "degree", "native_place", "work_post",
        "unit_title", "id_tail", "phone_tail", "floating_to", "is_gone", "is_dual", "since",
    )  # fmt: skip
    return {name: row[name] for name in plain} | {
        "id": str(row["public_id"]), "birth": day_text(row, "birth"),
        "joined": day_text(row, "joined"), "full": day_text(row, "full"),
        "is_numbered": row["numbered"], "organisation": row["org_code"],
        "organisation_name": row["org_name"], "category": row["category"] or "",
        "title": row["title"] or "",
    }  # fmt: skip


def told(scope: Scope, person: Person) -> dict[str, Any]:
    """One file as this acting post sees it."""
    (row,) = queries.rows_of(scope, [person.pk])
    keeps = scope.holds(Duty.MEMBERS_CHANGE)
    into = Person.objects.within(scope).filter(pk=person.merged_into_id).first()
    lost = {"lost_on": person.lost_since, "lost_precision": person.lost_precision}
    return row_told(row) | {
        "id_number": masked(person.id_tail, NUMBER_LENGTH),
        "phone": masked(person.phone_tail, PHONE_LENGTH),
        "landline": "***" if person.landline else "", "address": "***" if person.address else "",
        "state": (row["state"] or "") if keeps else None,
        "lost": day_text(lost, "lost") if keeps else None,
        "merged_into": str(into.public_id) if into else "", "version": person.version,
    }  # fmt: skip


def tag_of(person: Person) -> tuple[object, ...]:
    return ("member", person.public_id, person.version)


@router.get("", response={200: Paged[RowOut], **SAYS_NO})
def list_members(request: HttpRequest, said: Query[MemberListing]) -> dict[str, Any]:
    """Members of the acting post's part of the tree, 50 at a time, in the page's orders."""
    scope, on = scope_of(request, Duty.MEMBERS_SEE), timezone.localdate()
    asked = filters.asked(request.GET, scope)
    refuse_errors(asked.form)
    rows, keys = queries.keys_of(queries.members(scope, asked.filters, on), asked.order)
    with looking.along_names(scope, asked.filters, asked.order):
        page = page_of(rows, keys=keys, at=said.at)
    found = queries.rows_of(scope, [row["id"] for row in page.rows])
    return {
        "rows": [row_told(row) for row in found], "next": page.next, "previous": page.previous
    }  # fmt: skip


@router.get("/alike", response={200: list[AlikeOut], **SAYS_NO})
def members_alike(request: HttpRequest) -> Any:
    """Files with something in common, for a person to judge."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    return [
        {"why": one.why, "members": [row_told(row) for row in one.rows]}
        for one in duplicates.duplicates(scope)
    ]


@router.get("/{member_id}", response={200: MemberOut, 304: None, **SAYS_NO})
def get_member(request: HttpRequest, response: HttpResponse, member_id: UUID) -> Any:
    """One file, masked; its ETag goes into If-Match of a change."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    person = person_of(scope, member_id)
    return Status(304, None) if known(request, response, *tag_of(person)) else told(scope, person)


@router.get("/{member_id}/timeline", response={200: list[StretchOut], **SAYS_NO})
def member_timeline(request: HttpRequest, member_id: UUID) -> Any:
    """Stretches of belonging and posts, the latest first, those of merged files too."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    files = timeline.lineage(scope, person_of(scope, member_id))
    found = [(one, False) for one in timeline.memberships(scope, files)]
    found += [(one, True) for one in timeline.positions(scope, files)]
    return [
        {"what": one.what, "organisation": one.org_code, "organisation_name": one.org,
         "since": one.since, "until": one.until, "began": one.began, "ended": one.ended,
         "basis": one.basis, "due_on": one.due_on, "is_post": is_post}
        for one, is_post in sorted(found, key=lambda pair: pair[0].since, reverse=True)
    ]  # fmt: skip


@router.get("/{member_id}/looks", response={200: list[LookOut], **SAYS_NO})
def member_looks(request: HttpRequest, member_id: UUID) -> Any:
    """Who opened sealed values of the file, the last first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    return [look_row(look) for look in reveal.looks_at(scope, person_of(scope, member_id))]


@router.post("/{member_id}/reveal", response={200: Revealed, **SAYS_NO})
@once_without("values")
def reveal_member(request: HttpRequest, member_id: UUID, said: Revealing) -> Any:
    """Open sealed values for a reason; the member sees who did it, when and why."""
    scope = scope_of(request, Duty.MEMBERS_REVEAL)
    values = reveal.reveal(
        person=person_of(scope, member_id), fields=said.fields, reason=said.reason,
        words=said.words, by=scope, at=now(),
    )  # fmt: skip
    return {"values": values}
