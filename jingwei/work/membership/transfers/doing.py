"""What else changes when a transfer takes a step? Letters, memberships, files; in one transaction.

``leaving`` asks about the member where the file lies, and so on the sender's side only.
"""

import json
from datetime import date
from typing import Any

from django.db import connection

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows import clocks, spans
from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people.actions import register_member
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.crossing_actions import (
    bring_back_member,
    take_back_member,
    take_over_member,
)
from jingwei.kernel.people.kinds import Began, Ended, Home
from jingwei.kernel.people.kinds import State as Standing
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.people.rules import Details, Known
from jingwei.kernel.privacy import sealing
from jingwei.kernel.privacy.reveal import write_look
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.membership.transfers import rules
from jingwei.work.membership.transfers.kinds import ENDS
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.rules import Leaving

COLUMN = "transfer.sealed"
CROSSING = "接收组织关系"


def leaving(row: Transfer) -> Leaving:
    """The member of a transfer as the sender sees it; three queries."""
    person = Person.everything.filter(pk=row.person_id).first() if row.person_id else None
    return leaving_of(person) if person else Leaving(is_member=False)


def is_at(row: Transfer) -> bool:
    """Is the member's home with the sender?"""
    homes = Membership.everything.filter(
        person_id=row.person_id, org_id=row.org_id, kind=Home.HOME, held__endswith=None
    )
    return bool(homes.exists())


def leaving_of(person: Person, *, to: int | None = None, new: bool = False) -> Leaving:
    """``new``: a transfer is only about to be asked for, so another one stands in its way."""
    homes = Membership.everything.filter(person=person, kind=Home.HOME, held__endswith=None)
    home = homes.first()
    return Leaving(
        is_member=home is not None and home.org_id == person.org_id,
        is_merged=person.merged_into_id is not None,
        is_suspended=home is not None and home.state == Standing.SUSPENDED,
        is_lost=person.lost_since is not None,
        under_way=new and under_way(person),
        same_branch=to is not None and home is not None and home.org_id == to,
        posts=Position.everything.filter(person=person, held__endswith=None).count(),
    )


def under_way(person: Person) -> bool:
    found: bool = Transfer.everything.filter(person=person).exclude(state__in=ENDS).exists()
    return found


def write_city_letter(look: Look) -> dict[str, Any]:
    """A letter to a branch of this city."""
    return _write_letter(look, "letter.city.days")


def write_outside_letter(look: Look) -> dict[str, Any]:
    """A letter to somewhere else; it says the ID number, and the person concerned sees that."""
    told = _write_letter(look, "letter.outside.days")
    person = Person.everything.get(pk=look.subject.person_id)
    if person.id_index is not None:
        write_look(
            person=person, fields=["id_number"], reason="transfer",
            words=f"介绍信{look.subject.letter_no}", by=look.by, at=look.at,
        )  # fmt: skip
    return told


def _write_letter(look: Look, name: str) -> dict[str, Any]:
    row = look.subject
    row.letter_no = next_number(look.on)
    row.letter_on, row.letter_until = look.on, last_day(name, look.on)
    row.letter_first_on = row.letter_first_on or look.on
    row.stub_until = last_day("letter.stub.years", look.on)
    row.due_on = row.letter_until
    row.save(
        update_fields=["letter_no", "letter_on", "letter_until", "letter_first_on", "stub_until",
                       "due_on"]
    )  # fmt: skip
    return {"letter": row.letter_no, "until": row.letter_until}


def no_letter(look: Look) -> dict[str, Any]:
    """The letter that came back is good no longer."""
    row = look.subject
    row.letter_until, row.due_on = None, last_day("transfer.send.days", look.on)
    row.save(update_fields=["letter_until", "due_on"])
    return {"letter": row.letter_no}


def last_day(name: str, on: date) -> date:
    """The last day of a span of the rulebook that begins on a day."""
    span, _source = clocks.span_of(name, on)
    return spans.term(on, span, days=days()).last


def next_number(on: date) -> str:
    """Numbers of letters follow one another over the whole city and are never used twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('transfer_letter_no')")
        (number,) = cursor.fetchone()
    return f"{on.year}-{number:06d}"


def reissue_findings(look: Look) -> list[Finding]:
    first = look.subject.letter_first_on
    return rules.reissue_findings(
        first_on=first, most_until=last_day("letter.months.most", first) if first else None,
        on=look.on, checked=bool(look.said.get("checked")),
    )  # fmt: skip


def receipt_findings(look: Look) -> list[Finding]:
    return rules.receipt_findings(
        letter_on=look.subject.letter_on, receipt_on=look.said.get("receipt_on"), on=look.on
    )


def accept(look: Look) -> dict[str, Any]:
    """The home goes over to this branch: a crossing act under exactly the two paths."""
    row = look.subject
    take_over_member(
        person=row.person_id, path=row.org_path, to=Organisation.everything.get(pk=row.host_id),
        on=look.on, by=look.by, at=look.at, basis=basis(row), reason=CROSSING,
    )  # fmt: skip
    row.receipt_on = look.on
    row.save(update_fields=["receipt_on"])
    return {"letter": row.letter_no}


def let_go(look: Look) -> dict[str, Any]:
    """The receipt is here: the member belongs to the other city from the day it says."""
    row = look.subject
    person = Person.everything.get(pk=row.person_id)
    end_membership(
        person=person, ended=Ended.TRANSFERRED_OUT, on=row.receipt_on, by=look.by, at=look.at,
        basis=basis(row),
    )  # fmt: skip
    return {"letter": row.letter_no}


def basis(row: Transfer) -> str:
    return f"组织关系介绍信{row.letter_no}"


def take_in(look: Look) -> dict[str, Any]:
    """A file that was left behind is taken up again; otherwise a new one is opened."""
    row = look.subject
    told = opened(row)
    org = Organisation.everything.get(pk=row.org_id)
    index = files.number_index(told["id_number"])
    common: dict[str, Any] = {
        "org": org, "on": look.on, "by": look.by, "at": look.at, "basis": basis(row),
    }  # fmt: skip
    here = Person.everything.filter(id_index=index, merged_into=None).first()
    left = None if here else left_elsewhere(index)
    if (here and not here.is_gone) or (left is None and number_elsewhere(index)):
        raise Refused(*rules.letter_findings(_known(row, told), look.on))
    if here:
        person, how = take_back_member(person=here, category=row.category, **common), "here"
    elif left is not None:
        person, how = bring_back_member(person=left, category=row.category, **common), "left"
    else:
        person, how = _registered(row, told, common), "new"
    row.person, row.receipt_on = person, look.on
    row.save(update_fields=["person", "receipt_on"])
    look.case.person = person
    look.case.save(update_fields=["person"])
    return {"letter": row.letter_no, "file": how}


def _registered(row: Transfer, told: dict[str, Any], common: dict[str, Any]) -> Person:
    details = Details(
        name=row.name, joined=_known_day(told["joined_on"]), full=_known_day(told["full_on"]),
        phone=told["phone"], unit_title=told["unit_title"],
    )  # fmt: skip
    return register_member(
        details=details, category=row.category, began=Began.TRANSFERRED_IN,
        id_number=told["id_number"], confirmed=True, is_demo=row.is_demo, **common,
    )  # fmt: skip


def _known_day(said: str) -> Known | None:
    return Known(date.fromisoformat(said)) if said else None


def _known(row: Transfer, told: dict[str, Any]) -> rules.Brought:
    return rules.Brought(
        name=row.name, from_name=row.from_name, letter_no=row.letter_no, letter_on=row.letter_on,
        until=row.letter_until, number_read=True, number_known=True,
    )  # fmt: skip


def left_elsewhere(index: bytes | None) -> int | None:
    """The file of somebody who left the city from a branch out of sight: its id, nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_left_elsewhere(%s)", [index])
        (found,) = cursor.fetchone()
    return int(found) if found is not None else None


def number_elsewhere(index: bytes | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM on_file_elsewhere(%s)", [[index]])
        (found,) = cursor.fetchone()
    return bool(found)


def sealed(row: Transfer, told: dict[str, Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return sealing.seal(text, column=COLUMN, row=row.public_id)


def opened(row: Transfer) -> dict[str, Any]:
    """What the letter from outside says of its bearer."""
    found: dict[str, Any] = json.loads(
        sealing.unseal(row.sealed, column=COLUMN, row=row.public_id) or "{}"
    )
    return found
