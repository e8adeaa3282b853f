"""Which limits wait for this post, and what is read to say so?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, plan
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows import waiting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case
from jingwei.kernel.flows.tests.conftest import make_plea
from jingwei.kernel.register import register
from jingwei.shell.paging import page_of
from tests.example_flow.flows import PLEA


@pytest.fixture
def nine(town, monkeypatch):
    """Nine cases whose limit ends within two weeks."""
    monkeypatch.setitem(register().flows, PLEA.code, PLEA)
    with acting(town.branch_scope):
        for _ in range(9):
            plea = make_plea(town)
            take_step(flow=PLEA, subject=plea, verb="ask", by=town.branch_scope, at=AT)
    return town


def test_limits_that_end_are_told_apart_by_a_few_columns_in_one_question(nine):
    with acting(nine.lin_scope) as by, CaptureQueriesContext(connection) as said:
        found = waiting.limits_ending(by, TODAY)
    assert [one.due_on for one in found[:3]] == [found[0].due_on] * 3
    assert "还有6件" in found[3].title
    (told,) = [one["sql"] for one in said.captured_queries if "flow_clock" in one["sql"]]
    assert told.partition(" FROM ")[0].count(" AS ") == 6  # and no row is read whole
    assert "LIMIT 300" in told
    assert found[0].source.count("，") == 2
    assert "东镇第一党支部" in found[0].source


def test_more_than_are_looked_at_are_said_to_be_more(nine, monkeypatch):
    monkeypatch.setattr(waiting, "MANY", 8)
    with acting(nine.lin_scope) as by:
        found = waiting.limits_ending(by, TODAY)
    assert "还有5+件" in found[3].title


def test_the_lately_moved_are_found_in_their_order(nine):
    """Of a whole city 160,000 would be read and sorted for the first fifty."""
    with acting(nine.lin_scope) as by:
        rows = waiting.cases(by, [PLEA], late=False)
        with CaptureQueriesContext(connection) as said:
            page_of(rows, keys=("-moved_at", "-id"))
        shape = plan(said.captured_queries[0]["sql"])
    assert Case._meta.indexes[-1].name == "flow_case_lately"
    assert "Index Scan Backward using flow_case_lately" in shape, shape
