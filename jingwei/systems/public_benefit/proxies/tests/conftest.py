"""A matter of the kind proxy in Lin's east with a mandate of ten days, and an agent there."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.proxies import actions
from jingwei.systems.public_benefit.proxies.models import ProxyAgent
from jingwei.work.matters import own_actions
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def streets(town: Any) -> Any:
    with as_owner():
        town.unit = Unit.everything.create(
            org=town.east, org_path=town.east.path, name="东苑社区", kind="community",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip
    return town


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def named(town: Any, who: str = "东甲") -> ProxyAgent:
    """An agent of the east for its community."""
    lin = town.lin_scope
    with acting(lin):
        person = next(one for one in town.people.values() if one.name == who)
        told = actions.Named(person, town.unit, "老年证、医保")
        return actions.name_agent(org=town.east, told=told, by=lin, at=AT)


def asked(town: Any, *, until: date | None = None, mandate: bool = True) -> Matter:
    """What somebody wants to have run; with the mandate where there is one."""
    lin = town.lin_scope
    with acting(lin):
        row, _code = receive_matter(
            org=town.east, told=Told(asked="请代办老年证", place=town.unit), by=lin, at=AT,
            channel=Channel.WINDOW,
        )  # fmt: skip
        if mandate:
            own_actions.set_kind(
                matter=row, kind="proxy", reason="本人请代办", by=lin, at=AT,
                said={"mandate": "代办老年证", "since": TODAY.isoformat(), "agreed": "签了委托书",
                      "until": (until or day(10)).isoformat(), "errands_saved": "2"},
            )  # fmt: skip
        return Matter.everything.get(pk=row.pk)
