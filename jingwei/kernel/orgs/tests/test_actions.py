"""Does the tree change as its clerks say, and keep its history?"""

from datetime import date, timedelta
from typing import Any

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import FOUNDED
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import actions
from jingwei.kernel.orgs.models import Edge, NamePart, Organisation, OrganisationState, Term
from jingwei.kernel.people.models import Membership, Person

LATER = date(2026, 6, 1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return refused.value.codes


def lines() -> int:
    return int(Entry.everything.count())


def found(town: Any, **more: Any) -> Organisation:
    told = {
        "parent": town.east, "code": "EAST-3", "name": "东镇第三党支部", "kind": "party_branch",
        "founded_on": LATER, "by": town.lin_scope, "at": AT,
    }  # fmt: skip
    return actions.found_organisation(**told | more)


def test_lin_founds_a_branch_in_her_town(town):
    with acting(town.lin_scope):
        org = found(town, due_on=date(2029, 6, 1), basis="镇委〔2026〕5号")
        assert org.path.startswith(town.east.path)
        assert Edge.everything.get(org=org).host_id == town.east.pk
        assert Term.everything.get(org=org).due_on == date(2029, 6, 1)
        line = Entry.everything.order_by("-id").first()
        assert (line.verb, line.org_id, line.subject_id) == (
            "orgs.organisation.found", org.pk, "EAST-3",
        )  # fmt: skip


def test_gu_cannot_found_in_lins_town(town):
    with acting(town.gu_scope):
        before = lines()
        with pytest.raises(Refused) as refused:
            found(town, by=town.gu_scope)
        assert (codes(refused), refused.value.status) == ({"access.duty"}, 403)
        assert lines() == before


def test_a_secretary_has_not_the_duty_to_found(town):
    with acting(town.branch_scope), pytest.raises(Refused) as refused:
        found(town, parent=town.east_one, kind="party_group", by=town.branch_scope)
    assert refused.value.status == 403


def test_nothing_is_kept_of_a_refused_founding(town):
    with acting(town.lin_scope):
        before = lines()
        with pytest.raises(Refused) as refused:
            found(town, name="", code="EAST-1", founded_on=TODAY + timedelta(days=1))
        assert codes(refused) == {"org.no_name", "org.code_taken", "org.future"}
        assert not Organisation.everything.filter(code="EAST-3").exists()
        assert lines() == before


def test_a_code_of_the_neighbours_is_taken_though_it_is_out_of_sight(town):
    with acting(town.lin_scope):
        with pytest.raises(Refused) as refused:
            found(town, code="WEST-1")
        assert codes(refused) == {"org.code_taken"}
        found(town)  # the transaction lives on


def test_a_branch_older_than_its_committee_hangs_below_it_from_the_committees_first_day(town):
    with acting(town.lin_scope):
        org = found(town, founded_on=date(1965, 7, 1))
        assert Edge.everything.get(org=org).held.lower == FOUNDED
        assert org.held.lower == date(1965, 7, 1)


def test_a_new_name_is_found_and_the_old_one_stays_in_history(town):
    with acting(town.lin_scope):
        org = actions.rename_organisation(
            org=town.east_one, name="东镇先锋党支部", on=LATER, by=town.lin_scope, at=AT,
            version=town.east_one.version, basis="镇委〔2026〕6号",
        )  # fmt: skip
        states = OrganisationState.everything.filter(org=org).order_by("held")
        assert [(s.name, s.held.lower, s.held.upper) for s in states] == [
            ("东镇第一党支部", FOUNDED, LATER),
            ("东镇先锋党支部", LATER, None),
        ]
        assert NamePart.everything.filter(org=org, part="先锋党支部").exists()
        assert not NamePart.everything.filter(org=org, part="第一党支部").exists()
        assert Organisation.everything.get(pk=org.pk).version == town.east_one.version + 1


def test_a_slip_of_the_pen_is_mended_on_the_same_day(town):
    with acting(town.lin_scope):
        for name in ("东镇先锋党支", "东镇先锋党支部"):
            actions.rename_organisation(
                org=town.east_one, name=name, on=LATER, by=town.lin_scope, at=AT
            )
        states = OrganisationState.everything.filter(org=town.east_one)
        assert {state.name for state in states} == {"东镇第一党支部", "东镇先锋党支部"}


def test_two_people_rename_at_once_and_the_second_sees_it(town):
    with acting(town.lin_scope):
        shown = town.east_one.version
        actions.rename_organisation(
            org=town.east_one, name="甲", on=LATER, by=town.lin_scope, at=AT, version=shown
        )
        with pytest.raises(Refused) as refused:
            actions.rename_organisation(
                org=town.east_one, name="乙", on=LATER, by=town.lin_scope, at=AT, version=shown
            )
        assert (codes(refused), refused.value.status) == ({"version.changed"}, 409)
        assert Organisation.everything.get(pk=town.east_one.pk).name == "甲"


def test_a_name_cannot_begin_before_the_one_it_replaces(town):
    with acting(town.lin_scope):
        actions.rename_organisation(
            org=town.east_one, name="甲", on=LATER, by=town.lin_scope, at=AT
        )
        before = lines()
        with pytest.raises(Refused) as refused:
            actions.rename_organisation(
                org=town.east_one, name="", on=LATER - timedelta(days=1), by=town.lin_scope, at=AT
            )
        assert codes(refused) == {"org.no_name", "org.before_last_change"}
        assert lines() == before


def test_a_branch_moves_with_its_members_to_another_superior(town):
    with acting(town.lin_scope):
        general = found(town, code="EAST-G", name="东镇第一党总支", kind="general_branch",
                        founded_on=date(2020, 1, 1))  # fmt: skip
        moved = actions.move_organisation(
            org=town.east_one, parent=general, on=LATER, by=town.lin_scope, at=AT
        )
        assert moved.path.startswith(general.path)
        assert Person.objects.within(town.lin_scope).under(general.path).count() == 3
        assert Membership.objects.within(town.lin_scope).under(general.path).count() == 3
        edges = Edge.everything.filter(org=moved, kind="leads").order_by("held")
        assert [(e.host_id, e.held.upper) for e in edges] == [
            (town.east.pk, LATER), (general.pk, None),
        ]  # fmt: skip
        assert Entry.everything.filter(org_path=moved.path).exists()  # the line moved along
        facts = Entry.everything.order_by("-id").first().payload
        assert '"from_superior":"EAST"' in facts


def test_moving_a_subtree_changes_the_version_of_its_head_only(town):
    with acting(town.officer_scope):
        actions.move_organisation(
            org=town.east, parent=town.other, on=LATER, by=town.officer_scope, at=AT
        )
        rows = {row.code: row for row in Organisation.everything.all()}
        assert rows["EAST"].version == town.east.version + 1
        assert rows["EAST-1"].version == town.east_one.version
        assert rows["EAST-1"].path.startswith(rows["EAST"].path)
        assert rows["EAST"].path.startswith(rows["OTHER"].path)


def test_a_town_clerk_cannot_give_a_branch_to_the_town_next_door(town):
    with acting(town.lin_scope):
        before = lines()
        with pytest.raises(Refused) as refused:
            actions.move_organisation(
                org=town.east_one, parent=town.west, on=LATER, by=town.lin_scope, at=AT
            )
        assert refused.value.status == 403
        assert lines() == before


def test_an_organisation_cannot_move_below_itself(town):
    with acting(town.officer_scope):
        with pytest.raises(Refused) as refused:
            actions.move_organisation(
                org=town.county, parent=town.east_one, on=LATER, by=town.officer_scope, at=AT
            )
        assert codes(refused) == {"org.inside_itself", "org.below_branch"}


def test_a_move_in_the_past_cannot_close_a_circle(town):
    """On 2026-03-01 the west stood below the east; so the east cannot have stood below the west."""
    with acting(town.officer_scope):
        by = {"by": town.officer_scope, "at": AT}
        actions.move_organisation(org=town.west, parent=town.east, on=date(2026, 1, 1), **by)
        actions.move_organisation(org=town.west, parent=town.county, on=date(2026, 5, 1), **by)
        with pytest.raises(Refused) as refused:
            actions.move_organisation(org=town.east, parent=town.west, on=date(2026, 3, 1), **by)
        assert codes(refused) == {"org.was_inside"}
        assert "2026-04-30" in str(refused.value)
        actions.move_organisation(org=town.east, parent=town.west, on=date(2026, 5, 1), **by)


def test_an_organisation_with_members_cannot_be_dissolved(town):
    unit_free = town.east_one
    with acting(town.lin_scope):
        before = lines()
        with pytest.raises(Refused) as refused:
            actions.dissolve_organisation(
                org=unit_free, on=TODAY + timedelta(days=1), basis="", by=town.lin_scope, at=AT
            )
        assert codes(refused) == {"org.has_members", "org.no_basis", "org.future"}
        assert lines() == before
        with pytest.raises(Refused) as refused:
            actions.dissolve_organisation(
                org=town.east, on=TODAY, basis="县委〔2026〕1号", by=town.lin_scope, at=AT
            )
        assert codes(refused) == {"org.has_below"}


def test_an_organisation_cannot_end_before_its_last_member_left(town):
    with acting(town.lin_scope):
        Membership.everything.filter(org=town.east_two).update(held="[2019-07-01,2026-09-01)")
        with pytest.raises(Refused) as refused:
            dissolve(town, date(2026, 8, 1))
        assert codes(refused) == {"org.busy_until"}
        dissolve(town, date(2026, 9, 1))


def test_a_dissolved_organisation_keeps_its_history_and_changes_no_more(town):
    with acting(town.lin_scope):
        Membership.everything.filter(org=town.east_two).update(held="[2019-07-01,2026-01-01)")
        Term.everything.create(
            org=town.east_two, org_path=town.east_two.path, held="[2024-01-01,2027-01-01)",
            due_on=date(2027, 1, 1),
        )  # fmt: skip
        org = dissolve(town, LATER)
        assert org.held.upper == LATER
        for model in (OrganisationState, Edge, Term):
            assert {row.held.upper for row in model.everything.filter(org=org)} == {LATER}
        for act in (
            lambda: actions.rename_organisation(
                org=org, name="新", on=TODAY, by=town.lin_scope, at=AT
            ),
            lambda: actions.move_organisation(
                org=org, parent=town.east, on=TODAY, by=town.lin_scope, at=AT
            ),
            lambda: dissolve(town, TODAY),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert "org.ended" in codes(refused)
        with pytest.raises(Refused) as refused:
            found(town, parent=org, kind="party_group")
        assert codes(refused) == {"org.superior_ended"}


def test_a_moved_neighbour_is_a_conflict_and_not_a_fault(town):
    """East two goes to the west while Lin's page still shows it as hers."""
    with acting(town.officer_scope):
        actions.move_organisation(
            org=town.east_two, parent=town.west, on=LATER, by=town.officer_scope, at=AT
        )
    with acting(town.lin_scope), pytest.raises(Refused) as refused:
        actions.rename_organisation(
            org=town.east_two, name="甲", on=TODAY, by=town.lin_scope, at=AT
        )
    assert codes(refused) == {"version.changed"}


def dissolve(town: Any, on: date) -> Organisation:
    return actions.dissolve_organisation(
        org=town.east_two, on=on, basis="镇委〔2026〕9号", by=town.lin_scope, at=AT
    )
