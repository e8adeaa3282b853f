"""Do the figures of centres say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta
from typing import Any

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator, registered
from jingwei.systems.community.centres.tests.conftest import listed, offers, opened

MONTH = date(2026, 11, 1)
OURS = [one for one in registered().indicators if one.startswith("centres.")]


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town: Any, code: str, org: str = "city") -> Any:
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[f"centres.{code}"])[pk, f"centres.{code}"]


def pair(town: Any, code: str, org: str = "city") -> tuple[Any, Any]:
    one = figure(town, code, org)
    return one.n, one.d


def test_without_records_there_is_no_data(town):
    fill()
    assert len(OURS) == 6
    assert not any(figure(town, code.removeprefix("centres.")).n for code in OURS)


def test_a_centre_that_does_nothing_is_open_and_no_more(town):
    opened(town)
    fill()
    assert figure(town, "open").n == 1
    for code in ("nine_categories", "full", "production_and_market", "formal"):
        assert pair(town, code) == (0, 1)


def test_what_is_done_late_heals_and_a_full_centre_counts(town):
    centre = opened(town)
    first = listed(town, "求职登记", is_required=True)
    listed(town, "没有人办的")
    fill()
    assert pair(town, "items_done") == (0, 2)
    assert pair(town, "formal") == (0, 1)
    offers(town, centre, first)
    fill()
    assert pair(town, "items_done") == (1, 2)
    assert pair(town, "formal") == (1, 1)
    assert figure(town, "open", "west").n in (None, 0)
    rest = [
        listed(
            town, f"事项{n}", category=f"类{n % 8}", place=2 + n % 8, ring="",
            kind=("production", "market", "public")[n % 3],
        )
        for n in range(39)
    ]  # fmt: skip
    offers(town, centre, *rest[:-1])
    fill()
    assert pair(town, "nine_categories") == (1, 1)
    assert pair(town, "full") == (0, 1)  # thirty-nine items
    offers(town, centre, rest[-1])
    fill()
    assert pair(town, "full") == (1, 1)
    assert pair(town, "production_and_market") == (1, 1)


def test_the_evidence_is_the_records_that_count(town):
    offers(town, opened(town), listed(town, is_required=True))
    fill()
    with acting(town.officer_scope) as who:
        asked = Asked(town.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            found = queries.in_month([town.city.pk], MONTH, codes=[code])[town.city.pk, code]
            count = evidence(indicator(code), asked, who, part="n").count()
            assert count == int(found.n or 0), code
