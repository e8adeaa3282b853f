"""东乙 of the east lives in the west: a link in every state, and the hands that take its steps."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest
import time_machine

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member, id_number
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger import reactions
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.systems.community.links.actions import Terms, propose_link
from jingwei.systems.community.links.flows import LINK
from jingwei.systems.community.links.kinds import RUNNING
from jingwei.systems.community.links.models import DualLink

NUMBERS = count(1)
SINCE = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def terms(code: str = "WEST-1", **more: Any) -> Terms:
    to = more.pop("to", None) or directory.branch(code)
    return Terms(**{"to": to, "place": "西镇二区", **more})


def asked(town: Any, name: str = "东甲", **more: Any) -> DualLink:
    """Asked for by the secretary of east branch one; the member has an account."""
    by = town.branch_scope
    with acting(by):
        person = Person.everything.get(pk=town.people[name].pk)
        return propose_link(person=person, terms=terms(**more), by=by, at=AT)


def step(row: DualLink, verb: str, by: Any, at: Any = AT, **said: Any) -> Any:
    with acting(by):
        return take_step(flow=LINK, subject=row, verb=verb, said=said, by=by, at=at)


def make(town: Any, state: str) -> DualLink:
    """A link of a new member in whatever state, with the stay that goes with it; by who acts."""
    number = next(NUMBERS)
    name = f"链{number}"
    person = add_member(town, name, town.east_one, number=id_number(date(1991, 1, 1), number))
    agreed = SINCE if state in RUNNING else None
    consented = SINCE if agreed or state in ("wished", "asked") else None
    row = DualLink(
        org=town.east_one, org_path=town.east_one.path, person=person, name=name, state=state,
        category="full", place="二区", home_name="东镇第一党支部", host=town.east_two,
        host_path=town.east_two.path, host_name="东镇第二党支部", asked_on=SINCE,
        consent_on=consented, agreed_on=agreed,
    )  # fmt: skip
    row.save(force_insert=True)
    if agreed:
        Membership.everything.create(
            person=person, org=town.east_two, org_path=town.east_two.path, kind="activity",
            category="full", held=held(SINCE), began="moved",
        )  # fmt: skip
    return row


def react(at: Any = AT) -> None:
    with as_role("jw_worker"):
        reactions.run_waiting(at=at)
