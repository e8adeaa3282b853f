"""Are the figures right: no data, zero, all, and what is written down late heals?"""

from datetime import date

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import periods, queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.tests.conftest import begun

MONTH = date(2026, 11, 1)


def figures(town, org="east"):
    with as_role("jw_worker"):
        fill_months(periods.months_back(MONTH, 1), at=AT)
    with acting(town.officer_scope):
        one = town.orgs[org]
        found = queries.in_month({one.pk: one}, MONTH)
    return {code: figure for (_pk, code), figure in found.items()}


def test_without_a_case_there_is_no_share(town):
    found = figures(town)
    talked = found.get("development.talked_in_time")
    assert talked is None or not talked.d


def test_applicants_and_activists_are_counted_where_they_applied(town):
    with as_owner():
        for state in ("applied", "talked", "activist", "candidate", "probationary", "stopped"):
            begun(town, state)
        begun(town, "activist", org=town.west_one)
    found = figures(town)
    assert found["development.applicants"].n == 4
    assert found["development.activists"].n == 2
    assert figures(town, "county")["development.activists"].n == 3
    with acting(town.lin_scope):
        asked = Asked(town.east, Period(MONTH, date(2026, 11, 23)), filled=True)
        rows = evidence(indicator("development.activists"), asked, town.lin_scope)
        assert rows.count() == 2


def test_activists_of_private_firms_are_told_by_the_unit(town):
    with as_owner():
        unit = Unit.everything.create(
            org=town.east, org_path=town.east.path, name="某公司", kind="private_firm",
            held=held(date(2020, 1, 1)),
        )  # fmt: skip
        town.east_one.unit = unit
        town.east_one.save(update_fields=["unit"])
        begun(town, "activist")
    assert figures(town)["development.activists_private"].n == 1


@pytest.mark.parametrize(
    ("talked", "n"), [(None, 0), (date(2026, 11, 20), 0), (date(2026, 11, 5), 1)]
)
def test_talks_in_time(town, talked, n):
    with as_owner():
        row = begun(town, "applied", days={"applied_on": date(2026, 10, 10)})
        Development.everything.filter(pk=row.pk).update(talk_due=date(2026, 11, 10))
        if talked:
            Development.everything.filter(pk=row.pk).update(talked_on=talked)
    found = figures(town)["development.talked_in_time"]
    assert (found.n, found.d) == (n, 1)


def test_a_talk_that_is_written_down_late_heals_the_figure(town):
    with as_owner():
        row = begun(town, "applied", days={"applied_on": date(2026, 10, 10)})
        Development.everything.filter(pk=row.pk).update(talk_due=date(2026, 11, 10))
    assert figures(town)["development.talked_in_time"].n == 0
    with as_owner():
        Development.everything.filter(pk=row.pk).update(talked_on=date(2026, 11, 9))
    assert figures(town)["development.talked_in_time"].n == 1


def test_admissions_count_in_the_month_of_the_approval(town):
    with as_owner():
        begun(town, "probationary", days={"approved_on": date(2026, 10, 31)})
        begun(town, "probationary", days={"approved_on": date(2026, 11, 3)})
    assert figures(town)["development.admitted"].n == 1
