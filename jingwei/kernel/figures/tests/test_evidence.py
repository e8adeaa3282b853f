"""Does every figure open to as many records as it says, for whoever may see them?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.declare import Kind
from jingwei.kernel.figures.evidence import Asked, details, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period, up_to
from jingwei.kernel.figures.registered import indicator, registered
from jingwei.kernel.figures.tests.conftest import MONTH
from jingwei.kernel.orgs.actions import move_organisation

TODAY = date(2026, 11, 23)
CODES = sorted(registered().indicators)
NOVEMBER = Period(MONTH, TODAY)


@pytest.fixture
def filled(full_town: Any) -> Any:
    with acting(full_town.officer_scope):
        move_organisation(
            org=full_town.large, parent=full_town.other, on=date(2026, 11, 2),
            by=full_town.officer_scope, at=AT,
        )  # fmt: skip
    with as_role("jw_worker"):
        fill_months([MONTH], at=AT)
    return full_town


@pytest.mark.slow
def test_every_figure_opens_to_as_many_records_as_it_says(filled: Any) -> None:
    """For the officer every organisation, every indicator and every part; nothing left out."""
    scope = filled.officer_scope
    wrong, seen = [], set()
    with acting(scope):
        orgs = {org.pk: org for org in filled.orgs.values()}
        for org in orgs.values():
            org.refresh_from_db()
        figures = queries.in_month(orgs, MONTH)
        for (org_id, code), figure in figures.items():
            if not figure.is_known:
                continue
            asked = Asked(orgs[org_id], NOVEMBER, filled=True)
            for part, count in parts_of(figure).items():
                listed = evidence(figure.indicator, asked, scope, part=part).count()
                if listed != count:
                    wrong.append((orgs[org_id].code, code, part, listed, count))
                if count:
                    seen.add((code, part))
    assert wrong == []
    # Parts further up bring their own records and their own town for this.
    ours = {code for code in CODES if code.startswith(("orgs.", "people."))}
    assert {code for code, part in seen if part == "n"} >= ours


def parts_of(figure: Any) -> dict[str, int]:
    if figure.indicator.kind == Kind.MEAN:
        return {"n": int(figure.d), "missing": figure.missing}
    found = {"n": int(figure.n)}
    if figure.indicator.kind == Kind.RATIO:
        found |= {"d": int(figure.d), "rest": int(figure.d - figure.n), "missing": figure.missing}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("who", ["lin", "gu"])
def test_a_clerk_sees_the_records_of_the_own_town_as_it_is_now(filled: Any, who: str) -> None:
    scope = filled.scopes[who]
    with acting(scope):
        town = filled.east if who == "lin" else filled.west
        figures = queries.in_month([town.pk], MONTH)
        for (_org, code), figure in figures.items():
            if figure.is_known and code != "people.moved_out":
                asked = Asked(town, NOVEMBER, filled=True)
                size = parts_of(figure)["n"]
                assert evidence(figure.indicator, asked, scope).count() == size, code


@pytest.mark.slow
@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2026, 11, 8), date(2026, 10, 31)])
def test_a_day_worked_out_on_the_spot_says_what_the_month_says(filled: Any, on: date) -> None:
    with as_role("jw_worker"):
        fill_months([date(2026, 10, 1)], at=AT)
    with system_scope("测试"):
        ids = [org.pk for org in filled.orgs.values()]
        by_day = queries.on_day(filled.city.pk, on, orgs=ids)
        if on != date(2026, 11, 8):
            by_month = queries.in_month(ids, on.replace(day=1))
            assert plain(by_day) == plain(by_month)
        asked = Asked(filled.city, up_to(on), filled=False)
        for code in CODES:
            figure = by_day[filled.city.pk, code]
            scope = filled.officer_scope
            size = parts_of(figure)["n"] if figure.is_known else 0
            assert evidence(indicator(code), asked, scope).count() == size, code


def plain(figures: Any) -> dict[tuple[int, str], tuple[Any, ...]]:
    return {key: (one.n, one.d, one.missing) for key, one in figures.items()}


def test_a_page_of_records_is_looked_for_where_the_facts_say(filled: Any) -> None:
    one = indicator("people.members_without_id_number")
    scope = filled.officer_scope
    with acting(scope):
        asked = Asked(filled.city, NOVEMBER, filled=True)
        rows = list(evidence(one, asked, scope, near=""))
        assert [row.person_id for row in rows] == [filled.people["联乙"].pk]


def test_the_details_are_those_the_conditions_name(filled: Any) -> None:
    one = indicator("orgs.branches_short_of_members")
    with acting(filled.officer_scope):
        asked = Asked(filled.city, NOVEMBER, filled=True)
        ids = [filled.east_two.pk]
        row = details(one.records, asked, ids, ids)[filled.east_two.pk]
    assert (row["full_members"], row["members"], row["kind"]) == (1, 1, "party_branch")


def test_the_west_does_not_see_the_records_of_the_east(filled: Any) -> None:
    with acting(filled.gu_scope):
        asked = Asked(filled.east, NOVEMBER, filled=True)
        assert not evidence(indicator("people.members"), asked, filled.gu_scope).exists()
