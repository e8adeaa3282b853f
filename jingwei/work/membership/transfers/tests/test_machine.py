"""Through any order of wishes, steps and refusals: one home each, both scopes whole?"""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case, Taken
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.standing.actions import Away, register_floating
from jingwei.work.membership.standing.flows import FLOATING
from jingwei.work.membership.standing.models import Floating
from jingwei.work.membership.transfers.actions import Wish, request_transfer
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.models import Transfer

NAMES = ("东乙", "东丙", "东丁", "西甲")
BRANCHES = ("EAST-1", "EAST-2", "WEST-1", "")
HANDS = ("lin", "gu", "branch", "officer")
VERBS = sorted({step.verb for step in TRANSFER.steps if not step.opens})
FLOATS = sorted({step.verb for step in FLOATING.steps if not step.opens})
SAID = {
    "ground": "papers", "words": "缺材料", "reason": "改主意", "checked": "yes",
    "receipt_on": "2026-11-23", "receiver": "外地支部", "contact": "西甲", "on": "2026-11-23",
    "how": "phone",
}  # fmt: skip
DAYS = st.integers(0, 14)
MANY = """
    SELECT count(*) FROM person p WHERE p.merged_into_id IS NULL AND p.is_gone <> (
        (SELECT count(*) FROM membership m WHERE m.person_id = p.id AND m.kind = 'home'
         AND upper_inf(m.held)) = 0)
"""
ELSEWHERE = """
    SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND upper_inf(m.held) AND m.org_id <> p.org_id
"""
TWICE = """
    SELECT count(*) FROM (SELECT person_id FROM membership WHERE kind = 'home'
    AND upper_inf(held) GROUP BY 1 HAVING count(*) > 1) twice
"""
# Whoever was there before, and came, and did not leave, is there now; at each branch.
BALANCE = """
    SELECT count(*) FROM organisation o CROSS JOIN LATERAL (SELECT
        count(*) FILTER (WHERE m.held @> %(first)s::date) AS before,
        count(*) FILTER (WHERE lower(m.held) > %(first)s::date) AS came,
        count(*) FILTER (WHERE upper(m.held) > %(first)s::date) AS went,
        count(*) FILTER (WHERE upper_inf(m.held)) AS now
        FROM membership m WHERE m.org_id = o.id AND m.kind = 'home') c
    WHERE c.before + c.came - c.went <> c.now
"""


class Movers(RuleBasedStateMachine):
    """One town, undone after each example."""

    town: Any = None

    @initialize()
    def begin(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at = AT

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, by, act):
        """Whatever is refused changes nothing: the same lines as before."""
        try:
            with acting(by):
                act()
        except Refused as refused:
            self.refused = [str(one) for one in refused.findings]

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(BRANCHES), who=st.sampled_from(HANDS))
    def ask(self, name, to, who):
        by = self.town.scopes[who]

        def act():
            person = Person.everything.filter(pk=self.town.people[name].pk).first()
            if person is not None:
                wish = Wish("work", directory.branch(to) if to else None, "" if to else "外地")
                request_transfer(person=person, wish=wish, by=by, at=self.at)

        self.attempt(by, act)

    @rule(at=st.integers(0, 5), verb=st.sampled_from(VERBS), who=st.sampled_from(HANDS))
    def step(self, at, verb, who):
        by = self.town.scopes[who]

        def act():
            rows = list(Transfer.everything.order_by("-id")[at : at + 1])
            said = SAID | {"receipt_on": self.at.date().isoformat()}
            for row in rows:
                take_step(flow=TRANSFER, subject=row, verb=verb, said=said, by=by, at=self.at)

        self.attempt(by, act)

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(BRANCHES))
    def go_away(self, name, to):
        by = self.town.officer_scope

        def act():
            person = Person.everything.get(pk=self.town.people[name].pk)
            away = Away(AT.date(), "某省", to=directory.branch(to) if to else None)
            register_floating(person=person, away=away, by=by, at=self.at)

        self.attempt(by, act)

    @rule(at=st.integers(0, 3), verb=st.sampled_from(FLOATS), who=st.sampled_from(HANDS))
    def float_on(self, at, verb, who):
        by = self.town.scopes[who]

        def act():
            for row in list(Floating.everything.order_by("-id")[at : at + 1]):
                take_step(flow=FLOATING, subject=row, verb=verb, said=SAID, by=by, at=self.at)

        self.attempt(by, act)

    @rule(days=DAYS)
    def wait(self, days):
        self.at += timedelta(days=days)
        reactions.run_waiting(at=self.at)

    @invariant()
    def everybody_has_one_home_and_the_file_lies_there(self):
        if not hasattr(self, "at"):
            return
        with acting(self.town.officer_scope), connection.cursor() as cursor:
            for query in (MANY, ELSEWHERE, TWICE, BALANCE):
                cursor.execute(query, {"first": AT.date() - timedelta(days=1)})
                assert cursor.fetchone()[0] == 0, query

    @invariant()
    def states_cases_steps_and_lines_say_the_same(self):
        if not hasattr(self, "at"):
            return
        with acting(self.town.officer_scope):
            for model, flow in ((Transfer, TRANSFER), (Floating, FLOATING)):
                for row in model.everything.all():
                    case = Case.everything.get(flow=flow.code, subject=row.public_id)
                    steps = list(Taken.objects.filter(case=case).order_by("number"))
                    assert case.state == row.state == steps[-1].to_state
                    assert [one.number for one in steps] == list(range(1, case.number + 1))
                    lines = Entry.everything.filter(pk__in=[one.entry_no for one in steps])
                    assert lines.count() == case.number
                    assert all(row.name not in json.loads(one.payload) for one in lines)

    @invariant()
    def each_office_sees_its_own_members_and_no_others(self):
        if not hasattr(self, "at"):
            return
        for who in ("lin", "gu", "branch"):
            scope = self.town.scopes[who]
            with acting(scope):
                for path in Person.everything.values_list("org_path", flat=True):
                    assert scope.covers(path)
                for path in Membership.everything.values_list("org_path", flat=True):
                    assert scope.covers(path)
                for row in Transfer.everything.all():
                    assert scope.covers(row.org_path) or scope.covers(row.host_path or "")


@pytest.mark.slow
def test_any_order_of_wishes_and_steps_leaves_everybody_with_one_home(town):
    Movers.town = town
    run_state_machine_as_test(
        Movers,
        settings=settings(
            max_examples=20, stateful_step_count=24, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), derandomize=True,
        ),
    )  # fmt: skip
