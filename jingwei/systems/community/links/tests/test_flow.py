"""Is every step of a link taken from a legal position, and every wrong one refused?"""

import pytest

from conftest import AT
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import closed
from jingwei.systems.community.links.flows import LINK
from jingwei.systems.community.links.tests.conftest import make

# The member's own steps are taken in test_links, by the member.
OF_POSTS = [one for one in taken(LINK) if one.step.duty is not Who.ONESELF]


def leaves(town, row):
    """The relation has gone meanwhile."""
    home = Membership.everything.get(person_id=row.person_id, kind="home", held__endswith=None)
    home.held, home.ended = closed(home.held, AT.date()), "died"
    home.save()


@pytest.mark.parametrize("trial", OF_POSTS, ids=str)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, make, {"gone": Ready(before=leaves)})


@pytest.mark.parametrize("trial", refused(LINK), ids=str)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, make, {})
