"""Do the figures of centres say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta
from typing import Any

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator, registered
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.centres.tests.conftest import listed, offers, opened
from jingwei.work.matters import receipts
from jingwei.work.matters.models import Matter

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
    assert len(OURS) == 7
    assert not any(figure(town, code.removeprefix("centres.")).n for code in OURS)


def test_a_centre_that_does_nothing_is_open_and_no_more(town):
    opened(town)
    fill()
    assert figure(town, "open").n == 1
    for code in ("nine_categories", "full", "production_and_market", "formal", "effective"):
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


def ended(town: Any, unit: Unit, **more: Any) -> None:
    """A matter of the place that was confirmed in time."""
    east = town.east
    with as_owner():
        Matter.everything.create(
            org=east, org_path=east.path, host=east, host_path=east.path, channel="window",
            title="路灯", asked=b"", place=unit, received_at=AT, received_on=TODAY,
            receipt=receipts.digest(receipts.fresh()), state="closed", closed_on=TODAY,
            answered_on=TODAY, **{"outcome": "confirmed", "answered_in_time": True, **more},
        )  # fmt: skip


def test_effective_is_formal_and_solved_for_most_of_who_asked(town):
    centre = opened(town)
    with as_owner():
        unit = Unit.everything.create(
            org=town.east, org_path=town.east.path, name="东苑社区", kind="community",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip
        ServiceCentre.everything.filter(pk=centre.pk).update(unit=unit)
    ended(town, unit)
    fill()
    assert pair(town, "effective") == (0, 1)  # not formal yet
    offers(town, centre, listed(town, is_required=True))
    fill()
    assert pair(town, "effective") == (1, 1)
    ended(town, unit, answered_in_time=False)
    fill()
    assert pair(town, "effective") == (0, 1)


def test_the_evidence_is_the_records_that_count(town):
    offers(town, opened(town), listed(town, is_required=True))
    fill()
    with acting(town.officer_scope) as who:
        asked = Asked(town.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            found = queries.in_month([town.city.pk], MONTH, codes=[code])[town.city.pk, code]
            count = evidence(indicator(code), asked, who, part="n").count()
            assert count == int(found.n or 0), code
