"""Do the first people of a new installation come in: slip, own password, second factor, today?"""

import re
import time
from base64 import b32decode
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.e2e.program import Program

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
OWN = "纸船明月铁马冰河入梦来2026"


def code_of(secret: str) -> str:
    """What an authenticator shows now for the key typed into it."""
    padded = secret + "=" * (-len(secret) % 8)
    return TOTP(b32decode(padded), 6, SHA1(), 30).generate(time.time()).decode()  # noqa: S303


def test_a_new_installation_lets_its_first_administrator_in(browse: Any, empty: Program) -> None:
    told = empty.command("init", "--name", "中共示例市委员会", "--code", "SLS")
    slip = CODE.findall(told)[0]
    page = browse(empty)

    page.goto("/")
    page.wait_for_url("**/sign-in/**")
    page.click("a[href='/sign-in/slip/']")
    page.fill("[name=login]", "sls-sys")
    page.fill("[name=code]", slip.lower().replace("-", " "))
    page.click("main form button[type=submit]")
    page.wait_for_url("**/sign-in/password/")
    for box in page.locator("input[type=password]").all():
        box.fill(OWN)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    assert page.locator("h1").is_visible()

    page.goto("/account/second-factor/")
    page.click("main form button[type=submit]")
    secret = page.locator("main code").inner_text().replace(" ", "")
    page.fill("#id_code", code_of(secret))
    page.click("main form button[type=submit]")
    page.wait_for_selector("main h1")
    recovery = page.locator("main code, main .raw").all_inner_texts()
    assert len(recovery) >= 5

    # The slip opens nothing a second time; password and code open today.
    again = browse(empty)
    again.goto("/sign-in/slip/")
    again.fill("[name=login]", "sls-sys")
    again.fill("[name=code]", slip)
    again.click("main form button[type=submit]")
    again.wait_for_selector(".errsum")
    again.goto("/sign-in/")
    again.fill("[name=login]", "sls-sys")
    again.fill("[name=password]", OWN)
    again.click("main form button[type=submit]")
    again.wait_for_url("**/sign-in/code/")
    again.fill("[name=code]", recovery[0].strip())
    again.click("main form button[type=submit]")
    again.wait_for_url(lambda url: "/sign-in/" not in url)
    assert re.sub(r"^https?://[^/]+", "", again.url) == "/"
    assert again.locator("nav.nav [aria-current=page]").inner_text().strip() == "今日待办"
