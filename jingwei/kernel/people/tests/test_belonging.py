"""Do stretches of belonging close and open as days pass, for Lin and for nobody else?"""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.belonging_actions import (
    end_membership,
    move_member,
    restore_member,
    set_category,
    suspend_member,
)
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position

DAY = date(2026, 9, 1)


def stretches(person):
    rows = Membership.everything.filter(person=person).order_by("held")
    return [
        (
            row.org.code,
            row.category,
            row.state,
            row.held.lower,
            row.held.upper,
            row.began,
            row.ended,
        )
        for row in rows
    ]


@pytest.fixture
def candidate(town):
    """A probationary member of the east's first branch since July 2025."""
    with as_owner():
        return town.member("东戊", town.east_one, joined_on=date(2025, 7, 1),
                           category="probationary")  # fmt: skip


def test_a_probationary_member_becomes_a_full_one(town, candidate):
    with acting(town.lin_scope) as by:
        set_category(person=candidate, category="full", on=DAY, by=by, at=AT, basis="批复3号")
        assert stretches(candidate) == [
            ("EAST-1", "probationary", "normal", date(2025, 7, 1), DAY, "admitted", "continued"),
            ("EAST-1", "full", "normal", DAY, None, "continued", ""),
        ]
        person = Person.everything.get(pk=candidate.pk)
        assert (person.full_on, person.version, person.is_gone) == (DAY, 2, False)
        line = json.loads(Entry.everything.get(verb="people.member.set_category").payload)
    assert line == {"before": "probationary", "category": "full", "from": "2026-09-01",
                    "basis": "批复3号"}  # fmt: skip


def test_nothing_is_kept_of_a_refused_step(town, candidate):
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            set_category(person=candidate, category="full", on=date(2026, 6, 30), by=by, at=AT)
        assert refused.value.codes == {"people.category.early"}
        assert len(stretches(candidate)) == 1
        assert Person.everything.get(pk=candidate.pk).version == 1
        assert not Entry.everything.filter(verb="people.member.set_category").exists()


ACTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "set_category": (set_category, {"category": "full", "on": DAY}),
    "end_membership": (end_membership, {"ended": "died", "on": DAY}),
    "suspend_member": (suspend_member, {"on": DAY, "basis": "批复"}),
    "restore_member": (restore_member, {"on": DAY, "basis": "批复"}),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["gu", "auditor", "new", "member"])
def test_without_the_duty_here_nothing_happens(town, candidate, act, who):
    verb, said = ACTS[act]
    with acting(town.scopes[who]) as by, pytest.raises(Refused) as refused:
        verb(person=candidate, by=by, at=AT, **said)
    assert refused.value.status == 403
    with acting(town.officer_scope):
        assert len(stretches(candidate)) == 1


def test_a_transfer_out_ends_the_membership_and_keeps_the_file(town):
    person = town.people["东甲"]
    with acting(town.lin_scope) as by:
        end_membership(person=person, ended="transferred_out", on=DAY, by=by, at=AT,
                       basis="介绍信1号")  # fmt: skip
        assert stretches(person)[-1][4:] == (DAY, "admitted", "transferred_out")
        found = Person.everything.get(pk=person.pk)
        assert (found.org, found.is_gone) == (town.east_one, True)
        with pytest.raises(Refused) as refused:
            end_membership(person=person, ended="died", on=DAY, by=by, at=AT)
        assert refused.value.codes == {"people.not_member"}


def test_posts_come_first_but_for_a_death(town):
    person = town.people["东甲"]
    with as_owner():
        position = add_secretary(town, person, town.east_one)
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refused:
            end_membership(person=person, ended="left", on=DAY, by=by, at=AT, basis="批复")
        assert refused.value.codes == {"people.ended.holds_posts"}
        end_membership(person=person, ended="died", on=DAY, by=by, at=AT)
        assert Position.everything.get(pk=position.pk).held.upper == DAY


def test_a_move_takes_the_file_along(town):
    person = town.people["东甲"]
    with acting(town.lin_scope) as by:
        opening = Opening.everything.create(
            person=person, org=town.east_one, org_path=town.east_one.path, kind="dues_paid_to",
            value="2026-09", as_of=DAY,
        )  # fmt: skip
        waiting = Correction.everything.create(
            person=person, org=town.east_one, org_path=town.east_one.path, kind="own",
            reason="phone", asked_by=town.accounts["member"], asked_at=AT,
        )  # fmt: skip
        move_member(person=person, to=town.east_two, on=DAY, by=by, at=AT, basis="工作调动")
        assert [row[0] for row in stretches(person)] == ["EAST-1", "EAST-2"]
        for row in (Person.everything.get(pk=person.pk), Opening.everything.get(pk=opening.pk),
                    Correction.everything.get(pk=waiting.pk)):  # fmt: skip
            assert (row.org, row.org_path) == (town.east_two, town.east_two.path)
    with acting(town.branch_scope):
        assert not Person.everything.filter(pk=person.pk).exists()


def test_a_move_needs_both_ends(town):
    with acting(town.branch_scope) as by, pytest.raises(Refused) as refused:
        move_member(person=town.people["东甲"], to=town.east_two, on=DAY, by=by, at=AT)
    assert refused.value.status == 403
    with acting(town.lin_scope) as by, pytest.raises(Refused) as refused:
        move_member(person=town.people["东甲"], to=town.west_one, on=DAY, by=by, at=AT)
    assert refused.value.status == 403


def test_a_move_goes_to_a_branch_and_not_to_where_one_is(town):
    person = town.people["东甲"]
    with acting(town.lin_scope) as by:
        for to, code in ((town.east, "people.home.kind"), (town.east_one, "people.move.same")):
            with pytest.raises(Refused) as refused:
                move_member(person=person, to=to, on=DAY, by=by, at=AT)
            assert refused.value.codes == {code}


def test_a_move_on_the_first_day_replaces_the_stretch(town):
    person = town.people["东甲"]
    with acting(town.lin_scope) as by:
        move_member(person=person, to=town.east_two, on=date(2019, 7, 1), by=by, at=AT)
        assert stretches(person) == [
            ("EAST-2", "full", "normal", date(2019, 7, 1), None, "admitted", "")
        ]
        assert Person.everything.get(pk=person.pk).is_gone is False


def test_suspended_and_restored_the_history_says_so(town):
    person = town.people["东甲"]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE person SET lost_since = '2025-01-01' WHERE id = %s", [person.pk])
    with acting(town.lin_scope) as by:
        suspend_member(person=person, on=DAY, basis="批复1号", by=by, at=AT)
        restore_member(person=person, on=date(2026, 10, 1), basis="批复2号", by=by, at=AT)
        assert [row[2:4] for row in stretches(person)] == [
            ("normal", date(2019, 7, 1)), ("suspended", DAY), ("normal", date(2026, 10, 1)),
        ]  # fmt: skip
        assert Person.everything.get(pk=person.pk).lost_since is None
        verbs = set(Entry.everything.values_list("verb", flat=True))
        assert verbs >= {"people.member.suspend", "people.member.restore"}


def test_the_database_says_who_is_gone_whoever_writes(town):
    """The trigger sees inserts, changes and deletions, of one row and of many."""
    person = town.people["西甲"]

    def gone():
        return Person.everything.get(pk=person.pk).is_gone

    with as_owner():
        row = Membership.everything.get(person=person)
        Membership.everything.filter(person=person).update(held="[2019-07-01,2020-01-01)")
        assert gone()
        again = Membership.everything.create(
            person=person, org=row.org, org_path=row.org_path, category="full",
            held="[2021-01-01,)", began="restored",
        )  # fmt: skip
        assert not gone()
        Membership.everything.filter(pk=again.pk).delete()
        assert gone()
        Membership.everything.filter(pk=row.pk).update(held="[2019-07-01,)")
        assert not gone()
