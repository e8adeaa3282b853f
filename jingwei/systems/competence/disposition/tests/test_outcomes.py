"""Are decisions counted without opening a case, and is no small number told?"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.figures.tests.conftest import MONTH, fill  # noqa: F401 - a fixture
from jingwei.kernel.people.models import Membership
from jingwei.systems.competence.disposition.models import Disposition, Outcome
from jingwei.systems.competence.disposition.outcomes import LEAST, by_year, suppressed
from jingwei.systems.competence.disposition.tests.world import TO_APPEAL, make, step, walk

CODES = ("dispositions_final", "help_lifted", "sound_procedure")


def told(org, code):
    with system_scope("测试"):
        fact = figures.in_month([org.pk], MONTH, codes=[f"competence.{code}"])
        return fact[org.pk, f"competence.{code}"]


def final(place, form="rectify"):
    with acting(place.branch_scope):
        row = make(place, "concern")
        at = walk(place, row, *TO_APPEAL, form=form)
    verb = "strike" if form == "strike_off" else "finish"
    at += timedelta(days=20)
    step(place, row, verb, at=at, form=form)
    return row, at


def test_without_a_decision_there_is_no_data_and_then_one(place, fill):  # noqa: F811
    fill()
    assert told(place.city, "dispositions_final").n is None
    row, at = final(place)
    fill()
    assert told(place.city, "dispositions_final").n == 1
    assert (told(place.city, "help_lifted").n, told(place.city, "help_lifted").d) == (0, 1)
    assert told(place.city, "sound_procedure").n == 1
    for org in (place.county, place.east, place.east_one):
        assert told(org, "dispositions_final").n in (None, 0)
    step(place, row, "begin_help", at=at + timedelta(days=1))
    step(place, row, "mid_check", at=at + timedelta(days=2))
    step(place, row, "lift", at=at + timedelta(days=3))
    fill()
    assert told(place.city, "help_lifted").n == 1


def test_a_strike_ends_the_membership_and_bars_for_five_years(place):
    row, at = final(place, "strike_off")
    with as_owner():
        row = Disposition.everything.get(pk=row.pk)
        stay = Membership.everything.get(person=place.people["东甲"])
        assert (row.outcome, row.closed_on) == ("strike_off", at.date())
        assert row.barred_until == at.date().replace(year=at.year + 5)
        assert (stay.ended, stay.held.upper) == ("left", at.date())
        assert "处置" not in stay.basis
        assert Outcome.everything.get().form == "strike_off"


def test_a_decision_that_is_withdrawn_is_counted_no_more(place):
    row, at = final(place)
    step(place, row, "begin_help", at=at + timedelta(days=1))
    step(place, row, "withdraw", at=at + timedelta(days=2))
    with as_owner():
        assert not Outcome.everything.exists()


def test_the_row_that_is_counted_names_nobody(place):
    final(place)
    with as_owner():
        one = Outcome.everything.get()
    assert one.org_id == place.city.pk
    assert {field.name for field in one._meta.concrete_fields} == {
        "id", "org", "org_path", "key", "form", "month", "is_lifted", "is_sound", "is_demo",
    }  # fmt: skip
    for who in ("branch", "lin", "chief"):
        with acting(place.scopes[who]) as scope:
            assert by_year(scope) == []
    with acting(place.officer_scope) as scope:
        (line,) = by_year(scope)
    assert line.total is None or line.total >= LEAST


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3))
def test_no_small_number_is_told_nor_can_be_worked_out(cells):
    total, shown = suppressed(cells)
    assert not [one for one in shown if one is not None and 0 < one < LEAST]
    hidden = [at for at, one in enumerate(shown) if one is None]
    if total is not None and hidden:
        assert sum(cells[at] for at in hidden) >= LEAST or len(hidden) == len(cells)
        assert len(hidden) != 1


@pytest.mark.parametrize(
    ("cells", "shown"),
    [((7, 2, 3), (7, None, None)), ((7, 0, 6), (7, 0, 6)), ((9, 1, 8), (9, None, None))],
)
def test_how_a_year_reads(cells, shown):
    assert suppressed(cells)[1] == shown


def test_the_day_of_tests_is_that_of_the_town():
    assert AT.date().replace(day=1) == MONTH
