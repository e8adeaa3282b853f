"""Do the records of transfers say where each stands, without asking the member why?"""

from datetime import timedelta

from conftest import TODAY
from jingwei.kernel.access.scope import acting
from jingwei.work.membership.transfers import facts
from jingwei.work.membership.transfers.tests.conftest import ask


def test_a_transfer_is_told_with_its_state(town):
    with acting(town.branch_scope):
        row = ask(town)
    with acting(town.lin_scope):
        told = facts.of_transfers(town.people["东乙"], TODAY - timedelta(days=9), TODAY)
        earlier = facts.of_transfers(town.people["东乙"], TODAY, TODAY + timedelta(days=9))
    assert [(one.key, one.asks) for one in told] == [(str(row.public_id), False)]
    assert "待转出" in told[0].words
    assert earlier == []
