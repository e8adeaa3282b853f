"""Is what was counted ahead told with its moment, and never where something newer is known?"""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership
from jingwei.work.membership.statistics import actions, keeping, queries, workers
from jingwei.work.membership.statistics.models import AnnualCount, AnnualReport

YEAR = 2025
HOME = f"/statistics/EAST/{YEAR}/"


def text(reply):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", reply.content.decode())))


@pytest.fixture
def ahead(two_years):
    """Counted ahead an hour ago, as the worker does it."""
    with as_role("jw_worker"):
        keeping.count_ahead(two_years.east, YEAR, AT - timedelta(hours=1))
    return two_years


@pytest.fixture
def uncounted(monkeypatch):
    """Nothing may be counted now."""

    def never(*_args):
        raise AssertionError("counted anew")

    monkeypatch.setattr(queries, "counted", never)


def test_it_is_what_its_own_post_would_count(ahead):
    with acting(ahead.lin_scope) as by:
        row = keeping.kept(by, ahead.east, YEAR, None, AT)
        assert row.cells == queries.counted(ahead.east, YEAR)
        assert row.counted_at == AT - timedelta(hours=1)


def test_a_page_says_the_moment_and_counts_anew_when_asked(ahead, browser):
    with as_owner():
        Membership.everything.filter(person=ahead.people["东丁"]).delete()
    lin = browser("lin")
    said, now = text(lin.get(HOME)), text(lin.get(f"{HOME}?now=1"))
    assert "党员很多，按 " in said
    assert "按现在的记录重新数" in said
    assert "按现在的记录重新数" not in now
    numbers = [re.search(r"本年末党员 (\d+)", one)[1] for one in (said, now)]
    assert int(numbers[0]) == int(numbers[1]) + 1


def test_a_page_of_what_was_counted_counts_nothing(ahead, browser, uncounted):
    assert browser("lin").get(HOME).status_code == 200


@pytest.fixture
def above(ahead):
    """The scope of a post above the one that was counted ahead."""
    low = paths.parent(ahead.east.path)
    return replace(ahead.lin_scope, path=low, hi=paths.upper(low))


def test_who_stands_above_sees_more_and_is_not_told_what_is_seen_below(ahead, above):
    with acting(above):
        assert keeping.kept(above, ahead.east, YEAR, None, AT) is None


def test_what_is_seen_from_above_is_counted_ahead_too_and_told_there_alone(ahead, above):
    with as_role("jw_worker"):
        with system_scope("指标"):
            city = Organisation.everything.get(path=above.path)
        keeping.count_ahead(ahead.east, YEAR, AT, seen_from=city)
    with acting(above):
        row = keeping.kept(above, ahead.east, YEAR, None, AT)
        assert row.counted_at == AT
        assert row.cells == queries.counted(ahead.east, YEAR)
    with acting(ahead.lin_scope) as by:
        assert keeping.kept(by, ahead.east, YEAR, None, AT).counted_at < AT
        assert AnnualCount.everything.count() == 1  # the other is out of sight


def test_what_is_old_is_not_shown(ahead):
    with acting(ahead.lin_scope) as by:
        for passed, is_shown in ((timedelta(hours=40), True), (timedelta(hours=48), False)):
            row = keeping.kept(by, ahead.east, YEAR, None, AT + passed)
            assert (row is not None) is is_shown


def test_what_was_frozen_since_is_compared_with_what_was_frozen(ahead, browser):
    with acting(ahead.lin_scope) as by:
        AnnualCount.everything.update(cells={}, checks=[])
        actions.freeze_report(org=ahead.east, year=YEAR, explained="", by=by, at=AT)
        row = keeping.kept(by, ahead.east, YEAR, queries.report(by, ahead.east, YEAR), AT)
        assert row.cells == queries.counted(ahead.east, YEAR)
        AnnualCount.everything.update(counted_at=AT - timedelta(minutes=1))
        frozen = queries.report(by, ahead.east, YEAR)
        assert keeping.kept(by, ahead.east, YEAR, frozen, AT) is None
        AnnualCount.everything.update(counted_at=AT - timedelta(days=3))
        found = AnnualReport.everything.get()
        found.cells["compared"]["now"]["all"] += 1
    with as_owner():
        AnnualReport.everything.update(cells=found.cells)
    said, now = (text(browser("lin").get(HOME + more)) for more in ("", "?now=1"))
    assert "定稿以后变了的" not in said
    assert "和现在的记录比较，要几秒" in said
    assert "定稿以后变了的" in now


def test_the_night_counts_this_year_and_the_last_of_large_ones(two_years, monkeypatch):
    monkeypatch.setattr(keeping, "MANY", 3)
    with as_role("jw_worker"):
        with system_scope("指标"):
            fill_months([TODAY.replace(day=1)], at=AT, records=["people.members"])
            orgs = keeping.large(TODAY)
        looks = {(one.code, above.code) for one in orgs for above in orgs
                 if one.path.startswith(above.path)}  # fmt: skip
        assert workers.count(timestamp=0) == 2 * len(looks)
    assert {("EAST", "EAST"), ("EAST", orgs[0].code)} <= looks
    assert "EAST-2" not in {one for one, _above in looks}
    with as_owner():
        rows = set(AnnualCount.everything.values_list("about__code", "org__code", "year"))
    assert rows == {(*one, year) for one in looks for year in (TODAY.year - 1, TODAY.year)}


def test_what_is_frozen_of_very_many_is_shown_without_a_count(ahead, browser, monkeypatch):
    with acting(ahead.lin_scope) as by:
        actions.freeze_report(org=ahead.east, year=YEAR, explained="", by=by, at=AT)
        AnnualCount.everything.update(counted_at=AT - timedelta(days=3))
    monkeypatch.setattr(queries, "counted", None)
    assert browser("lin").get(HOME).status_code == 200
