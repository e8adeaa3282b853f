"""Can one see where one is when one walks a long page by keys?"""

from typing import Any

import pytest

from tests.e2e.test_script import address, open_page  # noqa: F401 - fixtures

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
LONG = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
    "<ul>" + '<li class="walk"><a href="#x">x</a></li>'.repeat(60) + "</ul>"
    + '<div class="actbar"><button class="btn" id="last">y</button></div>')"""
HIDDEN = """() => { const here = document.activeElement, box = here.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !top || !(here.contains(top) || top.contains(here)); }"""


def test_what_has_the_focus_is_not_under_the_bar_of_buttons(open_page: Any) -> None:  # noqa: F811
    page = open_page()
    page.evaluate(LONG)
    page.focus(".walk a")
    hidden = []
    for at in range(59):
        page.keyboard.press("Tab")
        if page.evaluate(HIDDEN):
            hidden.append(at)
    assert hidden == []


SEARCH = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
    '<form class="search"><input type="search" id="box"><div class="suggest" id="found">'
    + '<a href="#1" id="one">1</a><a href="#2" id="two">2</a></div></form>')"""


def test_the_arrows_lead_through_what_a_search_may_mean_and_escape_leads_back(
    open_page: Any,  # noqa: F811
) -> None:
    page = open_page()
    page.evaluate(SEARCH)
    page.focus("#box")
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        walked.append(page.evaluate("document.activeElement.id"))
    assert walked == ["one", "two", "two", "one", "box", "one"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "box"
    assert page.locator("#found a").count() == 0
