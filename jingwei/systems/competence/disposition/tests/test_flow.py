"""Does the whole table hold? Every step once from a legal position, every wrong one refused."""

import pytest

from jingwei.kernel.flows.parts import Who
from jingwei.kernel.flows.testing import refused, taken
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.tests.world import make, ready


@pytest.mark.parametrize("trial", taken(DISPOSITION), ids=str)
def test_every_step_is_taken_from_a_legal_position(place, trial):
    trial.take(place, make, ready(place))


@pytest.mark.parametrize("trial", refused(DISPOSITION), ids=str)
def test_every_wrong_step_is_refused(place, trial):
    trial.refuse(place, make, ready(place))


def test_the_program_takes_no_step_by_itself():
    assert all(step.duty is not Who.WORKER for step in DISPOSITION.steps)
    assert all(not step.plans and not step.raises for step in DISPOSITION.steps)
    assert all(not limit.escalates for limit in DISPOSITION.limits)


def test_every_step_of_an_office_is_for_people_named_on_the_case():
    for step in DISPOSITION.steps:
        if step.duty is not Who.ONESELF:
            assert any("案上写明" in str(gate.title) for gate in step.gates), step.verb
