"""Do two people decide on hardship and on money handed up, and only from the steps of the table?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.work.membership.dues import actions, deciding, overview, queries
from jingwei.work.membership.dues.flows import RELIEF, REMITTANCE
from jingwei.work.membership.dues.models import Relief, Remittance, Sheet
from jingwei.work.membership.dues.rules import Tick

DAY = date(2026, 11, 20)
SINCE, UNTIL = date(2026, 10, 1), date(2027, 1, 1)


def ready(town):
    oneself = Ready(by=replace(town.lin_scope, person_id=town.people["东甲"].pk))
    return {"grant": Ready(said={"amount": "5"}), "ask": oneself, "take_back": oneself}


def relief(town, state):
    return Relief.everything.create(
        org=town.east_one, org_path=town.east_one.path, person=town.people["东甲"], state=state,
        since=SINCE, until=UNTIL,
    )  # fmt: skip


def remittance(town, state):
    return Remittance.everything.create(
        org=town.east_one, org_path=town.east_one.path, cents=100, expected_cents=100, on=DAY,
        receipt=f"R{Remittance.everything.count()}", state=state,
    )  # fmt: skip


@pytest.mark.parametrize("trial", taken(RELIEF), ids=str)
def test_every_step_on_hardship_is_taken(payers, trial):
    trial.take(payers, relief, ready(payers))


@pytest.mark.parametrize("trial", refused(RELIEF), ids=str)
def test_every_wrong_step_on_hardship_is_refused(payers, trial):
    trial.refuse(payers, relief, ready(payers))


@pytest.mark.parametrize("trial", taken(REMITTANCE), ids=str)
def test_every_step_on_money_is_taken(payers, trial):
    trial.take(payers, remittance)


@pytest.mark.parametrize("trial", refused(REMITTANCE), ids=str)
def test_every_wrong_step_on_money_is_refused(payers, trial):
    trial.refuse(payers, remittance)


def propose(town, **more):
    said = {"reason": "家里有人重病，收入少了", "asked": "5"}
    span = {"since": SINCE, "until": UNTIL} | more
    with acting(town.branch_scope):
        return deciding.propose_relief(
            person=town.people["东甲"], org=town.east_one, said=said, by=town.branch_scope, at=AT,
            **span,
        )  # fmt: skip


def decide(town, row, verb, flow=RELIEF, **said):
    with acting(town.lin_scope):
        return take_step(flow=flow, subject=row, verb=verb, said=said, by=town.lin_scope, at=AT)


def test_the_branch_proposes_the_committee_decides_and_the_sheet_asks_less(sheet):
    row = propose(sheet)
    with pytest.raises(Refused) as refusal:
        decide(sheet, row, "grant", amount="50")
    assert refusal.value.codes == {"dues.not_less"}
    decide(sheet, row, "grant", amount="5")
    with acting(sheet.branch_scope):
        row.refresh_from_db()
        assert (row.state, row.cents, b"500" in bytes(row.sealed)) == ("granted", 500, False)
        due = Sheet.everything.get().opened.due
        assert due[sheet.people["东甲"].pk] == 500


def test_none_at_all_is_possible_and_nothing_is_owed_then(sheet):
    decide(sheet, propose(sheet), "grant", amount="0")
    with acting(sheet.branch_scope):
        row = Sheet.everything.get()
        assert sheet.people["东甲"].pk not in row.unpaid
        assert row.members == 3


def test_the_one_who_proposed_does_not_decide(sheet):
    row = propose(sheet)
    own = replace(sheet.lin_scope, account_id=sheet.branch_scope.account_id)
    with acting(own), pytest.raises(Refused) as refusal:
        take_step(flow=RELIEF, subject=row, verb="grant", said={"amount": "5"}, by=own, at=AT)
    assert "flow.same_person" in refusal.value.codes


def test_when_it_ends_the_fixed_amount_is_due_from_the_next_month(sheet):
    row = propose(sheet)
    decide(sheet, row, "grant", amount="5")
    with acting(sheet.branch_scope):
        take_step(
            flow=RELIEF, subject=row, verb="end", said={"reason": "找到了工作"},
            by=sheet.branch_scope, at=AT,
        )  # fmt: skip
        row.refresh_from_db()
        assert (row.state, row.until) == ("ended", date(2026, 12, 1))
        assert Sheet.everything.get().opened.due[sheet.people["东甲"].pk] == 500


def test_one_decision_at_a_time_and_a_year_at_most(sheet):
    propose(sheet)
    for span, code in (
        ({}, "dues.relief_twice"), ({"until": SINCE}, "dues.relief_span"),
        ({"until": date(2028, 1, 1)}, "dues.relief_long"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            propose(sheet, **span)
        assert code in refusal.value.codes


def collect(town):
    with acting(town.branch_scope):
        actions.collect_dues(
            sheet=town.sheet, ticks=[Tick(town.people["东甲"].pk, 4500, DAY)],
            by=town.branch_scope, at=AT,
        )  # fmt: skip


def hand(town, cents, **more):
    said: dict[str, Any] = {"fund": "dues", "on": DAY, "receipt": "0012", "why": ""} | more
    with acting(town.branch_scope):
        return deciding.hand_up(org=town.east_one, cents=cents, by=town.branch_scope, at=AT, **said)


def test_what_is_handed_up_is_what_was_in_hand_or_the_difference_is_named(sheet):
    collect(sheet)
    with pytest.raises(Refused) as refusal:
        hand(sheet, 4000)
    assert refusal.value.codes == {"dues.difference"}
    row = hand(sheet, 4000, why="找零不够，下次补")
    assert (row.expected_cents, row.difference_cents, row.state) == (4500, -500, "handed")
    with acting(sheet.branch_scope):
        assert queries.in_hand(sheet.east_one) == 500
    with pytest.raises(Refused) as refusal:
        hand(sheet, 500)
    assert refusal.value.codes == {"dues.receipt_twice"}


def test_the_committee_accepts_what_another_handed_up(sheet):
    collect(sheet)
    row = hand(sheet, 4500)
    own = replace(
        sheet.lin_scope, path=sheet.county.path, hi=upper(sheet.county.path),
        account_id=sheet.branch_scope.account_id,
    )  # fmt: skip
    with acting(own), pytest.raises(Refused):
        take_step(flow=REMITTANCE, subject=row, verb="accept", said={}, by=own, at=AT)
    decide(sheet, row, "accept", REMITTANCE)
    with acting(sheet.branch_scope):
        row.refresh_from_db()
        assert (row.state, row.accepted_by_id) == ("accepted", sheet.lin.pk)


def test_money_that_is_returned_is_in_the_branch_again(sheet):
    collect(sheet)
    decide(sheet, hand(sheet, 4500), "return", REMITTANCE, reason="收据号不对")
    with acting(sheet.branch_scope):
        assert queries.in_hand(sheet.east_one) == 4500
    assert hand(sheet, 4500).state == "handed"


def test_what_a_year_brought_is_in_hand_in_the_next_until_it_is_handed_up(sheet):
    collect(sheet)
    hand(sheet, 4500)
    with acting(sheet.branch_scope) as by:
        Sheet.everything.update(
            first=date(2025, 10, 1), until=date(2026, 1, 1), due_on=date(2025, 12, 31)
        )
        (gone,) = overview.rows(by, [sheet.east_one], 2026, DAY)
        (before,) = overview.rows(by, [sheet.east_one], 2025, DAY)
    assert (gone.paid, gone.carried, gone.handed, gone.in_hand) == (0, 4500, 4500, 0)
    assert (before.paid, before.carried, before.handed, before.in_hand) == (4500, 0, 0, 4500)


def test_the_sums_of_a_city_are_added_up_where_the_rows_lie(sheet):
    """One row comes from each table, not one a branch."""
    collect(sheet)
    hand(sheet, 4500)
    with acting(sheet.lin_scope) as by, CaptureQueriesContext(connection) as said:
        total = overview.sums(by, sheet.east.path, 2026, DAY)
        (row,) = overview.rows(by, [sheet.east_one], 2026, DAY)
    assert replace(row, org=None) == total
    assert ["GROUP BY" in one["sql"] for one in said.captured_queries[:2]] == [False, False]
