"""Which courses are there, and who chooses them? On the day of the town."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.posts import scope_as_oneself
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.people.own import on_own_behalf
from jingwei.systems.competence.courses import actions
from jingwei.systems.competence.courses.actions import Told
from jingwei.systems.competence.courses.flows import COURSE
from jingwei.systems.competence.courses.models import Course
from jingwei.systems.competence.courses.rules import Day

DAYS = (
    Day(TODAY + timedelta(days=20), time(9), time(11), Decimal(2), "第一讲"),
    Day(TODAY + timedelta(days=21), time(9), time(11), Decimal(2), "第二讲"),
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def school(town: Any) -> Any:
    """The town where every member has a sign-in of the own name."""
    from jingwei.kernel.access.tests.town import _account

    with as_owner():
        for name, person in town.people.items():
            town.accounts[name] = _account(town, f"m-{person.pk}", person.org, person=person)
            town.scopes[name] = scope_as_oneself(town.accounts[name])
    return town


def told(**more: Any) -> Told:
    return Told(
        **{
            "title": "矛盾调解", "topic": "law", "teacher": "王示一", "seats": 2,
            "until": TODAY + timedelta(days=10), "place": "镇党校", "days": DAYS, **more,
        }
    )  # fmt: skip


def offered(town: Any, *, publish: bool = True, who: str = "lin", **more: Any) -> Course:
    """A course of the east town (or of whoever), on the menu."""
    scope = town.scopes[who]
    org = {"lin": town.east, "gu": town.west, "officer": town.city}[who]
    with acting(scope):
        row = actions.plan_course(org=org, told=told(**more), by=scope, at=AT)
        if publish:
            take_step(flow=COURSE, subject=row, verb="publish", by=scope, at=AT)
        row.refresh_from_db()
    return row


@contextmanager
def as_learner(town: Any, name: str) -> Iterator[tuple[Scope, Any]]:
    """What a member does about the own seats."""
    oneself = town.scopes[name]
    with acting(oneself), on_own_behalf(oneself) as (by, person):
        yield by, person


def later(days: int) -> Any:
    return AT + timedelta(days=days)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def over(row: Course, town: Any) -> None:
    """Its days lie behind; for what can only be done then."""
    with as_owner():
        from jingwei.systems.competence.courses.models import Lesson

        for lesson in Lesson.everything.filter(course=row):
            lesson.on = lesson.on - timedelta(days=40)
            lesson.save()
        Course.everything.filter(pk=row.pk).update(
            first_on=day(-20), last_on=day(-19), until=day(-25)
        )


__all__ = ["as_learner", "day", "later", "offered", "over", "replace", "school", "told"]
