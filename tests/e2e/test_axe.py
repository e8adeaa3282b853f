"""Does axe find a barrier on any page, light and dark, on a desk and on a telephone?"""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.program import REPOSITORY, Program, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
CODE, BRANCH = "DEMO-0201-0001", "DEMO-0201-0005"
SIZES = {"desk": (1440, 900), "telephone": (390, 844)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
RUN = """only => axe.run(document, {
    runOnly: only, resultTypes: ["violations"],
}).then(found => found.violations.map(one =>
    one.id + ": " + one.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | ")))"""
ALL = {"type": "tag", "values": RULES}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

FIRST = "tbody th a"
# An address, and behind a space a link on its page that is followed.
PAGES = {
    "": (
        "/sign-in/", "/sign-in/slip/", "/help/about/", "/ask/", "/ask/follow/", "/ask/studios/",
        "/ask/stations/", "/services/", "/services/centres/", "/services/communities/",
        "/services/communities/ .svc a", "/services/map/", "/services/map/ .svc a",
    ),
    "demo-clerk": (
        "/", "/orgs/", f"/orgs/{CODE}/", f"/orgs/{BRANCH}/posts/", f"/orgs/{BRANCH}/members/",
        f"/orgs/{CODE}/below/", f"/orgs/{CODE}/units/", f"/orgs/{CODE}/ledger/",
        f"/orgs/{CODE}/history/", f"/orgs/{BRANCH}/change/", "/units/", "/members/",
        "/members/?more=1", "/members/views/", "/members/columns/", "/members/register/",
        "/members/duplicates/", "/members/corrections/", "/members/export/", "/members/exports/",
        "/overview/", "/figures/definitions/", f"/figures/{BRANCH}/",
        f"/figures/{BRANCH}/people.members/", "/imports/", "/imports/new/", "/accounts/",
        "/accounts/posts/", "/accounts/changes/", "/accounts/open/", "/accounts/slips/",
        "/accounts/give/", "/account/", "/account/password/", "/account/second-factor/",
        "/account/keys/", "/search/?q=wang", "/help/", "/help/words/", "/help/imports/",
        "/orgs/NOWHERE/", "/meetings/", "/dues/", "/appraisals/", "/elections/", "/transfers/",
        "/development/", "/standing/", "/statistics/", "/dispositions/", "/competence/",
        "/competence/courses/", "/matters/", "/matters/new/", "/matters/rules/", "/community/",
        "/community/communities/", f"/community/communities/ {FIRST}", "/community/grids/",
        "/community/map/", "/community/centres/",
        "/community/formations/", "/community/links/?what=out&ended=1", "/community/links/",
        f"/community/links/ {FIRST}", "/community/sittings/", f"/community/sittings/ {FIRST}",
        "/community/groups/", f"/community/groups/ {FIRST}",
        "/benefit/", "/benefit/unions/", "/benefit/studios/", "/benefit/network/",
        "/benefit/network/raised/", "/benefit/network/providers/", "/benefit/proxies/",
        "/benefit/proxies/agents/",
    ),
    "demo-secretary": ("/", "/meetings/", "/dues/"),
    "demo-member": ("/me/", "/me/ask/"),
    "demo-officer": ("/overview/",),
}  # fmt: skip


def barriers(page: Page, address: str) -> list[str]:
    """By every rule in the light, and in the dark by those that ask for colours."""
    path, _space, link = address.partition(" ")
    page.goto(path)
    if link:
        page.goto(page.locator(link).first.get_attribute("href") or "")
    found = [f"{address} {said}" for said in page.evaluate(RUN, ALL)]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    return found + [f"{address} dark {said}" for said in page.evaluate(RUN, COLOURS)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", PAGES)
def test_no_page_has_a_barrier(browse: Any, city: Program, who: str, size: str) -> None:
    page = browse(city, size=SIZES[size], reduced_motion="reduce")
    page.context.add_cookies([{"name": "jw_theme", "value": "light", "url": city.address}])
    if who:
        sign_in(page, city, who)
    page.add_init_script(path=AXE)
    found = [said for address in PAGES[who] for said in barriers(page, address)]
    assert found == []


WIDE = ("/", "/imports/", f"/figures/{BRANCH}/", "/dues/", "/overview/", "/members/", "/meetings/",
        f"/orgs/{BRANCH}/posts/", "/community/centres/", "/matters/")  # fmt: skip
FITS = "document.documentElement.scrollWidth <= innerWidth + 1"


def test_nothing_is_scrolled_sideways_at_four_times_the_size_nor_cut_off_on_paper(
    browse: Any, city: Program
) -> None:
    """1280 pixels at 400 per cent are 320 wide; A4 between its margins is 688. English words are
    longer, and the largest letters of the page itself are no zoom."""
    page = browse(city)
    sign_in(page, city, "demo-clerk")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": city.address}])
    found = []
    for width, size, media in ((320, "", "screen"), (1280, "xlarge", "screen"), (688, "", "print")):
        page.context.add_cookies([{"name": "jw_size", "value": size, "url": city.address}])
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media=media)
        for path in WIDE:
            page.goto(path)
            if not page.evaluate(FITS):
                found.append((path, width, media))
    assert found == []


def test_the_pages_are_dark_where_that_was_chosen(browse: Any, city: Program) -> None:
    page = browse(city)
    page.context.add_cookies([{"name": "jw_theme", "value": "dark", "url": city.address}])
    page.goto("/sign-in/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", shade)[:3])) < 80


def test_axe_is_there() -> None:
    assert Path(AXE).exists(), "npm ci brings it; ./jw test does that"
