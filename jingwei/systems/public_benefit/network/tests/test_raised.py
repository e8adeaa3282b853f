"""Is what goes up a level seen with its day, its hand or clock, and as the asker reads it?"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner, as_role, plan
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.escalation import escalate_passed
from jingwei.systems.public_benefit.network.raised import counted
from jingwei.systems.public_benefit.network.tests.conftest import opened
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

ROOT = "/benefit/network"
ACCEPT = {"title": "路灯不亮", "category": "complex", "reply": "下周来修"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def low(town: Any) -> Any:
    return replace(town.branch_scope, duties=town.branch_scope.duties | town.lin_scope.duties)


def asked(town: Any) -> Matter:
    """A matter taken and accepted by branch one of the east."""
    who = low(town)
    with acting(who):
        row, _code = receive_matter(
            org=town.east_one, told=Told(asked="路灯不亮了", place=town.unit), by=who, at=AT,
            channel=Channel.WINDOW,
        )  # fmt: skip
        take_step(flow=MATTER, subject=row, verb="accept", said=ACCEPT, by=who, at=AT)
    return row


def raised(town: Any, row: Matter) -> None:
    with acting(low(town)) as who:
        said = {"reason": "要镇里的车"}
        take_step(flow=MATTER, subject=row, verb="raise_up", said=said, by=who, at=AT)


def test_a_step_up_by_hand_says_from_where_to_where_and_by_whom(streets, browser):
    row = asked(streets)
    lin = browser("lin")
    assert "没有往上一级的" in text(lin.get(f"{ROOT}/raised/"))
    raised(streets, row)
    said = text(lin.get(f"{ROOT}/raised/"))
    for words in ("路灯不亮", "村、社区 → 镇、街道", "请上级来办", "已经受理"):
        assert words in said
    assert "路灯不亮" not in text(lin.get(f"{ROOT}/raised/?how=escalate"))
    assert "路灯不亮" not in text(browser("gu").get(f"{ROOT}/raised/"))
    assert "请上级来办 1 次" in text(lin.get(f"{ROOT}/"))
    (one,) = lin.get("/api/v1/stations/raised").json()["rows"]
    assert (one["from_level"], one["to_level"], one["how"]) == (1, 2, "hand")
    assert one["due_on"]
    with as_owner():
        Matter.everything.filter(pk=row.pk).update(
            state="closed", outcome="confirmed", closed_on=AT.date()
        )
    assert "路灯不亮" not in text(lin.get(f"{ROOT}/raised/"))
    assert "路灯不亮" in text(lin.get(f"{ROOT}/raised/?all=1"))


def test_a_limit_that_has_passed_takes_it_up_by_the_clock(streets, browser):
    row = asked(streets)
    raised(streets, row)
    late = AT + timedelta(days=90)
    with time_machine.travel(late, tick=False):
        with as_role("jw_worker"):
            escalate_passed(at=late)
        rows = browser("lin").get("/api/v1/stations/raised").json()["rows"]
    assert [(one["from_level"], one["to_level"], one["how"]) for one in rows] == [
        (2, 3, "clock"), (1, 2, "hand"),
    ]  # fmt: skip


def test_at_a_station_matters_stand_as_their_askers_read_them(streets, browser):
    station = opened(streets)
    asked(streets)
    said = text(browser("lin").get(f"{ROOT}/{station.public_id}/"))
    assert "在办的诉求，群众看到的样子" in said
    assert "已经受理" in said


def test_one_step_and_ten_cost_the_same(streets, browser):
    raised(streets, asked(streets))
    lin = browser("lin")

    def cost() -> int:
        lin.get(f"{ROOT}/raised/")
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(f"{ROOT}/raised/").status_code == 200
        return len(seen)

    before = cost()
    for _n in range(9):
        raised(streets, asked(streets))
    assert cost() == before


@pytest.mark.parametrize("page", [f"{ROOT}/raised/?how=x", f"{ROOT}/raised/?all=2"])
def test_odd_words_in_the_address_narrow_nothing(streets, browser, page):
    raised(streets, asked(streets))
    assert "路灯不亮" in text(browser("lin").get(page))


def test_steps_up_are_counted_by_the_index_of_their_day(streets):
    """Under the policies of a post: a city takes seven million steps a year, few of them up."""
    raised(streets, asked(streets))
    with acting(streets.officer_scope) as by:
        with CaptureQueriesContext(connection) as said:
            assert counted(by, AT - timedelta(days=30)) == {"raise_up": 1, "escalate": 0}
        (sql,) = (one["sql"] for one in said.captured_queries if "flow_step" in one["sql"])
        shape = plan(sql)
    assert re.search(r"Scan using flow_step_up .*\n +Index Cond: \(at >= ", shape), shape
