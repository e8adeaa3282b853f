"""Is somebody reminded that the papers of an errand have to leave, in time and no longer?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_role, plan
from jingwei.kernel import concerns as concerns_module
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger.reactions import run_waiting
from jingwei.kernel.notices.models import Notice
from jingwei.work.matters import own_actions, own_rules, papers
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import ACCEPT, DONE, work

ERRAND = {
    "mandate": "办医保转移", "since": "2026-11-01", "until": "2026-12-31", "agreed": "签了委托书",
    "errands_saved": "2",
}  # fmt: skip
ANSWERED, LAST = TODAY, date(2026, 12, 23)


@pytest.fixture
def errand(streets):
    """An errand with one paper, answered today."""
    with acting(streets.lin_scope) as by:
        row = make_matter(streets)
        own_actions.set_kind(matter=row, kind="proxy", said=ERRAND, reason="代办", by=by, at=AT)
        row = Matter.everything.get(pk=row.pk)
        paper = own_actions.take_paper(matter=row, name="社保卡复印件", by=by, at=AT)
    work(streets, row, ACCEPT, *DONE)
    return row, paper


def concerns(streets, who, day):
    with acting(getattr(streets, f"{who}_scope")) as by:
        return papers.papers_due(by, day)


def test_it_waits_on_today_from_five_days_before(streets, errand):
    assert concerns(streets, "agent", LAST - timedelta(days=6)) == []
    (early,) = concerns(streets, "agent", LAST - timedelta(days=5))
    assert (early.due_on, early.overdue) == (LAST, False)
    assert "社保卡复印件" in early.title
    (late,) = concerns(streets, "agent", LAST + timedelta(days=1))
    assert late.overdue
    assert concerns(streets, "gus_agent", LAST) == []


def test_a_paper_that_is_gone_waits_no_more(streets, errand):
    _row, paper = errand
    with acting(streets.agent_scope) as by:
        own_actions.end_paper(paper=paper, how="erased", by=by, at=AT)
    assert concerns(streets, "agent", LAST) == []


def test_who_ran_the_errand_is_told_once_and_the_notice_goes_with_the_paper(streets, errand):
    row, paper = errand
    for _ in range(2):
        with as_role("jw_worker"):
            run_waiting(at=AT)
    with acting(streets.lin_scope):
        (told,) = Notice.everything.filter(kind=papers.KIND)
        assert (told.org_id, told.duty) == (row.host_id, "matters.handle")
        assert (told.shows_on, told.due_on) == (LAST - timedelta(days=5), LAST)
        assert "2026-12-23" in told.title
    with acting(streets.agent_scope) as by:
        own_actions.end_paper(paper=paper, how="returned", by=by, at=AT)
    with acting(streets.lin_scope):
        assert Notice.everything.get(kind=papers.KIND).withdrawn_at == AT


def test_an_errand_without_papers_is_not_spoken_of(streets):
    with acting(streets.lin_scope):
        row = make_matter(streets)
    work(streets, row, ACCEPT, *DONE)
    with as_role("jw_worker"):
        run_waiting(at=AT)
    with acting(streets.lin_scope):
        assert not Notice.everything.filter(kind=papers.KIND).exists()


@pytest.mark.parametrize(
    ("answered", "closed", "until", "last"),
    [
        (None, None, None, None),
        (date(2026, 1, 31), None, None, date(2026, 3, 2)),
        (date(2026, 3, 1), date(2026, 3, 11), date(2026, 12, 31), date(2026, 3, 31)),
        (date(2026, 3, 1), None, date(2026, 2, 1), date(2026, 3, 3)),
        (None, None, date(2024, 1, 30), date(2024, 2, 29)),
    ],
)
def test_the_first_end_counts(answered, closed, until, last):
    found = own_rules.paper_day(
        answered_on=answered, closed_on=closed, until=until,
        after=lambda day: day + timedelta(days=30),
    )  # fmt: skip
    assert found == last


def test_many_papers_are_read_from_the_longest_here_and_counted_up_to_a_limit(
    streets, errand, monkeypatch
):
    """A city has tens of thousands: neither all of them nor all that ever were are read."""
    row, _paper = errand
    with acting(streets.agent_scope) as by:
        for n in range(9):
            own_actions.take_paper(matter=row, name=f"材料{n}", by=by, at=AT)
        with CaptureQueriesContext(connection) as said:
            exact = papers.papers_due(by, LAST)
        monkeypatch.setattr(concerns_module, "MANY", 4)
        capped = papers.papers_due(by, LAST)
        looked = [one["sql"] for one in said.captured_queries if "matter_paper" in one["sql"]]
        shape = plan(looked[0])
    assert len(looked) == 2
    assert "matter_paper_here" in shape, shape
    assert [one.title for one in exact][3:] == ["还有7份代办材料要退还或销毁"]
    assert [one.title for one in capped][3:] == ["还有4+份代办材料要退还或销毁"]
