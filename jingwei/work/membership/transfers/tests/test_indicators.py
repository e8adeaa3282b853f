"""Do both sides see whether relations are accepted in time, and do the records open?"""

from datetime import date, timedelta

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures import periods, queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import make

MONTH, TODAY = date(2026, 11, 1), AT.date()
SENT, RECEIVED = "transfers.sent_in_time", "transfers.received_in_time"


def figure(org, code):
    with as_role("jw_worker"):
        fill_months(periods.months_back(MONTH, 2), at=AT)
    with system_scope("测试"):
        found = queries.in_month([org.pk], MONTH, codes=[code])[org.pk, code]
    return (int(found.n or 0), int(found.d or 0)) if found.is_known else None


def sent(town, *, accepted: int | None, state: str = "accepted", days_ago: int = 15):
    """A transfer from east one to west one; ``accepted`` days after its first letter."""
    with as_owner(), system_scope("测试"):
        row = make(town, state, host="west_one")
        first = TODAY - timedelta(days=days_ago)
        Transfer.everything.filter(pk=row.pk).update(
            letter_first_on=first, letter_on=first, asked_on=first,
            receipt_on=first + timedelta(days=accepted) if accepted is not None else None,
        )  # fmt: skip
    return row


def test_without_transfers_there_is_no_figure(town):
    assert figure(town.east, SENT) is None


@pytest.mark.parametrize(
    ("accepted", "state", "wanted"),
    [(10, "accepted", (1, 1)), (11, "accepted", (0, 1)), (None, "sent", (0, 1)),
     (None, "returned", (0, 1))],
)  # fmt: skip
def test_in_time_is_by_the_last_day_of_the_first_letter(town, accepted, state, wanted):
    sent(town, accepted=accepted, state=state)
    assert figure(town.east, SENT) == wanted
    assert figure(town.west, RECEIVED) == wanted
    assert figure(town.west, SENT) is None


def test_what_was_withdrawn_or_is_not_due_yet_does_not_count(town):
    sent(town, accepted=None, state="withdrawn")
    sent(town, accepted=None, state="sent", days_ago=3)
    assert figure(town.east, SENT) is None


def test_a_late_record_heals(town):
    row = sent(town, accepted=None, state="sent")
    assert figure(town.east, SENT) == (0, 1)
    with as_owner(), system_scope("测试"):
        Transfer.everything.filter(pk=row.pk).update(
            state="accepted", accepted_at=AT, accepted_by=town.gu,
            receipt_on=TODAY - timedelta(days=10),
        )  # fmt: skip
    assert figure(town.east, SENT) == (1, 1)


@pytest.mark.parametrize(("who", "org", "code"), [("lin", "east", SENT), ("gu", "west", RECEIVED)])
def test_the_records_behind_open_to_the_side_that_has_them(town, who, org, code):
    sent(town, accepted=5)
    sent(town, accepted=12)
    assert figure(town.orgs[org], code) == (1, 2)
    scope = town.scopes[who]
    with acting(scope):
        asked = Asked(town.orgs[org], Period(MONTH, TODAY), filled=True)
        for part, count in (("n", 1), ("d", 2), ("rest", 1)):
            assert evidence(indicator(code), asked, scope, part=part).count() == count
