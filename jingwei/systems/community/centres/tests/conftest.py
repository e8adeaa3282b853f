"""Which catalogue and which centres are there? On the day of the town, a Monday at ten."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.centres import actions, catalogue
from jingwei.systems.community.centres.actions import Doing, Told
from jingwei.systems.community.centres.catalogue import CategoryTold
from jingwei.systems.community.centres.models import ServiceCentre, ServiceItem
from jingwei.systems.community.centres.rules import Entry, Hours

SINCE = date(2026, 1, 5)
WEEK = tuple(
    Hours(day, time(*opens), time(*closes))
    for day in range(1, 6) for opens, closes in (((8, 30), (11, 30)), ((14, 0), (17, 30)))
)  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def streets(town: Any) -> Any:
    """The east has the community 东苑; an agent sits there."""
    with as_owner():
        town.people["dongyuan"] = Unit.everything.create(
            org=town.east_one, org_path=town.east_one.path, name="东苑社区",
            kind=UnitKind.COMMUNITY, held=held(SINCE),
        )  # fmt: skip
        add_account(town, "agent", "agent", town.east_one)
    return town


def entry(title: str = "求职登记", **more: Any) -> Entry:
    return Entry(
        **{
            "title": title, "kind": "public", "takes": "当场办好", "basis": "《就业促进法》",
            "price": Decimal(0), "ring": "employment", "bring": ("身份证",),
            "never_ask": ("无业证明",), **more,
        }
    )  # fmt: skip


def listed(town: Any, title: str = "求职登记", *, category: str = "就业", place: int = 1,
           **more: Any) -> ServiceItem:  # fmt: skip
    """An item of the city's catalogue; its category is made where it is not there."""
    from jingwei.systems.community.centres.models import ServiceCategory

    with acting(town.officer_scope) as who:
        row = ServiceCategory.everything.filter(org=town.city, title=category).first()
        if row is None:
            row = catalogue.add_category(
                org=town.city, told=CategoryTold(category, place), from_on=SINCE, by=who, at=AT
            )
        return catalogue.add_item(
            category=row, entry=entry(title, **more), from_on=SINCE, by=who, at=AT
        )


def told(**more: Any) -> Told:
    return Told(
        **{
            "name": "东苑便民服务中心", "level": "community", "address": "东苑路1号",
            "phone": "0300-8000001", "hours": WEEK, "longitude": 120.86, "latitude": 32.01, **more,
        }
    )  # fmt: skip


def opened(town: Any, *, who: str = "lin", org: Any = None, **more: Any) -> ServiceCentre:
    with acting(town.scopes[who]) as by:
        org = org or {"lin": town.east_one, "gu": town.west_one}[who]
        return actions.open_centre(org=org, told=told(**more), from_on=SINCE, by=by, at=AT)


def offers(town: Any, centre: ServiceCentre, *items: ServiceItem, who: str = "lin",
           doing: Doing | None = None) -> Any:  # fmt: skip
    with acting(town.scopes[who]) as by:
        return actions.offer_items(
            centre=centre, items=items, doing=doing or Doing(), from_on=SINCE, by=by, at=AT
        )


def text(answer: Any) -> str:
    return str(answer.content.decode())
