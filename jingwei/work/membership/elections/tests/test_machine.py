"""Whatever order the steps come in: is no state illegal, is every step in the ledger, is nobody
elected without a count, and do posts change only by the superior's word?"""

from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.models import Taken
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Position
from jingwei.work.membership.elections.flows import ELECTION
from jingwei.work.membership.elections.kinds import State
from jingwei.work.membership.elections.models import Election, Round, Tally
from jingwei.work.membership.elections.tests.conftest import NAMES, Way

SAID = {
    "return_plan": {"reason": "再改"}, "return_names": {"reason": "再议"},
    "return_result": {"reason": "再报"}, "adjourn": {"reason": "人不够"},
    "approve_names": {"review": "合条件"}, "stop": {"reason": "撤并"},
    "postpone": {"until": "2027-03-01", "reason": "合并"},
}  # fmt: skip
VERBS = sorted({one.verb for one in ELECTION.steps if not one.is_automatic and not one.opens})


class Elections(RuleBasedStateMachine):
    """One election, pushed about by people who do not know what comes next."""

    town: ClassVar[Any] = None

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint_create()
        self.way = Way(self.town)
        self.taken = 1
        self.before = set(self._holders())

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    def _holders(self) -> list[tuple[str, str]]:
        rows = Position.everything.filter(org=self.town.east_one, held__endswith=None)
        return list(rows.values_list("name", "post__title"))

    @rule(verb=st.sampled_from(VERBS))
    def step(self, verb: str) -> None:
        done = self._try(lambda: self.way.step(verb, days=3, **SAID.get(verb, {})))
        self.taken += int(done)

    @rule(office=st.sampled_from(["committee", "secretary"]), name=st.sampled_from(NAMES))
    def stand(self, office: str, name: str) -> None:
        self._try(lambda: self.way.stand(office, name))

    @rule(absent=st.sets(st.sampled_from(NAMES[3:]), max_size=4))
    def tick(self, absent: set[str]) -> None:
        self._try(lambda: self.way.tick(*absent))

    @rule(
        office=st.sampled_from(["committee", "secretary"]), issued=st.integers(0, 11),
        returned=st.integers(0, 12), yes=st.lists(st.integers(0, 11), min_size=5, max_size=5),
    )  # fmt: skip
    def count(self, office: str, issued: int, returned: int, yes: list[int]) -> None:
        valid = min(issued, returned)
        got = [(name, n, max(valid - n, 0), 0) for name, n in zip(NAMES, yes, strict=False)]
        self._try(
            lambda: self.way.count(
                office, *got[: 4 if office == "committee" else 1], issued=issued,
                returned=returned, valid=valid, present=3,
            )
        )  # fmt: skip

    @rule()
    def go_on(self) -> None:
        """Walk the shortest way from wherever it stands, so that the far states are seen too."""
        state = self.way.row.state
        walk = {
            State.PLANNING: "ask", State.ASKED: "agree", State.AGREED: "notice",
            State.NAMED: "approve_names", State.LISTED: "convene", State.MET: "conclude",
            State.CHOSEN: "report", State.REPORTED: "confirm",
        }  # fmt: skip
        if state == State.NOTICED:
            self._try(lambda: self.way.stand("committee", *NAMES[:4]))
            self._try(lambda: self.way.stand("secretary", NAMES[0]))
            self.step("propose")
        elif state in walk:
            if state == State.LISTED:
                self._try(self.way.tick)
            if state == State.MET:
                got = [
                    (name, n, 10 - n, 0) for name, n in zip(NAMES[:4], (9, 8, 7, 2), strict=True)
                ]
                self._try(lambda: self.way.count("committee", *got))
            if state == State.CHOSEN:
                self._try(
                    lambda: self.way.count(
                        "secretary", (NAMES[0], 3, 0, 0), issued=3, returned=3, valid=3, present=3
                    )
                )
            self.step(walk[State(state)])

    def _try(self, act: Any) -> bool:
        """Was it done? What is refused says why, in words, and leaves nothing behind."""
        try:
            with transaction.atomic():
                act()
        except Refused as refusal:
            if not all(str(one) for one in refusal.findings):
                raise
            return False
        return True

    @invariant()
    def every_step_is_in_the_ledger(self) -> None:
        steps = Taken.objects.filter(case__subject=self.way.row.public_id)
        assert steps.count() == self.taken
        lines = set(
            Entry.everything.filter(pk__in=steps.values("entry_no")).values_list("pk", flat=True)
        )
        assert len(lines) == self.taken

    @invariant()
    def nobody_is_elected_without_a_majority_and_no_void_vote_elects(self) -> None:
        for one in Round.everything.filter(election=self.way.row):
            won = Tally.everything.filter(round=one, is_elected=True)
            assert one.outcome != "void" or not won.exists()
            assert won.count() <= one.seats
            base = one.entitled if one.of_entitled else one.present
            assert all(2 * t.yes > base for t in won)

    @invariant()
    def posts_change_only_when_the_superior_confirms(self) -> None:
        row = Election.everything.get(pk=self.way.row.pk)
        if row.state != State.DONE:
            assert set(self._holders()) == self.before
        else:
            won = Tally.everything.filter(round__election=row, is_elected=True)
            assert {name for name, _title in self._holders()} <= set(
                won.values_list("name", flat=True)
            )


@pytest.mark.slow
def test_no_order_of_steps_breaks_an_election(way, body):
    Elections.town = body
    run_state_machine_as_test(
        Elections,
        settings=settings(
            max_examples=12, stateful_step_count=18, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
