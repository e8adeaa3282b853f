"""Does an office set its checklist on a page or by the API, and does a case ask for it there?"""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.flows.models import Checklist, Taken
from jingwei.kernel.flows.tests.conftest import make_plea

DAY = timedelta(days=1)
TYPED = {
    "step": "example.plea ask", "title": "上门核对", "source": "镇党委会议纪要第三条",
    "items": "必 听过户主意见\n必 谁核对了原件？\n要不要双语材料",
    "from_on": (TODAY + DAY).isoformat(), "reason": "去年漏过两件",
}  # fmt: skip
ASKED = {
    "flow": "example.plea", "step": "ask", "title": "上门核对", "source": "镇党委会议纪要第三条",
    "items": [{"label": "听过户主意见"}, {"label": "谁核对了原件？", "answer": True},
              {"label": "要不要双语材料", "required": False}],
    "from_on": (TODAY + DAY).isoformat(), "reason": "去年漏过两件",
}  # fmt: skip


@pytest.fixture
def keeper(town):
    """Who keeps the rules of the east."""
    with as_owner():
        town.account("keeper", "officer", town.east)
    return town.keeper


@pytest.fixture
def on():
    """A browser of somebody on a day."""

    def open_as(account, days=0):
        client = Client()
        with time_machine.travel(AT + days * DAY, tick=False):
            client.force_login(account)
        return client, time_machine.travel(AT + days * DAY, tick=False)

    return open_as


@pytest.fixture
def put(keeper, on):
    client, day = on(keeper)
    with day:
        answer = client.post("/flows/checklists/add/", TYPED)
    assert answer.status_code == 302
    with system_scope("测试"):
        return Checklist.everything.get()


def test_a_list_is_typed_a_line_an_item(put, keeper, on):
    assert put.items == [
        {"label": "听过户主意见", "answer": False, "required": True},
        {"label": "谁核对了原件？", "answer": True, "required": True},
        {"label": "要不要双语材料", "answer": False, "required": False},
    ]
    client, day = on(keeper)
    with day:
        page = client.get("/flows/checklists/").content.decode()
        one = client.get(f"/flows/checklists/{put.public_id}/").content.decode()
        change = client.get(f"/flows/checklists/{put.public_id}/change/").content.decode()
    assert "上门核对" in page
    assert "镇党委会议纪要第三条" in one
    assert "必 谁核对了原件？" in change
    assert f'value="{TODAY + DAY}"' in change, "the first day that may be said stands there"


@pytest.mark.parametrize(("who", "status"), [("branch", 200), ("lin", 200), ("officer", 200),
                                             ("gu", 404)])  # fmt: skip
def test_those_below_and_above_read_it_and_nobody_beside(town, put, on, who, status):
    client, day = on(getattr(town, who))
    with day:
        assert client.get(f"/flows/checklists/{put.public_id}/").status_code == status
        listed = client.get("/flows/checklists/").content.decode()
        assert ("上门核对" in listed) == (status == 200)
        change = client.get(f"/flows/checklists/{put.public_id}/change/").status_code
    assert change == {"officer": 403}.get(who, 403 if status == 200 else change)


def test_wrong_input_stays_typed_with_every_reason(keeper, on):
    client, day = on(keeper)
    with day:
        answer = client.post(
            "/flows/checklists/add/", TYPED | {"items": "", "from_on": TODAY.isoformat()}
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "清单还是空的" in page
    assert "最早从明天起" in page
    assert "镇党委会议纪要第三条" in page


def test_the_page_of_a_case_asks_keeps_and_tells(town, put, on):
    with acting(town.branch_scope):
        plea = make_plea(town)
    address = f"/flows/example.plea/{plea.public_id}/"
    client, day = on(town.branch, 2)
    name = f"said-local_{str(put.public_id)[:8]}"
    with day:
        page = client.get(address).content.decode()
        assert "镇党委会议纪要第三条" in page
        assert "听过户主意见" in page
        refused = client.post(f"{address}steps/ask/", {f"{name}_1": "on"})
        assert refused.status_code == 422
        assert "要求办这一步前核对" in refused.content.decode()
        said = {f"{name}_1": "on", f"{name}_1_note": "张某在场", f"{name}_2": "李某"}
        assert client.post(f"{address}steps/ask/", said).status_code == 302
        page = client.get(address).content.decode()
    assert "张某在场" in page
    assert "李某" in page
    assert "本地清单核对记录" in page


def test_an_end_is_said_with_its_last_day(put, keeper, on):
    client, day = on(keeper)
    address = f"/flows/checklists/{put.public_id}/"
    with day:
        said = {"last_on": (TODAY + 5 * DAY).isoformat(), "reason": "改由县里统一核"}
        assert client.post(f"{address}end/", said).status_code == 302
        assert "改清单" not in client.get(address).content.decode()
        change = {name: value for name, value in TYPED.items() if name != "step"}
        assert client.post(f"{address}change/", change).status_code == 422


def test_the_api_sets_tells_and_asks_what_the_pages_do(town, keeper, on):
    client, day = on(keeper)

    def call(method, path, body=None, of=client):
        return of.generic(method, f"/api/v1{path}", json.dumps(body) if body else "",
                          content_type="application/json")  # fmt: skip

    with day:
        made = call("POST", "/checklists", ASKED)
        assert made.status_code == 200
        assert made.json()["items"] == ASKED["items"] or made.json()["items"][0]["required"]
        (row,) = call("GET", "/checklists").json()["rows"]
        assert row == made.json()
        wrong = call("POST", "/checklists", ASKED | {"items": [], "from_on": TODAY.isoformat()})
        assert {one["code"] for one in wrong.json()["findings"]} >= {
            "checklist.items", "checklist.day",
        }  # fmt: skip
    with acting(town.branch_scope):
        plea = make_plea(town)
    branch, later = on(town.branch, 2)
    path = f"/flows/example.plea/{plea.public_id}"
    with later:
        steps = call("GET", f"{path}/steps", of=branch).json()
        words = next(one for one in steps if one["verb"] == "ask")["says"]
        local = [one for one in words if one["asked_by"]]
        assert [one["source"] for one in local] == ["镇党委会议纪要第三条"] * 5
        tag = branch.get(f"/api/v1{path}")["ETag"]
        said = {local[0]["name"]: "on", local[2]["name"]: "李某"}
        taken = branch.generic(
            "POST",
            f"/api/v1{path}/steps/ask",
            json.dumps({"said": said}),
            content_type="application/json",
            headers={"If-Match": tag},
        )
    assert taken.status_code == 200
    with system_scope("测试"):
        assert Taken.objects.filter(verb="ask").count() == 1
