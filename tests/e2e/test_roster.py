"""Does a clerk's messy spreadsheet become a figure that opens down to its records?"""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import Program, sign_in
from tests.e2e.rosters import number, write_messy

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
CODE, BRANCH = "DEMO-0201-0005", "中共示例一街道新苑社区第一支部委员会"
FIGURE = f"/figures/{CODE}/people.members/"
FOLLOWS = 30  # seconds: the promise is three; a machine that runs other tests is given more


def members_of_figure(page: Page) -> int:
    """How many the figure says there are, from the page that lists every figure."""
    page.goto(f"/figures/{CODE}/")
    row = page.locator("tr", has=page.locator("th", has_text=re.compile(r"^\s*党员总数")))
    return int(re.sub(r"\D", "", row.first.locator("td").first.inner_text()))


def wait_for_figure(page: Page, wanted: int) -> None:
    until = time.monotonic() + FOLLOWS
    while (seen := members_of_figure(page)) != wanted and time.monotonic() < until:
        page.wait_for_timeout(500)
    assert seen == wanted


def opened_to_record(page: Page, name: str) -> None:
    """From the figure to the list behind it, and on to the member's own page."""
    page.goto(f"/figures/{CODE}/")
    page.click(f"a[href*='{FIGURE}']")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/members/*-*/**")
    assert page.inner_text("h1").startswith(name)


def problems(page: Page) -> int:
    return page.locator("#check input[name=text]").count()


def until(page: Page, true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.inner_text("main"))


def test_a_messy_roster_is_mended_in_place_and_its_figure_opens_to_the_people(
    browse: Any, city: Program, tmp_path: Path
) -> None:
    names = ["甲安", "乙测平", "丙宁"]
    file = write_messy(tmp_path, branch=BRANCH, names=names, first=401)
    page = browse(city)
    sign_in(page, city, "demo-clerk")
    before = members_of_figure(page)

    page.goto("/imports/new/?kind=members")
    page.set_input_files("[name=file]", str(file))
    page.click("#upload button[type=submit]")
    page.wait_for_selector("#check")
    batch = page.url

    # The columns were found in their own words, and can be said otherwise.
    page.goto(f"{batch}columns/")
    chosen = page.locator("select[name=key]").evaluate_all("all => all.map(one => one.value)")
    assert chosen[1:4] == ["branch", "name", "id_number"]
    page.click("button[form=columns]")
    page.wait_for_selector("#check")

    # One cell of one row, by the row the clerk sees in the spreadsheet; mended where it stands.
    assert problems(page) == 1
    box = page.get_by_label("第 5 行公民身份证号")
    assert number(402) not in page.content()
    box.fill(number(402))
    page.click("tr[id^=row-5] .imp__f button")
    until(page, lambda: problems(page) == 0)

    page.click(".actbar a.btn--primary")
    page.wait_for_selector("#confirm", state="attached")
    assert page.locator(".imp__sum b").first.inner_text() == "3"
    assert members_of_figure(page) == before  # nothing is written before it is confirmed
    page.goto(f"{batch}changes/")
    page.click("button[form=confirm]")
    page.wait_for_selector("text=看党员名册")

    wait_for_figure(page, before + 3)
    opened_to_record(page, "乙测平")


def press_to(page: Page, wanted: str, key: str = "Tab", most: int = 250) -> None:
    """Tab until what matches ``wanted`` has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("w => document.activeElement.matches(w)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by the keyboard on {page.url}")


def test_the_same_path_can_be_walked_with_the_keyboard_alone(
    browse: Any, city: Program, tmp_path: Path
) -> None:
    file = write_messy(tmp_path, branch=BRANCH, names=["丁远", "戊测和", "己然"], first=501)
    page = browse(city)
    page.goto("/sign-in/")
    press_to(page, "[name=login]")
    page.keyboard.type("demo-clerk")
    press_to(page, "[name=password]")
    page.keyboard.type(city.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    before = members_of_figure(page)

    page.goto("/imports/new/?kind=members")
    press_to(page, "[name=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(str(file))
    press_to(page, "#upload button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#check")

    press_to(page, "tr[id^=row-5] input[name=text]")
    page.keyboard.press("Control+a")
    page.keyboard.type(number(502))
    page.keyboard.press("Enter")
    until(page, lambda: problems(page) == 0)
    press_to(page, ".actbar a.btn--primary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#confirm", state="attached")
    press_to(page, "button[form=confirm]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=看党员名册")

    wait_for_figure(page, before + 3)
    page.goto(f"/figures/{CODE}/")
    press_to(page, f"a[href*='{FIGURE}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FIGURE}**")
    person = page.get_by_role("link", name="戊测和", exact=True).get_attribute("href")
    press_to(page, f"a[href='{person}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{person}**")
    assert page.inner_text("h1").startswith("戊测和")


def test_the_same_path_can_be_walked_without_a_script(
    browse: Any, city: Program, tmp_path: Path
) -> None:
    file = write_messy(tmp_path, branch=BRANCH, names=["庚辰", "辛测明", "壬川"], first=601)
    page = browse(city, java_script_enabled=False)
    sign_in(page, city, "demo-clerk")
    before = members_of_figure(page)

    page.goto("/imports/new/?kind=members")
    page.set_input_files("[name=file]", str(file))
    page.click("#upload button[type=submit]")
    assert problems(page) == 1
    page.get_by_label("第 5 行公民身份证号").fill(number(602))
    page.click("tr[id^=row-5] .imp__f button")
    assert problems(page) == 0
    page.click(".actbar a.btn--primary")
    page.click("button[form=confirm]")
    assert page.get_by_text("看党员名册").is_visible()

    wait_for_figure(page, before + 3)
    opened_to_record(page, "辛测明")
