"""Does somebody with an old phone find what is near on the service map, by finger and by keys?"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import Program

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def phone(chromium: Any, city: Program) -> Iterator[Page]:
    """An old phone without a script, at the map of the first community."""
    context = chromium.new_context(
        base_url=city.address, java_script_enabled=False, has_touch=True,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = context.new_page()
    page.goto("/services/")
    page.locator("main a[href='/services/map/']").tap()
    page.wait_for_url("**/services/map/")
    page.locator(".svc a").first.tap()
    page.wait_for_url("**/communities/*/map/")
    yield page
    context.close()


def test_a_finger_on_a_number_leads_to_its_door(phone: Page) -> None:
    sign = phone.locator("svg.map a").last
    number = (sign.get_attribute("href") or "")[2:]
    sign.tap()
    phone.wait_for_url(f"**#p{number}")
    door = phone.locator(f"#p{number}")
    assert door.locator("a[href^='tel:']").is_visible()
    box = door.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844, "it is on the screen"
    door.locator(".pdoor__a a[href^='/ask/']").tap()
    phone.wait_for_url("**/ask/**")


def test_keys_choose_alike_and_links_narrow_it(phone: Page) -> None:
    phone.locator("svg.map a").first.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**#p1")
    phone.locator("nav a[href*='sort=station']").tap()
    phone.wait_for_url("**?sort=station")
    assert phone.locator("svg.map .pin--centre").count() == 0
    assert phone.locator("svg.map a.pin--station").count() == phone.locator("ol > li").count()


def test_signs_are_large_enough_and_nothing_runs_over_the_side(phone: Page) -> None:
    for sign in phone.locator("svg.map a .pin__h").all():
        box = sign.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 36
    body = phone.locator("main").bounding_box()
    assert body is not None
    assert body["width"] <= 390
