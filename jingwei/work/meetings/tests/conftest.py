"""Who records meetings, and on which day?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_member
from jingwei.kernel.people.models import Position, Post
from jingwei.kernel.ranges import held
from jingwei.work.meetings.actions import Told


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def life(town: Any) -> Any:
    """East branch one: 东甲 secretary, 东乙 and 东丙 in the committee, 东戊 probationary."""
    with as_owner():
        add_member(town, "东戊", town.east_one, category="probationary", joined_on=date(2026, 3, 1))
        for name, title in (("东甲", "secretary"), ("东乙", "organisation"), ("东丙", "publicity")):
            seat(town, name, title)
    return town


def seat(town: Any, name: str, title: str) -> None:
    """A filled seat of east branch one."""
    where = {"org": town.east_one, "org_path": town.east_one.path}
    post = Post.everything.create(**where, title=title, held=held(date(2020, 1, 1)))
    Position.everything.create(
        **where, post=post, person=town.people[name], name=name, held=held(date(2020, 1, 1))
    )


@pytest.fixture
def told(life: Any) -> Any:
    """``told(topic="...")``: a member meeting of all four, as it would be typed."""

    def one(**more: Any) -> Told:
        ids = [life.people[name].pk for name in ("东甲", "东乙", "东丙", "东戊")]
        return Told(
            **{
                "kinds": ("member_meeting",), "on": TODAY, "topic": "学习讨论",
                "chair": ids[0], "recorder": ids[1], "present": tuple(ids),
                "agenda": ({"kind": "member_meeting", "title": "党员大会", "said": "学文件。"},),
                **more,
            }
        )  # fmt: skip

    return one


@pytest.fixture
def as_branch(life: Any) -> Iterator[None]:
    with acting(life.branch_scope):
        yield


@pytest.fixture
def as_lin(life: Any) -> Iterator[None]:
    with acting(life.lin_scope):
        yield
