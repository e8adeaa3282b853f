"""Are the late and the new ones all found, whatever was promised, and without reading the rest?"""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner, plan
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Clock
from jingwei.work.matters import queries
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter
from jingwei.work.matters.tests.test_public_pages import ACCEPT, DONE

WAIT = ("wait_resident", {"reason": "等照片"})
AGAIN = ("dispute_told", {"how": "当面", "reason": "还是不亮"})
WAYS = {
    "received": (), "accepted": (ACCEPT,), "in hand": (ACCEPT, DONE[0]),
    "answered": (ACCEPT, *DONE), "waits": (ACCEPT, DONE[0], WAIT),
    "goes on": (ACCEPT, DONE[0], WAIT, ("go_on", {})),
    "done again": (ACCEPT, *DONE, AGAIN, ("redo", {})),
}  # fmt: skip


@pytest.fixture
def ways(streets):
    """A matter on each way; the one that is done again was answered long before its day."""
    found = {}
    with acting(streets.lin_scope) as by:
        for name, steps in WAYS.items():
            row, _code = receive_matter(
                org=streets.east, told=Told(asked=name, place=streets.people["east_place"]),
                channel=Channel.WINDOW, by=by, at=AT,
            )  # fmt: skip
            for n, (verb, said) in enumerate(steps):
                at = AT + timedelta(days=2 * n)
                take_step(flow=MATTER, subject=row, verb=verb, said=said, by=by, at=at)
            found[name] = row.pk
    with as_owner():
        Matter.everything.filter(pk=found["done again"]).update(promised_on=date(2027, 12, 1))
    return found


def test_each_is_late_from_the_day_after_its_limit_and_no_other(streets, ways):
    with acting(streets.lin_scope) as by:
        clocks = Clock.everything.filter(state=Clock.State.RUNNING, waits=False)
        due = dict(clocks.values_list("case__subject", "due_on"))
        ids = dict(Matter.everything.values_list("public_id", "pk"))
        seen = set()
        for n in range(0, 120, 2):
            day = TODAY + timedelta(days=n)
            late = {row.pk for row in queries.matters(by, view=queries.LATE, on=day)}
            assert late == {ids[one] for one, end in due.items() if end < day}, day
            seen |= late
    assert seen == {ways[one] for one in ("received", "accepted", "in hand", "goes on",
                                          "done again")}  # fmt: skip


def test_no_limit_that_was_promised_ends_before_its_day(streets, ways):
    """Which the list of late ones relies on."""
    with acting(streets.lin_scope):
        promised = dict(
            Matter.everything.exclude(pk=ways["done again"])
            .exclude(promised_on=None).values_list("public_id", "promised_on")
        )  # fmt: skip
        for clock in Clock.everything.filter(case__subject__in=promised).select_related("case"):
            if clock.name != "first_reply":
                assert clock.due_on >= promised[clock.case.subject], clock


def test_new_ones_are_those_nobody_has_taken_up(streets, ways):
    with acting(streets.lin_scope) as by, CaptureQueriesContext(connection) as said:
        rows = queries.matters(by, view=queries.NEW, on=TODAY)
        assert [row.pk for row in rows] == [ways["received"]]
        shape = plan(said.captured_queries[-1]["sql"])
    assert re.search(r'"?promised_on"? IS NULL', shape), shape


@pytest.mark.parametrize("few", [queries.FEW, 0])
@pytest.mark.parametrize("most", [1, 3, 50])
def test_the_soonest_are_the_same_for_few_and_for_many(streets, ways, monkeypatch, few, most):
    """As if the limit of each had been looked up; what has none comes last, the newest first."""
    with as_owner():
        for _ in range(2):
            make_matter(streets)
    monkeypatch.setattr(queries, "FEW", few)
    with acting(streets.lin_scope):
        rows = Matter.everything.filter(closed_on=None)
        limits = Clock.everything.filter(waits=False).exclude(state=Clock.State.ENDED)
        due: dict[UUID, date] = {}
        for subject, day in limits.order_by("due_on", "id").values_list("case__subject", "due_on"):
            due.setdefault(subject, day)
        newest = rows.order_by("-received_at", "-id").values_list("public_id", flat=True)
        slow = [*due.items(), *((one, None) for one in newest if one not in due)]
        assert len(slow) == len(WAYS) + 2 > len(due)
        with CaptureQueriesContext(connection) as said:
            assert queries.soonest(rows, most) == slow[:most]
    assert len(said) <= (2 if few else 4)


@pytest.mark.parametrize("few", [queries.FEW, 0])
def test_a_window_of_limits_elsewhere_is_passed_over(streets, ways, monkeypatch, few):
    monkeypatch.setattr(queries, "FEW", few)
    with acting(streets.lin_scope):
        whole = queries.soonest(Matter.everything.filter(closed_on=None), 50)
        for one, day in whole:
            ours = Matter.everything.filter(public_id=one)
            assert queries.soonest(ours, 1) == [(one, day)]
