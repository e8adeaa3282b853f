"""Is every step of an appeal taken from a legal position, and every wrong one refused?"""

from itertools import count
from typing import Any

import pytest

from conftest import AT
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.flows.testing import Trial, refused, taken
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.models import Appeal

NUMBERS = count(1)
# The member's own steps are taken in test_pages and test_api, by the member.
OF_POSTS = [one for one in taken(APPEAL) if one.step.duty is not Who.ONESELF]


def make(town: Any, state: str) -> Appeal:
    """An appeal in whatever state, against a decision of the first branch."""
    person = town.people["东甲"]
    row = Appeal(
        org=town.east, org_path=town.east.path, person=person, name=person.name, state=state,
        home_name="东镇第一党支部", flow="dues.relief", subject=person.public_id,
        number=next(NUMBERS), verb="answer", decided=town.east_one, decided_name="东镇第一党支部",
        decided_on=AT.date(), host=town.east, host_path=town.east.path, host_name="东镇党委",
        asked_on=AT.date(),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize("trial", OF_POSTS, ids=str)
def test_every_step_is_taken_from_a_legal_position(town: Any, trial: Trial) -> None:
    trial.take(town, make, {})


@pytest.mark.parametrize("trial", refused(APPEAL), ids=str)
def test_every_wrong_step_is_refused(town: Any, trial: Trial) -> None:
    trial.refuse(town, make, {})
