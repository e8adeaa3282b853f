"""Who is appraised in the tests, and on which day?"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.work.membership.appraisal import actions
from jingwei.work.membership.appraisal.flows import ROUND
from jingwei.work.membership.appraisal.models import Appraisal


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def called(town: Any) -> Any:
    """The round of 2026 in east branch one, with its three members."""
    with acting(town.branch_scope):
        town.round = actions.call_round(org=town.east_one, year=2026, by=town.branch_scope, at=AT)
    return town


@pytest.fixture
def held(called: Any) -> Any:
    """The meeting took place; three ballots."""
    step(called, "hold", held_on=TODAY.isoformat(), issued="3", returned="3", valid="3")
    return called


def step(town: Any, verb: str, **said: Any) -> None:
    with acting(town.branch_scope):
        take_step(flow=ROUND, subject=town.round, verb=verb, said=said, by=town.branch_scope, at=AT)
        town.round.refresh_from_db()


def line(town: Any, name: str) -> Appraisal:
    """Inside a scope."""
    found: Appraisal = Appraisal.everything.get(round=town.round, person=town.people[name])
    return found


def grade_all(town: Any, *grades: str) -> None:
    """One act for each member; there is no other way."""
    with acting(town.branch_scope):
        for name, grade in zip(("东甲", "东乙", "东丙"), grades, strict=True):
            actions.propose_grade(
                line=line(town, name), grade=grade, reason="工作认真", by=town.branch_scope, at=AT
            )
