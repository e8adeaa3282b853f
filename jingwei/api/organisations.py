"""Which organisations are there? The list, one organisation, the tree and its seats on any day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, known, scope_of
from jingwei.api.schemas import Cursor, Day, Name, Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs import history, queries, seats
from jingwei.kernel.orgs import known as knowledge
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.http import page_of

router = Router(tags=["organisations"])
FOUND_BY_SEARCH = 50


class OrganisationOut(Schema):
    """``superior`` is told for one organisation, not in lists."""

    code: str
    name: str
    short_name: str
    kind: str
    kind_title: str
    founded_on: date | None
    dissolved_on: date | None
    superior: str | None = None
    unit: str | None = None
    situation: str
    contact: str
    phone: str
    version: int


class NodeOut(Schema):
    code: str
    name: str
    kind: str
    has_below: bool
    exists_today: bool


class SuperiorOut(Schema):
    code: str
    name: str
    in_sight: bool


class TieOut(Schema):
    kind: str
    since: date | None
    until: date | None
    basis: str
    other_is_host: bool
    code: str
    name: str


class SeatOut(Schema):
    """A post of an organisation; without ``name`` it is vacant since ``vacant_since``,
    or, where that is null too, nobody is on record for so early a day."""

    id: str
    title: str
    title_words: str
    number: int
    name: str
    member: str
    position: str
    since: date | None
    due_on: date | None
    vacant_since: date | None


class MemberThen(Schema):
    member: str
    name: str
    category: str
    kind: str
    since: date | None
    until: date | None


class StandingOut(Schema):
    """One organisation on a day, as known on another; ``name`` empty: it was not known to exist.

    ``organisations`` and ``members_below`` count all below it, the members once."""

    on: date
    known: date
    name: str
    short_name: str
    kind: str
    superior: str
    due_on: date | None
    ties: list[TieOut]
    below: list[NodeOut]
    posts: list[SeatOut]
    members: list[MemberThen]
    organisations: int
    members_below: int


class EventOut(Schema):
    kind: str
    on: date | None
    name: str
    before: str
    basis: str
    due_on: date | None
    other: str
    verb: str
    who: str


class OrganisationListing(Schema):
    q: Name = ""
    kind: Name = ""
    under: Name = ""
    on: Day | None = None
    at: Cursor = ""


def told(org: Organisation, superior: str | None = None) -> dict[str, Any]:
    return {
        "code": org.code, "name": org.name, "short_name": org.short_name, "kind": org.kind,
        "kind_title": str(org.get_kind_display()), "founded_on": org.held.lower,
        "dissolved_on": org.held.upper, "superior": superior,
        "situation": org.situation, "contact": org.contact, "phone": org.phone,
        "version": org.version,
    }  # fmt: skip


def told_whole(org: Organisation) -> dict[str, Any]:
    """With the superior of today and the unit it is set up in."""
    above = queries.superiors(org, timezone.localdate())
    unit = org.unit if org.unit_id else None
    return told(org, above[-1].code if above else "") | {
        "unit": str(unit.public_id) if unit else ""
    }


def tag_of(org: Organisation) -> tuple[object, ...]:
    return ("organisation", org.public_id, org.version)


@router.get("", response={200: Paged[OrganisationOut], **SAYS_NO})
def list_organisations(request: HttpRequest, said: Query[OrganisationListing]) -> dict[str, Any]:
    """Organisations of the acting post in tree order, open today or on a day, 50 at a time.

    With ``q`` the likeliest first, dissolved ones too, at most 50 and no further page.
    """
    scope = scope_of(request, Duty.ORGS_SEE)
    if said.kind and said.kind not in OrgKind.values:
        raise Refused(Finding("org.kind", "没有这种组织类别，请从列表中选一个。"))
    if said.q:
        return _searched(scope, said)
    rows = queries.organisations(scope)
    if said.on:
        rows = Organisation.objects.within(scope).filter(held__contains=said.on)
    if said.kind:
        rows = rows.filter(kind=said.kind)
    if said.under:
        rows = rows.under(organisation_of(scope, said.under).path)
    return paged(page_of(rows, keys=("path",), at=said.at), told)


def _searched(scope: Scope, said: OrganisationListing) -> dict[str, Any]:
    top = organisation_of(scope, said.under).path if said.under else ""
    found = [
        org
        for org in queries.search(scope, said.q, FOUND_BY_SEARCH)
        if (not said.kind or org.kind == said.kind)
        and org.path.startswith(top)
        and (said.on is None or said.on in org.held)
    ]
    return {"rows": [told(org) for org in found], "next": "", "previous": ""}


@router.get("/{code}", response={200: OrganisationOut, 304: None, **SAYS_NO})
def get_organisation(request: HttpRequest, response: HttpResponse, code: str) -> Any:
    """One organisation as it is today; its ETag goes into If-Match of a change."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    return Status(304, None) if known(request, response, *tag_of(org)) else told_whole(org)


@router.get("/{code}/below", response={200: list[NodeOut], **SAYS_NO})
def organisations_below(request: HttpRequest, code: str, on: Day | None = None) -> Any:
    """Organisations directly below on a day, today if none is said; at most 200."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    return [_node_told(node) for node in queries.children(scope, org, on or timezone.localdate())]


@router.get("/{code}/superiors", response={200: list[SuperiorOut], **SAYS_NO})
def organisations_above(request: HttpRequest, code: str, on: Day | None = None) -> Any:
    """Who stood above on a day, from the top down; what is out of sight has its name only."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    return [
        {"code": one.code, "name": one.name, "in_sight": one.in_sight}
        for one in queries.superiors(org, on or timezone.localdate())
    ]


@router.get("/{code}/ties", response={200: list[TieOut], **SAYS_NO})
def organisation_ties(request: HttpRequest, code: str) -> Any:
    """Superiors and second managers, past and present."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    return [_tie_told(tie) for tie in queries.ties(org)]


@router.get("/{code}/known", response={200: StandingOut, **SAYS_NO})
def organisation_known(
    request: HttpRequest, code: str, on: Day | None = None, known: Day | None = None
) -> Any:
    """How an organisation stood on a day, as the system knew it at the end of another."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    today = timezone.localdate()
    day, told_on = on or today, known or today
    with_people = scope.holds(Duty.MEMBERS_SEE, org.path)
    then = knowledge.standing(scope, org, day, told_on, with_people=with_people)
    organisations, members = knowledge.counts_known(scope, org, day, told_on)
    return {
        "on": day, "known": told_on, "name": then.name, "short_name": then.short_name,
        "kind": then.kind, "superior": then.superior, "due_on": then.due_on,
        "ties": [_tie_told(tie) for tie in then.ties],
        "below": [_node_told(node) for node in then.below],
        "posts": [_seat_told(seat) for seat in then.seats],
        "members": [
            {"member": one.person, "name": one.name, "category": one.category, "kind": one.kind,
             "since": one.since, "until": one.until} for one in then.members
        ],
        "organisations": organisations, "members_below": members,
    }  # fmt: skip


@router.get("/{code}/posts", response={200: list[SeatOut], **SAYS_NO})
def organisation_posts(request: HttpRequest, code: str, on: Day | None = None) -> Any:
    """Posts and their holders on a day, vacant ones too."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    org = organisation_of(scope, code)
    today = timezone.localdate()
    return [_seat_told(seat) for seat in seats.seats(scope, org, on or today, today=today)]


@router.get("/{code}/history", response={200: Paged[EventOut], **SAYS_NO})
def organisation_history(request: HttpRequest, code: str, at: Cursor = "") -> dict[str, Any]:
    """What became of one organisation, newest first, 20 at a time."""
    scope = scope_of(request, Duty.ORGS_SEE)
    org = organisation_of(scope, code)
    before = _read(at) if at else history.NEWEST
    line = history.history(scope, org, timezone.localdate(), before=before)
    following = "_".join(map(str, line.events[-1].key)) if line.more else ""
    return {
        "rows": [_event_told(event) for event in line.events], "next": following, "previous": ""
    }  # fmt: skip


def _tie_told(tie: queries.Tie) -> dict[str, Any]:
    return {
        "kind": tie.kind, "since": tie.since, "until": tie.until, "basis": tie.basis,
        "other_is_host": tie.other_is_host, "code": tie.code, "name": tie.name,
    }  # fmt: skip


def _node_told(node: queries.Node) -> dict[str, Any]:
    return {
        "code": node.code, "name": node.name, "kind": node.kind, "has_below": node.has_below,
        "exists_today": node.is_today,
    }  # fmt: skip


def _seat_told(seat: seats.Seat) -> dict[str, Any]:
    return {
        "id": seat.id, "title": seat.title, "title_words": seat.label, "number": seat.number,
        "name": seat.name, "member": seat.person, "position": seat.position, "since": seat.since,
        "due_on": seat.due_on, "vacant_since": seat.vacant_since,
    }  # fmt: skip


def _event_told(event: history.Event) -> dict[str, Any]:
    return {
        "kind": event.kind, "on": event.on, "name": event.name, "before": event.before,
        "basis": event.basis, "due_on": event.due_on,
        "other": event.tie.code if event.tie else "", "verb": event.verb, "who": event.who,
    }  # fmt: skip


def _read(at: str) -> tuple[date, int, int]:
    try:
        day, rank, key = at.split("_")
        return date.fromisoformat(day), int(rank[:4]), int(key[:18])
    except ValueError as error:
        raise Refused(Finding("page.cursor", "这个翻页地址用不了了，请从第一页看起。")) from error
