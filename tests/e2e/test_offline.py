"""Does the grid worker's phone keep every word in a stairwell, and send each note once?

At 390 px in a browser with a profile of its own, which is killed and started again like a phone
that takes the memory back.
"""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.e2e.conftest import FLAGS
from tests.e2e.program import Program, sign_in
from tests.e2e.test_axe import ALL, AXE, RUN

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
HOME = "/community/today/"
WORKER = "demo-cadre"
AS_WORKER = "社区干部、网格员"


class Phone:
    """A browser at 390 px whose profile stays when it is killed."""

    def __init__(self, play: Any, program: Program, profile: Path) -> None:
        self.play, self.program, self.profile = play, program, profile
        self.complaints: list[str] = []
        self.context: BrowserContext | None = None

    def start(self, *, offline: bool = False, **more: Any) -> Page:
        self.context = self.play.chromium.launch_persistent_context(
            str(self.profile), args=FLAGS, base_url=self.program.address, locale="zh-CN",
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            timezone_id="Asia/Shanghai", viewport={"width": 390, "height": 844}, **more,
        )  # fmt: skip
        self.context.set_default_timeout(30_000)
        self.context.set_offline(offline)
        page: Page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda line: self.complaints.append(line.text) if "Policy" in line.text else None,
        )
        return page

    def kill(self) -> None:
        """Every process of this browser at once, with no word to the page."""
        mine = f"--user-data-dir={self.profile}".encode()
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if mine in (place / "cmdline").read_bytes():
                    os.kill(int(place.name), signal.SIGKILL)
            except OSError:
                continue
        self.context = None
        (self.profile / "SingletonLock").unlink(missing_ok=True)

    def close(self) -> None:
        if self.context is not None:
            self.context.close()


@pytest.fixture
def phone(city: Program, tmp_path: Path) -> Iterator[Callable[[str], Phone]]:
    with sync_playwright() as play:
        made: list[Phone] = []

        def one(name: str = "phone") -> Phone:
            made.append(Phone(play, city, tmp_path / name))
            return made[-1]

        yield one
        for each in made:
            each.close()
            assert each.complaints == []


def come_in(page: Page, program: Program, login: str = WORKER) -> None:
    """Sign in where that is asked for, in the post of the community, and wait until the phone is
    ready to be without a signal."""
    page.goto(HOME)
    if "/sign-in/" in page.url:
        sign_in(page, program, login)
        page.goto("/account/posts/")
        page.get_by_role("button", name=re.compile(AS_WORKER)).first.click()
        page.goto(HOME)
    until(page, READY)


READY = """async () => {
    const one = await navigator.serviceWorker.getRegistration();
    return Boolean(one && one.active)
        && (await (await caches.open("jw-phone")).keys()).some(one => one.url.endsWith("/offline/"))
}"""


def until(page: Page, script: str) -> None:
    """Ask until it is so; what is asked of the browser answers later by itself."""
    for _ in range(150):
        if page.evaluate(script):
            return
        page.wait_for_timeout(200)
    raise AssertionError(script)


def note(page: Page, words: str, *, house: str = "1号楼", save: bool = True) -> None:
    """In three taps: note, where, words; and save."""
    page.locator(".tabbar [data-note]").click()
    page.fill("#sh-part", house)
    page.locator("#sheet [data-found] label").first.click()
    page.fill("#sh-asked", words)
    if save:
        page.locator("#sheet [type=submit]").dblclick()
        expect(page.locator("#sheet")).not_to_be_visible()


def marks(page: Page) -> set[str]:
    """Of the newest own notes on the server."""
    script = "async () => (await (await fetch('/api/v1/notes')).json()).rows.map(one => one.mark)"
    return set(page.evaluate(script))


def draft(page: Page, words: str) -> Any:
    return page.locator("#box [data-draft]", has_text=words)


def test_what_was_written_without_a_signal_survives_a_kill_and_is_sent_once(
    phone: Any, city: Program
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    before = marks(page)
    one.context.set_offline(True)
    note(page, "楼道感应灯不亮，老人怕摔")
    expect(draft(page, "楼道感应灯").locator("[data-state=waiting]")).to_be_visible()
    expect(page.locator("#phone-off [data-say=offline]").first).to_be_visible()
    note(page, "还没有写完的一", save=False)
    expect(draft(page, "还没有写完的一")).to_have_count(1)  # what is typed is kept a moment later
    one.kill()

    page = one.start(offline=True)
    page.goto(HOME)
    expect(page.locator("h1")).to_contain_text("网格")
    expect(draft(page, "楼道感应灯").locator("[data-state=waiting]")).to_be_visible()
    unfinished = draft(page, "还没有写完的一")
    expect(unfinished.locator("[data-state=editing]")).to_be_visible()
    unfinished.locator("[data-do=open]").click()
    page.fill("#sh-asked", "还没有写完的一句，现在写完了")
    page.locator("#sheet [type=submit]").click()

    one.context.set_offline(False)
    come_in(page, city)  # a browser that is killed may have lost its session too
    for words in ("楼道感应灯", "现在写完了"):
        expect(draft(page, words).locator("[data-state=sent]")).to_be_visible()
        expect(draft(page, words).locator("[data-code]")).to_have_text(
            re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}")
        )
    page.reload()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert len(marks(page) - before) == 2


def test_an_answer_that_was_lost_makes_no_second_matter(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    before = marks(page)

    def lose(route: Any) -> None:
        route.fetch()  # the server has it; the answer never comes
        route.abort()

    page.route("**/api/v1/notes", lambda route: lose(route), times=1)
    note(page, "电梯口的扶手松了")
    expect(draft(page, "扶手松了").locator("[data-state=waiting]")).to_be_visible()
    page.reload()
    expect(draft(page, "扶手松了").locator("[data-state=sent]")).to_be_visible()
    assert len(marks(page) - before) == 1


def test_what_is_refused_says_why_and_can_be_mended(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    one.context.set_offline(True)
    note(page, "邻居家装修太吵了", save=False)
    page.locator("#sheet summary").click()
    page.fill("#sh-phone", "123")
    page.locator("#sheet [type=submit]").click()
    one.context.set_offline(False)
    refused = draft(page, "装修太吵")
    expect(refused.locator("[data-state=refused]")).to_be_visible()
    expect(refused).to_contain_text("电话的位数不对")
    refused.locator("[data-do=open]").click()
    expect(page.locator("#sh-phone")).to_have_value("123")
    page.fill("#sh-phone", "")
    page.locator("#sheet [type=submit]").click()
    expect(draft(page, "装修太吵").locator("[data-state=sent]")).to_be_visible()


def test_words_that_two_changed_are_chosen_field_by_field(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    card = page.locator(".job[data-matter]").first
    matter = card.get_attribute("data-matter")
    one.context.set_offline(True)
    card.locator("[data-amend]").click()
    page.fill("#am-title", "我在楼道里写的")
    page.fill("#am-spot", "我写的这一处")
    page.locator("#amend [type=submit]").click()
    expect(draft(page, "我在楼道里写的").locator("[data-state=waiting]")).to_be_visible()

    other = one.play.chromium.launch(
        executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS
    )
    desk = other.new_page(base_url=city.address, locale="zh-CN")
    sign_in(desk, city, "demo-agent")
    desk.goto(f"/matters/{matter}/amend/")
    desk.fill("[name=title]", "窗口改的")
    desk.locator("main form button[type=submit]").click()
    other.close()

    one.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    torn = draft(page, "我在楼道里写的")
    expect(torn.locator("[data-state=conflict]")).to_be_visible()
    torn.locator("[data-do=open]").click()
    expect(page.locator("[data-torn] fieldset")).to_have_count(1)
    expect(page.locator("[data-torn]")).to_contain_text("窗口改的")
    page.locator("[data-torn] [data-keep=theirs]").check()
    page.locator("#amend [type=submit]").click()
    expect(page.locator("#box [data-state=sent]:visible").first).to_be_visible()
    page.goto(f"/matters/{matter}/")
    expect(page.locator("h1")).to_have_text("窗口改的")
    expect(page.locator("main")).to_contain_text("我写的这一处")


def test_a_sign_in_that_expired_keeps_the_drafts_and_sends_them_afterwards(
    phone: Any, city: Program
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    one.context.set_offline(True)
    note(page, "门禁坏了进不去楼")
    one.context.clear_cookies()
    one.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#phone-off a[data-say=signin]")).to_be_visible()
    page.locator("#phone-off a[data-say=signin]").click()
    page.fill("[name=login]", WORKER)
    page.fill("[name=password]", city.password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto("/account/posts/")
    page.get_by_role("button", name=re.compile(AS_WORKER)).first.click()
    page.goto(HOME)
    expect(draft(page, "门禁坏了").locator("[data-state=sent]")).to_be_visible()


LEFT = """async () => ({
    drafts: (await indexedDB.databases()).map(one => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    mark: localStorage.getItem("jw_phone"),
})"""
NOTHING = {"drafts": [], "caches": [], "workers": 0, "mark": None}


def test_signing_out_takes_everything_off_the_phone_and_says_so_before(
    phone: Any, city: Program
) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    page.route("**/api/v1/notes", lambda route: route.abort())
    note(page, "单元门口的积水")
    page.locator(".tabbar details summary").click()
    page.locator(".tabbar form[action='/sign-out/'] button").click()
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("#unsent [data-n]")).to_have_text("1")
    page.locator("#unsent [data-sure]").click()
    expect(page.locator("[data-signed-out]")).to_be_visible()
    until(page, "async () => (await indexedDB.databases()).length === 0")
    assert page.evaluate(LEFT) == NOTHING


def test_another_account_finds_nothing_of_the_one_before(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    page.route("**/api/v1/notes", lambda route: route.abort())
    note(page, "只有我知道的一句话")
    one.context.clear_cookies()
    sign_in(page, city, "demo-agent")
    page.goto(HOME)
    until(page, "() => Boolean(localStorage.getItem('jw_phone'))")
    expect(draft(page, "只有我知道")).to_have_count(0)
    assert page.evaluate("JSON.parse(localStorage.getItem('jw_phone')).waiting") == 0


STORED = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found.push(request.url, await (await cache.match(request)).text());
    }
    const db = await new Promise(done => {
        const asked = indexedDB.open("jw-phone");
        asked.onsuccess = () => done(asked.result);
    });
    for (const name of ["drafts", "kept"]) {
        const rows = await new Promise(done => {
            const asked = db.transaction(name).objectStore(name).getAll();
            asked.onsuccess = () => done(asked.result);
        });
        for (const row of rows) found.push(new TextDecoder("latin1").decode(row.text));
    }
    db.close();
    return found.join(" ");
}"""


def test_nothing_readable_of_anybody_lies_in_the_browser(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start()
    come_in(page, city)
    one.context.set_offline(True)
    note(page, "只存密文的这一句")
    shown = page.locator(".job[data-matter] h3").all_inner_texts()
    stored = page.evaluate(STORED)
    assert "/community/today/offline/" in stored
    for words in (*shown, "只存密文", "沈示十五"):
        assert words not in stored


def test_a_place_goes_along_only_if_it_was_attached_by_hand(phone: Any, city: Program) -> None:
    one = phone()
    page = one.start(
        permissions=["geolocation"], geolocation={"longitude": 120.85, "latitude": 31.98}
    )
    come_in(page, city)
    bodies: list[Any] = []
    page.on(
        "request",
        lambda asked: bodies.append(asked.post_data_json) if asked.method == "POST" else None,
    )
    note(page, "没有附位置的一件")
    note(page, "附了位置的一件", save=False)
    page.locator("[data-attach]").click()
    expect(page.locator("[data-point-words]")).to_have_text("E 120.85, N 31.98")
    page.locator("#sheet [type=submit]").click()
    note(page, "附了又去掉的一件", save=False)
    page.locator("[data-attach]").click()
    page.locator("[data-detach]").click()
    page.locator("#sheet [type=submit]").click()
    expect(page.locator("#box [data-state=sent]:visible")).to_have_count(3)
    sent = {body["asked"]: body["position"] for body in bodies if body and "asked" in body}
    assert sent == {
        "没有附位置的一件": None, "附了位置的一件": [120.85, 31.98], "附了又去掉的一件": None,
    }  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_the_phone_has_a_barrier(phone: Any, city: Program, theme: str) -> None:
    one = phone()
    page = one.start()
    page.context.add_cookies([{"name": "jw_theme", "value": theme, "url": city.address}])
    come_in(page, city)
    page.add_init_script(path=AXE)
    found = []
    for address in (HOME, HOME + "note/"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, address
        found += [f"{address} {said}" for said in page.evaluate(RUN, ALL)]
    page.goto(HOME)
    one.context.set_offline(True)
    note(page, "看看草稿有没有障碍")
    page.locator(".tabbar [data-note]").click()
    found += [f"sheet {said}" for said in page.evaluate(RUN, ALL)]
    page.locator("#sheet [data-close]").click()
    page.locator("[data-amend]").first.click()
    found += [f"amend {said}" for said in page.evaluate(RUN, ALL)]
    page.goto(HOME)  # the page that the phone keeps
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found += [f"kept {said}" for said in page.evaluate(RUN, ALL)]
    assert found == []
