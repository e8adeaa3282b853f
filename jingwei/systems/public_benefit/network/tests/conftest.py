"""A station of Lin's east for the community 东苑, open from today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.network import actions
from jingwei.systems.public_benefit.network.models import Station
from jingwei.work.catalogue.models import ItemWording, ServiceCategory, ServiceItem


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


def item(town: Any, title: str, kind: str = "production", **more: Any) -> ServiceItem:
    """An item of the county's catalogue."""
    county, since = town.county, held(date(2020, 1, 1))
    where = {"org": county, "org_path": county.path, "held": since}
    with as_owner():
        shelf, _made = ServiceCategory.everything.get_or_create(
            org=county, place=1, defaults={**where, "title": "生产和便民"}
        )
        row = ServiceItem.everything.create(**where, category=shelf)
        ItemWording.everything.create(
            **where, item=row,
            **{"title": title, "kind": kind, "takes": "当场", "basis": "县目录", **more},
        )  # fmt: skip
    return row


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def opened(town: Any, **more: Any) -> Station:
    lin = town.lin_scope
    door = actions.Doorplate(
        **{"name": "东苑站", "level": 1, "unit": town.unit, "place": "东苑路1号",
           "phone": "0513-80000000", "hours": [(2, "09:00", "11:00")], **more}
    )  # fmt: skip
    with acting(lin):
        return actions.open_station(org=town.east, door=door, by=lin, at=AT)
