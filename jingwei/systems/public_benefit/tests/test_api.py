"""Can another program open, change, staff and close a station and a studio, as the pages can?"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, TODAY, as_owner
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held

DOOR = {"name": "东苑一号", "place": "一号楼", "phone": "0300-80000000",
        "hours": "周一至周二 9:00-11:00", "longitude": 120.86, "latitude": 32.01}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def call(town: Any) -> Any:
    with as_owner():
        town.unit = Unit.everything.create(
            org=town.east, org_path=town.east.path, name="东苑社区", kind="community",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip

    def asked(method: str, path: str, body: Any = None, *, who: str = "lin", **more: Any) -> Any:
        client = Client()
        client.force_login(town.accounts[who])
        return client.generic(
            method, f"/api/v1{path}", "" if body is None else json.dumps(body),
            content_type="application/json", **more,
        )  # fmt: skip

    return asked


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("root", "more", "place"),
    [("/stations", {"level": 1}, "serves"), ("/studios", {"kind": "online"}, "unit")],
)
def test_a_door_is_opened_changed_once_and_closed(town, call, root, more, place):
    door = DOOR | more | {place: str(town.unit.public_id)}
    made = call("POST", root, door | {"organisation": "EAST"})
    assert made.status_code == 201, made.content
    one = f"{root}/{made.json()['id']}"
    tag = call("GET", one)["ETag"]
    changed = call("PUT", one, door | {"place": "二号楼"}, headers={"If-Match": tag})
    assert changed.json()["place"] == "二号楼"
    assert (changed.json()["longitude"], changed.json()["latitude"]) == (120.86, 32.01)
    assert changed["ETag"] == call("GET", one)["ETag"] != tag
    late = call("PUT", one, door | {"place": "三号楼"}, headers={"If-Match": tag})
    assert late.status_code == 409
    for method, path, body in (
        ("GET", one, None), ("PUT", one, door), ("POST", f"{one}/close", {"reason": "并"}),
    ):  # fmt: skip
        assert call(method, path, body, who="gu").status_code == 404
    said = call("POST", f"{one}/close", {"reason": " "})
    assert (said.status_code, "还没有写为什么停。" in said.content.decode()) == (422, True)
    over = call("POST", f"{one}/close", {"reason": "并到服务中心"})
    assert over.json()["closed_on"] == day(1)
    with as_owner():
        verbs = [line.verb for line in Entry.everything.order_by("id")]
    assert [one.rpartition(".")[2] for one in verbs][-3:] == ["open", "change", "close"]


def test_who_is_there_is_named_and_ends(town, call):
    place = str(town.unit.public_id)
    made = call("POST", "/stations", DOOR | {"organisation": "EAST", "level": 1, "serves": place})
    one = f"/stations/{made.json()['id']}"
    assert call("POST", f"{one}/staff", {"name": "示例一", "work": ""}).status_code == 422
    staff = call("POST", f"{one}/staff", {"name": "示例一", "work": "代办员"}).json()
    assert call("GET", one).json()["staff"] == [staff]
    ending = staff | {"until": day(1)}  # today yet
    assert call("POST", f"{one}/staff/{staff['id']}/end").json()["staff"] == [ending]
    assert call("POST", f"{one}/staff/{staff['id']}/end").status_code == 422
    made = call("POST", "/studios", DOOR | {"organisation": "EAST", "kind": "personal",
                                            "unit": place})  # fmt: skip
    one = f"/studios/{made.json()['id']}"
    with as_owner():
        member = next(p for p in town.people.values() if p.org_path.startswith(town.east.path))
    named = call("POST", f"{one}/delegates", {"member": str(member.public_id)})
    assert named.status_code == 201, named.content
    assert named.json()["public"] is False
    done = call("POST", f"{one}/delegates/{named.json()['id']}/end")
    assert done.status_code == 200


def test_an_agreement_is_made_renewed_and_ended_with_its_history(call):
    first = {"agreement": "一号协议", "since": day(-300), "until": day(20)}
    made = call("POST", "/providers",
                first | {"organisation": "EAST", "name": "农机社", "kind": "firm"})  # fmt: skip
    one = f"/providers/{made.json()['id']}"
    early = {"agreement": "二号协议", "since": day(5), "until": day(400)}
    said = call("POST", f"{one}/agreements", early)
    assert (said.status_code, "上一份协议到" in said.content.decode()) == (422, True)
    renewed = call("POST", f"{one}/agreements", early | {"since": day(20)}).json()
    assert [row["agreement"] for row in renewed["agreements"]] == ["二号协议", "一号协议"]
    assert call("GET", "/providers").json()["rows"][0]["until"] == day(400)
    assert call("GET", one, who="gu").status_code == 404
    assert call("POST", f"{one}/end", {"on": day(500), "reason": "不做了"}).status_code == 422
    over = call("POST", f"{one}/end", {"on": day(30), "reason": "不做了"}).json()
    assert (over["until"], over["agreements"][0]["ended_why"]) == (day(30), "不做了")
