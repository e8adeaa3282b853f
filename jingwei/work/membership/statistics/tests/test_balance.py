"""Does last year + opened + in - out = this year, whatever moved, merged or was brought along?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.orgs.actions import found_organisation, move_organisation
from jingwei.kernel.people.kinds import Began, Ended
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import held
from jingwei.work.membership.statistics import actions, queries, rules
from jingwei.work.membership.statistics.registered import table_of


def compared(town: Any, who: str, org: Any, year: int) -> dict[str, int]:
    """The first table's totals, without the zeros; every check is met."""
    with acting(town.scopes[who]):
        cells = queries.counted(org, year)
        assert rules.unmet(queries.checks_of(cells, org, year)) == []
    return {row: n["all"] for row, n in cells["compared"].items() if n["all"]}


def opened(town: Any, who: str, org: Any, year: int, row: str) -> list[Any]:
    table = table_of("compared")
    with acting(town.scopes[who]) as scope:
        return queries.records(scope, table, table.row(row), table.column("all"), org, year)


@pytest.fixture
def moved(two_years: Any) -> Any:
    """East branch two (东丁, and 动一 since June 2025) is put under the west in May 2026."""
    town = two_years
    with as_owner(), system_scope("测试") as by:
        move_organisation(
            org=town.east_two, parent=town.west, on=date(2026, 5, 1), by=by, at=AT
        )  # fmt: skip
        for name in ("east_two", "east", "west"):
            town.orgs[name].refresh_from_db()
    return town


def test_a_branch_that_goes_takes_its_members_along(moved):
    assert compared(moved, "lin", moved.east, 2026) == {
        "before": 6, "went": 2, "with_org_out": 2, "now": 4,
    }  # fmt: skip
    assert compared(moved, "gu", moved.west, 2026) == {
        "before": 2, "came": 2, "with_org_in": 2, "now": 4,
    }  # fmt: skip


def test_to_who_stands_above_both_nothing_moved(moved):
    with as_owner():
        town = moved
        county = compared(town, "officer", town.county, 2026)
    assert county == {"before": 8, "now": 8}


def test_a_year_that_is_over_is_counted_by_where_all_stood_then(moved):
    assert compared(moved, "lin", moved.east, 2025) == {
        "before": 6, "came": 1, "admitted": 1, "went": 1, "died": 1, "now": 6,
    }  # fmt: skip
    assert compared(moved, "gu", moved.west, 2025) == {"before": 2, "now": 2}


def test_what_was_frozen_is_what_the_next_year_begins_with(moved):
    with acting(moved.lin_scope) as by:
        actions.freeze_report(org=moved.east, year=2025, explained="", by=by, at=AT)
    assert compared(moved, "lin", moved.east, 2026)["before"] == 6


def test_who_went_with_a_branch_is_counted_and_stays_out_of_sight(moved):
    found = opened(moved, "lin", moved.east, 2026, "with_org_out")
    assert [(one.public_id, one.label, one.org) for one in found] == [("", "-", "")] * 2
    came = opened(moved, "gu", moved.west, 2026, "with_org_in")
    assert sorted(one.label for one in came) == ["东丁", "动一"]
    before = opened(moved, "lin", moved.east, 2026, "before")
    assert sorted(one.label for one in before)[:2] == ["-", "-"]
    assert len(before) == 6


def test_what_a_city_brings_along_is_neither_in_nor_out(two_years):
    town = two_years
    with as_owner():
        begun = Membership.everything.filter(org=town.east_one, held__endswith=None, kind="home")
        for row in begun.exclude(person=town.people["新一"]):
            row.held, row.began = held(date(2025, 3, 1)), Began.OPENING
            row.save(update_fields=["held", "began"])
    assert compared(town, "lin", town.east, 2025) == {
        "before": 3, "opened": 3, "came": 1, "admitted": 1, "went": 1, "died": 1, "now": 6,
    }  # fmt: skip


def test_merged_files_and_undone_imports_are_corrections(two_years):
    town = two_years
    with as_owner():
        twice = town.member("重一", town.east_one, joined_on=date(2025, 2, 3))
        Membership.everything.filter(person=twice).update(
            held=held(date(2024, 2, 3), date(2025, 8, 1)), ended=Ended.MERGED
        )
    found = compared(town, "lin", town.east, 2025)
    assert (found["corrected_out"], found["went"], found["now"]) == (1, 2, 6)


def put(town: Any, org: Any, *steps: tuple[Any, date]) -> None:
    """Put an organisation under one superior after the other, each from a day on."""
    with as_owner(), system_scope("测试") as by:
        for parent, on in steps:
            for one in (org, parent):
                one.refresh_from_db()
            move_organisation(org=org, parent=parent, on=on, by=by, at=AT)
        for one in town.orgs.values():
            one.refresh_from_db()


def test_what_came_one_year_and_was_taken_away_the_next_counts_where_it_stood(two_years):
    town = two_years
    put(town, town.east_two, (town.west, date(2025, 5, 10)), (town.east, date(2026, 5, 1)))
    assert compared(town, "lin", town.east, 2025) == {
        "before": 6, "came": 1, "admitted": 1, "went": 3, "transferred_out": 1, "died": 1,
        "with_org_out": 1, "now": 4,
    }  # fmt: skip
    assert compared(town, "gu", town.west, 2025) == {
        "before": 2, "came": 2, "transferred_in": 1, "with_org_in": 1, "now": 4,
    }  # fmt: skip
    assert compared(town, "lin", town.east, 2026) == {
        "before": 4, "came": 2, "with_org_in": 2, "now": 6,
    }  # fmt: skip
    assert compared(town, "gu", town.west, 2026) == {
        "before": 4, "went": 2, "with_org_out": 2, "now": 2,
    }  # fmt: skip


def test_what_came_and_was_taken_away_within_a_year_never_counted_there(two_years):
    town = two_years
    put(town, town.east_two, (town.west, date(2026, 2, 1)), (town.east, date(2026, 8, 1)))
    assert compared(town, "lin", town.east, 2026) == {"before": 6, "now": 6}
    assert compared(town, "gu", town.west, 2026) == {"before": 2, "now": 2}


@pytest.mark.parametrize(
    ("on", "east", "west"), [(date(2025, 12, 31), 4, 4), (date(2026, 1, 1), 6, 2)]
)
def test_the_last_day_of_the_year_decides_where_an_organisation_counts(two_years, on, east, west):
    town = two_years
    put(town, town.east_two, (town.west, on))
    assert compared(town, "lin", town.east, 2025)["now"] == east
    assert compared(town, "gu", town.west, 2025)["now"] == west
    assert compared(town, "lin", town.east, 2026)["before"] == east
    assert compared(town, "gu", town.west, 2026)["before"] == west


def test_a_branch_stood_where_its_superior_of_the_day_stood(two_years):
    """The whole east goes to another county; later in the year the west takes a branch of it."""
    town = two_years
    with as_owner(), system_scope("测试") as by:
        south = found_organisation(
            parent=town.city, code="SOUTH", name="中共南县委员会", kind="local_committee",
            founded_on=date(2010, 1, 1), by=by, at=AT,
        )  # fmt: skip
    put(town, town.east, (south, date(2026, 3, 1)))
    put(town, town.east_two, (town.west, date(2026, 9, 1)))
    assert compared(town, "gu", town.west, 2026) == {
        "before": 2, "came": 2, "with_org_in": 2, "now": 4,
    }  # fmt: skip
    with as_owner(), system_scope("测试"):
        for org, year, wanted in (
            (town.county, 2025, {"before": 8, "came": 1, "admitted": 1, "went": 1, "died": 1,
                                 "now": 8}),
            (town.county, 2026, {"before": 8, "went": 4, "with_org_out": 4, "now": 4}),
            (south, 2026, {"before": 0, "came": 4, "with_org_in": 4, "now": 4}),
        ):  # fmt: skip
            cells = queries.counted(org, year)
            assert rules.unmet(rules.checks(cells, frozen_before=None, by_figures=None)) == []
            told = {row: n["all"] for row, n in cells["compared"].items() if n["all"]}
            assert told == {row: n for row, n in wanted.items() if n}, (org, year)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_year_closes_for_everybody(moved, year):
    for who, org in (("lin", moved.east), ("gu", moved.west), ("branch", moved.east_one)):
        compared(moved, who, org, year)
