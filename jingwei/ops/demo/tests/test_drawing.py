"""Is the demo city as large, as varied and as fictional as promised, and always the same?"""

from collections import Counter
from datetime import date
from functools import cache

import numpy as np
import pytest

from jingwei.kernel.days import next_month
from jingwei.kernel.rulebook.codes import credit_code, identity
from jingwei.ops.demo.city import City
from jingwei.ops.demo.load import draw_city
from jingwei.ops.demo.posts import BRANCHES, COMMITTEES
from jingwei.ops.demo.tree import give_paths

TODAY = date(2026, 11, 23)
OPEN = 10**7


@cache
def city(size: str = "small") -> City:
    drawn = draw_city(size=size, today=TODAY)
    give_paths(drawn)
    return drawn


SIZES = ("small", pytest.param("full", marks=pytest.mark.slow))
each_size = pytest.mark.parametrize("size", SIZES)


def members_on(drawn: City, day: date) -> np.ndarray:
    """Members of each organisation at the end of a day."""
    rows, at = drawn.stretches(), day.toordinal()
    until = np.where(rows.until == 0, OPEN, rows.until)
    there = (rows.kind == "home") & (rows.since <= at) & (until > at)
    return np.bincount(rows.org[there], minlength=len(drawn.orgs))


def test_the_same_day_gives_the_same_city():
    one, other = city(), draw_city(size="small", today=TODAY)
    give_paths(other)
    assert [org.path for org in one.orgs] == [org.path for org in other.orgs]
    assert one.orgs == other.orgs
    assert one.units == other.units
    assert one.seats == other.seats
    for name, column in vars(one.persons()).items():
        assert np.array_equal(column, getattr(other.persons(), name)), name
    for name, column in vars(one.stretches()).items():
        assert np.array_equal(column, getattr(other.stretches(), name)), name


@each_size
def test_the_counts_are_exact(size):
    drawn = city(size)
    assert len(drawn.open_orgs()) == drawn.size.organisations
    assert drawn.persons().today == drawn.size.members
    assert members_on(drawn, TODAY).sum() == drawn.size.members
    levels = Counter(place.level for place in drawn.places)
    assert levels[3] == drawn.size.counties
    assert levels[4] == drawn.size.streets + drawn.size.towns
    assert levels[5] == drawn.size.villages + drawn.size.communities
    communities = [place for place in drawn.places if place.name.endswith("社区")]
    assert len(communities) == drawn.size.communities
    assert sum(place.is_new_type for place in communities) == drawn.size.new_communities


@pytest.mark.slow
def test_the_full_city_has_the_size_of_nantong():
    size = city("full").size
    assert (size.organisations, size.members) == (25_199, 465_134)
    assert (size.counties, size.streets + size.towns) == (8, 136)
    assert (size.villages + size.communities, size.communities) == (2_005, 347)
    assert size.new_communities == 168


@pytest.mark.slow
def test_kinds_stand_to_each_other_as_in_the_province():
    kinds = Counter(org.kind for org in city("full").open_orgs())
    committees = sum(kinds[kind] for kind in COMMITTEES)
    branches = sum(count for kind, count in kinds.items() if kind.endswith("_branch"))
    branches -= kinds["general_branch"]
    # Jiangsu: 13.0, 23.3 and 245.7 of 282.1 thousand.
    for count, thousands in (
        (committees, 13.0),
        (kinds["general_branch"], 23.3),
        (branches, 245.7),
    ):
        assert count == pytest.approx(25_199 * thousands / 282.1, rel=0.05)


@each_size
def test_shares_among_members_are_those_of_the_country(size):
    people, today = city(size).persons(), city(size).persons().today
    age = np.array([TODAY.year - date.fromordinal(int(day)).year
                    - ((TODAY.month, TODAY.day) < (date.fromordinal(int(day)).month,
                                                   date.fromordinal(int(day)).day))
                    for day in people.birth[:today]])  # fmt: skip
    slack = 0.004 if size == "small" else 0.0002  # the people of the manual replace some
    assert (people.sex[:today] == "2").mean() == pytest.approx(0.309, abs=slack)
    assert (people.ethnicity[:today] != "01").mean() == pytest.approx(0.077, abs=slack)
    assert (age >= 61).mean() == pytest.approx(0.289, abs=slack)
    learned = np.isin(np.array([code[0] for code in people.education[:today]]), ("1", "2", "3"))
    assert learned.mean() == pytest.approx(0.576, abs=slack)
    assert age.min() >= 18


@each_size
def test_nothing_bears_the_number_of_a_real_place_or_person(size):
    drawn = city(size)
    assert {place.code[:2] for place in drawn.places} == {"99"}
    numbers = [number for number in drawn.persons().id_number.tolist() if number]
    assert {number[:2] for number in numbers} == {"99"}
    assert len(set(numbers)) == len(numbers)
    assert {unit.code[2:4] for unit in drawn.units if unit.code} == {"99"}
    assert {phone[:3] for phone in drawn.persons().phone.tolist() if phone} == {"154"}
    assert all(place.name.startswith("示例") for place in drawn.places)
    assert all("示例" in org.name for org in drawn.orgs)


@each_size
def test_the_check_digits_are_right(size):
    drawn = city(size)
    numbers = [number for number in drawn.persons().id_number.tolist() if number]
    verdicts = identity.check_many(numbers, today=TODAY).verdict
    assert (verdicts == identity.Verdict.GOOD).all()
    codes = [unit.code for unit in drawn.units if unit.code]
    assert {credit_code.verdict_of(code) for code in codes} == {credit_code.Verdict.GOOD}
    assert len(set(codes)) == len(codes)


@each_size
def test_an_id_number_agrees_with_sex_and_birth(size):
    people = city(size).persons()
    for number, sex, birth in zip(
        people.id_number.tolist(), people.sex.tolist(), people.birth.tolist(), strict=True
    ):
        if number:
            assert number[6:14] == f"{date.fromordinal(birth):%Y%m%d}"
            assert int(number[16]) % 2 == int(sex == "1")


@each_size
def test_one_home_branch_at_a_time_and_only_while_both_exist(size):
    drawn = city(size)
    rows = drawn.stretches()
    until = np.where(rows.until == 0, OPEN, rows.until)
    assert (until > rows.since).all()
    home = np.flatnonzero(rows.kind == "home")
    home = home[np.lexsort((rows.since[home], rows.person[home]))]
    same = rows.person[home][1:] == rows.person[home][:-1]
    assert (rows.since[home][1:] == until[home][:-1])[same].all()  # no gap, no overlap
    founded = np.array([org.founded.toordinal() for org in drawn.orgs])
    ended = np.array([org.ended.toordinal() if org.ended else OPEN for org in drawn.orgs])
    assert (rows.since >= founded[rows.org]).all()
    assert (until <= ended[rows.org]).all()


@each_size
def test_last_months_members_and_the_changes_make_this_months_in_every_organisation(size):
    drawn = city(size)
    rows = drawn.stretches()
    home = rows.kind == "home"
    count, month, before = len(drawn.orgs), next_month(drawn.opened), drawn.opened
    changes: Counter[str] = Counter()
    while month <= TODAY:
        first, last = before.toordinal() + 1, month.toordinal()
        came = home & (rows.since >= first) & (rows.since <= last)
        went = home & (rows.until >= first) & (rows.until <= last)
        net = np.bincount(rows.org[came], minlength=count) - np.bincount(
            rows.org[went], minlength=count
        )
        assert np.array_equal(members_on(drawn, before) + net, members_on(drawn, month))
        changes.update(rows.began[came].tolist())
        changes.update(rows.ended[went].tolist())
        before, month = month, next_month(month)
    assert {"admitted", "transferred_in", "moved", "continued", "restored", "died",
            "transferred_out", "left"} <= set(changes)  # fmt: skip


@each_size
def test_every_figure_of_conformity_has_cases(size):
    drawn = city(size)
    rows, people = drawn.stretches(), drawn.persons()
    now = (rows.kind == "home") & (rows.until == 0)
    full = now & (rows.category == "full") & (rows.state == "normal")
    fulls = np.bincount(rows.org[full], minlength=len(drawn.orgs))
    seats = Counter(seat.org for seat in drawn.seats)
    branches = [org for org in drawn.open_orgs() if org.kind in BRANCHES]
    units = Counter(unit.org for unit in drawn.units)
    due = {term.org: term.due_on for term in sorted(drawn.terms, key=lambda one: one.since)}
    assert any(org.members > 0 and fulls[org.at] < 3 for org in branches)
    assert any(org.members > 50 for org in branches)
    assert any(fulls[org.at] >= 7 and 0 < seats[org.at] < 3 for org in branches)
    assert any(org.kind == "joint_branch" and units[org.at] > 5 for org in branches)
    below: Counter[int] = Counter()
    for org in drawn.branches():
        above = org.parent
        while above is not None:
            below[above] += org.members
            above = drawn.orgs[above].parent
    assert any(not 50 <= below[org.at] < 100 for org in drawn.open_orgs()
               if org.kind == "general_branch")  # fmt: skip
    assert any(0 < below[org.at] < 100 for org in drawn.open_orgs() if org.kind in COMMITTEES)
    left = [(day - TODAY).days for day in due.values() if day]
    assert min(left) < 0
    assert any(0 <= days < 180 for days in left)
    vacant = [seat for seat in drawn.seats if all(one[2] is not None for one in seat.holders)]
    assert any(seat.title == "secretary" for seat in vacant)
    assert any(seat.title != "secretary" for seat in vacant)
    assert people.probationary.any()
    assert people.suspended.any()
    assert (people.lost > 0).any()
    assert (people.floating_to != "").any()
    assert (people.id_number == "").any()
    kinds = {org.kind for org in drawn.open_orgs()}
    assert {"temporary_branch", "floating_branch", "functional_org", "joint_branch"} <= kinds
    assert drawn.new_orgs
    assert drawn.gone_orgs
    assert any(spell.until for spell in drawn.names)
    assert any(spell.until and spell.host is not None for spell in drawn.leads)


@pytest.mark.slow
def test_names_are_common_rare_and_of_many_peoples():
    names = Counter(city("full").persons().name.tolist())
    assert names.most_common(1)[0][1] > 100
    assert any("·" in name for name in names)
    assert any(ord(sign) > 0xFFFF for name in names for sign in name)
    assert any(len(name) == 2 for name in names)


@each_size
def test_who_holds_a_post_is_a_full_member_today(size):
    drawn = city(size)
    people = drawn.persons()
    for seat in drawn.seats:
        for person, since, until, _due in seat.holders:
            assert until is None or until > since
            if until is None:
                assert person < people.today
                assert not people.probationary[person]
                assert not people.suspended[person]
