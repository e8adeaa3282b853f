"""Is it seen whether branches held the appraisal, and is nothing made of what was not held?"""

from datetime import date

from conftest import AT, TODAY, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import periods, queries
from jingwei.kernel.figures.fill import fill_months
from jingwei.work.membership.appraisal.tests.conftest import grade_all, step

MONTH = date(2026, 11, 1)


def figure(org, code):
    with as_role("jw_worker"):
        fill_months(periods.months_back(MONTH, 2), at=AT)
    with system_scope("测试"):
        return queries.in_month([org.pk], MONTH, codes=[code])[org.pk, code]


def held(org):
    found = figure(org, "appraisal.rounds_held")
    return (int(found.n), int(found.d))


def test_a_branch_counts_once_the_meeting_was_held(called):
    assert held(called.east) == (0, 2)
    step(called, "hold", held_on=TODAY.isoformat())
    assert held(called.east) == (1, 2)


def test_what_was_not_held_stays_uncounted(called):
    step(called, "skip", reason="支部今年刚成立")
    assert held(called.east) == (0, 2)


def test_members_are_counted_when_told_and_never_by_grade(called):
    assert not figure(called.east, "appraisal.members_graded").is_known
    step(called, "hold", held_on=TODAY.isoformat())
    grade_all(called, "excellent", "qualified", "basic")
    step(called, "settle")
    step(called, "tell", told_on=TODAY.isoformat())
    found = figure(called.east, "appraisal.members_graded")
    assert int(found.value) == 3
