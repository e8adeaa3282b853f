"""A studio of Lin's east in the community 东苑, open from today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.studios import actions
from jingwei.systems.public_benefit.studios.models import DelegateStudio


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


def door(town: Any, **more: Any) -> actions.Doorplate:
    return actions.Doorplate(
        **{"name": "东苑代表工作室", "kind": "collective", "unit": town.unit,
           "place": "东苑路1号二楼", "phone": "0513-80000000",
           "hours": [(2, "09:00", "11:00")], **more}
    )  # fmt: skip


def opened(town: Any, **more: Any) -> DelegateStudio:
    lin = town.lin_scope
    with acting(lin):
        return actions.open_studio(org=town.east, door=door(town, **more), by=lin, at=AT)
