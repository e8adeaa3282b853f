"""Does a matter go from a resident's telephone to the worker's and back, to its end, at 390 px?"""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import Program, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
TELEPHONE = (390, 844)
BRANCH = "DEMO-0201-0005"
WORDS = "7幢三单元的楼道灯不亮，老人上楼看不见"
FOLLOWS = 60  # seconds: the worker's next minute, on a machine that does other things too


def on_one_screen(page: Page) -> None:
    """Nothing sticks out to the side of a telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE[0]


def go_on(page: Page, to: str) -> None:
    """Send the page that is open; the next one stands when this returns, on a slow machine too."""
    with page.expect_navigation():
        page.click(f"main button.btn--primary[name=to][value={to}]")
    on_one_screen(page)


def asked(page: Page) -> str:
    """Ask through the four pages, with Enter and the browser's Back on the way; the receipt."""
    page.goto("/ask/")
    page.fill("[name=asked]", WORDS)
    go_on(page, "where")
    page.fill("[name=part]", "新苑")
    page.press("[name=part]", "Enter")  # a part of a name and Enter: it is looked for
    page.locator("label.choice", has_text="新苑社区").first.click()
    page.fill("[name=spot]", "7幢三单元")
    page.press("[name=spot]", "Enter")  # on to the next page, and not once more 找
    page.wait_for_selector("[name=phone]")
    page.go_back()
    assert page.input_value("[name=spot]") == "7幢三单元"
    page.go_back()
    page.go_forward()
    page.go_forward()
    page.wait_for_selector("[name=phone]")
    go_on(page, "check")
    assert WORDS in page.inner_text("main")
    page.go_back()
    page.wait_for_selector("[name=phone]")  # no question whether to send a form again
    go_on(page, "check")
    go_on(page, "send")
    code = page.inner_text(".code")
    assert re.fullmatch(r"[0-9A-Z]{4}( [0-9A-Z]{4}){2}", code.strip())
    page.reload()
    assert page.inner_text(".code") == code  # a reload makes no second matter
    return code


def until_shown(page: Page, words: str) -> None:
    """Reload the page until the worker behind it has taken up what was sent."""
    end = time.monotonic() + FOLLOWS
    while words not in page.inner_text("main") and time.monotonic() < end:
        page.wait_for_timeout(1000)
        page.reload()
    assert words in page.inner_text("main")


def step(page: Page, number: str, verb: str, **said: str) -> None:
    """Take one step of the matter on its page, as the worker does."""
    page.goto(f"/flows/matters.matter/{number}/?step={verb}")
    for name, value in said.items():
        field = page.locator(f"[name=said-{name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "radio":
            page.check(f"[name=said-{name}][value={value}]")
        else:
            field.fill(value)
    page.click(f"form[action*='/steps/{verb}/'] button[type=submit]")
    page.wait_for_url(lambda url: "step=" not in url)
    on_one_screen(page)


def test_ask_dispatch_answer_reopen_confirm(browse: Any, city: Program) -> None:
    resident, worker = browse(city, size=TELEPHONE), browse(city, size=TELEPHONE)
    asked(resident)
    sign_in(worker, city, "demo-agent")
    worker.goto("/matters/?view=new")
    until_shown(worker, WORDS[:10])
    worker.locator("main a", has_text=WORDS[:10]).first.click()
    worker.wait_for_url("**/matters/*-*/")
    number = worker.url.rstrip("/").rpartition("/")[2]
    on_one_screen(worker)

    step(worker, number, "accept", title="楼道灯不亮", category="errand", reply="今天就去看。")
    resident.goto("/ask/mine/")
    assert "今天就去看。" in resident.inner_text("main")
    step(worker, number, "assign", to=BRANCH, task="换灯")
    step(worker, number, "take_up")
    step(worker, number, "answer", answer="换了一个灯泡。")

    resident.reload()
    assert "换了一个灯泡。" in resident.inner_text("main")
    on_one_screen(resident)
    resident.fill("[name=reason]", "只亮了一晚上，又不亮了")
    resident.click("form[action*='/dispute/'] button")
    until_shown(resident, "正在重新办")

    step(worker, number, "redo")
    step(worker, number, "answer", answer="换了整根线，试了三天。")
    resident.reload()
    assert "换了整根线" in resident.inner_text("main")
    assert resident.locator("form[action*='/dispute/']").count() == 0  # of right once
    resident.click("form[action*='/confirm/'] button")
    until_shown(resident, "您已确认办好")
    worker.goto(f"/matters/{number}/")
    assert "本人已确认" in worker.inner_text("main")


def test_a_stranger_with_a_wrong_receipt_finds_nothing(browse: Any, city: Program) -> None:
    page = browse(city, size=TELEPHONE)
    page.goto("/ask/follow/")
    page.fill("[name=code]", "0000 0000 0001")
    page.click("main form button[type=submit]")
    assert "没有这个回执号" in page.inner_text("main")
    on_one_screen(page)
