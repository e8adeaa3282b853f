"""Does help end only after somebody looked at it, and within the longest time of the regulation?"""

from datetime import timedelta

import pytest

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import extend_limit
from jingwei.kernel.flows.models import Taken
from jingwei.kernel.rulebook.models import Rule
from jingwei.kernel.rulebook.queries import forget
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.tests.world import TO_APPEAL, step, walk


@pytest.fixture
def helped(place, case):
    """A member in the time of help, and the day on which it began."""
    with acting(place.branch_scope):
        at = walk(place, case, *TO_APPEAL)
    step(place, case, "finish", at=at + timedelta(days=20))
    at += timedelta(days=21)
    step(place, case, "begin_help", at=at)
    return case, at


def told(name, value):
    """The number of the rulebook as somebody changed it."""
    with as_owner():
        Rule.objects.filter(name=name).update(value=value)
    forget()


def test_help_does_not_end_before_the_check_half_way(place, helped):
    case, at = helped
    with pytest.raises(Refused) as refused:
        step(place, case, "lift", at=at + timedelta(days=30))
    assert refused.value.codes == {"disposition.mid_check"}
    step(place, case, "mid_check", at=at + timedelta(days=31))
    step(place, case, "lift", at=at + timedelta(days=32))
    with as_owner():
        assert Taken.objects.filter(verb="lift").count() == 1


def extended(place, case, at):
    with acting(place.lin_scope):
        return extend_limit(
            flow=DISPOSITION, subject=case, name="rectify", reason="本人住院", by=place.lin_scope,
            at=at,
        )  # fmt: skip


def test_the_time_for_rectifying_is_never_longer_than_the_regulation_says(place, helped):
    case, at = helped
    told("disposition.rectify.more.months", 7)
    with pytest.raises(Refused) as refused:
        extended(place, case, at)
    assert refused.value.codes == {"flow.longest"}
    told("disposition.rectify.more.months", 6)
    clock = extended(place, case, at)
    assert (clock.due_on.year, clock.due_on.month) == (
        clock.began_on.year + 1, clock.began_on.month,
    )  # fmt: skip


def test_a_usual_term_above_the_longest_is_refused_at_serving(place, case):
    told("disposition.rectify.months", 13)
    with acting(place.branch_scope):
        at = walk(place, case, *TO_APPEAL[:-2])
    with pytest.raises(Refused) as refused:
        step(place, case, "serve_rectify", at=at + timedelta(days=1))
    assert refused.value.codes == {"disposition.term"}
