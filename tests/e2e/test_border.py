"""Is the border of a community drawn with the mouse and with keys, and typed without a script?"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import Program, sign_in
from tests.e2e.test_axe import ALL, AXE, RUN

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def sheet(browse: Any, city: Program) -> Page:
    """The page for the border of the clerk's first community, its field of corners empty."""
    page: Page = browse(city, reduced_motion="reduce")
    page.add_init_script(path=AXE)
    sign_in(page, city, "demo-clerk")
    page.goto("/community/communities/")
    page.goto(page.locator("tbody th a").first.get_attribute("href") or "")
    page.goto(page.locator("a[href$='/border/']").first.get_attribute("href") or "")
    page.fill("#id_corners", "")
    return page


def test_clicks_and_keys_write_corners_and_it_is_looked_at(sheet: Page) -> None:
    drawing = sheet.locator("svg.bsheet")
    box = drawing.bounding_box()
    assert box is not None
    for right, down in ((0.3, 0.35), (0.6, 0.3), (0.6, 0.6)):
        sheet.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)
    drawing.focus()
    for key in ("ArrowLeft",) * 6 + ("ArrowDown",) * 6 + ("Enter", "Enter", "Backspace"):
        sheet.keyboard.press(key)
    corners = sheet.input_value("#id_corners").splitlines()
    assert len(corners) == 4
    assert all(len(one.split(", ")) == 2 for one in corners)
    assert len((drawing.locator("[data-drawn]").get_attribute("points") or "").split()) == 4
    sheet.click("button[value=look]")
    sheet.wait_for_selector(".note--ok")
    assert sheet.input_value("#id_corners").splitlines() == corners
    assert sheet.evaluate(RUN, ALL) == []
