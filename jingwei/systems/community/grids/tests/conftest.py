"""Which community is laid out? One of east branch one, with four buildings in two grids."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import actions
from jingwei.systems.community.grids.rules import Laid


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def unit_of(town: Any, name: str = "示例社区", org: Any = None) -> Unit:
    org = org or town.east_one
    with as_owner():
        made: Unit = Unit.everything.create(
            org=org, org_path=org.path, name=name, kind="community", held=held(TODAY)
        )
    return made


def community_of(town: Any, name: str = "示例社区", formation: str = "old") -> Any:
    """A community with four buildings 1 to 4 in two rows, in no grid yet; kept by Lin."""
    unit, lin = unit_of(town, name), town.lin_scope
    with acting(lin):
        row = actions.enter_community(unit=unit, formation=formation, phone="0999-1", by=lin, at=AT)
        for number, (lon, lat) in enumerate(
            ((120.25, 32.25), (120.75, 32.25), (120.25, 32.75), (120.75, 32.75)), 1
        ):
            actions.add_building(
                community=row, code=str(number), name=f"{number}号楼", households=60, lon=lon,
                lat=lat, stairwells=["1单元", "2单元"], by=lin, at=AT,
            )  # fmt: skip
    return row


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def two_grids(name: str = "G") -> list[Laid]:
    return [
        Laid(f"{name}1", "东格", ("1", "3"), outline=box(120, 32, 120.5, 33)),
        Laid(f"{name}2", "西格", ("2", "4"), outline=box(120.5, 32, 121, 33)),
    ]


@pytest.fixture
def laid(town: Any) -> Any:
    """The town with ``community`` and its two ``grids``, as they are from today."""
    town.community = community_of(town)
    lin = town.lin_scope
    with acting(lin):
        town.grids = actions.lay_grids(
            community=town.community, laid=two_grids(), outline=box(120, 32, 121, 33), by=lin,
            at=AT,
        )  # fmt: skip
    return town
