"""Does the script keep its word in a real browser, under the real policy? Needs no database."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils.csp import build_policy
from playwright.sync_api import Page

from jingwei.kernel.findings import Finding

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
STATIC = Path(settings.BASE_DIR) / "jingwei" / "shell" / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = build_policy(dict[str, Any](settings.SECURE_CSP))
ATTACKS = [
    '<img src=x onerror="alert(1)">', "<script>alert(1)</script>", "<svg/onload=alert(1)>",
    '"><body onload=alert(1)>', "'-alert(1)-'", "{{constructor.constructor('alert(1)')()}}",
    '<a href="javascript:alert(1)">x</a>', '<div hx-get="/say/200" hx-trigger="load">x</div>',
    '<form action="https://evil.example"><button>x</button></form>', "<style>*{color:red}</style>",
    '<button hx-on:click="alert(1)" autofocus onfocus="alert(1)">x</button>', "]]><!--<img>-->",
    '<details open ontoggle="alert(1)">', "\u202e<b>x</b>", '<iframe srcdoc="<script>alert(1)">',
]  # fmt: skip
BENCH = """{% extends "shell/base.html" %}{% load jw %}
{% block title %}x{% endblock %}{% block heading %}x{% endblock %}{% block content %}
<form method="post" action="/say/200" id="f"
  hx-post="{{ to }}" hx-target="#out" hx-swap="innerHTML">
  <input class="input" name="said" id="said"><button class="btn" type="submit">送</button></form>
<div id="out"></div>
<form method="post" action="/slow/" id="plain"><button class="btn" type="submit">办</button></form>
{% include "shell/_bulk.html" with id="bulk" form="rows" %}
<form id="rows" method="post" action="/say/200"><table class="tbl" data-select="bulk">
<thead><tr><th><input class="check" type="checkbox" aria-label="全部"></th></tr></thead>
<tbody data-rows>{% for n in "12345" %}<tr>
<td><input class="check" type="checkbox" name="m" value="{{ n }}" aria-label="{{ n }}"></td>
<th scope="row"><a href="#r{{ n }}">{{ n }}</a></th></tr>{% endfor %}</tbody></table></form>
<a href="#ask" data-dialog="ask" id="opener">看</a>
{% include "shell/_dialog.html" with id="ask" title="看全号" action="/say/200" yes="看" %}
<button class="btn" id="off" type="submit" form="plain" aria-disabled="true">不可用</button>
{% for text in attacks %}{% include "shell/_note.html" with text=text only %}
{% include "shell/_chip.html" with label=text url="/" only %}<p title="{{ text }}">{{ text }}</p>
{% include "shell/_status.html" with kind=text text=text only %}{% endfor %}
<form method="post" action="/say/find" id="lookup"><input type="search" id="seek" name="q">
<button type="submit" name="find" value="1" formaction="/say/looked">找</button>
<input id="typed" name="typed"><button type="submit">登记</button></form>
<div id="swapped"><form hx-post="/say/200" hx-target="#swapped" hx-swap="outerHTML"
  method="post" action="/say/200"><button id="gone" type="submit">换</button></form></div>
{% include "shell/_kv.html" %}{% include "shell/_timeline.html" %}
{% endblock %}"""
SUMMARY = "{% include 'shell/_findings.html' %}"


def drawn(source: str, **context: Any) -> bytes:
    request = RequestFactory().get("/bench/")
    request.resolver_match = None
    return engines["django"].from_string(source).render(context, request).encode()


@cache
def bench(to: str) -> bytes:
    return drawn(
        BENCH, to=to, attacks=ATTACKS, pairs=[{"label": t, "value": t} for t in ATTACKS],
        events=[{"what": t, "note": t, "who": t} for t in ATTACKS],
    )  # fmt: skip


class Answers(BaseHTTPRequestHandler):
    """``/bench/STATUS`` is the page whose form posts to ``/say/STATUS``."""

    posts: list[str] = []
    signed_in = True

    def log_message(self, format: str, *args: Any) -> None: ...

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            place = STATIC / self.path.removeprefix("/static/")
            self.answer(200, place.read_bytes(), TYPES[place.suffix])
        elif self.path.startswith("/bench/"):
            self.answer(200, bench(f"/say/{self.path.rpartition('/')[2]}"))
        elif self.path == "/session/":
            told = {"who": "7", "post": "", "token": "new-token"}
            status = 200 if self.signed_in else 401
            self.answer(status, json.dumps(told).encode(), "application/json")
        else:
            self.answer(404, b"")

    def target(self) -> bytes:
        return self.headers.get("HX-Target", "").encode()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.posts.append(f"{self.path} {self.headers.get('X-CSRFToken', '')}")
        said = self.path.rpartition("/")[2]
        status = int(said) if said.isdigit() else 200
        if status == 401 and "new-token" in self.posts[-1]:
            status = 200
        if status == 500:
            note = b'<p class="note" id="oops">4821-7093</p>'
            self.answer(500, note, more={"HX-Retarget": "#problem", "HX-Reswap": "innerHTML"})
        elif status in {409, 422}:
            self.answer(status, drawn(SUMMARY, findings=[Finding("a", "名称还没有写，请写全称。")]))
        else:
            said = json.dumps({"jw:say": "已保存"})
            place = b'<p id="swapped">kept</p>' if b"swapped" in self.target() else b"<p>kept</p>"
            self.answer(status, place, more={"HX-Trigger": said})

    def answer(
        self, status: int, body: bytes, kind: str = "text/html; charset=utf-8",
        more: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[Callable[..., Page]]:
    Answers.posts.clear()
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []

    def opened(status: int = 200) -> Page:
        page: Page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Policy" in line.text else None
        )
        page.goto(f"{address}/bench/{status}")
        return page

    yield opened
    context.close()
    assert complaints == []


def focused(page: Page, wanted: str) -> bool:
    return bool(page.evaluate("w => document.activeElement.matches(w)", wanted))


def until(page: Page, true: str) -> None:
    """Wait for an expression; the page's own policy forbids the waiting that Playwright brings."""
    for _ in range(600):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def send(page: Page) -> None:
    page.fill("#said", "刚才写的")
    with page.expect_response("**/say/*"):
        page.click("#f button")


def test_nothing_that_people_typed_runs_or_is_fetched(open_page: Any) -> None:
    page = open_page()
    assert page.locator("text=<img src=x").count() > 3
    assert page.locator("main img, main iframe, main script, main style").count() == 0
    assert page.locator("main [hx-on\\:click], main [onerror], main [onfocus]").count() == 0
    assert Answers.posts == []


def test_what_was_saved_is_said_aloud(open_page: Any) -> None:
    page = open_page(200)
    send(page)
    until(page, "document.getElementById('status').textContent === '已保存'")
    assert page.inner_text("#out") == "kept"


@pytest.mark.parametrize("status", [409, 422])
def test_a_refusal_is_shown_and_gets_the_focus(open_page: Any, status: int) -> None:
    page = open_page(status)
    send(page)
    page.wait_for_selector("#out .errsum")
    until(page, "document.activeElement.matches('.errsum')")
    assert page.input_value("#said") == "刚才写的"


def test_a_fault_stands_above_the_form_with_its_number(open_page: Any) -> None:
    page = open_page(500)
    send(page)
    page.wait_for_selector("#problem #oops")
    assert focused(page, "#problem")
    assert page.inner_text("#out") == ""
    assert page.input_value("#said") == "刚才写的"


def test_an_answer_of_a_gateway_is_not_put_into_the_page(open_page: Any) -> None:
    page = open_page(502)
    send(page)
    page.wait_for_selector("#problem .note")
    assert "kept" not in page.inner_text("main")


def test_without_a_network_nothing_typed_is_lost_and_it_can_be_sent_again(open_page: Any) -> None:
    page = open_page(200)
    page.context.set_offline(True)
    page.fill("#said", "刚才写的")
    page.click("#f button")
    page.wait_for_selector("#problem [data-again]")
    assert page.input_value("#said") == "刚才写的"
    page.context.set_offline(False)
    page.click("[data-again]")
    page.wait_for_selector("#out p")
    assert page.inner_text("#problem") == ""


def test_an_ordinary_form_is_held_back_without_a_network(open_page: Any) -> None:
    page = open_page(200)
    page.context.set_offline(True)
    page.click("#plain button")
    page.wait_for_selector("#problem [data-again]")
    assert Answers.posts == []


def test_after_a_lost_session_the_same_form_is_sent_with_the_new_token(open_page: Any) -> None:
    page = open_page(401)
    send(page)
    page.wait_for_selector("#expired[open]")
    page.click("[data-signed-in]")
    page.wait_for_selector("#out p")
    assert Answers.posts[-1] == "/say/401 new-token"
    assert page.input_value("#said") == "刚才写的"


def test_a_second_click_does_not_send_twice(open_page: Any) -> None:
    page = open_page(200)
    with page.expect_navigation():
        page.evaluate(
            "b = document.querySelector('#plain button'); b.click(); b.click(); b.click()"
        )
    assert [post.split()[0] for post in Answers.posts] == ["/slow/"]


def test_an_unavailable_button_does_nothing_but_can_be_reached(open_page: Any) -> None:
    page = open_page(200)
    page.focus("#off")
    page.keyboard.press("Enter")
    page.evaluate("document.getElementById('off').click()")
    page.wait_for_timeout(100)
    assert Answers.posts == []


def test_rows_are_walked_and_ticked_by_keys(open_page: Any) -> None:
    page = open_page(200)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page, 'a[href="#r2"]')
    page.keyboard.press("k")
    page.keyboard.press(" ")
    assert page.inner_text("#bulk b") == "已选 1 项"
    until(page, "document.getElementById('status').textContent === '已选 1 项'")


def test_shift_ticks_a_range_and_all_can_be_cleared(open_page: Any) -> None:
    page = open_page(200)
    assert page.locator("#bulk").is_hidden()
    boxes = page.locator("tbody input.check")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert page.inner_text("#bulk [data-n]") == "4"
    assert page.evaluate("document.querySelector('thead .check').indeterminate")
    page.click("[data-clear]")
    assert page.locator("#bulk").is_hidden()


def test_letters_typed_into_a_box_are_letters(open_page: Any) -> None:
    page = open_page(200)
    page.focus("#said")
    page.keyboard.type("jk/ ")
    assert page.input_value("#said") == "jk/ "


def test_single_keys_can_be_switched_off(open_page: Any) -> None:
    page = open_page(200)
    page.click("summary[aria-label='字号、深浅']")
    page.click("[data-keys]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert not focused(page, "[data-rows] a")


def test_a_dialog_gives_the_focus_back(open_page: Any) -> None:
    page = open_page(200)
    page.click("#opener")
    assert focused(page, "#ask h2")
    page.keyboard.press("Escape")
    assert focused(page, "#opener")


def test_dark_and_large_are_there_at_once_and_kept(open_page: Any) -> None:
    page = open_page(200)
    page.click("summary[aria-label='字号、深浅']")
    page.click("button[value=dark]")
    page.click("button[value=xlarge]")
    root = page.evaluate("Object.assign({}, document.documentElement.dataset)")
    assert root == {"theme": "dark", "size": "xlarge"}
    assert {c["name"] for c in page.context.cookies()} >= {"jw_theme", "jw_size"}
    assert Answers.posts == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1366, 1440])
@pytest.mark.parametrize("size", ["", "large", "xlarge"])
def test_no_page_scrolls_sideways(open_page: Any, width: int, size: str) -> None:
    page = open_page(200)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("size => (document.documentElement.dataset.size = size)", size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_navigation_is_in_reach_and_large_enough(open_page: Any) -> None:
    page = open_page(200)
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator(".tabbar summary").bounding_box()
    assert box["y"] > 700
    assert box["height"] >= 44
    assert page.locator(".btn:visible").first.bounding_box()["height"] >= 44


def test_enter_does_what_the_form_is_for_and_not_what_its_first_button_looks_up(
    open_page: Any,
) -> None:
    page = open_page()
    page.fill("#typed", "某某")
    with page.expect_navigation():
        page.press("#typed", "Enter")
    assert Answers.posts[-1].startswith("/say/find")
    page.go_back()
    with page.expect_navigation():
        page.press("#seek", "Enter")
    assert Answers.posts[-1].startswith("/say/looked")


def test_the_focus_stays_where_something_was_replaced(open_page: Any) -> None:
    page = open_page()
    page.focus("#gone")
    page.keyboard.press("Enter")
    page.wait_for_selector("p#swapped")
    until(page, "document.activeElement.id === 'swapped'")


def test_a_dark_page_is_printed_dark_on_white(open_page: Any) -> None:
    page = open_page()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    ink = "getComputedStyle(document.querySelector('h1')).color.match(/\\d+/)[0] < 128"
    assert not page.evaluate(ink)
    page.emulate_media(media="print")
    assert page.evaluate(ink)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("nav:visible, .btn:visible, dialog:visible").count()


def test_everything_can_be_reached_without_a_script(chromium: Any, address: str) -> None:
    Answers.posts.clear()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/bench/200")
    assert page.locator("#ask").is_visible()
    assert not page.locator("#expired:visible, #unsent:visible, #bulk [data-n]:visible").count()
    assert page.locator("#bulk").is_visible()
    assert not page.locator("#ask [data-close]").first.is_visible()
    page.click("summary[aria-label='字号、深浅']")
    assert page.locator("button[value=xlarge]").is_visible()
    page.fill("#said", "写的")
    page.click("#f button")
    assert page.inner_text("body") == "kept"
    assert [post.strip() for post in Answers.posts] == ["/say/200"]
    context.close()
