"""Do programs read the doors of a community without an account, and say what hinders them?"""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.doorway.tests.test_map import (  # noqa: F401 - fixtures
    placed,
    station,
)
from jingwei.systems.community.grids.tests.conftest import _today  # noqa: F401 - a fixture
from jingwei.systems.public_benefit.network import shutting
from jingwei.systems.public_benefit.network.models import Station
from jingwei.work.matters import door
from jingwei.work.matters.models import Arrival

ROOT = "/api/v1/public"
SAID = {"asked": "党费表每次都要重选支部", "spot": "/dues/"}


def doors_of(town: Any, more: str = "", **headers: str) -> Any:
    return Client().get(
        f"{ROOT}/communities/{town.community.public_id}/doors{more}", headers=headers
    )


def suggest(key: str = "", **said: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return Client().post(
        f"{ROOT}/suggestions", json.dumps(SAID | said), content_type="application/json",
        headers=headers,
    )  # fmt: skip


def test_a_program_finds_a_community_and_its_doors(placed: Any) -> None:  # noqa: F811
    (found,) = Client().get(f"{ROOT}/communities", {"q": placed.community.name[:4]}).json()
    assert found["id"] == str(placed.community.public_id)
    told = doors_of(placed).json()
    assert told["datum"] == "CGCS2000"
    assert {one["sort"] for one in told["doors"]} == {"centre", "station", "studio"}
    (only,) = doors_of(placed, "?sort=station").json()["doors"]
    assert only["name"] == "示例服务站"
    assert only["phone"] == "0300-8000002"
    assert only["ask"].startswith("/ask/station/")


def test_geojson_has_a_point_or_none_and_an_etag(placed: Any) -> None:  # noqa: F811
    reply = doors_of(placed, ".geojson")
    told = reply.json()
    assert told["type"] == "FeatureCollection"
    places = {one["properties"]["sort"]: one["geometry"] for one in told["features"]}
    assert places["station"] == {"type": "Point", "coordinates": [120.866, 32.006]}
    assert places["studio"] is None
    again = doors_of(placed, ".geojson", **{"If-None-Match": reply["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_closed_day_is_told_and_changes_the_etag(placed: Any) -> None:  # noqa: F811
    before = doors_of(placed)["ETag"]
    with acting(placed.lin_scope) as by:
        shutting.shut_days(
            station=Station.everything.get(), first=TODAY, last=None, why="停电检修", by=by, at=AT
        )
    reply = doors_of(placed)
    (one,) = [one for one in reply.json()["doors"] if one["sort"] == "station"]
    assert reply["ETag"] != before
    assert (one["is_open"], one["why"]) == (False, "停电检修")
    assert one["shut"] == [{"first": str(TODAY), "last": str(TODAY), "why": "停电检修"}]


def test_doors_do_not_cost_more_when_there_are_more(placed: Any) -> None:  # noqa: F811
    with CaptureQueriesContext(connection) as few:
        doors_of(placed)
    for n in range(10):
        station(placed, f"示例{n}站", placed.unit, 120.866, 32.006)
    with CaptureQueriesContext(connection) as many:
        assert len(doors_of(placed).json()["doors"]) == 13
    assert len(few) == len(many)


def test_what_is_not_there_is_404_and_nobody_is_named(placed: Any) -> None:  # noqa: F811
    assert Client().get(f"{ROOT}/communities/{uuid4()}/doors").status_code == 404
    assert Client().get(f"{ROOT}/communities/{uuid4()}/doors.geojson").status_code == 404
    for name in placed.people:
        assert name not in doors_of(placed).content.decode()


def arrivals() -> int:
    with as_owner():
        return int(Arrival.objects.count())


def test_a_suggestion_is_one_matter_however_often_it_is_sent(placed: Any) -> None:  # noqa: F811
    first, again = suggest("a-1"), suggest("a-1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert arrivals() == 1
    assert suggest("a-2").json() != first.json()


@pytest.mark.parametrize(
    ("wrong", "code"), [({"asked": "慢"}, "matter.asked"), ({"phone": "12"}, "matter.phone")]
)
def test_the_rules_are_those_of_the_page(placed: Any, wrong: Any, code: str) -> None:  # noqa: F811
    reply = suggest(**wrong)
    assert reply.status_code == 422
    assert {one["code"] for one in reply.json()["findings"]} == {code}
    assert arrivals() == 0


def test_who_knocks_too_often_waits(placed: Any, monkeypatch: Any) -> None:  # noqa: F811
    monkeypatch.setattr(door, "may_knock", lambda *_args: False)
    assert suggest().status_code == 429
    assert arrivals() == 0
