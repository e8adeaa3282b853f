"""Does the table of handing over hold: every step once, every wrong one refused?"""

import pytest

from conftest import as_owner
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.handover import rules
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.handover.models import Handover


def make(town, state):
    """A handover of Lin's post, in whatever state."""
    Handover.everything.filter(state__in=("draft", "offered", "returned")).update(state="dropped")
    row = Handover(
        org=town.east, org_path=town.east.path, role="clerk", state=state,
        from_account=town.accounts["lin"],
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@pytest.fixture
def ready(town):
    with as_owner():
        add_account(town, "second", "clerk", town.east)
    lin, second = town.scopes["lin"], town.scopes["second"]
    return {
        "offer": Ready(by=lin), "drop": Ready(by=lin), "take": Ready(by=second),
        "return": Ready(by=second),
    }  # fmt: skip


@pytest.mark.parametrize("trial", taken(HANDOVER), ids=str)
def test_every_step_is_taken_from_a_legal_position(town, ready, trial):
    trial.take(town, make, ready)


@pytest.mark.parametrize("trial", refused(HANDOVER), ids=str)
def test_every_wrong_step_is_refused(town, ready, trial):
    trial.refuse(town, make, ready)


@pytest.mark.parametrize(
    ("place", "role", "person", "codes"),
    [
        (True, True, False, []), (False, True, False, ["handover.other"]),
        (True, False, False, ["handover.other"]), (True, True, True, ["handover.oneself"]),
    ],
)  # fmt: skip
def test_who_may_take_it(place, role, person, codes):
    found = rules.taking_findings(same_place=place, same_role=role, same_person=person)
    assert [one.code for one in found] == codes
