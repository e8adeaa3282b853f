"""Is every step of the four flows taken from a legal position, and every wrong one refused?"""

from dataclasses import replace
from functools import partial

import pytest

from conftest import AT
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import closed
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST
from jingwei.work.membership.standing.models import Floating, Leaving, LostContact, Stay
from jingwei.work.membership.standing.tests.conftest import make

MODELS = {FLOATING: Floating, LOST: LostContact, ABROAD: Stay, LEAVING: Leaving}
DAY = AT.date()


def leaves(town, row):
    """The home has ended meanwhile."""
    home = Membership.everything.get(person_id=row.person_id, kind="home", held__endswith=None)
    home.held, home.ended = closed(home.held, DAY), "died"
    home.save()


def confirmed(town, row):
    """The step that a later one asks for."""
    type(row).everything.filter(pk=row.pk).update(state="searching")
    row.refresh_from_db()
    take_step(flow=LOST, subject=row, verb="confirm", said={"cared": "yes"}, by=high(town), at=AT)


def talked_and_met(town, row):
    type(row).everything.filter(pk=row.pk).update(state="asked")
    row.refresh_from_db()
    for verb, more in (("talk", {"cared": "yes"}), ("meet", {})):
        said = {"on": DAY.isoformat(), "words": "想清楚了", **more}
        take_step(flow=LEAVING, subject=row, verb=verb, said=said, by=town.lin_scope, at=AT)


def high(town):
    return replace(town.officer_scope, duties=town.lin_scope.duties | town.officer_scope.duties)


def ready(flow, town):
    above = {
        verb: Ready(by=high(town)) for verb in ("confirm", "restore", "hand_over", "prompt")
    }  # fmt: skip
    needs = {"gone": Ready(before=leaves), **above}
    if flow is LOST:
        needs["suspend"] = Ready(by=high(town), before=confirmed)
    if flow is ABROAD:
        needs["suspend"] = Ready(by=high(town))
    if flow is LEAVING:
        needs["approve"] = Ready(by=high(town), before=talked_and_met)
    return needs


@pytest.mark.parametrize(
    ("flow", "trial"), [(flow, one) for flow in MODELS for one in taken(flow)], ids=str
)
def test_every_step_is_taken_from_a_legal_position(town, flow, trial):
    trial.take(town, partial(make, MODELS[flow]), ready(flow, town))


@pytest.mark.parametrize(
    ("flow", "trial"), [(flow, one) for flow in MODELS for one in refused(flow)], ids=str
)
def test_every_wrong_step_is_refused(town, flow, trial):
    trial.refuse(town, partial(make, MODELS[flow]), {})
