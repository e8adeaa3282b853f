"""What is seen when something is refused or breaks, and what do all answers carry?"""

import json
import re
from typing import Any

import pytest
from django.test import Client

from conftest import as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.orgs.models import Organisation

pytestmark = pytest.mark.urls("jingwei.shell.tests.urls")
HTMX = {"HX-Request": "true"}
NUMBER = re.compile(r"\d{4}-\d{4}")


@pytest.fixture
def lin(town: Any) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(town.lin)
    return browser


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_says_what_to_do_and_gives_a_number(lin: Client, status: int) -> None:
    reply = lin.get(f"/raises/{status}/")
    text = reply.content.decode()
    assert reply.status_code == status
    assert "请" in text
    assert NUMBER.search(text)
    assert "Traceback" not in text


def test_the_number_on_the_page_stands_in_the_log(lin: Client, caplog: Any) -> None:
    text = lin.get("/raises/500/").content.decode()
    number = NUMBER.search(text)
    assert number
    assert f"number={number[0]}" in caplog.text


def test_a_refusal_nobody_caught_is_shown_with_all_its_reasons(lin: Client) -> None:
    reply = lin.get("/raises/422/")
    text = reply.content.decode()
    assert reply.status_code == 422
    assert "名称还没有写，请写全称。" in text
    assert "成立日期晚于今天，请改成今天或更早。" in text
    assert "组织管理规定" in text


@pytest.mark.parametrize(("what", "status"), [("409", 409), ("duty", 403)])
def test_a_refusal_has_the_status_of_its_reason(lin: Client, what: str, status: int) -> None:
    assert lin.get(f"/raises/{what}/").status_code == status


def test_nothing_is_kept_of_a_refused_request(lin: Client, town: Any) -> None:
    assert lin.get("/raises/changes/").status_code == 422
    with as_owner(), system_scope("测试"):
        assert Organisation.everything.get(code="EAST").contact == ""


def test_for_htmx_a_refusal_goes_above_the_form_and_leaves_it_alone(lin: Client) -> None:
    reply = lin.get("/raises/422/", headers=HTMX)
    assert reply.status_code == 422
    assert reply["HX-Retarget"] == "#problem"
    assert reply["HX-Push-Url"] == "false"
    assert reply.content.decode().lstrip().startswith("<section")
    assert "HX-Request" in reply["Vary"]


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_for_htmx_an_error_is_a_note_with_its_number(lin: Client, status: int) -> None:
    reply = lin.get(f"/raises/{status}/", headers=HTMX)
    assert reply.status_code == status
    assert reply["HX-Retarget"] == "#problem"
    assert "<html" not in reply.content.decode()
    assert NUMBER.search(reply.content.decode())


def test_the_api_gets_the_same_reasons_as_the_page(lin: Client) -> None:
    reply = lin.get("/api/raises/422/")
    told = json.loads(reply.content)
    assert reply["Content-Type"] == "application/problem+json"
    assert [f["code"] for f in told["findings"]] == ["org.name", "org.date"]
    assert told["findings"][0]["message"] == "名称还没有写，请写全称。"
    assert NUMBER.fullmatch(told["number"])


def test_a_form_sent_from_an_old_page_is_told_to_reload(town: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(town.lin)
    reply = browser.post("/language/", {"language": "en"})
    assert reply.status_code == 403
    assert "这一页放得太久了" in reply.content.decode()


def test_a_lost_session_is_told_apart_from_a_page(db: None) -> None:
    stranger = Client()
    assert stranger.get("/to-sign-in/").status_code == 302
    assert stranger.get("/to-sign-in/", headers=HTMX).status_code == 401
    reply = stranger.post("/to-sign-in/")
    assert reply.status_code == 401
    assert "登录过期了" in reply.content.decode()


def test_what_came_too_late_can_be_copied_back_but_for_secrets(db: None) -> None:
    said = {"name": "某某", "address": "某路 1 号<b>", "password": "四个汉字 词语", "sex": "male",
            "version": "3", "org": "EAST-1"}  # fmt: skip
    text = Client().post("/to-sign-in/", said).content.decode()
    assert "某某" in text
    assert "某路 1 号&lt;b&gt;" in text
    assert "四个汉字" not in text
    assert "EAST-1" not in text
    assert 'target="_blank"' in text


def test_the_waiting_form_learns_whether_somebody_is_signed_in(lin: Client, town: Any) -> None:
    told = lin.get("/session/").json()
    assert told["who"] == str(town.lin.pk)
    assert told["post"] == str(town.grants["lin"].pk)
    assert told["token"]
    assert Client().get("/session/").status_code == 401


def test_no_page_is_kept_by_the_browser_and_none_may_be_framed(lin: Client) -> None:
    reply = lin.get("/frame/")
    assert reply["Cache-Control"] == "no-store"
    assert "HX-Request" in reply["Vary"]
    assert "geolocation=()" in reply["Permissions-Policy"]
    assert reply["Cross-Origin-Resource-Policy"] == "same-origin"
    assert reply["Cross-Origin-Opener-Policy"] == "same-origin"
    assert reply["X-Content-Type-Options"] == "nosniff"
    policy = reply["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_was_done_is_said_once_on_the_next_page(lin: Client) -> None:
    assert lin.get("/deed/").status_code == 302
    assert "已改名为“东镇新党委”" in lin.get("/frame/").content.decode()
    assert "已改名为“东镇新党委”" not in lin.get("/frame/").content.decode()


def test_after_a_deed_htmx_is_sent_on(lin: Client) -> None:
    reply = lin.get("/deed/", headers=HTMX)
    assert (reply.status_code, reply["HX-Redirect"]) == (204, "/frame/")


def test_a_restored_page_is_a_whole_page(lin: Client) -> None:
    part = lin.get("/frame/", headers=HTMX).content.decode()
    whole = lin.get("/frame/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" not in part
    assert "<html" in whole.content.decode()
