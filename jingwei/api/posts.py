"""How does a program open, fill, vacate and close the posts of an organisation?"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Day, Text, organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import post_actions
from jingwei.kernel.people.models import Position, Post

router = Router(tags=["posts"])


class PostOut(Schema):
    id: str
    organisation: str
    title: str
    number: int
    since: date | None
    until: date | None


class PositionOut(Schema):
    id: str
    post: str
    organisation: str
    title: str
    member: str
    name: str
    since: date | None
    until: date | None
    due_on: date | None


class PostOpening(Schema):
    organisation: Code
    title: Code
    on: Day


class PostDay(Schema):
    on: Day


class Appointing(Schema):
    member: UUID
    on: Day
    due_on: Day | None = None
    basis: Text = ""


class Relieving(PostDay):
    basis: Text = ""


def _post_of(scope: Scope, public_id: UUID) -> Post:
    found: Post | None = (
        Post.objects.within(scope).select_related("org").filter(public_id=public_id).first()
    )
    if found is None:
        raise Http404
    return found


def _post_told(post: Post) -> dict[str, Any]:
    return {
        "id": str(post.public_id), "organisation": post.org.code, "title": post.title,
        "number": post.seat, "since": post.held.lower, "until": post.held.upper,
    }  # fmt: skip


def _position_told(position: Position, scope: Scope) -> dict[str, Any]:
    person = position.person
    in_sight = person is not None and scope.covers(person.org_path)
    return {
        "id": str(position.public_id), "post": str(position.post.public_id),
        "organisation": position.org.code, "title": position.post.title,
        "member": str(person.public_id) if person is not None and in_sight else "",
        "name": position.name, "since": position.held.lower, "until": position.held.upper,
        "due_on": position.due_on,
    }  # fmt: skip


@router.post("/posts", response={201: PostOut, **SAYS_NO})
@once
def open_a_post(request: HttpRequest, said: PostOpening) -> Any:
    """One more seat that ought to be filled; read them at /organisations/{code}/posts."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    org = organisation_of(scope, said.organisation)
    post = post_actions.open_post(org=org, title=said.title, on=said.on, by=scope, at=now())
    return Status(201, _post_told(post))


@router.post("/posts/{post_id}/close", response={200: PostOut, **SAYS_NO})
@once
def close_a_post(request: HttpRequest, post_id: UUID, said: PostDay) -> Any:
    """The seat is no longer to be filled; it must be vacant."""
    scope = scope_of(request, Duty.ORGS_CHANGE)
    post_actions.close_post(post=_post_of(scope, post_id), on=said.on, by=scope, at=now())
    return _post_told(_post_of(scope, post_id))


@router.post("/posts/{post_id}/appoint", response={201: PositionOut, **SAYS_NO})
@once
def appoint_to_post(request: HttpRequest, post_id: UUID, said: Appointing) -> Any:
    """A member holds the seat from a day; ``due_on`` is the end of the term."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    post, person = _post_of(scope, post_id), person_of(scope, said.member)
    position = post_actions.appoint(
        post=post, person=person, on=said.on, due_on=said.due_on, basis=said.basis, by=scope,
        at=now(),
    )  # fmt: skip
    return Status(201, _position_told(position, scope))


@router.post("/positions/{position_id}/relieve", response={200: PositionOut, **SAYS_NO})
@once
def relieve_of_post(request: HttpRequest, position_id: UUID, said: Relieving) -> Any:
    """The holder leaves the seat; ``on`` is the first day on which it is vacant."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    position = _position_of(scope, position_id)
    post_actions.relieve(position=position, on=said.on, basis=said.basis, by=scope, at=now())
    return _position_told(_position_of(scope, position_id), scope)


def _position_of(scope: Scope, public_id: UUID) -> Position:
    found: Position | None = (
        Position.objects.within(scope)
        .select_related("org", "post", "person")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found
