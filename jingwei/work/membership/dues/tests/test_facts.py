"""Do the dues sheets say which periods were not paid in full, and nothing of amounts?"""

import re
from datetime import date

from jingwei.kernel.access.scope import acting
from jingwei.work.membership.dues import facts

SINCE = date(2020, 1, 1)


def test_a_period_that_is_over_and_unpaid_is_told_without_an_amount(sheet):
    row = sheet.sheet
    with acting(sheet.lin_scope):
        told = facts.of_dues(sheet.people["东甲"], SINCE, row.until)
        running = facts.of_dues(sheet.people["东甲"], SINCE, row.first)
    assert [(one.key, one.asks) for one in told] == [(f"sheet-{row.public_id}", True)]
    assert row.period in told[0].words
    assert not re.search(r"\d+\.\d\d|元", told[0].words)
    assert running == []
