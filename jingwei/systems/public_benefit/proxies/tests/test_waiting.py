"""Which errands whose mandate runs out wait for a post, and how are they found among many?"""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, plan
from jingwei.kernel.access.scope import acting
from jingwei.systems.public_benefit.proxies import actions
from jingwei.systems.public_benefit.proxies.concerns import mandates_ending
from jingwei.systems.public_benefit.proxies.queries import with_papers
from jingwei.systems.public_benefit.proxies.tests.conftest import asked, named
from jingwei.work.matters import own_actions


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


def test_errands_in_hand_are_looked_up_among_open_errands(streets):
    """Not by the open matters of a city, of which there are many times as many."""
    run(streets, named(streets), 2)
    with acting(streets.lin_scope) as by:
        with CaptureQueriesContext(connection) as said:
            assert len(mandates_ending(by, TODAY)) == 1
        looked = [one["sql"] for one in said.captured_queries if "proxy_errand" in one["sql"]]
        shape = plan(looked[0])
    assert len(looked) == 2
    assert "proxy_errand_in_hand" in shape, shape
    for index in ("matter_promised", "matter_at_hand"):
        assert index not in shape, shape


def test_open_errands_are_counted_without_the_other_matters(streets, browser):
    """By an index of them alone; what was handed over, which grows for ever, is not counted."""
    run(streets, named(streets), 2)
    with CaptureQueriesContext(connection) as said:
        assert browser("lin").get("/benefit/proxies/?view=done").status_code == 200
    asked = [one["sql"] for one in said.captured_queries]
    counts = [one for one in asked if one.startswith("SELECT COUNT") and '"matter"' in one]
    assert len(counts) == 2
    assert "handed_on" not in counts[0]
    assert '"handed_on" IS NULL' in counts[1]
    with acting(streets.lin_scope):
        shapes = [plan(one) for one in counts[:2]]
    for shape in shapes:
        assert "Index Only Scan using matter_errand_open" in shape, shape


def test_whose_papers_are_here_is_asked_once_and_closed_ones_need_no_errand(streets, browser):
    with CaptureQueriesContext(connection) as said:
        assert browser("lin").get("/benefit/proxies/?view=papers").status_code == 200
    asked = [one["sql"] for one in said.captured_queries if '"matter_paper"' in one["sql"]]
    (seek,) = [one for one in asked if '"handed_on" IS NOT NULL' in one]
    assert seek.index('"closed_on" IS NOT NULL') < seek.index('"handed_on" IS NOT NULL')
    assert '"organisation"' not in seek  # of a page, not of all before they are sorted


def test_more_papers_than_are_counted_are_listed_all_the_same(streets):
    agent = named(streets)
    for _ in range(2):
        matter = asked(streets)
        with acting(streets.lin_scope) as by:
            own_actions.take_paper(matter=matter, name="户口页", by=by, at=AT)
            actions.take_errand(matter=matter, agent=agent, by=by, at=AT)
            actions.hand_over(matter=matter, how="at_home", result="办好了", by=by, at=AT)
    with acting(streets.lin_scope) as by:
        for cap, n in ((5, 2), (1, 2), (0, 1)):
            rows, count = with_papers(by, cap)
            assert (len(rows), count) == (2, n)
