"""How does a number change? One asks, another decides, and no clock is moved in silence."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from conftest import AT, TODAY, as_owner
from jingwei.kernel import register
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ranges import held
from jingwei.kernel.register import Proposed, Touched
from jingwei.kernel.rulebook import concerns, queries
from jingwei.kernel.rulebook.change_actions import ask_rule_change, decide_rule_change
from jingwei.kernel.rulebook.models import Rule, RuleChange

NAME = "reveal.per_day.most"
FROM = date(2027, 1, 1)
ASKED: dict[str, Any] = {
    "name": NAME, "from_on": FROM, "value": Decimal(30), "source": "市里的规定", "mark": "verified",
    "reason": "二十次不够用", "at": AT,
}  # fmt: skip


@pytest.fixture
def keepers(town):
    """Lin's and Gu's colleagues at the top: two officers of the city."""
    with as_owner():
        town.account("second", "officer", town.city)
    return town.officer_scope, town.second_scope


def codes(call):
    with pytest.raises(Refused) as refused, transaction.atomic():
        call()
    return refused.value.codes


def lines():
    return list(
        Entry.everything.filter(verb__startswith="rulebook.").values_list("verb", flat=True)
    )


def test_a_yes_of_the_second_person_makes_a_new_version_from_the_day(keepers):
    one, two = keepers
    with acting(one):
        change = ask_rule_change(**ASKED, by=one)
        assert queries.value_of(NAME, FROM) == 20
    with acting(two):
        decide_rule_change(change=change, agree=True, by=two, at=AT)
        assert queries.value_of(NAME, FROM - timedelta(1)) == 20
        assert queries.value_of(NAME, FROM) == 30
        assert queries.rule_of(NAME, FROM).change_id == change.pk
        assert sorted(lines()) == ["rulebook.rule.agree", "rulebook.rule.ask"]


def test_nobody_agrees_to_the_own_change(keepers):
    one, _two = keepers
    with acting(one):
        change = ask_rule_change(**ASKED, by=one)
        agreed = codes(lambda: decide_rule_change(change=change, agree=True, by=one, at=AT))
        assert agreed == {"rulebook.two_people"}
        assert queries.value_of(NAME, FROM) == 20


def test_a_no_wants_a_reason_and_changes_nothing(keepers):
    one, two = keepers
    with acting(one):
        change = ask_rule_change(**ASKED, by=one)
    with acting(two):
        assert codes(
            lambda: decide_rule_change(change=change, agree=False, by=two, at=AT)
        ) == {"rulebook.why"}  # fmt: skip
        decide_rule_change(change=change, agree=False, answer="先不改", by=two, at=AT)
        assert queries.value_of(NAME, FROM) == 20
        assert codes(
            lambda: decide_rule_change(change=change, agree=True, by=two, at=AT)
        ) == {"rulebook.decided"}  # fmt: skip


@pytest.mark.parametrize("who", ["lin", "sysadmin", "auditor", "new"])
def test_only_who_keeps_the_rulebook_of_the_whole_tree_changes_it(town, who):
    scope = town.scopes[who]
    with acting(scope):
        assert codes(lambda: ask_rule_change(**ASKED, by=scope)) == {"access.duty"}


def test_an_officer_below_the_top_does_not_change_the_numbers_of_all(town):
    with as_owner():
        town.account("county_officer", "officer", town.county)
    scope = town.county_officer_scope
    with acting(scope):
        assert codes(lambda: ask_rule_change(**ASKED, by=scope)) == {"access.duty"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": None}, "rulebook.value"), ({"value": Decimal(-1)}, "rulebook.range"),
        ({"value": Decimal("0.00001")}, "rulebook.range"), ({"source": " "}, "rulebook.source"),
        ({"reason": ""}, "rulebook.no_reason"), ({"reason": "字" * 301}, "rulebook.long"),
        ({"from_on": date(1901, 1, 1)}, "rulebook.from"),
        ({"value": Decimal(20), "source": "本系统建议", "mark": "proposal"}, "rulebook.same"),
        ({"name": "dues.wage", "table": [{"up_to": "1", "rate": "1"}]}, "rulebook.table"),
        ({"name": "development.talk.months", "from_on": date(2020, 1, 1)}, "rulebook.later"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_says_why_and_writes_nothing(keepers, more, code):
    one, _two = keepers
    with acting(one):
        assert code in codes(lambda: ask_rule_change(**(ASKED | more), by=one))
        assert not RuleChange.objects.exists()
        assert lines() == []


def test_all_reasons_are_told_at_once(keepers):
    one, _two = keepers
    with acting(one):
        wrong: Any = ASKED | {"value": None, "source": "", "reason": ""}
        told = codes(lambda: ask_rule_change(**wrong, by=one))
        assert told == {"rulebook.value", "rulebook.source", "rulebook.no_reason"}


def test_one_change_of_a_number_waits_at_a_time(keepers):
    one, _two = keepers
    with acting(one):
        ask_rule_change(**ASKED, by=one)
        again = ASKED | {"value": Decimal(40)}
        assert codes(lambda: ask_rule_change(**again, by=one)) == {"rulebook.open"}


def test_a_mark_is_put_right_from_the_first_day_and_the_former_version_never_counted(keepers):
    """The text was found: the same number, from the same day, now verified."""
    one, two = keepers
    name = "election.quorum.exactly_counts"
    with acting(one):
        former = queries.rule_of(name, TODAY)
        asked: Any = ASKED | {"name": name, "from_on": former.held.lower, "value": Decimal(1),
                         "source": "《中国共产党基层组织选举工作条例》第十八条"}  # fmt: skip
        change = ask_rule_change(**asked, by=one)
    with acting(two):
        decide_rule_change(change=change, agree=True, by=two, at=AT)
        assert queries.rule_of(name, TODAY).mark == "verified"
        assert [rule.held.isempty for rule in queries.versions_of(name)] == [False, True]


def test_a_place_gets_a_number_of_its_own_and_the_country_keeps_its(keepers):
    one, two = keepers
    name = "service.advice.working_days"
    with acting(one):
        asked: Any = ASKED | {"name": name, "place": "3206", "value": Decimal(3)}
        change = ask_rule_change(**asked, by=one)
    with acting(two):
        decide_rule_change(change=change, agree=True, by=two, at=AT)
        assert queries.value_of(name, FROM, place="320612") == 3
        assert queries.value_of(name, FROM) == 2
        assert queries.rule_of(name, FROM, place="320612").unit == "个工作日"


def test_a_table_of_rates_changes_as_a_number_does(keepers):
    one, two = keepers
    table = [{"up_to": "4000", "rate": "0.5"}, {"up_to": None, "rate": "1"}]
    with acting(one):
        change = ask_rule_change(**(ASKED | {"name": "dues.retired", "table": table}), by=one)
    with acting(two):
        decide_rule_change(change=change, agree=True, by=two, at=AT)
        due = queries.rate_for("dues.retired", Decimal("4000.01"), FROM)
        assert due.amount.least == Decimal("40.00")
        assert queries.rate_for("dues.retired", Decimal(5000), TODAY).amount.least == 25


def test_what_was_overtaken_can_only_be_declined(keepers):
    one, two = keepers
    with acting(one):
        change = ask_rule_change(**ASKED, by=one)
    with as_owner():
        Rule.objects.filter(name=NAME).update(held=held(date(2018, 10, 28), date(2027, 6, 1)))
        Rule.objects.create(name=NAME, title="改过", value=50, source="新", mark="verified",
                            held=held(date(2027, 6, 1)))  # fmt: skip
    queries.forget()
    with acting(two):
        assert codes(
            lambda: decide_rule_change(change=change, agree=True, by=two, at=AT)
        ) == {"rulebook.overtaken"}  # fmt: skip


def test_two_versions_at_a_time_are_refused_by_the_database(db):
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(name=NAME, title="重", value=1, source="重", mark="verified",
                            held=held(TODAY))  # fmt: skip


@pytest.mark.parametrize("column", ["value", "source", "mark", "name"])
def test_what_a_version_said_cannot_be_changed_by_the_program(db, column):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Rule.objects.filter(name=NAME).update(**{column: "1"})


def test_a_version_cannot_be_deleted_by_the_program(db):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Rule.objects.filter(name=NAME).delete()


@pytest.fixture
def asked_of(monkeypatch):
    """A part that says one matter would move."""
    told = []

    def provider(scope, proposed):
        told.append(proposed)
        return [Touched("发展对象公示", due_on=TODAY, due_then=FROM)]

    monkeypatch.setattr(register.register(), "touched", [])
    register.touched_by("reveal.", provider)
    return told


def test_open_matters_that_a_change_touches_are_told_before_it_is_made(keepers, asked_of):
    one, two = keepers
    with acting(one):
        found = register.touched(one, Proposed(NAME, FROM, value=Decimal(30)))
        assert [matter.title for matter in found] == ["发展对象公示"]
        assert register.touched(one, Proposed("dues.wage", FROM)) == []
        change = ask_rule_change(**ASKED, by=one)
    with acting(two):
        decide_rule_change(change=change, agree=True, by=two, at=AT)
        line = Entry.everything.get(verb="rulebook.rule.agree")
    assert '"touched":1' in line.payload
    assert asked_of[-1].value == 30


def test_the_second_person_finds_it_on_the_page_of_today(keepers):
    one, two = keepers
    with acting(one):
        ask_rule_change(**ASKED, by=one)
        assert concerns.changes_to_decide(one, TODAY) == []
        assert len(concerns.changes_of_mine(one, TODAY)) == 1
    with acting(two):
        (found,) = concerns.changes_to_decide(two, TODAY)
        assert "2027-01-01" in found.source
        assert concerns.changes_to_decide(replace(two, duties=frozenset()), TODAY) == []
