"""Whose careers are looked after? East's secretary 东甲, on the day of the town."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.systems.competence.careers import actions

GRADES = (("初级", "任职满1年"), ("中级", "任职满3年，办成一件难事"))


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def office(town: Any) -> Any:
    """东甲 is secretary of east branch one, under the scheme, and has a sign-in (``member``)."""
    with as_owner():
        position = add_secretary(town, town.people["东甲"], town.east_one)
    lin = town.lin_scope
    with acting(lin):
        actions.set_grade_rule(
            org=town.east, title="东镇职级办法", basis="东镇〔2024〕3号", grades=GRADES,
            since=date(2024, 1, 1), by=lin, at=AT,
        )  # fmt: skip
        town.cadre = actions.enter_cadre(
            position=position, kind="village", source="local", by=lin, at=AT
        )
    return town


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def listed(town: Any, **more: Any) -> Any:
    """A problem of east branch one, written by Lin."""
    lin = town.lin_scope
    with acting(lin):
        return actions.list_problem(
            org=town.east_one, by=lin, at=AT,
            **{"title": "路灯不亮", "words": "三组两盏", "affected": "三组住户",
               "owner": town.people["东甲"], "due_on": day(20), **more},
        )  # fmt: skip
