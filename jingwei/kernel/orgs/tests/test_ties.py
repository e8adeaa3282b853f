"""Do terms, contacts and second managers change as the rules allow?"""

import json
from datetime import date

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, EntryDetail
from jingwei.kernel.ledger.record import values_of
from jingwei.kernel.orgs import queries, tie_actions, unit_actions
from jingwei.kernel.orgs.models import Edge, Organisation, Term


def test_an_election_begins_a_term_and_ends_the_one_before(town):
    with acting(town.lin_scope):
        for on, due in ((date(2021, 5, 1), date(2024, 5, 1)), (date(2024, 3, 1), date(2027, 3, 1))):
            tie_actions.begin_term(org=town.east_one, on=on, due_on=due, by=town.lin_scope, at=AT)
        terms = Term.everything.filter(org=town.east_one).order_by("held")
        assert [(t.held.lower, t.held.upper, t.due_on) for t in terms] == [
            (date(2021, 5, 1), date(2024, 3, 1), date(2024, 5, 1)),
            (date(2024, 3, 1), date(2027, 3, 1), date(2027, 3, 1)),
        ]
        assert queries.term_on(town.lin_scope, town.east_one, date(2023, 1, 1)) == terms[0]
        assert queries.term_on(town.lin_scope, town.east_one, date(2020, 1, 1)) is None


def test_an_overdue_term_is_still_the_last_one(town):
    with acting(town.lin_scope):
        tie_actions.begin_term(
            org=town.east_one, on=date(2021, 5, 1), due_on=date(2024, 5, 1), by=town.lin_scope,
            at=AT,
        )  # fmt: skip
        term = queries.term_on(town.lin_scope, town.east_one, TODAY)
        assert term is not None
        assert term.due_on == date(2024, 5, 1)


def test_a_branch_cannot_sit_for_six_years(town):
    with acting(town.lin_scope):
        before = Entry.everything.count()
        with pytest.raises(Refused) as refused:
            tie_actions.begin_term(
                org=town.east_one, on=date(2026, 5, 1), due_on=date(2032, 5, 1),
                by=town.lin_scope, at=AT,
            )  # fmt: skip
        assert refused.value.codes == {"org.long_term"}
        assert "最晚写2030-05-01" in str(refused.value)
        assert Entry.everything.count() == before
        assert not Term.everything.exists()


def test_a_term_ends_early_with_its_reason(town):
    with acting(town.lin_scope):
        with pytest.raises(Refused) as refused:
            tie_actions.end_term(org=town.east_one, on=TODAY, basis="", by=town.lin_scope, at=AT)
        assert refused.value.codes == {"org.nothing_to_end"}
        tie_actions.begin_term(
            org=town.east_one, on=date(2026, 1, 1), due_on=date(2029, 1, 1), by=town.lin_scope,
            at=AT,
        )  # fmt: skip
        tie_actions.end_term(
            org=town.east_one, on=TODAY, basis="镇委决定", by=town.lin_scope, at=AT
        )
        assert Term.everything.get().held.upper == TODAY


def test_a_new_contact_is_in_the_erasable_detail_and_not_in_the_line(town):
    with acting(town.lin_scope):
        tie_actions.edit_contact(
            org=town.east_one, contact="东乙", phone="０５１３－８５１１００００",
            by=town.lin_scope, at=AT, version=town.east_one.version,
        )  # fmt: skip
        org = Organisation.everything.get(pk=town.east_one.pk)
        assert (org.contact, org.phone) == ("东乙", "0513-85110000")
        line = Entry.everything.order_by("-id").first()
        assert "东乙" not in line.payload
        assert "85110000" not in line.payload
        assert values_of(EntryDetail.objects.get(entry=line))["contact"] == "东乙"


def test_a_contact_that_somebody_else_changed_meanwhile_is_not_overwritten(town):
    with acting(town.lin_scope):
        act = {"org": town.east_one, "by": town.lin_scope, "at": AT, "version": 1}
        tie_actions.edit_contact(contact="东乙", phone="", **act)
        with pytest.raises(Refused) as refused:
            tie_actions.edit_contact(contact="东丙", phone="", **act)
        assert refused.value.status == 409


def test_a_wrong_telephone_number_is_told_with_an_example(town):
    with acting(town.lin_scope), pytest.raises(Refused) as refused:
        tie_actions.edit_contact(
            org=town.east_one, contact="", phone="八五一一", by=town.lin_scope, at=AT
        )
    assert refused.value.codes == {"org.phone_form"}


def test_dual_management_leaves_the_affiliation_alone(town):
    with acting(town.officer_scope):
        before = Organisation.everything.get(code="EAST-1").path
        tie_actions.begin_dual(
            org=town.east_one, host=town.other, on=date(2026, 4, 1), basis="约定 SG-07",
            by=town.officer_scope, at=AT,
        )  # fmt: skip
        assert Organisation.everything.get(code="EAST-1").path == before
        assert queries.superiors(town.east_one, TODAY)[-1].code == "EAST"
        for again in ("already", "still"):
            with pytest.raises(Refused) as refused:
                tie_actions.begin_dual(
                    org=town.east_one, host=town.other, on=date(2026, 5, 1), basis=again,
                    by=town.officer_scope, at=AT,
                )  # fmt: skip
            assert refused.value.codes == {"org.dual_already"}
        tie_actions.end_dual(
            org=town.east_one, host=town.other, on=date(2026, 9, 1), basis="到期",
            by=town.officer_scope, at=AT,
        )  # fmt: skip
        edge = Edge.everything.get(kind="dual_manages")
        assert edge.held.upper == date(2026, 9, 1)


def test_the_town_reads_the_name_of_the_second_manager_but_does_not_see_it(town):
    with acting(town.officer_scope):
        tie_actions.begin_dual(
            org=town.east_one, host=town.other, on=date(2026, 4, 1), basis="约定",
            by=town.officer_scope, at=AT,
        )  # fmt: skip
    with acting(town.lin_scope):
        tie = queries.ties(town.east_one)[-1]
        assert (tie.name, tie.in_sight, tie.other_is_host) == ("别县县委", False, True)
        assert queries.organisation(town.lin_scope, "OTHER") is None
    with acting(town.gu_scope):
        assert queries.ties(town.east_one) == []


@pytest.mark.parametrize(
    ("host", "code"),
    [("east_one", "org.dual_itself"), ("east", "org.dual_superior")],
)
def test_nobody_manages_twice_what_they_lead(town, host: str, code: str):
    with acting(town.officer_scope), pytest.raises(Refused) as refused:
        tie_actions.begin_dual(
            org=town.east_one, host=town.orgs[host], on=TODAY, basis="约定",
            by=town.officer_scope, at=AT,
        )  # fmt: skip
    assert refused.value.codes == {code}


def test_lin_alone_cannot_bring_in_a_manager_from_elsewhere(town):
    with acting(town.lin_scope), pytest.raises(Refused) as refused:
        tie_actions.begin_dual(
            org=town.east_one, host=town.other, on=TODAY, basis="约定", by=town.lin_scope, at=AT
        )
    assert refused.value.status == 403


def test_an_organisation_says_in_which_unit_it_is_set_up(town):
    with acting(town.lin_scope):
        unit = unit_actions.open_unit(
            org=town.east, name="示例重工有限公司", kind="private_firm", on=date(2026, 1, 1),
            by=town.lin_scope, at=AT,
        )  # fmt: skip
        tie_actions.tie_unit(
            org=town.east_one, unit=unit, situation="legal_unit", by=town.lin_scope, at=AT
        )
        org = queries.organisation(town.lin_scope, "EAST-1")
        assert org
        assert org.unit == unit
        facts = json.loads(Entry.everything.order_by("-id").first().payload)
        assert facts["unit_name"] == "示例重工有限公司"
        with pytest.raises(Refused) as refused:
            tie_actions.tie_unit(
                org=town.east_one, unit=unit, situation="legal_unit", by=town.lin_scope, at=AT
            )
        assert refused.value.codes == {"org.same_unit"}
