"""Who notes? Ma, who leads the first grid of east branch one's community; Mi in the west."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_account
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import actions as grids
from jingwei.systems.community.grids.models import Assignment, Building, Worker
from jingwei.systems.community.grids.tests.conftest import box, community_of, two_grids


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def laid(town: Any) -> Any:
    """``town.community`` with houses 1 to 4, ``town.grids``, and the workers ``ma`` and ``mi``."""
    town.community = community_of(town)
    with acting(town.lin_scope):
        town.laid_grids = grids.lay_grids(
            community=town.community, laid=two_grids(), outline=box(120, 32, 121, 33),
            by=town.lin_scope, at=AT,
        )  # fmt: skip
        town.houses = {one.code: one for one in Building.objects.within(town.lin_scope)}
    with as_owner():
        add_account(town, "ma", "cadre", town.east_one)
        add_account(town, "mi", "cadre", town.west_one)
        ma = town.accounts["ma"]
        ma.person = town.people["东甲"]
        ma.save(update_fields=["person"])
        worker = Worker.everything.create(
            org=town.east_one, org_path=town.east_one.path, name="示例网格员", person=ma.person
        )
        grid = next(one for one in town.laid_grids if one.code == "G1")
        Assignment.everything.create(
            org=town.east_one, org_path=town.east_one.path, grid=grid, worker=worker,
            role="grid_worker", is_lead=True, held=held(town.on),
        )  # fmt: skip
    return town
