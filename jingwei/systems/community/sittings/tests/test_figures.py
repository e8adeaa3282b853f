"""Do the figures of meetings say what the records say? None, zero, all, and a late record."""

from datetime import date, timedelta
from typing import Any

from conftest import AT, TODAY, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.systems.community.sittings import actions
from jingwei.systems.community.sittings.indicators import INDICATORS
from jingwei.systems.community.sittings.models import Decision
from jingwei.systems.community.sittings.rules import Decided
from jingwei.systems.community.sittings.tests.conftest import recorded

MONTH = date(2026, 11, 1)


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def pair(town: Any, code: str) -> tuple[Any, Any]:
    with acting(town.officer_scope):
        one = queries.in_month([town.city.pk], MONTH, codes=[code])[town.city.pk, code]
    return one.n, one.d


def test_none_zero_all_and_late(council: Any) -> None:
    fill()
    assert pair(council, "sittings.met") == (0, 6), "two wings and four committees"
    assert not pair(council, "sittings.in_time")[1]
    due = [Decided("画停车线", "东甲", date(2026, 11, 23))]
    recorded(council, decided=due)
    fill()
    assert pair(council, "sittings.met") == (1, 6)
    assert pair(council, "sittings.in_time") == (0, 1)
    lin = council.lin_scope
    with acting(lin):
        actions.finish_decision(
            decision=Decision.everything.get(), outcome="画好了", on=TODAY, by=lin, at=AT
        )
    fill()
    assert pair(council, "sittings.in_time") == (1, 1)


def test_a_meeting_early_in_the_window_still_counts(council: Any) -> None:
    recorded(council, on=date(2026, 1, 5), decided=[])
    fill()
    assert pair(council, "sittings.met") == (1, 6)


def test_evidence_is_the_figure(council: Any) -> None:
    recorded(council, decided=[Decided("画停车线", "东甲", date(2026, 11, 23))])
    fill()
    with acting(council.officer_scope):
        asked = Asked(council.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for one in INDICATORS:
            found = queries.in_month([council.city.pk], MONTH, codes=[one.code])
            n = int(found[council.city.pk, one.code].n or 0)
            seen = evidence(indicator(one.code), asked, council.officer_scope, part="n")
            assert seen.count() == n, one.code
