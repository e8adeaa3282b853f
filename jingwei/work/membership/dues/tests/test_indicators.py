"""Do the figures of dues say nothing without data, count to the cent, and heal when it is late?"""

from datetime import date

import pytest

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import periods, queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.work.membership.dues import actions
from jingwei.work.membership.dues.models import Relief, Sheet
from jingwei.work.membership.dues.rules import Tick

OCTOBER = date(2026, 10, 1)
SUMS = ("dues.due", "dues.paid", "dues.on_time", "dues.members_due", "dues.members_on_time")


def figures(org, *codes, month=OCTOBER):
    with as_role("jw_worker"):
        fill_months(periods.months_back(date(2026, 11, 1), 3), at=AT)
    with system_scope("测试"):
        found = queries.in_month([org.pk], month, codes=list(codes))
    return [found[org.pk, code] for code in codes]


def values(org, *codes, month=OCTOBER):
    return [one.value if one.is_known else None for one in figures(org, *codes, month=month)]


@pytest.fixture
def october(fixed):
    with acting(fixed.branch_scope):
        fixed.sheet = actions.open_sheet(
            org=fixed.east_one, first=OCTOBER, months=1, by=fixed.branch_scope, at=AT
        )
    return fixed


def collect(town, name, cents, on):
    with acting(town.branch_scope):
        actions.collect_dues(
            sheet=town.sheet, ticks=[Tick(town.people[name].pk, cents, on)],
            by=town.branch_scope, at=AT,
        )  # fmt: skip


def test_without_sheets_there_is_no_figure(town):
    assert values(town.east, *SUMS) == [None] * len(SUMS)


def test_sums_are_to_the_cent_and_what_is_late_is_paid_but_not_on_time(october):
    assert [float(one) for one in values(october.east, *SUMS)] == [61.20, 0, 0, 4, 0]
    collect(october, "东甲", 4500, date(2026, 10, 20))
    collect(october, "东戊", 20, date(2026, 11, 5))
    assert [float(one) for one in values(october.east, *SUMS)] == [61.20, 45.20, 45, 4, 1]


def test_a_sheet_is_on_time_when_all_paid_by_its_last_day_and_heals(october):
    (ratio,) = figures(october.east, "dues.sheets_on_time")
    assert (int(ratio.n), int(ratio.d)) == (0, 1)
    for name, cents in (("东甲", 4500), ("东乙", 1500), ("东丙", 100), ("东戊", 20)):
        collect(october, name, cents, date(2026, 10, 20))
    (ratio,) = figures(october.east, "dues.sheets_on_time")
    assert (int(ratio.n), int(ratio.d)) == (1, 1)
    with acting(october.lin_scope):
        asked = Asked(october.east, Period(OCTOBER, date(2026, 10, 31)), filled=True)
        found = evidence(indicator("dues.sheets_on_time"), asked, october.lin_scope, part="n")
        assert [row.pk for row in found] == [Sheet.everything.get().pk]
    with acting(october.gu_scope):
        asked = Asked(october.east, Period(OCTOBER, date(2026, 10, 31)), filled=True)
        assert not evidence(indicator("dues.sheets_on_time"), asked, october.gu_scope, part="d")


def test_members_eased_are_counted_while_it_holds(town):
    with as_owner(), system_scope("测试"):
        Relief.everything.create(
            org=town.east_one, org_path=town.east_one.path, person=town.people["东甲"],
            state="granted", since=OCTOBER, until=TODAY.replace(day=1),
        )  # fmt: skip
    assert values(town.east, "dues.members_eased") == [1]
    assert values(town.east, "dues.members_eased", month=date(2026, 11, 1)) in ([0], [None])
