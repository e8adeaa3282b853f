"""Do the figures of members who are away say what is so, and open to their records?"""

from datetime import date

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import periods, queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.work.membership.standing.models import Floating, LostContact, Stay
from jingwei.work.membership.standing.tests.conftest import make

MONTH, TODAY = date(2026, 11, 1), AT.date()
FLOATING, ABROAD, LOST = (
    "standing.floating_contacted", "standing.abroad_contacted", "standing.lost",
)  # fmt: skip


def figure(org, code):
    with as_role("jw_worker"):
        fill_months(periods.months_back(MONTH, 2), at=AT)
    with system_scope("测试"):
        found = queries.in_month([org.pk], MONTH, codes=[code])[org.pk, code]
    return (int(found.n or 0), int(found.d or 0)) if found.is_known else None


def put(town, model, state, **more):
    with as_owner(), system_scope("测试"):
        row = make(model, town, state)
        model.everything.filter(pk=row.pk).update(**more)
    return row


def test_nobody_away_gives_no_figure(town):
    assert figure(town.east, FLOATING) is None
    assert figure(town.east, LOST) is None


@pytest.mark.parametrize(("model", "code"), [(Floating, FLOATING), (Stay, ABROAD)])
def test_contact_counts_for_half_a_year(town, model, code):
    state = "away" if model is Floating else "abroad"
    put(town, model, state, since=date(2025, 1, 1), last_contact_on=date(2026, 5, 24))
    assert figure(town.east, code) == (1, 1)
    put(town, model, state, since=date(2025, 1, 1), last_contact_on=date(2026, 5, 23))
    put(town, model, state, since=date(2025, 1, 1), last_contact_on=None)
    assert figure(town.east, code) == (1, 3)


def test_a_contact_written_down_late_heals(town):
    row = put(town, Floating, "away", since=date(2025, 1, 1), last_contact_on=None)
    assert figure(town.east, FLOATING) == (0, 1)
    with as_owner(), system_scope("测试"):
        Floating.everything.filter(pk=row.pk).update(last_contact_on=date(2026, 11, 1))
    assert figure(town.east, FLOATING) == (1, 1)


def test_only_stated_ones_are_lost_and_who_was_found_no_longer(town):
    put(town, LostContact, "searching", since=date(2026, 1, 1))
    assert figure(town.east, LOST) == (0, 0)
    put(town, LostContact, "lost", since=date(2025, 1, 1))
    put(town, LostContact, "suspended", since=date(2024, 1, 1))
    put(town, LostContact, "found", since=date(2025, 1, 1), ended_on=date(2026, 6, 1))
    assert figure(town.east, LOST) == (2, 0)
    scope = town.lin_scope
    with acting(scope):
        asked = Asked(town.east, Period(MONTH, TODAY), filled=True)
        assert evidence(indicator(LOST), asked, scope, part="n").count() == 2
