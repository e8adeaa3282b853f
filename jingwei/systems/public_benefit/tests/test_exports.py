"""Do unions, studios, stations and helpers leave as a workbook, of the own part only?"""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.network import actions, agreements
from jingwei.systems.public_benefit.network.models import Station
from jingwei.systems.public_benefit.studios import actions as studios
from jingwei.systems.public_benefit.unions import actions as unions

DOOR: dict[str, Any] = {"place": "=一号", "phone": "0300-80000000", "hours": [(1, "09:00", "11:00"),
                                                          (2, "09:00", "11:00")]}  # fmt: skip


@pytest.fixture
def filled(town: Any) -> Any:
    """A station, a studio, a helper and a union of the east."""
    with as_owner():
        unit = Unit.everything.create(
            org=town.east, org_path=town.east.path, name="东苑社区", kind="community",
            held=held(TODAY - timedelta(days=900)),
        )  # fmt: skip
    lin, east = town.lin_scope, town.east
    with acting(lin):
        door = actions.Doorplate(name="东苑站", level=1, unit=unit, **DOOR)
        actions.open_station(org=east, door=door, by=lin, at=AT)
        plate = studios.Doorplate(name="东苑室", kind="online", unit=unit, **DOOR)
        studios.open_studio(org=east, door=plate, by=lin, at=AT)
        agreements.agree_provider(
            org=east, name="农机社", kind="firm", agreement="一号", by=lin, at=AT,
            since=TODAY - timedelta(days=9), until=TODAY + timedelta(days=9),
        )  # fmt: skip
        plan = unions.Plan(
            title="东西联建", kind="cross_area", basis="会议", begins_on=TODAY,
            ends_on=TODAY + timedelta(days=300), members=("WEST",),
            goals=(("收入", Decimal(5), "万元"),),
        )  # fmt: skip
        unions.propose_union(org=east, plan=plan, by=lin, at=AT)
    return town


def sheets(town: Any, who: str, path: str) -> dict[str, list[tuple[Any, ...]]]:
    client = Client()
    client.force_login(town.accounts[who])
    answer = client.get(path)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(answer.content))
    return {one.title: list(one.iter_rows(min_row=2, values_only=True)) for one in book}


@pytest.mark.parametrize(
    ("path", "title", "name"),
    [
        ("/benefit/network/stations.xlsx", "站点", "东苑站"),
        ("/benefit/network/providers.xlsx", "外面来帮的", "农机社"),
        ("/benefit/studios/studios.xlsx", "代表工作室", "东苑室"),
    ],
)
def test_a_list_leaves_for_the_own_part_only(filled, path, title, name):
    (row,) = sheets(filled, "lin", path)[title]
    assert row[:2] == ("EAST", name)
    assert sheets(filled, "gu", path)[title] == []


def test_a_union_leaves_whole_for_each_party(filled):
    for who in ("lin", "gu"):
        found = sheets(filled, who, "/benefit/unions/unions.xlsx")
        assert [row[0] for row in found["联建"]] == ["东西联建"]
        assert len(found["各方"]) == 2
        assert found["目标"][0][1:5] == ("收入", 5, None, "万元")
        assert found["项目"] == []
    assert sheets(filled, "lin", "/benefit/unions/unions.xlsx?state=proposed")["联建"] != []
    assert sheets(filled, "lin", "/benefit/unions/unions.xlsx?kind=department")["联建"] == []


def test_what_looks_like_a_formula_stays_text_and_hours_are_read_again(filled):
    (row,) = sheets(filled, "lin", "/benefit/network/stations.xlsx?level=1")["站点"]
    assert row[4] == "=一号"
    with as_owner():
        kept = Station.everything.get().hours
    assert hours.read(row[6]) == ([tuple(one) for one in kept], ())
    assert sheets(filled, "lin", "/benefit/network/stations.xlsx?level=3")["站点"] == []
