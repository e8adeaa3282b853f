"""Is everything recorded once, to the cent, by lines that are only added?"""

import re
from datetime import date

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry as Line
from jingwei.kernel.people.models import Membership, Opening
from jingwei.work.membership.dues import actions, queries
from jingwei.work.membership.dues.lines import Fixed
from jingwei.work.membership.dues.models import Fixing, Sheet
from jingwei.work.membership.dues.rules import Tick
from jingwei.work.membership.dues.tests.conftest import NOVEMBER, lines

DAY = date(2026, 11, 20)


def verbs() -> list[str]:
    rows = Line.everything.filter(verb__startswith="dues.").order_by("id")
    return list(rows.values_list("verb", flat=True))


# A digest and a part of an id may hold these digits by chance.
AMOUNT = r"(?<![\w-])4500(?![\w-])"


def by(town):
    return {"by": town.branch_scope, "at": AT}


def tick(town, name, cents, on=DAY, **more):
    return Tick(town.people[name].pk, cents, on, **more)


def test_the_year_is_fixed_with_one_line_and_no_amount_in_the_clear(fixed, as_branch):
    row = Fixing.everything.get()
    assert (row.members, row.month_cents) == (4, 4500 + 1500 + 100 + 20)
    assert row.fixed == tuple(lines(fixed))
    assert b"4500" not in bytes(row.lines)
    (line,) = Line.everything.filter(verb="dues.fixing.fix")
    assert not re.search(AMOUNT, line.payload)


def test_a_change_of_group_is_a_further_line_from_its_month_on(fixed, as_branch):
    who = fixed.people["东甲"].pk
    more = [*lines(fixed), Fixed(who, "retired", 2500, 7)]
    row = actions.fix_year(org=fixed.east_one, year=2026, fixed=more, version=1, **by(fixed))
    assert queries.fixed_in(row.fixed, 6)[who].cents == 4500
    assert queries.fixed_in(row.fixed, 7)[who].cents == 2500
    with pytest.raises(Refused) as refusal:
        actions.fix_year(org=fixed.east_one, year=2026, fixed=more, version=1, **by(fixed))
    assert refusal.value.status == 409


def test_what_no_table_comes_to_is_refused_with_all_reasons_at_once(payers, as_branch):
    wrong = [
        Fixed(payers.people["东甲"].pk, "wage", 2000), Fixed(payers.people["东乙"].pk, "x", 100),
        Fixed(payers.people["西甲"].pk, "small", 20), Fixed(payers.people["东丙"].pk, "farmer", 5),
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        actions.fix_year(org=payers.east_one, year=2026, fixed=wrong, **by(payers))
    assert refusal.value.codes == {"dues.no_such_amount", "dues.group", "dues.not_here"}
    assert not Fixing.everything.exists()
    assert verbs() == []


def test_a_sheet_asks_what_was_fixed_and_a_new_member_from_the_month_of_the_vote(fixed, as_branch):
    make = {"org": fixed.east_one, "months": 1, **by(fixed)}
    who = {name: fixed.people[name].pk for name in ("东甲", "东乙", "东丙", "东戊")}
    march = actions.open_sheet(first=date(2026, 3, 1), **make)
    assert march.opened.due == {
        who["东甲"]: 4500, who["东乙"]: 1500, who["东丙"]: 100, who["东戊"]: 20,
    }  # fmt: skip
    february = actions.open_sheet(first=date(2026, 2, 1), **make)
    assert who["东戊"] not in february.opened.due
    quarter = actions.open_sheet(first=date(2026, 7, 1), org=fixed.east_one, months=3, **by(fixed))
    assert quarter.due_cents == 3 * (4500 + 1500 + 100 + 20)
    assert quarter.due_on == date(2026, 9, 30)


def test_whoever_moves_pays_that_month_where_the_month_began(fixed, as_branch):
    with as_owner():
        row = Membership.everything.get(person=fixed.people["东丙"])
        row.held = (row.held.lower, date(2026, 11, 10))
        row.save()
    make = {"org": fixed.east_one, "months": 1, **by(fixed)}
    assert fixed.people["东丙"].pk in actions.open_sheet(first=NOVEMBER, **make).opened.due


def test_a_period_is_opened_once_and_only_when_the_year_is_fixed(payers, sheet, as_branch):
    for first, months, code in (
        (NOVEMBER, 1, "dues.opened"), (date(2026, 10, 1), 3, "dues.opened"),
        (date(2026, 11, 1), 2, "dues.period"), (date(2026, 12, 1), 1, "dues.not_begun"),
        (date(2025, 11, 1), 1, "dues.not_fixed"), (date(2026, 8, 1), 3, "dues.period"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.open_sheet(org=payers.east_one, first=first, months=months, **by(payers))
        assert code in refusal.value.codes
    assert Sheet.everything.count() == 1


def test_what_the_city_brought_is_paid_and_nothing_is_overdue(fixed, as_branch):
    with as_owner():
        Opening.everything.create(
            person=fixed.people["东甲"], org=fixed.east_one, org_path=fixed.east_one.path,
            kind="dues_paid_to", value="2026-10", as_of=date(2026, 9, 1),
        )  # fmt: skip
    make = {"org": fixed.east_one, "months": 1, **by(fixed)}
    october = actions.open_sheet(first=date(2026, 10, 1), **make)
    assert october.opened.due[fixed.people["东甲"].pk] == 0
    assert (october.members, fixed.people["东甲"].pk in october.unpaid) == (3, False)
    november = actions.open_sheet(first=NOVEMBER, **make)
    assert november.opened.due[fixed.people["东甲"].pk] == 4500


def test_the_roster_is_ticked_each_row_its_own(sheet, as_branch):
    row = actions.collect_dues(
        sheet=sheet.sheet,
        ticks=[tick(sheet, "东甲", 4500), tick(sheet, "东乙", 1000, payer="东丙")],
        **by(sheet),
    )
    assert (row.paid_cents, row.paid_members, row.members) == (5500, 1, 4)
    assert set(row.unpaid) == {sheet.people[name].pk for name in ("东乙", "东丙", "东戊")}
    line = Line.everything.get(verb="dues.sheet.collect")
    assert not re.search(AMOUNT, line.payload)
    assert '"rows":2' in line.payload
    row = actions.collect_dues(sheet=row, ticks=[tick(sheet, "东乙", 500)], **by(sheet))
    assert (row.paid_cents, row.paid_members, row.on_time_cents) == (6000, 2, 6000)


def test_all_that_is_wrong_with_a_tick_is_said_and_nothing_kept(sheet, as_branch):
    row = actions.collect_dues(sheet=sheet.sheet, ticks=[tick(sheet, "东甲", 4500)], **by(sheet))
    ticks = [
        tick(sheet, "东甲", 4500), tick(sheet, "东乙", 2000), tick(sheet, "东丙", None),
        tick(sheet, "东戊", 20, on=date(2026, 11, 24)), tick(sheet, "西甲", 100),
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        actions.collect_dues(sheet=row, ticks=ticks, **by(sheet))
    assert refusal.value.codes == {
        "dues.paid_already", "dues.too_much", "dues.amount", "dues.future", "dues.not_on_sheet",
    }  # fmt: skip
    with pytest.raises(Refused):
        actions.collect_dues(sheet=row, ticks=[], **by(sheet))
    assert Sheet.everything.get().paid_cents == 4500


def test_back_payment_beyond_six_months_needs_a_reason_and_is_not_on_time(fixed, as_branch):
    march = actions.open_sheet(org=fixed.east_one, first=date(2026, 3, 1), months=1, **by(fixed))
    with pytest.raises(Refused) as refusal:
        actions.collect_dues(sheet=march, ticks=[tick(fixed, "东甲", 4500)], **by(fixed))
    assert refusal.value.codes == {"dues.back_payment"}
    row = actions.collect_dues(
        sheet=march, ticks=[tick(fixed, "东甲", 4500, why="在外地养病")], **by(fixed)
    )
    assert (row.paid_cents, row.on_time_cents, row.on_time_members) == (4500, 0, 0)
    may = actions.open_sheet(org=fixed.east_one, first=date(2026, 6, 1), months=1, **by(fixed))
    actions.collect_dues(sheet=may, ticks=[tick(fixed, "东甲", 4500)], **by(fixed))


def test_a_refund_is_a_further_line_and_the_payment_stays(sheet, as_branch):
    who = sheet.people["东甲"].pk
    row = actions.collect_dues(sheet=sheet.sheet, ticks=[tick(sheet, "东甲", 4500)], **by(sheet))
    for wrong in ({"cents": 5000, "why": "多了"}, {"cents": 100, "why": ""}, {"cents": None,
                  "why": "多了"}):  # fmt: skip
        with pytest.raises(Refused):
            actions.refund_dues(sheet=row, person=who, on=DAY, **wrong, **by(sheet))
    row = actions.refund_dues(
        sheet=row, person=who, cents=4500, on=DAY, why="记错了人", **by(sheet)
    )
    assert [one.cents for one in row.opened.entries] == [4500, -4500]
    assert (row.paid_cents, who in row.unpaid) == (0, True)


def test_a_gift_above_a_thousand_goes_to_the_centre_whole(sheet, as_branch):
    who = sheet.people["东甲"].pk
    actions.note_gift(sheet=sheet.sheet, person=who, cents=100_000, on=DAY, **by(sheet))
    row = actions.note_gift(sheet=sheet.sheet, person=who, cents=100_001, on=DAY, **by(sheet))
    assert (row.gift_cents, row.central_cents, row.paid_cents) == (100_000, 100_001, 0)
    assert queries.in_hand(sheet.east_one) == 100_000
    assert queries.in_hand(sheet.east_one, "central") == 100_001


def test_the_sheet_follows_the_roster_and_what_was_paid_stays(sheet, as_branch):
    actions.collect_dues(sheet=sheet.sheet, ticks=[tick(sheet, "东丙", 100)], **by(sheet))
    with as_owner():
        Membership.everything.filter(person=sheet.people["东丙"]).update(state="suspended")
        Membership.everything.filter(person=sheet.people["东乙"]).update(state="suspended")
    row = actions.refresh_sheet(sheet=sheet.sheet, **by(sheet))
    assert row.opened.due[sheet.people["东丙"].pk] == 0
    assert sheet.people["东乙"].pk not in row.opened.due
    assert (row.paid_cents, row.members) == (100, 2)
    actions.refresh_sheet(sheet=sheet.sheet, **by(sheet))
    assert verbs().count("dues.sheet.refresh") == 1


def test_what_is_owed_is_a_list_and_hardship_is_asked_first(fixed, as_branch):
    for month in range(4, 11):
        actions.open_sheet(org=fixed.east_one, first=date(2026, month, 1), months=1, **by(fixed))
    owed = {one.person: one for one in queries.arrears_of(fixed.east_one, date(2026, 11, 23))}
    one = owed[fixed.people["东甲"].pk]
    assert (one.months, one.cents) == (7, 7 * 4500)
    from jingwei.work.membership.dues.rules import arrears_findings

    assert [f.code for f in arrears_findings(one, 6)] == ["dues.ask_first", "dues.months_unpaid"]
    before = Membership.everything.filter(org=fixed.east_one).count()
    assert before == Membership.everything.filter(org=fixed.east_one, state="normal").count()


def test_the_neighbour_and_the_unentitled_record_nothing(sheet):
    for scope in (sheet.gu_scope, sheet.auditor_scope):
        with acting(scope), pytest.raises(Refused):
            actions.collect_dues(
                sheet=sheet.sheet, ticks=[tick(sheet, "东甲", 4500)], by=scope, at=AT
            )


def test_a_temporary_branch_and_a_committee_collect_nothing(fixed, as_lin):
    with pytest.raises(Refused) as refusal:
        actions.open_sheet(org=fixed.east, first=NOVEMBER, months=1, by=fixed.lin_scope, at=AT)
    assert "dues.organ" in refusal.value.codes
