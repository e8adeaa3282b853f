"""Is each record met once, and not each with each, where a city has 347 communities?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from conftest import TODAY, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.figures.compute import prepare
from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.periods import up_to
from jingwei.kernel.figures.sql import render
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.grids.models import (
    Building,
    Community,
    Grid,
    GridBuilding,
    Seat,
    Slot,
    Stairwell,
)
from jingwei.systems.community.measures.indicators import FAR, HOUSES, SPLIT, WIDE

pytestmark = pytest.mark.slow
COMMUNITIES, HOUSES_EACH, SLOTS_EACH = 347, 30, 6
ACROSS = 19
RECORDS = {records.code: records for _share, _what, records, *_more in SPLIT}
MOST = COMMUNITIES * HOUSES_EACH * 9
"""Each house with each centre of nine cells: the widest step there may be."""


def cell(number: int) -> tuple[float, float]:
    """Communities lie beside each other, 2.5 km apart."""
    return 118 + number % ACROSS * WIDE, 32 + number // ACROSS * FAR


@pytest.fixture
def city(town: Any) -> Any:
    where = {"org": town.east_one, "org_path": town.east_one.path, "held": held(TODAY)}
    every = range(COMMUNITIES)
    with as_owner(), system_scope("测试"):
        units = Unit.everything.bulk_create(
            Unit(**where, name=f"示例{n}社区", kind="community") for n in every
        )
        rows = Community.everything.bulk_create(
            Community(**where, unit=unit, name=unit.name, formation="old") for unit in units
        )
        houses = Building.everything.bulk_create(
            Building(
                **where, community=rows[n], code=str(at), name=f"{at}号楼", households=60,
                point=[cell(n)[0] + at * WIDE / HOUSES_EACH, cell(n)[1] + at * FAR / HOUSES_EACH],
            )
            for n in every for at in range(HOUSES_EACH)
        )  # fmt: skip
        Stairwell.everything.bulk_create(
            Stairwell(**where, building=house, name=name) for house in houses for name in "一二"
        )
        ServiceCentre.everything.bulk_create(
            ServiceCentre(
                **where, name=f"中心{n}", level="community", address="一号", phone="0300-8000000",
                longitude=cell(n)[0], latitude=cell(n)[1],
            )
            for n in every
        )  # fmt: skip
        grids = Grid.everything.bulk_create(
            Grid(**where, community=row, code=f"G{row.pk}", name="一格") for row in rows
        )
        GridBuilding.everything.bulk_create(
            GridBuilding(**where, grid=grids[at // HOUSES_EACH], building=house)
            for at, house in enumerate(houses)
        )
        slots = Slot.everything.bulk_create(
            Slot(**where, community=row, kind="support", title=f"第{at}委员会", place=at)
            for row in rows for at in range(SLOTS_EACH)
        )  # fmt: skip
        Seat.everything.bulk_create(Seat(**where, slot=slot, name="示例甲") for slot in slots)
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE unit, community, building, stairwell, service_centre, grid,"
                " grid_building, community_slot, community_seat"
            )
    return town


def steps(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from steps(below)


def looked_at(node: dict[str, Any]) -> int:
    """How many rows a step of the plan had in its hand, kept or thrown away again."""
    names = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter")
    return round(sum(node.get(name, 0) for name in names) * node["Actual Loops"])


def widest(records: Records) -> tuple[int, int]:
    """Rows of the result, and of the step of the plan that looked at most."""
    sql = render(records.statement, up_to(TODAY))
    with connection.cursor() as cursor:
        prepare(cursor)
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        (told,) = cursor.fetchone()
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return round(plan["Actual Rows"]), max(map(looked_at, steps(plan)))


def test_no_step_of_a_plan_meets_each_with_each(city: Any) -> None:
    """Each house with each centre of the city would be 3.6 million, for the fill of a month and for
    the evidence of a reader."""
    with as_owner(), system_scope("测试"):
        found = {code: widest(records) for code, records in RECORDS.items()}
    with acting(city.officer_scope):
        found["read"] = widest(HOUSES)
    houses = COMMUNITIES * HOUSES_EACH
    assert {code: rows for code, (rows, _most) in found.items()} == {
        "grids.communities": COMMUNITIES, "grids.grids": COMMUNITIES,
        "grids.stairwells": 2 * houses, "measures.houses": houses, "read": houses,
        "sittings.bodies": COMMUNITIES * SLOTS_EACH,
    }  # fmt: skip
    assert {code: most for code, (_rows, most) in found.items() if most > MOST} == {}
