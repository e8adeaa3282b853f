"""Transfers by the API: the desk, one of them, a wish, a letter from outside, the address book.

Steps are taken under ``/flows/membership.transfer/{id}/steps/{verb}``.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.transfers import actions, queries
from jingwei.work.membership.transfers.actions import Letter, Wish
from jingwei.work.membership.transfers.models import Transfer

router = Router(tags=["transfers"])


class TransferOut(Schema):
    """One transfer; ``organisation`` is the side that answers for the member."""

    id: str
    name: str
    category: str
    direction: str
    state: str
    sender: str
    receiver: str
    held_by: str
    asked_on: date
    due_on: date
    is_late: bool
    letter_no: str
    letter_until: date | None
    receipt_on: date | None


class TransferListing(Schema):
    view: Code = "going"
    under: Code = ""
    direction: Code = ""
    state: Code = ""
    name: Short = ""
    at: Cursor = ""


class TransferIn(Schema):
    """``branch`` is the code of a branch of this city; without one ``outside`` names where to."""

    member: UUID
    branch: Code = ""
    outside: Name = ""
    why: Code
    note: Text = ""


class LetterIn(Schema):
    """What a letter from outside the city says of its bearer."""

    organisation: Code
    name: Short
    id_number: Short
    sender: Name
    number: Short
    letter_on: Day
    category: Literal["full", "probationary"] = "full"
    joined_on: Day | None = None
    full_on: Day | None = None
    phone: Short = ""
    unit_title: Name = ""


class BranchOut(Schema):
    code: str
    name: str
    above: str


def told(row: Transfer) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "name": row.name, "category": row.category,
        "direction": row.direction, "state": row.state, "sender": row.from_name,
        "receiver": row.to_name, "held_by": queries.holder(row), "asked_on": row.asked_on,
        "due_on": row.due_on, "is_late": queries.is_late(row, local_day(now())),
        "letter_no": row.letter_no, "letter_until": row.letter_until,
        "receipt_on": row.receipt_on,
    }  # fmt: skip


@router.get("", response={200: Paged[TransferOut], **SAYS_NO})
def list_transfers(request: HttpRequest, said: Query[TransferListing]) -> dict[str, Any]:
    """Transfers that one of the two sides answers for here: coming, going, late or done."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    view = said.view if said.view in queries.VIEWS else queries.GOING
    filters = queries.Filters(
        view=view, direction=said.direction, state=said.state, name=said.name,
        path=organisation_of(scope, said.under).path if said.under else "",
    )  # fmt: skip
    rows = queries.transfers(scope, filters, local_day(now()))
    return paged(page_of(rows, keys=("-asked_on", "-id"), at=said.at), told)


@router.get("/branches", response={200: list[BranchOut], **SAYS_NO})
def find_branches(request: HttpRequest, text: Short) -> list[dict[str, Any]]:
    """Branches of the whole city that a text may mean: names and codes only."""
    scope_of(request, Duty.MEMBERS_CHANGE)
    return [
        {"code": one.code, "name": one.name, "above": one.above} for one in directory.branches(text)
    ]


@router.post("/letters", response={201: TransferOut, **SAYS_NO})
@once
def record_a_letter(request: HttpRequest, said: LetterIn) -> Any:
    """Record a letter that somebody from outside the city brings."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    letter = Letter(
        name=said.name, id_number=said.id_number, from_name=said.sender, letter_no=said.number,
        letter_on=said.letter_on, category=said.category, joined_on=said.joined_on,
        full_on=said.full_on, phone=said.phone, unit_title=said.unit_title,
    )  # fmt: skip
    org = organisation_of(scope, said.organisation)
    return Status(201, told(actions.record_letter(org=org, letter=letter, by=scope, at=now())))


@router.get("/{transfer_id}", response={200: TransferOut, 304: None, **SAYS_NO})
def get_transfer(request: HttpRequest, response: HttpResponse, transfer_id: UUID) -> Any:
    """One transfer, as either side sees it."""
    row = queries.transfer(scope_of(request, Duty.MEMBERS_SEE), transfer_id)
    if row is None:
        raise Http404
    tag = ("transfer", row.public_id, row.state, row.letter_no, row.due_on)
    return Status(304, None) if known(request, response, *tag) else told(row)


@router.post("", response={201: TransferOut, **SAYS_NO})
@once
def request_a_transfer(request: HttpRequest, said: TransferIn) -> Any:
    """Ask that a member's relation go to a branch of this city, or out of it."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    person = _member(scope, said.member)
    wish = Wish(
        why=said.why, note=said.note, to_name="" if said.branch else said.outside,
        to=directory.branch(said.branch) if said.branch else None,
    )  # fmt: skip
    row = actions.request_transfer(person=person, wish=wish, by=scope, at=now())
    return Status(201, told(row))


def _member(scope: Scope, public_id: UUID) -> Person:
    """Raises: Http404, the same for out of sight and unknown."""
    found: Person | None = Person.objects.within(scope).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
