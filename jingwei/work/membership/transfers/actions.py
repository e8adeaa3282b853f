"""How is a transfer asked for, by the branch or the member, and a letter from outside recorded?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.orgs.directory import Entry
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people.files import lock_person, refuse
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.own import on_own_behalf
from jingwei.kernel.people.rules import number_findings
from jingwei.kernel.rulebook.codes import identity
from jingwei.work.membership.transfers import doing, rules
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.kinds import UNDER_WAY, Direction, State, Why
from jingwei.work.membership.transfers.models import Transfer

WHYS = frozenset(Why.values)


@dataclass(frozen=True)
class Wish:
    """Where to, and why. ``to`` is a branch of this city; without one ``to_name`` is outside."""

    why: str
    to: Entry | None = None
    to_name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Letter:
    """What a letter from outside the city says."""

    name: str
    id_number: str
    from_name: str
    letter_no: str
    letter_on: date | None
    category: str = Category.FULL
    joined_on: date | None = None
    full_on: date | None = None
    phone: str = ""
    unit_title: str = ""


def request_transfer(*, person: Person, wish: Wish, by: Scope, at: datetime) -> Transfer:
    """Ask that a member's relation go elsewhere. Raises: Refused with all reasons."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    return _ask(person, wish, by, at, oneself=False)


def ask_own_transfer(*, oneself: Scope, wish: Wish, at: datetime) -> Transfer:
    """A member asks. Enter it inside ``acting(oneself)``; the row is written at the own branch."""
    with on_own_behalf(oneself) as (branch, person):
        return _ask(person, wish, replace(branch, person_id=person.pk), at, oneself=True)


@contextmanager
def own_branch(oneself: Scope) -> Iterator[None]:
    """Read the city's address book from the member's own branch."""
    with on_own_behalf(oneself):
        yield


def withdraw_own_transfer(*, oneself: Scope, at: datetime) -> Transfer:
    """A member takes the own wish back while nothing has been sent.

    Raises: Transfer.DoesNotExist where nothing of the member's is under way.
    """
    with on_own_behalf(oneself) as (branch, person):
        row: Transfer = Transfer.everything.get(person=person, state__in=UNDER_WAY)
        by = replace(branch, person_id=person.pk)
        take_step(flow=TRANSFER, subject=row, verb="take_back", by=by, at=at)
        return row


def _ask(person: Person, wish: Wish, by: Scope, at: datetime, *, oneself: bool) -> Transfer:
    person, to = lock_person(person), wish.to
    name = to.name if to else wish.to_name.strip()
    seen = doing.leaving_of(person, to=to.id if to else None, new=True)
    refuse(
        rules.request_findings(
            seen, to_name=name, why=wish.why, known_whys=WHYS, note=wish.note.strip()
        )
    )
    home = files.home_of(person)
    org = Organisation.everything.get(pk=person.org_id)
    row = Transfer(
        direction=Direction.WITHIN if to else Direction.OUT,
        state=State.REQUESTED if to else State.PREPARED, org=org, org_path=org.path,
        host_id=to.id if to else None, host_path=to.path if to else None, person=person,
        name=person.name, category=home.category if home else Category.FULL,
        from_name=org.name, to_name=name, why=wish.why, note=wish.note.strip(),
        asked_on=local_day(at), due_on=doing.last_day("transfer.send.days", local_day(at)),
    )  # fmt: skip
    _insert(row)
    verb = ("ask" if oneself else "request") + ("" if to else "_out")
    begin_case(flow=TRANSFER, subject=row, verb=verb, by=by, at=at)
    return row


def record_letter(*, org: Organisation, letter: Letter, by: Scope, at: datetime) -> Transfer:
    """Somebody from outside the city brings a letter to a branch of ours.

    Whether the number is on file elsewhere is answered with yes or no, and logged.
    """
    by.require(Duty.MEMBERS_CHANGE, org.path)
    number, on = identity.normal(letter.id_number), local_day(at)
    reads = not number_findings(number, on)
    until = doing.last_day("letter.outside.days", letter.letter_on) if letter.letter_on else None
    refuse(
        rules.letter_findings(
            rules.Brought(
                name=letter.name, from_name=letter.from_name, letter_no=letter.letter_no,
                letter_on=letter.letter_on, until=until, number_read=reads,
                number_known=reads and _is_known(number, by, at),
            ),
            on,
        )
    )  # fmt: skip
    row = Transfer(
        direction=Direction.IN, state=State.RECEIVED, org=org, org_path=org.path,
        name=letter.name.strip(), category=letter.category, from_name=letter.from_name.strip(),
        to_name=org.name, asked_on=on, due_on=doing.last_day("transfer.receive.days", on),
        letter_no=letter.letter_no.strip(),
        letter_on=letter.letter_on, letter_first_on=letter.letter_on, letter_until=until,
    )  # fmt: skip
    told = {
        "id_number": number, "joined_on": letter.joined_on or "", "full_on": letter.full_on or "",
        "phone": letter.phone.strip(), "unit_title": letter.unit_title.strip(),
    }  # fmt: skip
    row.sealed = doing.sealed(row, told)
    _insert(row)
    begin_case(flow=TRANSFER, subject=row, verb="take_letter", by=by, at=at)
    return row


def _is_known(number: str, by: Scope, at: datetime) -> bool:
    """On file with a home of its own; a file that was left behind is none's duplicate."""
    index = files.number_index(number)
    here = Person.everything.filter(id_index=index).first()
    if here is not None:
        return not here.is_gone
    if doing.left_elsewhere(index) is not None:
        return False
    return files.number_is_taken(number, person=None, by=by, at=at)


def _insert(row: Transfer) -> None:
    """Raises: Refused where a second hand asked for the same member in this very moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "one_transfer_at_a_time" not in str(error):
            raise
        raise Refused(rules.UNDER_WAY) from None


__all__ = [
    "Letter", "Wish", "ask_own_transfer", "own_branch", "record_letter", "request_transfer",
    "withdraw_own_transfer",
]  # fmt: skip
