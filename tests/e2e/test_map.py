"""Is the map of grids drawn in a real browser, driven by the list and by keys, without barrier?"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import Program, sign_in
from tests.e2e.test_axe import ALL, AXE, RUN, SIZES

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
READY = "[data-map][data-ready]"


@pytest.fixture
def mapped(browse: Any, city: Program) -> Any:
    """The map of the clerk's first community, drawn by the browser."""

    def opened(**more: Any) -> Page:
        theme = more.pop("theme", "light")
        page: Page = browse(city, **more)
        page.context.add_cookies([{"name": "jw_theme", "value": theme, "url": city.address}])
        sign_in(page, city, "demo-clerk")
        page.goto("/community/map/")
        page.wait_for_selector(READY, state="attached", timeout=60_000)
        return page

    return opened


def test_the_browser_draws_it_without_an_address_of_others(mapped: Any, city: Program) -> None:
    page = mapped()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.reload()
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    assert page.is_visible(".gm__canvas canvas")
    assert page.is_hidden("svg.map")
    assert any("/api/v1/map/" in one for one in asked)
    assert [one for one in asked if not one.startswith((city.address, "data:", "blob:"))] == []
    picture = page.locator(".gm__canvas").screenshot()
    assert len(picture) > 15_000  # a picture of one colour is a tenth of that


def test_the_list_drives_the_map_by_keys(mapped: Any) -> None:
    page = mapped()
    link = page.locator("[data-grid]").nth(2)
    name = link.inner_text().split(maxsplit=1)[1]
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#grid h2:text-is('{name}')")
    assert link.get_attribute("aria-current") == "true"
    assert page.locator("[data-grid][aria-current]").count() == 1
    assert f"grid={link.get_attribute('data-grid')}" in page.url
    assert page.locator(READY).count() == 1  # the map was not begun anew
    page.reload()
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    assert page.inner_text("#grid h2") == name


def test_a_click_on_the_map_chooses_the_same(mapped: Any) -> None:
    page = mapped()
    box = page.locator(".gm__canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7)
    page.wait_for_selector("[data-grid][aria-current]")
    chosen = page.locator("[data-grid][aria-current]").inner_text()
    assert page.inner_text("#grid h2") in chosen


def test_without_a_script_the_drawing_and_the_list_remain(
    chromium: Any, city: Program, mapped: Any
) -> None:
    cookies = mapped().context.cookies()
    context = chromium.new_context(base_url=city.address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/community/map/")
    assert page.is_visible("svg.map")
    assert page.is_hidden(".gm__canvas")
    cell = page.locator("svg.map a").first
    cell.click()
    assert "grid=" in page.url
    assert page.locator("[data-grid][aria-current]").count() == 1
    context.close()


def test_without_webgl_the_drawing_remains(browse: Any, city: Program) -> None:
    page = browse(city)
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    sign_in(page, city, "demo-clerk")
    page.goto("/community/map/")
    page.wait_for_selector("[data-map][data-failed]", state="attached", timeout=60_000)
    assert page.is_visible("svg.map")
    assert page.is_hidden(".gm__canvas")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_drawn_map_has_no_barrier(mapped: Any, size: str, theme: str) -> None:
    page = mapped(size=SIZES[size], theme=theme)
    page.add_init_script(path=AXE)
    page.reload()
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    page.locator("[data-grid]").first.click()
    page.wait_for_selector("#grid h2")
    assert page.evaluate(RUN, ALL) == []
