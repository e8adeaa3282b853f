"""Do the figures of links count each member once, at home, and heal when a record comes late?"""

from datetime import date, timedelta
from typing import Any

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.systems.community.links.indicators import INDICATORS
from jingwei.systems.community.links.models import LinkLife
from jingwei.systems.community.links.tests.conftest import make

MONTH = date(2026, 11, 1)


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town: Any, code: str, org: str = "city") -> Any:
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[code])[pk, code]


def live(row: Any, side: str, how: str = "present", on: date = date(2026, 9, 1)) -> None:
    with as_owner(), system_scope("测试"):
        LinkLife.everything.create(
            org=row.org, org_path=row.org_path, host=row.host, host_path=row.host_path,
            link=row, meeting=f"00000000-0000-0000-0000-{LinkLife.everything.count():012d}",
            on=on, kinds=["theme_day"], side=side, how=how,
        )  # fmt: skip


def put(town: Any, state: str) -> Any:
    with as_owner(), system_scope("测试"):
        return make(town, state)


def test_nobody_away_gives_no_figure(town: Any) -> None:
    fill()
    for one in INDICATORS:
        assert not figure(town, one.code).n
    assert not figure(town, "links.both").d


def test_a_link_counts_once_at_home_and_the_members_stay_as_many(town: Any) -> None:
    fill()
    before = figure(town, "people.members").n
    row = put(town, "linked")
    put(town, "asked")  # not agreed: nothing yet
    fill()
    assert figure(town, "people.members").n == before + 2, "two new members, no guest on top"
    assert figure(town, "links.linked").n == 1
    assert figure(town, "links.linked", "east_one").n == 1
    assert not figure(town, "links.linked", "east_two").n
    assert figure(town, "links.here", "east_two").n == 1
    both = figure(town, "links.both")
    assert (both.n, both.d) == (0, 1)
    live(row, "here")
    live(row, "home", how="absent")
    fill()
    assert figure(town, "links.both").n == 0
    live(row, "home", on=date(2026, 2, 1))  # came to light late
    fill()
    assert figure(town, "links.both").n == 1


def test_life_of_the_year_before_counts_no_more(town: Any) -> None:
    row = put(town, "linked")
    live(row, "here")
    live(row, "home", on=date(2025, 11, 1))
    fill()
    both = figure(town, "links.both")
    assert (both.n, both.d) == (0, 1)


def test_evidence_is_the_figure(town: Any) -> None:
    row = put(town, "linked")
    put(town, "returning")
    live(row, "here")
    live(row, "home")
    fill()
    with acting(town.officer_scope):
        asked = Asked(town.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for one in INDICATORS:
            found = figure(town, one.code)
            count = evidence(indicator(one.code), asked, town.officer_scope, part="n").count()
            assert count == int(found.n or 0), one.code
