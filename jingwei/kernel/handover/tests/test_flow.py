"""Does the table of handing over hold: every step once, every wrong one refused?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import TODAY, as_owner, plan
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.handover import queries, rules
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


def test_cases_under_way_are_found_at_the_own_place(town):
    """A city has 160,000 under way; its own committee's few are not looked for among them."""
    with acting(town.lin_scope) as by:
        with CaptureQueriesContext(connection) as said:
            queries.open_matters(by, TODAY)
        shape = plan(said.captured_queries[-1]["sql"])
    assert "flow_case_under_way" in shape, shape
    assert "(org_path)::text = '" in shape, shape
