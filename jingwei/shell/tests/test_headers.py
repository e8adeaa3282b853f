"""Is the browser told with every answer how to treat it, and are its cookies kept to us?"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from jingwei.kernel.access.tests.town import PASSWORD

READ = """
import json
from jingwei import settings as s
print(json.dumps({name: getattr(s, name) for name in (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY",
    "SECURE_HSTS_SECONDS", "PASSWORD_HASHERS",
)}))
"""


@pytest.mark.parametrize(
    "address", ["/sign-in/", "/", "/members/", "/nowhere/", "/api/v1/openapi.json", "/api/v1/me"]
)
def test_every_answer_says_how_it_may_be_used(town: Any, address: str) -> None:
    browser = Client()
    browser.force_login(town.lin)
    answer = browser.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"].split("; ")
    for said in ("default-src 'none'", "base-uri 'none'", "object-src 'none'",
                 "frame-ancestors 'none'", "script-src 'self'"):  # fmt: skip
        assert said in policy
    if answer.content:
        assert "charset=utf-8" in answer["Content-Type"] or "json" in answer["Content-Type"]


def test_the_cookie_of_a_session_is_for_us_alone(town: Any) -> None:
    browser = Client()
    browser.post("/sign-in/", {"login": "lin", "password": PASSWORD})
    cookie = browser.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.slow
def test_behind_tls_cookies_and_addresses_never_leave_it() -> None:
    said = {**os.environ, "JINGWEI_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "jingwei.settings"}
    done = subprocess.run(
        [sys.executable, "-c", READ], env=said, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert told["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert all(told[name] for name in told if name.endswith(("_SECURE", "_HTTPONLY")))
    assert [one.rpartition(".")[2] for one in told["PASSWORD_HASHERS"]] == [
        "Argon2PasswordHasher"
    ]  # fmt: skip


def test_a_password_is_not_read_over_the_shoulder_and_may_be_pasted(town: Any) -> None:
    text = Client().get("/sign-in/").content.decode()
    box = text[text.index('name="password"') - 200 : text.index('name="password"') + 200]
    assert 'type="password"' in box
    assert "onpaste" not in text
    assert 'autocomplete="off"' not in box


def test_one_may_leave_from_every_page(town: Any) -> None:
    browser = Client()
    browser.force_login(town.lin)
    for address in ("/", "/orgs/", "/members/", "/account/", "/help/"):
        assert 'action="/sign-out/"' in browser.get(address, follow=True).content.decode(), address
