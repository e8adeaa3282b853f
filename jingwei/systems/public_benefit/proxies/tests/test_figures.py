"""Do the figures of errands say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.systems.public_benefit.proxies import actions
from jingwei.systems.public_benefit.proxies.indicators import INDICATORS
from jingwei.systems.public_benefit.proxies.tests.conftest import asked, named
from jingwei.work.matters.models import ProxyCase

MONTH = date(2026, 11, 1)
OURS = [one.code for one in INDICATORS]


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town, code, org="county"):
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[code])[pk, code]


def run(town, agent, *, until: date = TODAY):
    lin, row = town.lin_scope, asked(town)
    with acting(lin):
        actions.take_errand(matter=row, agent=agent, by=lin, at=AT)
    with as_owner():
        ProxyCase.objects.filter(matter=row).update(until=until)
    return row


def test_without_records_there_is_none(town):
    fill()
    for code in OURS:
        assert not figure(town, code).n, code


def test_zero_then_all_and_a_late_record_heals(streets):
    fill()
    places = figure(streets, "proxies.places_with_agent")
    assert (places.n, places.d) == (0, 1)
    agent = named(streets)
    row = run(streets, agent)
    run(streets, agent, until=TODAY + timedelta(days=60))  # not over this month
    fill()
    assert figure(streets, "proxies.places_with_agent").n == 1
    due = figure(streets, "proxies.in_time")
    assert (due.n, due.d) == (0, 1)
    lin = streets.lin_scope
    with acting(lin):
        actions.hand_over(matter=row, how="told", result="办好了", by=lin, at=AT)
    fill()
    assert figure(streets, "proxies.in_time").n == 1
    assert figure(streets, "proxies.handed").n == 1
    assert not figure(streets, "proxies.handed", "west").n
    with as_owner():  # comes to light late: it was a day after the mandate
        ProxyCase.objects.filter(matter=row).update(
            since=TODAY - timedelta(days=1), until=TODAY - timedelta(days=1)
        )
    fill()
    due = figure(streets, "proxies.in_time")
    assert (due.n, due.d) == (0, 1)


def test_evidence_is_the_figure(streets):
    lin, row = streets.lin_scope, run(streets, named(streets))
    with acting(lin):
        actions.hand_over(matter=row, how="told", result="办好了", by=lin, at=AT)
    fill()
    with acting(streets.officer_scope):
        asked_ = Asked(streets.county, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            one = figure(streets, code)
            count = evidence(indicator(code), asked_, streets.officer_scope, part="n").count()
            assert count == int(one.n or 0) == 1, code
