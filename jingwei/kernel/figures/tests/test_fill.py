"""Do the facts say what the records say, at every level, and stay still where nothing changed?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import flush, marks, queries
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.models import DirtyMark, Fact
from jingwei.kernel.figures.periods import months_back
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.tests.conftest import MONTH
from jingwei.kernel.orgs.actions import move_organisation
from jingwei.kernel.people.models import Membership, Person, Post

MEMBERS = "people.members"


def n(org: Any, code: str = MEMBERS, month: date = MONTH, **more: Any) -> Any:
    with system_scope("测试"):
        return queries.in_month([org.pk], month, codes=[code], **more)[org.pk, code].n


def facts() -> set[tuple[Any, ...]]:
    with system_scope("测试"):
        rows = Fact.objects.filter(known_to=None)
        return {
            (row.org_id, row.records, row.month, row.own and tuple(row.own), tuple(row.total))
            for row in rows
        }


def test_the_members_of_a_county_are_those_of_its_branches(town: Any, fill: Any) -> None:
    fill()
    assert (n(town.city), n(town.county), n(town.east), n(town.east_one)) == (6, 6, 4, 3)


def test_who_has_no_roster_has_no_data_and_not_zero(town: Any, fill: Any) -> None:
    fill()
    assert n(town.other) is None
    assert n(town.east_two, "people.members_probationary") == 0
    assert n(town.other, "people.admitted") is None
    assert n(town.east_two, "people.admitted") == 0


def test_working_out_again_touches_nothing_that_did_not_change(town: Any, fill: Any) -> None:
    first = fill(3)
    before = facts()
    again = fill(3)
    assert first.written > 0
    assert (again.written, again.closed) == (0, 0)
    assert facts() == before


def test_many_months_at_once_come_out_as_each_by_itself(town: Any, fill: Any) -> None:
    with as_owner(), system_scope("测试"):
        town.member("新来的", town.west_one, joined_on=date(2026, 9, 10), category="probationary")
    fill(6)
    together = facts()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fact")
        cursor.execute("DELETE FROM filled")
    with as_role("jw_worker"):
        for month in months_back(MONTH, 6):
            fill_months([month], at=AT)
    assert facts() == together


def test_a_figure_can_be_asked_as_it_was_known_on_a_day(town: Any, fill: Any) -> None:
    fill()
    with as_owner(), system_scope("测试"):
        town.member("后补的", town.east_two, joined_on=date(2026, 10, 1))
    fill(at=AT + timedelta(days=1))
    assert n(town.east) == 5
    assert n(town.east, known_on=AT + timedelta(hours=1)) == 4
    assert n(town.east, known_on=AT - timedelta(hours=1)) is None


def test_last_months_tree_stays_last_months(town: Any, fill: Any) -> None:
    """A branch goes to the west in November; October's figures stay with the east."""
    with acting(town.officer_scope):
        move_organisation(
            org=town.east_two, parent=town.west, on=date(2026, 11, 10), by=town.officer_scope, at=AT
        )
    fill(3)
    october = date(2026, 10, 1)
    assert (n(town.east, month=october), n(town.west, month=october)) == (4, 2)
    assert (n(town.east), n(town.west)) == (3, 3)
    assert (n(town.west, "people.moved_in"), n(town.east, "people.moved_out")) == (1, 1)
    assert n(town.county, "people.moved_in") == 0
    assert n(town.east_two, "people.moved_in") == 0


def late_member(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        town.member("迟报的", town.west_one, joined_on=date(2026, 10, 20), category="probationary")


def no_id_number(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        Person.everything.filter(name="东丁").update(id_number=None, id_index=None)


def who_died(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        Membership.everything.filter(person=town.people["西甲"]).update(
            held="[2019-07-01,2026-10-05)", ended="died"
        )


def moved_inside(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        row = Membership.everything.get(person=town.people["东甲"])
        row.held, row.ended = "[2019-07-01,2026-11-02)", "moved"
        row.save()
        Membership.everything.create(
            person=row.person, org=town.west_one, org_path=town.west_one.path, category="full",
            held="[2026-11-02,)", began="moved",
        )  # fmt: skip


def everybody_left(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        Membership.everything.filter(org=town.east_two).update(
            held="[2019-07-01,2026-09-30)", ended="left"
        )


@pytest.mark.parametrize(
    "change", [late_member, no_id_number, who_died, moved_inside, everybody_left]
)
def test_a_late_record_heals_as_if_all_were_worked_out_anew(
    town: Any, fill: Any, change: Any
) -> None:
    fill(3)
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    before = facts()
    change(town)
    with as_role("jw_worker"):
        assert mend(AT + timedelta(hours=1)) > 0
    healed = facts()
    assert healed != before
    outcome = fill(3, at=AT + timedelta(hours=2))
    assert facts() == healed
    assert (outcome.written, outcome.closed) == (0, 0)


def seat(town: Any, org: Any, **said: Any) -> None:
    with as_owner(), system_scope("测试"):
        Post.everything.update_or_create(
            org=org, org_path=org.path, title="deputy", seat=1,
            defaults={"held": "[2019-07-01,)", **said},
        )  # fmt: skip


def test_a_seat_that_goes_from_the_superior_to_its_branch_is_nothing_to_the_sum(
    town: Any, fill: Any
) -> None:
    seat(town, town.east)
    fill()
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    seat(town, town.east, held="[2019-07-01,2026-11-02)")
    seat(town, town.east_two)
    with as_role("jw_worker"):
        assert mend(AT + timedelta(hours=1)) > 0
    healed = facts()
    outcome = fill(at=AT + timedelta(hours=2))
    assert (outcome.written, outcome.closed) == (0, 0)
    assert facts() == healed


def test_many_organisations_heal_in_a_few_statements(town: Any, fill: Any) -> None:
    """What a flush asks does not grow with the marks: ids go into sets, months share layouts."""
    fill(3)
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    counts = []
    for orgs in ([town.east_one], [town.east_one, town.east_two, town.west_one]):
        for org in orgs:
            seat(town, org, held=f"[2026-0{len(orgs)}-01,)")
        with as_role("jw_worker"), CaptureQueriesContext(connection) as seen:
            mend(AT + timedelta(hours=len(orgs)))
        counts.append(len(seen))
    assert counts[0] == counts[1] < 50


def mend(at: Any) -> int:
    """Work off marks in the months that are filled, without filling the rest of the year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "_missing", lambda today: [])
        return flush.flush(at=at)


def test_a_moved_branch_heals_past_months_too(town: Any, fill: Any) -> None:
    fill(3)
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    with acting(town.officer_scope):
        move_organisation(
            org=town.east_two, parent=town.west, on=date(2026, 10, 10), by=town.officer_scope, at=AT
        )
    with as_role("jw_worker"):
        mend(AT + timedelta(hours=1))
    healed = facts()
    assert n(town.west, month=date(2026, 10, 1)) == 3
    fill(3, at=AT + timedelta(hours=2))
    assert facts() == healed


def test_a_record_that_no_figure_reads_leaves_no_mark(town: Any) -> None:
    with as_role("jw_worker"), system_scope("测试"):
        DirtyMark.objects.all().delete()
    with acting(town.lin_scope):
        Person.everything.filter(name="东甲").update(work_post="农民")
    with system_scope("测试"):
        assert not marks.waiting()
        Person.everything.filter(name="东甲").update(education="21")
        assert marks.waiting()


def test_every_thing_that_figures_read_has_its_triggers(town: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE '%\\_marks\\_%'"
        )
        tables = {name.strip('"') for (name,) in cursor.fetchall()}
    assert marks.things() <= tables


def test_the_facts_of_the_east_are_not_in_sight_of_the_west(town: Any, fill: Any) -> None:
    fill()
    with acting(town.gu_scope):
        seen = set(Fact.objects.values_list("org_id", flat=True))
    assert seen == {town.west.pk, town.west_one.pk}


# Records that are some of the memberships: of those who live away from their branch.
CHOSEN = {"links.away", "links.guests"}


def test_every_declared_indicator_is_filled_for_the_city(town: Any, fill: Any) -> None:
    """But those whose things do not exist in the town: it has no seats, nobody lives elsewhere."""
    fill()
    with system_scope("测试"):
        found = queries.in_month([town.city.pk], MONTH)
        without = {code for (_org, code), figure in found.items() if not figure.is_known}
        models = {code: one.records.model for code, one in registered().indicators.items()}
        there = {model for model in models.values() if apps.get_model(model)._base_manager.exists()}
    some = {code for code in without if registered().indicators[code].records.code in CHOSEN}
    assert {code for code in without - some if models[code] in there} == set()
    assert "people.posts" in {registered().indicators[code].records.code for code in without}
