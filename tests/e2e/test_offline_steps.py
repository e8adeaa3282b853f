"""Is a step written down in a stairwell sent once, and nothing lost where the matter moved on?"""

import re
import shutil
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import FLAGS
from tests.e2e.program import Program, sign_in
from tests.e2e.test_offline import (
    AS_WORKER,
    HOME,
    WORKER,
    come_in,
    draft,
    phone,  # noqa: F401 - a fixture
)

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
READY = '.job[data-now="assigned"], .job[data-now="accepted"], .job[data-now="in_progress"]'


def card_of(page: Page) -> Any:
    """A matter of today that can be taken or answered."""
    return page.locator("ul.jobs").locator(READY).first


def write_step(page: Page, card: Any, verb: str, words: str) -> str:
    """Write a step down; the id of its matter."""
    card.locator("[data-step]").click()
    page.check(f"#step [value={verb}]")
    page.fill("#st-words", words)
    page.locator("#step [type=submit]").dblclick()
    expect(page.locator("#step")).not_to_be_visible()
    return str(card.get_attribute("data-matter"))


def taken(page: Page, matter: str) -> list[str]:
    """The steps of a matter as the server has them."""
    script = "async (at) => (await (await fetch(at)).json()).history.map(one => one.verb)"
    found: list[str] = page.evaluate(script, f"/api/v1/flows/matters.matter/{matter}")
    return found


def test_a_step_written_without_a_signal_survives_a_kill_and_is_sent_once(
    phone: Any,  # noqa: F811
    city: Program,
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    matter = str(card_of(page).get_attribute("data-matter"))
    before = taken(page, matter)
    one.context.set_offline(True)
    write_step(page, card_of(page), "answer", "换了灯泡，当场亮了")
    expect(draft(page, "换了灯泡").locator("[data-state=waiting]")).to_be_visible()
    one.kill()

    page = one.start(offline=True)
    page.goto(HOME)
    expect(draft(page, "换了灯泡").locator("[data-state=waiting]")).to_be_visible()
    assert page.locator("[data-today] [data-step]:visible").count() > 0
    one.context.set_offline(False)
    come_in(page, city)
    sent = page.locator("#box [data-draft][data-now=sent]")
    expect(sent).to_have_count(1)
    page.reload()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(sent).to_have_count(1)
    after = taken(page, matter)[len(before) :]
    assert [verb for verb in after if verb == "answer"] == ["answer"]
    assert after in (["answer"], ["take_up", "answer"])
    page.goto(f"/flows/matters.matter/{matter}/")
    expect(page.locator("main")).to_contain_text("换了灯泡，当场亮了")


def test_a_step_of_a_matter_that_moved_on_is_refused_and_its_words_stay(
    phone: Any,  # noqa: F811
    city: Program,
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    one.context.set_offline(True)
    card = page.locator("ul.jobs").locator('.job[data-now="in_progress"]').first
    matter = write_step(page, card, "answer", "扶手已经拧紧了")

    chrome = shutil.which("chromium") or shutil.which("google-chrome")
    other = one.play.chromium.launch(executable_path=chrome, args=FLAGS)
    desk = other.new_page(base_url=city.address, locale="zh-CN")
    sign_in(desk, city, WORKER)
    desk.goto("/account/posts/")
    desk.get_by_role("button", name=re.compile(AS_WORKER)).first.click()
    for verb in ("wait_other", "go_on"):
        desk.goto(f"/flows/matters.matter/{matter}/?step={verb}")
        for field in desk.locator("[name=said-reason]").all():
            field.fill("等物业拿工具来")
        desk.click(f"form[action*='/steps/{verb}/'] button[type=submit]")
        desk.wait_for_url(lambda url: "step=" not in url)
    other.close()

    one.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    torn = draft(page, "扶手已经拧紧了")
    expect(torn.locator("[data-state=conflict]")).to_be_visible()
    expect(torn).to_contain_text("又有新的进展")
    assert taken(page, matter)[-1] == "go_on"
    torn.locator("[data-do=open]").click()
    expect(page.locator("#step [data-moved]")).to_be_visible()
    expect(page.locator("#st-words")).to_have_value("扶手已经拧紧了")
    page.locator("#step [type=submit]").click()
    expect(page.locator("#box [data-draft][data-now=sent]")).to_have_count(1)
    assert taken(page, matter)[-1] == "answer"


def test_words_taken_back_at_once_leave_no_draft_behind(
    phone: Any,  # noqa: F811
    city: Program,
) -> None:
    """Typed, put back and closed within the pause after which a draft is kept."""
    page = phone().start()
    come_in(page, city)
    card = page.locator(".job[data-matter]").first
    card.locator("[data-amend]").click()
    before = page.input_value("#am-title")
    page.evaluate(
        """(before) => {
          const title = document.getElementById("am-title");
          for (const words of ["写了一半", before]) {
            title.value = words;
            title.dispatchEvent(new Event("input", { bubbles: true }));
          }
          document.getElementById("amend").close();
        }""",
        before,
    )
    page.wait_for_timeout(600)  # longer than that pause: what comes back would be there
    expect(page.locator("#box [data-draft]")).to_have_count(0)


def test_a_new_matter_is_accepted_without_a_signal_and_sent_once(
    phone: Any,  # noqa: F811
    city: Program,
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    page.goto(f"{HOME}note/")
    page.check("[name=kind][value=asked]")
    page.select_option("#id_at", index=2)
    page.fill("[name=asked]", "示例：楼道灯坏了请来看看")
    page.click("main form button[type=submit]")
    page.goto(f"{HOME}?all=1")
    card = page.locator('.job[data-now="received"]').first
    matter = str(card.get_attribute("data-matter"))
    one.context.set_offline(True)
    card.locator("[data-step]").click()
    page.check("#step [value=accept]")
    page.fill("#st-words", "下午去看，请放心")
    page.locator("#step [type=submit]").click()
    expect(page.locator("#step [data-refused]")).to_contain_text("请把上面的都写上")
    page.fill("#st-accept-title", "楼道灯坏")
    page.select_option("#st-accept-category", index=1)
    page.locator("#step [type=submit]").dblclick()
    expect(page.locator("#step")).not_to_be_visible()
    one.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#box [data-draft][data-now=sent]")).to_have_count(1)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    assert taken(page, matter) == ["receive", "accept"]
