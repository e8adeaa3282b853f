"""Do the records of decisions say what a member had to do, and what became of it?"""

from datetime import date, timedelta

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.work.meetings import facts
from jingwei.work.meetings.models import Meeting, Resolution

SINCE = TODAY - timedelta(days=180)


def decide(life, text, due_on, done_on=None):
    where = {"org": life.east_one, "org_path": life.east_one.path}
    meeting = Meeting.everything.create(**where, kinds=["lecture"], on=TODAY, topic="党课")
    Resolution.everything.create(
        **where, meeting=meeting, position=1, text=text, owner=life.people["东甲"], due_on=due_on,
        done_on=done_on,
    )  # fmt: skip


def test_what_was_done_asks_nothing_and_what_is_not_due_is_not_told(life):
    with as_owner():
        decide(life, "看望老人", date(2026, 10, 1), date(2026, 9, 30))
        decide(life, "清理楼道", date(2026, 11, 1))
        decide(life, "买书", TODAY + timedelta(days=9))
        decide(life, "早年的事", SINCE - timedelta(days=9))
    with acting(life.lin_scope):
        told = facts.of_tasks(life.people["东甲"], SINCE, TODAY)
        other = facts.of_tasks(life.people["东乙"], SINCE, TODAY)
    assert [(one.words, one.asks) for one in told] == [
        ("清理楼道：到期没有办好", True), ("看望老人：已办好", False),
    ]  # fmt: skip
    assert other == []
