"""Which number holds on a day, and what happens when somebody asks for one nobody knows?"""

from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.ranges import held
from jingwei.kernel.rulebook import queries
from jingwei.kernel.rulebook.models import Rule
from jingwei.kernel.rulebook.names import NAMES, USED, UnknownRule, known

TODAY = date(2026, 11, 23)
LEAST = "branch.full_members.least"


def change(name: str, value: int, on: date) -> None:
    """A new version from a day on, as a later action will write it."""
    with as_owner():
        Rule.objects.filter(name=name, held__endswith=None).update(
            held=held(date(2018, 10, 28), on)
        )
        Rule.objects.create(
            name=name, title="改过的", value=value, source="新规定", mark="verified", held=held(on)
        )


def test_a_number_has_its_source_and_says_how_well_it_is_known(db: None) -> None:
    rule = queries.rule_of(LEAST, TODAY)
    assert (rule.value, rule.unit, rule.mark) == (Decimal(3), "人", "verified")
    assert "支部工作条例" in rule.source


def test_the_code_asks_only_for_numbers_that_the_rulebook_holds(db: None) -> None:
    assert set(NAMES) == set(Rule.objects.values_list("name", flat=True))


def test_a_misspelt_name_is_an_error_at_once(db: None) -> None:
    with pytest.raises(UnknownRule):
        known("branch.full_member.least")
    with pytest.raises(UnknownRule):
        queries.value_of("branch.full_member.least", TODAY)


def test_a_day_before_the_first_version_has_no_number(db: None) -> None:
    with pytest.raises(queries.NoRule):
        queries.value_of(LEAST, date(1999, 1, 1))


def test_each_day_has_the_version_of_its_time(db: None) -> None:
    change(LEAST, 4, date(2026, 6, 1))
    queries.forget()
    assert queries.value_of(LEAST, date(2026, 5, 31)) == 3
    assert queries.value_of(LEAST, date(2026, 6, 1)) == 4


def test_many_questions_of_one_transaction_cost_one_query(db: None) -> None:
    queries.forget()
    with CaptureQueriesContext(connection) as asked:
        for name in USED:
            if queries.rule_of(name, TODAY).value is not None:
                queries.value_of(name, TODAY)
        assert set(queries.rules_on(TODAY)) >= USED
        assert {rule.name for rule in queries.all_on(TODAY)} <= NAMES
    assert len(asked) == 1


def test_what_was_undone_is_not_remembered(db: None) -> None:
    assert queries.value_of(LEAST, TODAY) == 3
    with transaction.atomic():
        change(LEAST, 9, date(2026, 6, 1))
        queries.forget()
        assert queries.value_of(LEAST, TODAY) == 9
        transaction.set_rollback(True)
    assert queries.value_of(LEAST, TODAY) == 3


def test_another_transaction_does_not_trust_what_an_earlier_one_read(db: None) -> None:
    """On a connection of its own, whose transactions really end."""
    costs = []

    def ask_twice() -> None:
        for _time in range(2):
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                assert queries.value_of(LEAST, TODAY) == queries.value_of(LEAST, TODAY) == 3
            costs.append(sum('FROM "rule"' in query["sql"] for query in asked))
        connection.close()

    thread = Thread(target=ask_twice)
    thread.start()
    thread.join()
    assert costs == [1, 1]


def test_the_numbers_travel_only_where_they_are_others(db: None) -> None:
    first = queries.rule_of(LEAST, TODAY)
    queries.forget()
    assert queries.rule_of(LEAST, TODAY) is first
    change(LEAST, 5, TODAY)
    queries.forget()
    assert queries.value_of(LEAST, TODAY) == Decimal(5)
