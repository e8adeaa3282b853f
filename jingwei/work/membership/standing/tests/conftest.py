"""Who is away, lost, abroad or leaving, and on which day?"""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest
import time_machine

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member, id_number
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.work.membership.standing.models import Floating, Leaving, LostContact, Stay

NUMBERS = count(1)
SINCE = date(2026, 1, 10)
MORE: dict[Any, dict[str, Any]] = {
    Floating: {"place": "某省某市", "home_name": "东镇第一党支部", "category": "full"},
    LostContact: {"situation": "1", "org_class": "3", "searches": 3},
    Stay: {"kind": "settled", "place": "某国"},
    Leaving: {},
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def member(town: Any, org: str = "east_one", **more: Any) -> Person:
    """A new member; written by whoever acts."""
    number = next(NUMBERS)
    name = f"外{number}"
    return add_member(
        town, name, town.orgs[org], number=id_number(date(1990, 1, 1), number), **more
    )


def make(model: Any, town: Any, state: str) -> Any:
    """A record of a new member in whatever state, with the membership that goes with it."""
    person = member(town)
    branch = town.east_one
    row = model(
        org=branch, org_path=branch.path, person=person, name=person.name, since=SINCE,
        state=state, **MORE[model],
    )  # fmt: skip
    if model is Floating and state in ("asked", "living"):
        row.host, row.host_path = town.east_two, town.east_two.path
    if state == "suspended":
        row.suspended_on = date(2024, 1, 1)
        home = Membership.everything.get(person=person)
        home.state = "suspended"
        home.save(update_fields=["state"])
    if state == "living":
        Membership.everything.create(
            person=person, org=town.east_two, org_path=town.east_two.path, kind="host",
            category="full", held=held(SINCE), began="moved",
        )  # fmt: skip
    row.save(force_insert=True)
    return row


def step(flow: Any, row: Any, verb: str, by: Any, at: Any = AT, **said: Any) -> Any:
    """One step by somebody, in that somebody's own range."""
    with acting(by):
        return take_step(flow=flow, subject=row, verb=verb, said=said, by=by, at=at)
