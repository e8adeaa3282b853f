"""Does a round go by its table, and is an objection raised by the member and answered?"""

from dataclasses import replace

import pytest

from conftest import TODAY
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.work.membership.appraisal.flows import OBJECTION, ROUND
from jingwei.work.membership.appraisal.models import Appraisal, Objection, Round

READY = {"hold": Ready(said={"held_on": TODAY.isoformat()})}


def round_(town, state):
    return Round.everything.create(
        org=town.east_one, org_path=town.east_one.path, year=2000 + Round.everything.count(),
        state=state,
    )  # fmt: skip


def objection(town, state):
    row = round_(town, "told")
    where = {"org": row.org, "org_path": row.org_path, "person": town.people["东甲"]}
    line = Appraisal.everything.create(
        **where, round=row, name="东甲", grade="qualified", reason="好"
    )
    return Objection.everything.create(**where, line=line, state=state, raised_on=TODAY)


def hands(town):
    oneself = replace(town.lin_scope, person_id=town.people["东甲"].pk)
    return {"raise": Ready(by=oneself), "withdraw": Ready(by=oneself)}


@pytest.mark.parametrize("trial", taken(ROUND), ids=str)
def test_every_step_of_a_round_is_taken(town, trial):
    trial.take(town, round_, READY)


@pytest.mark.parametrize("trial", refused(ROUND), ids=str)
def test_every_wrong_step_of_a_round_is_refused(town, trial):
    trial.refuse(town, round_, READY)


@pytest.mark.parametrize("trial", taken(OBJECTION), ids=str)
def test_every_step_of_an_objection_is_taken(town, trial):
    trial.take(town, objection, hands(town))


@pytest.mark.parametrize("trial", refused(OBJECTION), ids=str)
def test_every_wrong_step_of_an_objection_is_refused(town, trial):
    trial.refuse(town, objection, hands(town))
