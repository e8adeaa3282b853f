"""Does a declaration that contradicts itself stop the program before its first page?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import sql
from jingwei.kernel.figures.compute import OWN
from jingwei.kernel.figures.declare import Declared, Group, Indicator, Kind, Records
from jingwei.kernel.figures.figure import figure_of
from jingwei.kernel.figures.layout import Place, Slot
from jingwei.kernel.figures.periods import up_to
from jingwei.kernel.figures.registered import register, registered
from jingwei.kernel.rulebook.names import NAMES, UnknownRule

GROUP = Group("trial", "试", 1)
ROWS = Records(
    code="trial.people", title="人", unit="名", rows="SELECT id, org_id FROM person",
    model="people.Person", duty=Duty.MEMBERS_SEE, reads=frozenset({"person"}),
)  # fmt: skip


def declared(**more: Any) -> Indicator:
    said = {
        "code": "trial.all", "title": "所有人", "unit": "名", "source": "试", "records": ROWS,
        "group": GROUP, **more,
    }  # fmt: skip
    return Indicator(**said)


@pytest.mark.parametrize(
    "more",
    [
        {"code": "All"}, {"source": ""}, {"kind": Kind.RATIO}, {"d": "true"},
        {"kind": Kind.MEAN, "d": "true"}, {"n": "id > {today}"},
    ],
)  # fmt: skip
def test_a_declaration_that_does_not_hold_together_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(Declared):
        declared(**more)


def test_a_figure_over_a_number_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownRule):
        declared(n="id > {rule branch.nothing}")
    with pytest.raises(UnknownRule):
        declared(title="超过{rule branch.nothing}名的")


def test_a_code_is_declared_once() -> None:
    with pytest.raises(Declared, match="twice"):
        register([declared(), declared()])
    with pytest.raises(Declared, match="twice"):
        register([declared(), declared(code="trial.other", records=replace(ROWS))])


def test_records_come_after_those_they_look_at() -> None:
    later = replace(ROWS, code="trial.later", rows="SELECT 1 FROM {figures trial.people} f")
    found = register([declared(code="trial.late", records=later), declared()])
    assert list(found.records) == ["trial.people", "trial.later"]
    with pytest.raises(Declared, match="not declared"):
        register([declared(code="trial.late", records=later)])


def test_lasting_records_do_not_know_the_day() -> None:
    with pytest.raises(Declared, match="do not know the day"):
        replace(ROWS, rows="SELECT 1 WHERE {on} > now()", lasting=True)


def test_every_indicator_says_what_it_is_and_asks_only_known_numbers() -> None:
    for one in registered().indicators.values():
        assert str(one.title)
        assert str(one.unit)
        assert set(one.rules) <= NAMES


def test_what_is_summed_up_keeps_its_decimals(town: Any) -> None:
    """Dues will be yuan with two decimals: whole numbers inside, yuan outside."""
    one = declared(code="trial.mean", kind=Kind.MEAN, value="1.25", scale=2, d="true", title="平均")
    slots = ", ".join(
        f"{slot.sql()}::bigint AS c{i}"
        for i, slot in enumerate([Slot("true"), Slot("true", "1.25", 2)])
    )
    with system_scope("测试"), connection.cursor() as cursor:
        statement = sql.put(OWN, own="trial_own", rows=ROWS.rows, slots=slots, inside="")
        cursor.execute(statement.replace("CREATE TEMP TABLE trial_own ON COMMIT DROP AS", ""))
        totals = {org: [rows, value] for org, rows, value in cursor.fetchall()}
    assert totals[town.east_one.pk] == [3, 375]
    figure = figure_of(one, 1, date(2026, 11, 23), totals[town.east_one.pk], Place(1, 0, None))
    assert (str(figure.n), str(figure.d), figure.share) == ("3.75", "3", None)
    assert str(figure.value) == "1.3"


def test_marks_become_days_and_numbers(db: None) -> None:
    period = up_to(date(2024, 2, 29))
    assert sql.render("born <= {years_ago 36}", period) == "born <= DATE '1988-02-29'"
    assert sql.render("born <= {years_ago 35}", period) == "born <= DATE '1989-02-28'"
    assert sql.render("HOLDS(m.held)", period) == "m.held @> DATE '2024-02-29'"
    assert sql.render("HELD_BEFORE(held)", period) == "held @> DATE '2024-01-31'"
    assert sql.render("n < {rule branch.full_members.least}", period) == "n < 3"
    assert "lower(held) >= DATE '2024-02-01'" in sql.render("BEGAN(held)", period)
