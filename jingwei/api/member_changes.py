"""How does a program work on members? The changes of the page, with the page's forms and rules."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema, Status

from jingwei.api.core import MATCHES, SAYS_NO, now, once, scope_of, seen_as, version_of
from jingwei.api.filled import filled
from jingwei.api.members import MemberOut, person_of, router, tag_of, told
from jingwei.api.schemas import Code, Day, Name, Short, Text, organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.actions import correct_details, register_member
from jingwei.kernel.people.models import Person
from jingwei.shell.members.acts import ACTS
from jingwei.shell.members.forms import EditForm, RegisterForm, initial_of

CHANGED: dict[int, Any] = {200: MemberOut, **SAYS_NO}


class Details(Schema):
    """Days as exactly as they are known: 1985-07-02, 1985-07 or 1985. Codes of GB/T tables."""

    sex: Code = ""
    ethnicity: Code = ""
    birth: Short = ""
    education: Code = ""
    degree: Code = ""
    joined: Short = ""
    full: Short = ""
    native_place: Text = ""
    work_post: Text = ""
    unit_title: Text = ""
    phone: Short = ""
    landline: Short = ""
    address: Text = ""
    floating_to: Text = ""
    lost: Short = ""
    confirmed: bool = False


class Registering(Details):
    """``began`` is transferred_in, admitted, restored or opening."""

    name: Name
    organisation: Code
    category: Code
    began: Code
    on: Day
    id_number: Short = ""
    basis: Text = ""


class Correcting(Details):
    """What is left out stays; what is sealed stays too, unless ``erase`` names it."""

    name: Name = ""
    erase: list[Code] = []
    reason: Text = ""


class MemberDay(Schema):
    on: Day
    basis: Text = ""


class MemberEnd(MemberDay):
    """``ended`` is transferred_out, died or left."""

    ended: Code


class MemberMove(MemberDay):
    to: Code


class Number(Schema):
    id_number: Short


class Renumber(Number):
    reason: Text


class Merge(Schema):
    """``other`` is the file that is to be merged into this one."""

    other: UUID
    reason: Text


class Waiting(Schema):
    """A correction that another person decides."""

    correction: str


@router.post("", response={201: MemberOut, **SAYS_NO})
@once
def register_a_member(request: HttpRequest, response: HttpResponse, said: Registering) -> Any:
    """Open a file for a member whose relation lies in ``organisation`` from ``on``.

    What is doubtful is refused until somebody says with ``confirmed`` that it is right.
    """
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    org = organisation_of(scope, said.organisation)
    data = said.dict() | {"org": org.code, "sex": said.sex or "0"}
    form = filled(RegisterForm, data, scope=scope)
    person = register_member(**form.told(), by=scope, at=now())
    seen_as(response, *tag_of(person))
    return Status(201, told(scope, person))


@router.post("/{member_id}/correct", response=CHANGED, openapi_extra=MATCHES)
@once
def correct_member(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: Correcting
) -> Any:
    """Put right what stands in a file, the ID number excepted; only what is said changes."""
    scope, person, version = _begin(request, member_id)
    data = initial_of(person) | said.dict(exclude_unset=True)
    data["version"] = version
    form = filled(EditForm, data, scope=scope, person=person)
    correct_details(person=person, **form.told(), by=scope, at=now())
    return _now_is(scope, response, member_id)


def _begin(request: HttpRequest, member_id: UUID) -> tuple[Scope, Person, int | None]:
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    person = person_of(scope, member_id)
    return scope, person, version_of(request, person.version, *tag_of(person))


def _now_is(scope: Scope, response: HttpResponse, member_id: UUID) -> dict[str, Any]:
    person = person_of(scope, member_id)
    seen_as(response, *tag_of(person))
    return told(scope, person)


def _act(
    request: HttpRequest, response: HttpResponse, member_id: UUID, key: str, said: dict[str, Any]
) -> Any:
    scope, person, version = _begin(request, member_id)
    form = filled(ACTS[key].form, said | {"version": version}, scope=scope, person=person)
    ACTS[key].act(**form.told(), by=scope, at=now())
    return _now_is(scope, response, member_id)


@router.post("/{member_id}/full", response=CHANGED, openapi_extra=MATCHES)
@once
def make_full(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: MemberDay
) -> Any:
    """A probationary member becomes a full one."""
    return _act(request, response, member_id, "full", said.dict())


@router.post("/{member_id}/move", response=CHANGED, openapi_extra=MATCHES)
@once
def move_a_member(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: MemberMove
) -> Any:
    """The relation goes over to another branch within the acting post's part of the tree."""
    organisation_of(scope_of(request, Duty.MEMBERS_CHANGE), said.to)
    return _act(request, response, member_id, "move", said.dict())


@router.post("/{member_id}/end", response=CHANGED, openapi_extra=MATCHES)
@once
def end_a_membership(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: MemberEnd
) -> Any:
    """The membership holds no longer from a day; the file stays."""
    return _act(request, response, member_id, "end", said.dict())


@router.post("/{member_id}/suspend", response=CHANGED, openapi_extra=MATCHES)
@once
def suspend_a_member(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: MemberDay
) -> Any:
    """A body with the power to do so suspended the membership."""
    return _act(request, response, member_id, "suspend", said.dict())


@router.post("/{member_id}/restore", response=CHANGED, openapi_extra=MATCHES)
@once
def restore_a_member(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: MemberDay
) -> Any:
    """The suspension ends."""
    return _act(request, response, member_id, "restore", said.dict())


@router.post("/{member_id}/id-number", response=CHANGED, openapi_extra=MATCHES)
@once
def fill_in_id_number(
    request: HttpRequest, response: HttpResponse, member_id: UUID, said: Number
) -> Any:
    """Fill in the ID number of a file that has none."""
    return _act(request, response, member_id, "number", said.dict())


@router.post("/{member_id}/id-number/correct", response={202: Waiting, **SAYS_NO})
@once
def ask_for_id_number(request: HttpRequest, member_id: UUID, said: Renumber) -> Any:
    """Ask that a wrong ID number be replaced; another person decides."""
    return _ask(request, member_id, "renumber", said.dict())


@router.post("/{member_id}/merge", response={202: Waiting, **SAYS_NO})
@once
def ask_for_merge(request: HttpRequest, member_id: UUID, said: Merge) -> Any:
    """Ask that another file be merged into this one; another person decides."""
    person_of(scope_of(request, Duty.MEMBERS_CHANGE), said.other)
    return _ask(request, member_id, "merge", said.dict())


def _ask(request: HttpRequest, member_id: UUID, key: str, said: dict[str, Any]) -> Any:
    scope, person, _version = _begin(request, member_id)
    form = filled(ACTS[key].form, said, scope=scope, person=person)
    asked = ACTS[key].act(**form.told(), by=scope, at=now())
    return Status(202, {"correction": str(asked.public_id)})
