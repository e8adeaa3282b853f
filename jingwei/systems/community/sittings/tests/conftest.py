"""A committee of three in a community of east branch one, that meets for the first time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import actions as grids
from jingwei.systems.community.grids import queries as grid_queries
from jingwei.systems.community.grids.models import Slot
from jingwei.systems.community.sittings import actions
from jingwei.systems.community.sittings.actions import Told
from jingwei.systems.community.sittings.models import Sitting
from jingwei.systems.community.sittings.queries import seats_on
from jingwei.systems.community.sittings.rules import Decided

SINCE = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def community_of(town: Any, name: str = "示例社区") -> Any:
    """A community with its parts; the first committee has three members, one of them on file."""
    with as_owner():
        unit = Unit.everything.create(
            org=town.east_one, org_path=town.east_one.path, name=name, kind="community",
            held=held(SINCE),
        )  # fmt: skip
    lin = town.lin_scope
    with acting(lin):
        row = grids.enter_community(unit=unit, formation="old", by=lin, at=AT)
        Slot.everything.filter(community=row).update(held=held(SINCE))
        slot = committee_of(row)
        for who, person in (("东甲", town.people["东甲"]), ("示例乙", None), ("示例丙", None)):
            grids.seat_member(slot=slot, name=who, person=person, since=SINCE, by=lin, at=AT)
    return row


def committee_of(row: Any) -> Slot:
    return next(one for one in grid_queries.slots_of(row, TODAY) if one.kind == "support")


@pytest.fixture
def council(town: Any) -> Any:
    town.community = community_of(town)
    return town


def told(town: Any, **more: Any) -> Told:
    """All three came but one, and one thing was decided; inside the scope of whoever writes."""
    seats = seats_on(committee_of(town.community), TODAY)
    return Told(
        **{
            "on": date(2026, 11, 20), "topic": "停车怎么划线", "chair": "东甲", "venue": "二楼",
            "items": [("停车", "画四十个位，留消防通道。")],
            "came": dict(zip([one.pk for one in seats], ("present", "present", "leave"),
                             strict=True)),
            "decided": [Decided("画停车线", "东甲", date(2026, 12, 5), seats[0].pk)],
            **more,
        }
    )  # fmt: skip


def recorded(town: Any, **more: Any) -> Sitting:
    lin = town.lin_scope
    with acting(lin):
        return actions.record_sitting(
            slot=committee_of(town.community), told=told(town, **more), by=lin, at=AT
        )
