"""Which errands whose mandate runs out wait for a post, and how are they found among many?"""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, plan
from jingwei.kernel.access.scope import acting
from jingwei.systems.public_benefit.proxies import actions
from jingwei.systems.public_benefit.proxies.concerns import mandates_ending
from jingwei.systems.public_benefit.proxies.tests.conftest import asked, named


def run(town, agent, days):
    """An errand in hand whose mandate ends in so many days."""
    matter = asked(town, until=TODAY + timedelta(days=days))
    with acting(town.lin_scope) as by:
        actions.take_errand(matter=matter, agent=agent, by=by, at=AT)


def test_the_mandate_that_ends_first_stands_first(streets):
    agent = named(streets)
    for days in (6, 30, 2):
        run(streets, agent, days)
    with acting(streets.lin_scope) as by:
        found = mandates_ending(by, TODAY)
    assert [one.due_on for one in found] == [TODAY + timedelta(days=n) for n in (2, 6)]
    with acting(streets.gu_scope) as by:
        assert mandates_ending(by, TODAY) == []


def test_errands_in_hand_are_looked_up_by_themselves(streets):
    """Not by the open matters of a city, of which there are many times as many."""
    run(streets, named(streets), 2)
    with acting(streets.lin_scope) as by:
        with CaptureQueriesContext(connection) as said:
            assert len(mandates_ending(by, TODAY)) == 1
        looked = [one["sql"] for one in said.captured_queries if "proxy_errand" in one["sql"]]
        shape = plan(looked[0])
    assert len(looked) == 2
    inner = shape[shape.index("Limit", 5) :]
    assert "proxy_errand_in_hand" in inner, shape
