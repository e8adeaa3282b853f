"""What do the pages of the phone show, keep, refuse; and what do they never hold?"""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jingwei.kernel.access.scope import acting
from jingwei.systems.community.phone.models import Note
from jingwei.systems.community.phone.tests.test_notes import noted
from jingwei.work.matters.models import Matter

HOME, NOTE, OFFLINE = "/community/today/", "/community/today/note/", "/community/today/offline/"

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # may hold any few digits by chance


def kept_of(reply: Any) -> Any:
    found = re.search(r'id="phone-kept" type="application/json">(.*?)</script>', reply.text, re.S)
    assert found
    return json.loads(found[1])


def form(laid: Any, **more: Any) -> dict[str, Any]:
    return {
        "kind": "found", "at": str(laid.houses["1"].public_id), "asked": "一单元门口积水了",
        "mark": str(uuid4()),
    } | more  # fmt: skip


def test_today_names_the_grid_and_its_matters(laid: Any, browser: Any) -> None:
    noted(laid)
    reply = browser("ma").get(HOME)
    assert reply.status_code == 200
    assert "东格" in reply.text
    assert "一单元门口积水了" in reply.text
    assert 'href="/community/today/"' in reply.text


def test_the_menu_has_it_for_workers_and_not_for_clerks(laid: Any, browser: Any) -> None:
    entry = 'href="/community/today/"'
    assert entry in browser("ma").get("/matters/").text
    assert entry not in browser("lin").get("/matters/").text


def test_what_the_phone_keeps_has_no_words_of_others(laid: Any, browser: Any) -> None:
    noted(laid, who="lin", asked="张三家的水管漏了", name="张三", phone="13900000000", spot="302室")
    noted(laid, mark="b", asked="我自己写的这一件")
    kept = kept_of(browser("ma").get(HOME))
    told = ID.sub("", json.dumps({**kept, "who": ""}, ensure_ascii=False))
    assert "张" not in told
    assert "302" not in told
    assert "0000" not in told
    assert {one["title"] for one in kept["jobs"]} == {"", "我自己写的这一件"}
    assert [one["name"] for one in kept["places"] if one["mine"]] == ["1号楼", "3号楼"]


def test_a_note_by_hand_needs_no_script_and_is_one_however_often_it_is_sent(
    laid: Any, browser: Any
) -> None:
    client = browser("ma")
    assert "1号楼 东格" in client.get(NOTE).text
    said = form(laid)
    replies = [client.post(NOTE, said) for _ in range(2)]
    codes = [re.search(r'<b class="num">([0-9A-Z ]+)</b>', one.text)[1] for one in replies]
    assert codes[0] == codes[1]
    with acting(laid.scopes["ma"]):
        assert Note.everything.count() == 1


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"at": ""}, "哪里"),
        ({"at": str(uuid4())}, "请从清单里选一栋楼，或选社区。"),
        ({"asked": "水"}, "请说一句是什么事，四个字以上。"),
        ({"phone": "12"}, "电话的位数不对"),
    ],
)
def test_a_refused_note_says_why_and_keeps_what_was_typed(
    laid: Any, browser: Any, wrong: dict[str, str], word: str
) -> None:
    said = form(laid, spot="门口") | wrong
    reply = browser("ma").post(NOTE, said)
    assert reply.status_code == 422
    assert word in reply.text
    assert said["asked"] in reply.text
    assert "门口" in reply.text
    with acting(laid.scopes["ma"]):
        assert not Note.everything.exists()


def test_a_neighbours_building_is_unknown(laid: Any, browser: Any) -> None:
    reply = browser("mi").post(NOTE, form(laid))
    assert reply.status_code == 422
    assert "请从清单里选一栋楼" in reply.text
    body = {"mark": "x", "kind": "found", "asked": "一单元门口积水了",
            "building": str(laid.houses["1"].public_id)}  # fmt: skip
    reply = browser("mi").post("/api/v1/notes", body, content_type="application/json")
    assert reply.status_code == 404


def test_the_page_without_a_signal_names_nobody(laid: Any, browser: Any) -> None:
    noted(laid)
    seen = [client.get(OFFLINE) for client in (Client(), browser("ma"), browser("lin"))]
    assert {one.status_code for one in seen} == {200}
    assert seen[0].text == seen[1].text == seen[2].text
    assert "csrf" not in seen[1].text


def test_only_these_pages_may_ask_for_a_place_and_only_of_themselves(
    laid: Any, browser: Any
) -> None:
    client = browser("ma")
    for address in (HOME, OFFLINE):
        assert "geolocation=(self)" in client.get(address)["Permissions-Policy"]
        assert "camera=()" in client.get(address)["Permissions-Policy"]
    for address in (NOTE, "/matters/"):
        assert "geolocation=()" in client.get(address)["Permissions-Policy"]


def test_the_worker_script_is_found_at_an_address_that_never_changes(db: None) -> None:
    reply = Client().get("/sw.js")
    assert reply.status_code == 200
    assert reply["Content-Type"].startswith("text/javascript")
    assert reply["Cache-Control"] == "no-cache"


def test_looking_writes_nothing(laid: Any, browser: Any) -> None:
    client = browser("ma")
    for address in (HOME, NOTE, OFFLINE):
        client.get(address)
    with acting(laid.scopes["ma"]):
        assert not Matter.everything.exists()


def test_the_api_takes_a_note_once_and_lists_the_own(laid: Any, browser: Any) -> None:
    client = browser("ma")
    body = {"mark": "m1", "kind": "solved", "asked": "楼道杂物已经搬走了",
            "building": str(laid.houses["1"].public_id), "position": [120.25, 32.25]}  # fmt: skip
    said = [client.post("/api/v1/notes", body, content_type="application/json") for _ in range(2)]
    assert [one.status_code for one in said] == [201, 201]
    assert [one.json()["is_new"] for one in said] == [True, False]
    assert said[0].json()["receipt"] == said[1].json()["receipt"]
    rows = client.get("/api/v1/notes").json()["rows"]
    assert [(one["mark"], one["grid"], one["state"]) for one in rows] == [
        ("m1", "东格", "answered")
    ]
    assert browser("lin").get("/api/v1/notes").json()["rows"] == []


def test_a_longer_day_costs_the_same_queries(laid: Any, browser: Any) -> None:
    client = browser("ma")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(HOME).status_code == 200
        return len(seen)

    noted(laid)
    cost()
    one = cost()
    for n in range(12):
        noted(laid, mark=f"n{n}", asked=f"第{'一二三四五六七八九十廿卅'[n]}处门口积水了")
    assert cost() == one
