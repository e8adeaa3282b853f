"""Is every step of a transfer taken from a legal position, and every wrong one refused?"""

from dataclasses import replace

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import closed
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.tests.conftest import make

OWN = ("ask", "ask_out", "take_back")


def ready(town):
    return {
        "gone": Ready(before=leaves),
        "receipt": Ready(said={"receipt_on": "2026-11-23", "receiver": "外地支部"}),
    }


def leaves(town, row):
    """The home has ended meanwhile."""
    home = Membership.everything.get(person_id=row.person_id, kind="home", held__endswith=None)
    home.held, home.ended = closed(home.held, AT.date()), "died"
    home.save()


@pytest.mark.parametrize(
    "trial", [one for one in taken(TRANSFER) if one.step.verb not in OWN], ids=str
)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, make, ready(town))


@pytest.mark.parametrize(
    "trial", [one for one in refused(TRANSFER) if one.step.verb not in OWN], ids=str
)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, make, ready(town))


@pytest.mark.parametrize("trial", [one for one in taken(TRANSFER) if one.step.verb in OWN], ids=str)
def test_the_members_own_steps_are_taken_by_the_member(town, trial):
    """Each in the own hand: the scope carries the person of the row that was just made."""
    for state in trial.states:
        with acting(town.lin_scope):
            row = make(town, state)
        by = replace(town.lin_scope, person_id=row.person_id)
        with acting(by):
            if trial.step.opens:
                begin_case(flow=TRANSFER, subject=row, verb=trial.step.verb, by=by, at=AT)
            else:
                take_step(flow=TRANSFER, subject=row, verb=trial.step.verb, by=by, at=AT)
            row.refresh_from_db()
            assert row.state == trial.step.target


@pytest.mark.parametrize("verb", OWN)
def test_nobody_takes_the_members_own_steps_for_the_member(town, verb):
    with acting(town.lin_scope):
        row = make(town, "prepared" if verb == "ask_out" else "requested")
        act = take_step if verb == "take_back" else begin_case
        with pytest.raises(Refused) as refusal:
            act(flow=TRANSFER, subject=row, verb=verb, by=town.lin_scope, at=AT)
    assert "access.duty" in refusal.value.codes
