"""Do eight hands that accept at the same moment make one acceptance, and two wishes one?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from jingwei.ops.imports.tests.apart import Apart, apart

BEGIN = """
import json, sys, threading
from datetime import timedelta
import django
django.setup()
from conftest import AT
from django.db import connections
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.ops.imports import by_command
from jingwei.work.membership.transfers.actions import Wish, request_transfer
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.models import Transfer

def scope_of(who):
    with by_command._as(who) as (scope, _):
        return scope

def together(count, act):
    told, gate = [], threading.Barrier(count)
    def one():
        gate.wait()
        try:
            act()
            told.append("done")
        except Refused as refused:
            told.extend(sorted(refused.codes))
        finally:
            connections.close_all()
    hands = [threading.Thread(target=one) for _ in range(count)]
    for hand in hands: hand.start()
    for hand in hands: hand.join()
    print(json.dumps(told))

lin, gu = scope_of("lin"), scope_of("gu")

def ask():
    with acting(lin):
        person = Person.everything.get(name="东乙")
        wish = Wish("work", directory.branch("WEST-1"))
        request_transfer(person=person, wish=wish, by=lin, at=AT)

def accept():
    with acting(gu):
        row = Transfer.everything.get()
        take_step(flow=TRANSFER, subject=row, verb="accept", by=gu, at=AT + timedelta(days=1))

together(8, ask)
with acting(lin):
    take_step(flow=TRANSFER, subject=Transfer.everything.get(), verb="send", by=lin, at=AT)
together(8, accept)
"""


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


@pytest.mark.slow
@pytest.mark.django_db
def test_eight_hands_ask_once_and_accept_once(place: Apart) -> None:
    asked, accepted = (json.loads(line) for line in place.run("-c", BEGIN).splitlines()[-2:])
    assert sorted(asked) == ["done", *["transfers.under_way"] * 7]
    assert sorted(accepted) == ["done", *["flow.done"] * 7]
    homes = (
        "SELECT o.code FROM membership m JOIN organisation o ON o.id = m.org_id"
        " JOIN person p ON p.id = m.person_id WHERE p.name = '东乙' AND m.kind = 'home'"
        " AND upper_inf(m.held)"
    )
    assert place.rows(homes) == [("WEST-1",)]
    lines = "SELECT count(*) FROM entry WHERE verb = 'membership.transfer.accept'"
    assert place.one(lines) == 1
