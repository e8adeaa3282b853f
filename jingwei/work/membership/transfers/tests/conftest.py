"""Who moves, from where to where, and on which day?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member, id_number
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.work.membership.transfers import doing
from jingwei.work.membership.transfers.actions import Letter, Wish, request_transfer
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.kinds import Direction, State
from jingwei.work.membership.transfers.models import Transfer

NUMBERS = count(1)
OUT = (State.PREPARED, State.LETTER)
IN = (State.RECEIVED, State.DECLINED)
OUTSIDE = "外省某市某街道第一党支部"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def make(town: Any, state: str, *, host: str = "east_two", org: str = "east_one") -> Transfer:
    """A transfer of a new member in whatever state; written by whoever acts."""
    number = next(NUMBERS)
    branch = town.orgs[org]
    person = add_member(town, f"转{number}", branch, number=id_number(date(1990, 1, 1), number))
    direction = Direction.WITHIN
    if state in OUT:
        direction = Direction.OUT
    elif state in IN:
        direction = Direction.IN
    row = Transfer(
        org=branch, org_path=branch.path, direction=direction, state=state, name=person.name,
        category="full", from_name=str(branch), to_name=OUTSIDE, asked_on=TODAY,
        letter_no="2026-1", letter_on=TODAY, letter_first_on=TODAY,
        letter_until=TODAY + timedelta(days=10), due_on=TODAY + timedelta(days=10),
    )  # fmt: skip
    if direction == Direction.IN:
        row.sealed = doing.sealed(row, told(id_number(date(1991, 1, 1), number)))
        row.name = f"新{number}"
    else:
        row.person = person
    if direction == Direction.WITHIN:
        row.host, row.host_path = town.orgs[host], town.orgs[host].path
        row.to_name = str(row.host)
    if state == State.ACCEPTED:
        row.accepted_at, row.accepted_by = AT, town.lin
    row.save(force_insert=True)
    return row


def told(number: str) -> dict[str, str]:
    return {
        "id_number": number, "joined_on": "2015-07-01", "full_on": "2016-07-01", "phone": "",
        "unit_title": "",
    }  # fmt: skip


def letter(**more: Any) -> Letter:
    """What a member from outside brings along."""
    return Letter(
        **{
            "name": "外甲", "id_number": id_number(date(1992, 2, 2), 1), "from_name": OUTSIDE,
            "letter_no": "外-7", "letter_on": TODAY - timedelta(days=3),
            "joined_on": date(2015, 7, 1), "full_on": date(2016, 7, 1), **more,
        }
    )  # fmt: skip


def wish(to: str = "WEST-1", **more: Any) -> Wish:
    return Wish(**{"why": "work", "to": directory.branch(to) if to else None, **more})


def ask(town: Any, name: str = "东乙", to: str = "WEST-1", **more: Any) -> Transfer:
    """The branch asks; enter it inside ``acting``."""
    person = Person.everything.get(pk=town.people[name].pk)
    return request_transfer(
        person=person, wish=wish(to, **more), by=town.branch_scope, at=more.pop("at", AT)
    )


def step(row: Transfer, verb: str, by: Any, at: Any = AT, **said: Any) -> Any:
    """One step by somebody, in that somebody's own range."""
    with acting(by):
        return take_step(flow=TRANSFER, subject=row, verb=verb, said=said, by=by, at=at)


@pytest.fixture
def sent(town: Any) -> Transfer:
    """东乙 is on the way from east one to west one."""
    with acting(town.branch_scope):
        row = ask(town)
    step(row, "send", town.lin_scope)
    return row


def as_person(by: Any, person: int) -> Any:
    return replace(by, person_id=person)
