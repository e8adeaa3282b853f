"""Do the figures of communities say what the records say? No data, zero, all, and late records."""

from datetime import date, timedelta
from typing import Any

import pytest

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import flush, queries
from jingwei.kernel.figures.declare import Kind
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator, registered
from jingwei.systems.community.grids import actions
from jingwei.systems.community.grids.models import Stairwell
from jingwei.systems.community.grids.tests.conftest import community_of
from jingwei.systems.community.grids.tests.test_grids import assign

MONTH = date(2026, 11, 1)
OURS = [one for one in registered().indicators if one.startswith("grids.")]


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def heal(minutes: int) -> None:
    """What the worker does with marks of late records, and nothing else."""
    with as_role("jw_worker"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "_missing", lambda today: [])
        flush.flush(at=AT + timedelta(hours=1, minutes=minutes))


def figure(town: Any, code: str, org: str = "city") -> Any:
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[f"grids.{code}"])[pk, f"grids.{code}"]


def pair(town: Any, code: str, org: str = "city") -> tuple[Any, Any]:
    one = figure(town, code, org)
    return one.n, one.d


def test_without_records_there_is_no_data(town: Any) -> None:
    fill()
    assert len(OURS) == 15
    assert not any(figure(town, code.removeprefix("grids.")).n for code in OURS)


def test_a_community_without_grids_counts_and_covers_nothing(town: Any) -> None:
    community_of(town, formation="new_relocated")
    fill()
    assert figure(town, "communities").n == 1
    assert pair(town, "new_type") == (1, 1)
    assert figure(town, "in_force").n in (None, 0)
    assert pair(town, "per_community") == (0, 1)
    for code in ("formal", "structured"):
        assert pair(town, code) == (0, 1), code


def test_a_lead_more_heals_and_all_led_is_all(laid: Any) -> None:
    fill()
    assert (figure(laid, "in_force").n, pair(laid, "staffed")) == (2, (0, 2))
    assert pair(laid, "per_community") == (2, 1)
    assert pair(laid, "households") == (240, 2)
    east, west = laid.grids
    assign(laid, east, "示例甲")
    heal(1)
    assert pair(laid, "staffed") == (1, 2)
    assign(laid, west, "示例乙")
    heal(2)
    assert pair(laid, "staffed") == (2, 2)
    assert figure(laid, "staffed", "west").d in (None, 0), "the neighbour has none of it"


def test_a_contact_who_agreed_counts_for_the_stairwell(laid: Any) -> None:
    fill()
    assert pair(laid, "contacted") == (0, 8)
    lin = laid.lin_scope
    with acting(lin):
        actions.agree_contact(
            stairwell=Stairwell.everything.order_by("id").first(), person=laid.people["东甲"],
            consent_on=AT.date(), by=lin, at=AT,
        )  # fmt: skip
    fill()
    assert pair(laid, "contacted") == (1, 8)


def test_the_evidence_is_the_records_that_count(laid: Any) -> None:
    assign(laid, laid.grids[0], "示例甲")
    fill()
    with acting(laid.officer_scope) as who:
        asked = Asked(laid.city, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            one = indicator(code)
            found = queries.in_month([laid.city.pk], MONTH, codes=[code])[laid.city.pk, code]
            size = found.d if one.kind == Kind.MEAN else found.n
            assert evidence(one, asked, who, part="n").count() == int(size or 0), code
