"""Members managed from two sides, by the API: lists, one link with its life, and asking for one.

Steps are taken under ``/flows/community.link/{id}/steps/{verb}``; the member's own on the page.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Cursor, Paged, Short, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import years_before
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.systems.community.links import actions, queries
from jingwei.systems.community.links.actions import Terms
from jingwei.systems.community.links.models import DualLink

router = Router(tags=["links"])
SEE, CHANGE = Duty.MEMBERS_SEE, Duty.MEMBERS_CHANGE


class LinkOut(Schema):
    """Vote, dues, appraisal and count stay with ``home``; ``here`` is where the member lives."""

    id: str
    name: str
    state: str
    home: str
    here: str
    place: str
    why: str
    asked_on: date
    consent_on: date | None
    agreed_on: date | None
    ended_on: date | None


class LinkLifeOut(Schema):
    """A meeting with the member on its roster; ``side`` is home or here."""

    on: date
    side: str
    kinds: list[str]
    was: str


class LinkWhole(LinkOut):
    life: list[LinkLifeOut]


class LinkListing(Schema):
    """``what``: ``in`` who lives here, ``out`` who belongs here."""

    what: Literal["in", "out"] = "in"
    name: Short = ""
    ended: bool = False
    at: Cursor = ""


class LinkIn(Schema):
    """``branch`` is the code of the branch where the member lives."""

    member: UUID
    branch: Short
    place: Short
    why: Literal["shares", "land", "vote", "other"] = "shares"
    home_contact: Short = ""


def told(row: DualLink) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "state": row.state, "home": row.home_name,
        "here": row.host_name, "place": row.place, "why": row.why, "asked_on": row.asked_on,
        "consent_on": row.consent_on, "agreed_on": row.agreed_on, "ended_on": row.ended_on,
    }  # fmt: skip


def whole(row: DualLink) -> dict[str, Any]:
    since = years_before(timezone.localdate(), 1)
    return told(row) | {
        "life": [
            {"on": one.on, "side": one.side, "kinds": one.kinds, "was": one.how}
            for one in queries.life(row, since)
        ]
    }  # fmt: skip


@router.get("", response={200: Paged[LinkOut], **SAYS_NO})
def list_links(request: HttpRequest, said: Query[LinkListing]) -> dict[str, Any]:
    """Members who live here and belong elsewhere, or the other way round."""
    rows = queries.links(scope_of(request, SEE), said.what, ended=said.ended, name=said.name)
    return paged(page_of(rows, keys=("-asked_on", "-id"), at=said.at), told)


@router.get("/{link_id}", response={200: LinkWhole, 304: None, **SAYS_NO})
def get_link(request: HttpRequest, response: HttpResponse, link_id: UUID) -> Any:
    """One link from either side, with the life of a year."""
    try:
        row = queries.link(scope_of(request, SEE), link_id)
    except DualLink.DoesNotExist as missing:
        raise Http404 from missing
    answer = whole(row)
    return Status(304, None) if known(request, response, "link", repr(answer)) else answer


@router.post("", response={201: LinkOut, **SAYS_NO})
@once
def propose_a_link(request: HttpRequest, said: LinkIn) -> Any:
    """Ask for it as the branch of the relation; it waits for the member's yes."""
    scope = scope_of(request, CHANGE)
    person: Person | None = Person.objects.within(scope).filter(public_id=said.member).first()
    if person is None:
        raise Http404
    terms = Terms(
        to=directory.branch(said.branch), place=said.place, why=said.why,
        home_contact=said.home_contact,
    )  # fmt: skip
    return Status(201, told(actions.propose_link(person=person, terms=terms, by=scope, at=now())))
