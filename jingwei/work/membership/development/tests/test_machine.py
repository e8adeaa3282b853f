"""Can any sequence of steps bring a case into an illegal state? Stateful, over both rule sets."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import build_town
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.flows.parts import Kind, Place
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.development.actions import register_applicant
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION, ENDS
from jingwei.work.membership.development.models import BranchVote, Development
from jingwei.work.membership.development.tests.conftest import number, told

VERBS = sorted({step.verb for step in DEVELOPMENT.steps if not step.opens})
FORWARD = (
    "talk", "decide_activist", "file_activist", "name_contacts", "check", "decide_candidate",
    "publish", "end_notice", "consent", "file_candidate", "name_sponsors", "review_politically",
    "train", "review", "prereview", "issue_form", "vote", "talk_above", "approve", "swear",
    "request", "vote_full", "approve_full", "archive",
)  # fmt: skip
HANDS = ("branch", "lin", "officer", "gu")


class Ways(RuleBasedStateMachine):
    """One case; whoever may and may not tries whatever step on ever later days."""

    town: ClassVar[Any] = None
    reached: ClassVar[set[str]] = set()

    @initialize(
        start=st.dates(date(2025, 3, 1), date(2026, 6, 1)), ahead=st.sampled_from((0, 12, 24, 36))
    )
    def apply(self, start: date, ahead: int) -> None:
        """``ahead``: so many turns of the right hands come first, so that late states are met."""
        self.begin(start, ahead)

    def begin(self, start: date, ahead: int) -> None:
        self.at = datetime.combine(start, time(2), UTC)
        self.taken = 0
        with acting(self.town.branch_scope) as by:
            self.row = register_applicant(
                org=self.town.east_one, told=told(id_number=number()), applied_on=start, by=by,
                at=self.at,
            )  # fmt: skip
        self.turns(ahead, 3)

    @rule(days=st.sampled_from((1, 7, 30, 100, 190)))
    def wait(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule(
        verb=st.one_of(st.sampled_from(FORWARD), st.sampled_from(VERBS)),
        hand=st.sampled_from(HANDS), yes=st.integers(0, 3), back=st.sampled_from((0, 0, 0, 5)),
    )  # fmt: skip
    def step(self, verb: str, hand: str, yes: int, back: int) -> None:
        by = self.town.scopes[hand]
        said = self._said(verb, yes, back)
        try:
            with acting(by), transaction.atomic():
                take_step(
                    flow=DEVELOPMENT, subject=self.row, verb=verb, said=said, by=by, at=self.at
                )
        except (Refused, Development.DoesNotExist):
            return
        assert hand != "gu"
        self.taken += 1

    @rule(times=st.integers(1, 6), yes=st.sampled_from((3, 3, 3, 1)))
    def go_on(self, times: int, yes: int) -> None:
        """The hands whose turn it is do what comes next, some time later where they must."""
        self.turns(times, yes)

    def turns(self, times: int, yes: int) -> None:
        for _time in range(times):
            before = self.taken
            row = self._row()
            self.reached.add(row.state)
            rules = DEVELOPMENT.rules_on(self.at.date()).code
            ways = {one.verb: one for one in DEVELOPMENT.out_of(row.state, rules)}
            for verb in (one for one in FORWARD if one in ways):
                if verb == "check" and self._checked(row):
                    continue
                hand = "lin" if ways[verb].place is Place.ABOVE else "branch"
                if self.taken == before and not self._is_done(row, verb):
                    self.step_once(verb, hand, yes)
            if self.taken == before:
                self.at += timedelta(days=100)

    def step_once(self, verb: str, hand: str, yes: int) -> None:
        by = self.town.scopes[hand]
        try:
            with acting(by), transaction.atomic():
                take_step(
                    flow=DEVELOPMENT, subject=self.row, verb=verb, by=by, at=self.at,
                    said=self._said(verb, yes, 0),
                )  # fmt: skip
        except Refused:
            return
        self.taken += 1

    def _row(self) -> Development:
        with as_owner():
            found: Development = Development.everything.get(pk=self.row.pk)
            return found

    def _checked(self, row: Development) -> bool:
        return bool(row.check_due and row.check_due > self.at.date())

    def _is_done(self, row: Development, verb: str) -> bool:
        kept = {
            "name_contacts": row.contact_one_id, "name_sponsors": row.sponsor_two_id,
            "review_politically": row.political, "train": row.trained_on,
            "talk_above": row.talked_above_on, "swear": row.oath_on,
        }  # fmt: skip
        return bool(kept.get(verb))

    def _said(self, verb: str, yes: int, back: int) -> dict[str, str]:
        on = (self.at.date() - timedelta(days=back)).isoformat()
        found = {"one": "东甲", "two": "东乙"}
        for step in DEVELOPMENT.steps:
            for word in step.says if step.verb == verb else ():
                if word.kind is Kind.CHOICE:
                    found[word.name] = word.choices[0][0]
                elif word.kind is Kind.DAY:
                    found[word.name] = on
                elif word.kind is Kind.YES:
                    found[word.name] = "yes"
                elif word.name not in found:
                    found[word.name] = "说明"
        counts = {"entitled": "3", "present": "3", "yes": str(yes), "no": str(3 - yes)}
        return found | counts | {
            "abstained": "0", "written": "0", "days": "3", "hours": "", "months": "6",
        }  # fmt: skip

    @invariant()
    def nothing_illegal(self) -> None:
        if hasattr(self, "row"):
            self.look()

    def look(self) -> None:
        with as_owner():
            row = Development.everything.get(pk=self.row.pk)
            self.reached.add(row.state)
            case = Case.everything.get(subject=row.public_id)
            steps = Taken.objects.filter(case=case)
            assert case.state == row.state
            assert steps.count() == case.number == self.taken + 1
            lines = Entry.everything.filter(
                subject="development", subject_id=str(row.public_id),
                verb__startswith="membership.development.",
            )  # fmt: skip
            assert lines.count() == case.number
            members = Membership.everything.filter(person=row.person_id) if row.person_id else None
            if row.state in BEFORE_ADMISSION:
                assert row.person_id is None
            if row.approved_on:
                self._admitted(row, steps, members)
            if row.state in ENDS:
                running = Clock.everything.filter(case=case).exclude(state="ended")
                assert not running.exists()

    def _admitted(self, row, steps, members) -> None:
        """Nobody is a member without a vote, a review, training, and a decision by other hands."""
        done = {one.verb: one for one in steps.order_by("number")}
        assert {"vote", "prereview", "review_politically", "train", "approve"} <= done.keys()
        assert done["approve"].actor_id != done["vote"].actor_id
        assert done["approve"].post != done["vote"].post
        assert steps.filter(verb="approve").count() == 1
        assert (row.voted_on - row.activist_on).days >= 365
        vote = BranchVote.everything.filter(case=row, kind="admission", passed=True).latest("id")
        assert 2 * vote.present > vote.entitled
        assert 2 * (vote.yes + vote.written_yes) > vote.entitled
        assert Person.everything.filter(pk=row.person_id).count() == 1
        stays = list(members.order_by("held"))
        assert [one.began for one in stays].count("admitted") == 1
        if row.state in ("full", "archived"):
            assert stays[-1].category == "full"
            assert row.full_voted_on >= row.probation_until


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sequence_of_steps_leads_to_an_illegal_state(db):
    with as_owner():
        Ways.town = build_town(at=datetime(2025, 1, 1, 2, tzinfo=UTC), on=TODAY)
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    straight = Ways()
    straight.begin(date(2025, 3, 1), 70)
    straight.look()
    assert Ways.reached >= {"applied", "talked", "activist"}
