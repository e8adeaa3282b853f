"""Does the example's whole table hold? The tests that every flow gets from its own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import AT
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.checks import FlowWrong
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.flows.tests.conftest import attach, make_plea
from tests.example_flow.flows import PLEA
from tests.example_flow.models import Plea


def published(town, plea):
    """A plea on notice got there by being put on notice."""
    if plea.state == "notice":
        Plea.everything.filter(pk=plea.pk).update(state="asked")
        paper = attach(plea, "minutes", by=town.lin_scope, at=AT)
        take_step(
            flow=PLEA, subject=plea, verb="publish", by=town.lin_scope, at=AT,
            said={"plan": "先修", "met_on": "2026-11-20"}, attached=[paper.public_id],
        )  # fmt: skip


READY = {"agree": Ready(before=published, at=AT + timedelta(days=10))}


@pytest.mark.parametrize("trial", taken(PLEA), ids=str)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, make_plea, READY)


@pytest.mark.parametrize("trial", refused(PLEA), ids=str)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, make_plea)


def test_a_step_is_dated_by_a_day_that_is_said():
    wrong = replace(PLEA.steps[0], dated="met_on")
    with pytest.raises(FlowWrong, match="step file: met_on is no day that is said"):
        replace(PLEA, steps=(wrong, *PLEA.steps[1:]))
