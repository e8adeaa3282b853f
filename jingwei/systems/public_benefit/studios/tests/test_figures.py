"""Do the figures of studios say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.systems.public_benefit.studios.indicators import INDICATORS
from jingwei.systems.public_benefit.studios.tests.conftest import opened
from jingwei.systems.public_benefit.studios.tests.test_studios import received
from jingwei.work.matters.models import Matter

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


def test_without_records_there_is_no_data(streets):
    fill()
    for code in OURS:
        assert not figure(streets, code).n, code


def test_a_studio_and_what_it_took_on_count_where_it_stands(streets):
    row = opened(streets)
    opened(streets, kind="online", name="网上")
    matter = received(streets, row)
    received(streets, row, proxy="voice")
    fill()
    assert figure(streets, "studios.open").n == 2
    assert figure(streets, "studios.open_online").n == 1
    assert figure(streets, "studios.voice").n == 1
    answered = figure(streets, "studios.answered")
    assert (answered.n, answered.d) == (0, 2)
    assert not figure(streets, "studios.open", "west").n
    with as_owner():  # comes to light late
        Matter.everything.filter(pk=matter.pk).update(answered_on=date(2026, 11, 23))
    fill()
    assert figure(streets, "studios.answered").n == 1


def test_evidence_is_the_figure(streets):
    row = opened(streets)
    received(streets, row)
    fill()
    with acting(streets.officer_scope):
        asked = Asked(streets.county, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            found = figure(streets, code)
            count = evidence(indicator(code), asked, streets.officer_scope, part="n").count()
            assert count == int(found.n or 0), code
