"""Whatever people try, does any path reach an outcome without the whole procedure?

Hypothesis takes steps in any order, by any hand, with any counts, after any time. After each one:
no illegal state, one ledger line a step, nobody but those named sees the case; and where a
decision exists, notice, elapsed time, two investigators, two hands and a recorded vote do too.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.competence.disposition import queries, sealed
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.kinds import PROMPTS, Form, State
from jingwei.systems.competence.disposition.models import Disposition
from jingwei.systems.competence.disposition.onward import next_verb
from jingwei.systems.competence.disposition.tests.world import GROUND, hand, said, seat

pytestmark = pytest.mark.slow
VERBS = sorted({step.verb for step in DISPOSITION.steps if not step.opens})
HANDS = ("branch", "lin", "chief", "colleague", "officer")
DECIDED = {
    State.APPROVED, State.SERVED, State.APPEAL_OPEN, State.FINAL, State.IN_RECTIFICATION,
    State.LIFTED, State.ESCALATED, State.ADVISED, State.LEFT, State.REFUSED,
}  # fmt: skip


class People(RuleBasedStateMachine):
    """What people may try with one case."""

    town: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.savepoint_create()
        self.at = self.town.at - timedelta(days=600)
        self.form = "rectify"
        self.legal = {(s, step.target or s) for step in DISPOSITION.steps if not step.opens
                      for s in DISPOSITION.sources(step)}  # fmt: skip

    @initialize(
        form=st.sampled_from(Form.values), pair=st.booleans() | st.just(True),
        care=st.sampled_from(("none", "helped", "helped", "none", "open")),
    )  # fmt: skip
    def begin(self, form: str, pair: bool, care: str) -> None:
        town = self.town
        self.form = form
        with acting(town.branch_scope):
            row = Disposition(
                org=town.east_one, org_path=town.east_one.path, person=town.people["东甲"],
                named=[town.branch.pk], opened_on=local_day(self.at), opened_by=town.branch,
                opened_grant=town.grants["branch"].pk,
            )  # fmt: skip
            sealed.keep_care(row, dict.fromkeys(PROMPTS, "none") | {"illness": care})
            row.save(force_insert=True)
            seat(town, row, pair=pair)
            row.refresh_from_db()
            begin_case(flow=DISPOSITION, subject=row, by=town.branch_scope, at=self.at)
        self.row = row
        self.lines = self._lines()

    @rule(days=st.integers(0, 45))
    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(days=st.integers(0, 16), votes=st.integers(0, 3))
    def go_on(self, days: int, votes: int) -> None:
        """The step that leads on, by the right hand; perhaps too early, perhaps voted down."""
        self.at += timedelta(days=days)
        state = self._fresh().state
        verb = next_verb(state, self.row.form)
        done = {one.verb for one in Taken.objects.filter(case__subject=self.row.public_id)}
        if state == State.DEFENCE_OPEN and "review" not in done:
            verb = "review"
        elif state == State.DEFENCE_OPEN and self.form != "rectify" and days % 2:
            verb = "review_further"
        elif state == State.BRANCH_MEETING and days % 2:
            verb = "record_vote"
        if verb:
            self._try(verb, hand(self.town, verb), yes=votes)

    @rule(
        verb=st.sampled_from(VERBS), who=st.sampled_from(HANDS), yes=st.integers(0, 4),
        present=st.integers(0, 4),
    )  # fmt: skip
    def anybody_tries_anything(self, verb: str, who: str, yes: int, present: int) -> None:
        self._try(verb, self.town.scopes[who], yes=yes, present=present)

    @rule(verb=st.sampled_from(("ask", "appeal", "answer", "stop", "withdraw", "give_back")))
    @precondition(lambda self: self._fresh().state not in DISPOSITION.ends)
    def somebody_objects(self, verb: str) -> None:
        self._try(verb, hand(self.town, verb))

    def _try(self, verb: str, by: Any, yes: int = 2, present: int = 3) -> None:
        words = said(verb, self.at, self.form)
        if verb == "propose":
            words |= {"form": self.form, "grounds": GROUND[self.form]}
        if verb == "record_vote":
            words |= {"entitled": 3, "present": present, "yes": yes, "no": 0, "abstained": 0}
        before = self._fresh().state
        step = DISPOSITION.step(verb, "2024")
        assert step is not None
        try:
            with acting(by), transaction.atomic():
                take_step(
                    flow=DISPOSITION, subject=self.row, verb=verb, said=words, by=by, at=self.at
                )
        except (Refused, Disposition.DoesNotExist):
            assert self._fresh().state == before
            return
        self.lines += 1
        assert (before, self._fresh().state) in self.legal
        assert step.duty is Who.ONESELF or by.account_id in self._fresh().named

    def _fresh(self) -> Disposition:
        with acting(self.town.branch_scope):
            self.row.refresh_from_db()
        return self.row

    def _lines(self) -> int:
        with as_owner():
            return int(
                Entry.everything.filter(
                    subject="disposition", subject_id=str(self.row.public_id)
                ).count()
            )

    @invariant()
    def every_step_is_in_the_ledger(self) -> None:
        if hasattr(self, "row"):
            assert self._lines() == self.lines
            with as_owner():
                case = Case.everything.get(subject=self.row.public_id)
                assert (case.number, case.state) == (self.lines, self._fresh().state)

    @invariant()
    def nobody_else_of_the_range_sees_it(self) -> None:
        if hasattr(self, "row"):
            for who in ("colleague", "officer", "gu"):
                with acting(self.town.scopes[who]) as scope:
                    assert queries.case(scope, self.row.public_id) is None
                    assert not Disposition.everything.exists()
                    assert not Case.everything.exists()
                    assert not Clock.everything.exists()

    @invariant()
    def no_outcome_without_the_whole_procedure(self) -> None:
        if not hasattr(self, "row") or self._fresh().state not in DECIDED:
            return
        with as_owner():
            self._prove()

    def _prove(self) -> None:
        row = self.row
        case = Case.everything.get(subject=row.public_id)
        steps = list(Taken.objects.filter(case=case).order_by("number"))
        approved = [one for one in steps if one.verb == "approve"][-1]
        before = [one for one in steps if one.number < approved.number]
        verbs = [one.verb for one in before]
        assert {"file", "inform", "open_defence", "review", "record_vote"} <= set(verbs)
        assert row.informed_on
        assert row.received_on
        clocks = Clock.everything.filter(case=case, name="defence").order_by("id")
        defence = [one for one in clocks if one.began_on <= local_day(approved.at)][-1]
        assert defence.due_on < local_day(approved.at)
        assert len({one.who for one in queries.seats_of(row) if one.role == "investigator"}) > 1
        begun = max(one.number for one in before if one.verb in ("call_meeting", "strike_meeting"))
        assert [one for one in before if one.verb == "record_vote"][-1].number > begun
        assert row.present is not None
        assert 2 * row.present > row.entitled
        assert row.yes is not None
        assert 2 * row.yes > row.entitled
        drafted = {one.actor_id for one in before if one.verb == "propose"}
        assert approved.actor_id not in drafted | {row.opened_by_id}
        if row.form != "rectify" and row.state != State.REFUSED:
            assert "review_further" in verbs

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.undo)


def test_no_path_reaches_an_outcome_without_the_whole_procedure(place):
    People.town = place
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=10, stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck), derandomize=True, database=None,
        ),
    )  # fmt: skip
