"""Whatever is ticked, given back and handed up in whatever order: do the sums stay true?"""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry as Line
from jingwei.work.membership.dues import actions, deciding, queries
from jingwei.work.membership.dues.models import Remittance, Sheet
from jingwei.work.membership.dues.rules import Tick

NAMES = ("东甲", "东乙", "东丙", "东戊")
CENTS = st.sampled_from([1, 20, 100, 1500, 4500, 4501, 100_001])
DAYS = st.sampled_from([date(2026, 11, 3), date(2026, 11, 23), date(2026, 11, 24)])


@pytest.mark.slow
def test_no_order_of_acts_makes_the_sums_untrue(sheet: Any) -> None:  # noqa: C901 - one machine
    by = {"by": sheet.branch_scope, "at": AT}

    class Acts(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.outer = transaction.atomic()
            self.outer.__enter__()
            self.scope = acting(sheet.branch_scope)
            self.scope.__enter__()
            self.lines, self.receipts = Line.everything.count(), 0

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)
            self.outer.__exit__(None, None, None)

        def _try(self, act: Any, **said: Any) -> None:
            before = Sheet.everything.values().get(), Remittance.everything.count()
            try:
                with transaction.atomic():
                    act(**said, **by)
                self.lines += 1
            except Refused:
                after = Sheet.everything.values().get(), Remittance.everything.count()
                assert after == before

        @rule(name=st.sampled_from(NAMES), cents=CENTS, on=DAYS)
        def pays(self, name: str, cents: int, on: date) -> None:
            tick = Tick(sheet.people[name].pk, cents, on)
            self._try(actions.collect_dues, sheet=sheet.sheet, ticks=[tick])

        @rule(name=st.sampled_from(NAMES), cents=CENTS)
        def is_given_back(self, name: str, cents: int) -> None:
            self._try(actions.refund_dues, sheet=sheet.sheet, person=sheet.people[name].pk,
                      cents=cents, on=date(2026, 11, 20), why="记错了")  # fmt: skip

        @rule(name=st.sampled_from(NAMES), cents=CENTS)
        def gives_more(self, name: str, cents: int) -> None:
            self._try(actions.note_gift, sheet=sheet.sheet, person=sheet.people[name].pk,
                      cents=cents, on=date(2026, 11, 20))  # fmt: skip

        @rule(cents=CENTS, why=st.sampled_from(["", "少了零钱"]))
        def hands_up(self, cents: int, why: str) -> None:
            self.receipts += 1
            self._try(deciding.hand_up, org=sheet.east_one, fund="dues", cents=cents,
                      on=date(2026, 11, 21), receipt=str(self.receipts), why=why)  # fmt: skip

        @invariant()
        def sums_are_those_of_the_lines(self) -> None:
            row = Sheet.everything.get()
            lines = row.opened
            where = queries.standings(lines)
            paid = sum(one.paid for one in where.values())
            assert row.paid_cents == paid
            assert row.gift_cents + row.central_cents == sum(one.gifts for one in where.values())
            assert all(0 <= one.paid <= (one.due or 0) for one in where.values())
            assert 0 <= row.on_time_cents <= row.paid_cents <= row.due_cents
            assert set(row.unpaid) == {who for who, one in where.items() if one.is_open}
            handed = sum(Remittance.everything.values_list("cents", flat=True))
            assert queries.in_hand(sheet.east_one) == paid + row.gift_cents - handed
            assert Line.everything.count() == self.lines

    run_state_machine_as_test(
        Acts,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
