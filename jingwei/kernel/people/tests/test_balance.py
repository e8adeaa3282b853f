"""Does last year + in - out = this year come out at every level, whatever moved?"""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import periods
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.orgs.actions import move_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.balance import IN, OUT, STOCK, Balance, balance_of
from jingwei.kernel.people.kinds import Began, Ended
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held

NOVEMBER = date(2026, 11, 1)
RECORDS = {indicator(code).records.code for code in (STOCK, *IN, *OUT)}
"""What a balance is of; all other records of a year would take ten times as long."""


def fill(months: int = 12) -> None:
    with as_role("jw_worker"):
        fill_months(periods.months_back(NOVEMBER, months), at=AT, records=RECORDS)


def balance(org: Organisation) -> Balance:
    with system_scope("测试"):
        return balance_of(org.pk, NOVEMBER)


def move(person: Person, to: Organisation, on: date) -> None:
    """As the action does it: the stretch is closed and the next one opened on the same day."""
    row = Membership.everything.get(person=person, held__endswith=None)
    Membership.everything.filter(pk=row.pk).update(held=held(row.held.lower, on), ended=Ended.MOVED)
    Membership.everything.create(
        person=person, org=to, org_path=to.path, category=row.category, held=held(on),
        began=Began.MOVED,
    )  # fmt: skip


def parts(found: Balance) -> dict[str, int]:
    return {line.indicator.code: line.n for line in (*found.came, *found.went) if line.n}


def test_a_move_is_out_here_in_there_and_nothing_to_whoever_stands_above_both(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        move(town.people["东甲"], town.west_one, date(2026, 3, 5))
    fill()
    assert parts(balance(town.east_one)) == {"people.transferred_out": 1}
    assert parts(balance(town.east)) == {"people.transferred_out": 1}
    assert parts(balance(town.west)) == {"people.transferred_in": 1}
    assert parts(balance(town.county)) == parts(balance(town.city)) == {}
    for org in town.orgs.values():
        assert balance(org).difference in (0, None)


def test_a_move_within_a_town_is_nothing_to_the_town(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        move(town.people["东甲"], town.east_two, date(2026, 3, 5))
    fill()
    assert parts(balance(town.east_two)) == {"people.transferred_in": 1}
    assert parts(balance(town.east)) == {}


def test_who_came_from_outside_the_city_is_in_at_every_level(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        person = town.member("外来的", town.west_one, joined_on=date(2026, 5, 1))
        Membership.everything.filter(person=person).update(began=Began.TRANSFERRED_IN)
    fill()
    for org in (town.west_one, town.west, town.county, town.city):
        assert parts(balance(org)) == {"people.transferred_in": 1}


def test_the_opening_position_is_neither_in_nor_out_but_a_difference(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        person = town.member("期初的", town.west_one, joined_on=date(2026, 5, 1))
        Membership.everything.filter(person=person).update(began=Began.OPENING)
    fill()
    found = balance(town.west)
    assert (found.before, found.now, found.came_in, found.difference) == (2, 3, 0, 1)


def test_the_end_of_a_suspension_brings_nobody_in(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        person = town.people["西甲"]
        Membership.everything.filter(person=person).update(
            held=held(date(2019, 7, 1), date(2026, 4, 1)), state="suspended", ended=Ended.CONTINUED
        )
        Membership.everything.create(
            person=person, org=town.west_one, org_path=town.west_one.path, category="full",
            held=held(date(2026, 4, 1)), began=Began.RESTORED,
        )  # fmt: skip
    fill()
    assert parts(balance(town.west)) == {}
    assert balance(town.west).difference == 0


def test_who_was_admitted_and_died_within_a_month_is_both(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        person = town.member("短暂的", town.west_one, joined_on=date(2026, 6, 3))
        Membership.everything.filter(person=person).update(
            held=held(date(2026, 6, 3), date(2026, 6, 20)), ended=Ended.DIED
        )
    fill()
    assert parts(balance(town.city)) == {"people.admitted": 1, "people.died": 1}


def test_without_last_year_there_is_no_balance(town: Any) -> None:
    fill(3)
    found = balance(town.east)
    assert (found.before, found.now, found.difference) == (None, 4, None)


def test_a_town_that_changes_county_takes_its_members_along(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        move(town.people["东甲"], town.east_two, date(2026, 8, 4))
        died = Membership.everything.filter(person=town.people["东丙"])
        died.update(held=held(date(2019, 7, 1), date(2026, 8, 9)), ended=Ended.DIED)
    with acting(town.officer_scope):
        move_organisation(
            org=town.east, parent=town.other, on=date(2026, 8, 20), by=town.officer_scope, at=AT
        )
    fill()
    assert parts(balance(town.county)) == {"people.moved_out": 4}
    assert parts(balance(town.other)) == {"people.moved_in": 4, "people.died": 1}
    assert parts(balance(town.city)) == {"people.died": 1}
    for org in (town.county, town.east, town.city, town.east_one):
        assert balance(org).difference == 0
    # The other county had no members before: it has no balance, and no invented one.
    assert balance(town.other).difference is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_balance_comes_out_after_a_year_of_anything(town: Any, seed: int) -> None:
    """A hundred moves of members and branches at random: no organisation has a difference."""
    chance = random.Random(seed)
    with as_owner(), system_scope("测试"):
        town.member("别甲", town.other)
        branches = [town.east_one, town.east_two, town.west_one, town.other, town.east, town.west]
        alive = dict.fromkeys(town.people, date(2026, 1, 2))
        for number in range(100):
            name = chance.choice(list(alive))
            on = alive[name] + timedelta(days=chance.randint(1, 20))
            if on > date(2026, 11, 20):
                continue
            alive[name] = on
            person = town.people[name]
            row = Membership.everything.get(person=person, held__endswith=None)
            to = chance.choice([org for org in branches if org.pk != row.org_id])
            act = chance.random()
            if act < 0.7:
                move(person, to, on)
            elif act < 0.8:
                how = chance.choice(["died", "left", "transferred_out"])
                Membership.everything.filter(pk=row.pk).update(
                    held=held(row.held.lower, on), ended=how
                )
                del alive[name]
            else:
                fresh = town.member(f"新{number}", to, joined_on=on)
                alive[fresh.name] = on
    parents = [town.county, town.other, town.east, town.west]
    for month in (3, 6, 9):
        org = chance.choice([town.east_one, town.east_two, town.west_one])
        with acting(town.officer_scope):
            here = _path(org)[:-5]
            to = chance.choice([parent for parent in parents if _path(parent) != here])
            move_organisation(
                org=org, parent=to, on=date(2026, month, 10), by=town.officer_scope, at=AT
            )
    fill()
    differences = {org.code: balance(org).difference for org in town.orgs.values()}
    assert set(differences.values()) <= {0, None}
    assert differences["CITY"] == 0


def _path(org: Organisation) -> str:
    org.refresh_from_db()
    return str(org.path)
