"""What does a request tell of who stands at the door, and what does it not get to say itself?"""

from typing import Any

import pytest
from django.test import RequestFactory

from jingwei.shell.signin.doorway import address_of, device_words


@pytest.mark.parametrize(
    ("header", "sent", "address"),
    [
        ("", {"X-Real-IP": "1.2.3.4"}, "10.0.0.1"),  # nobody names the own address
        ("X-Real-IP", {"X-Real-IP": "1.2.3.4"}, "1.2.3.4"),
        ("X-Real-IP", {}, "10.0.0.1"),
        ("X-Forwarded-For", {"X-Forwarded-For": "9.9.9.9, 1.2.3.4"}, "1.2.3.4"),
    ],
)
def test_the_address_is_the_connections_or_what_the_proxy_wrote(
    settings: Any, header: str, sent: dict[str, str], address: str
) -> None:
    settings.JINGWEI_ADDRESS_HEADER = header
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=sent)
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 12) Chrome/86.0 MicroMessenger/8.0", "微信, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; UOS) Chrome/100.0", "Chrome, 统信"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_named_so_that_its_owner_knows_it(agent: str, words: str) -> None:
    assert device_words(agent) == words
