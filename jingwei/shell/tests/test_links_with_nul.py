"""Is a link with a letter that no database keeps read without it, and not answered as a fault?"""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address",
    [
        "/members/?q={}", "/units/?q={}", "/search/?q={}", "/matters/?q={}",
        "/community/links/?name={}", "/community/groups/?q={}&sort={}",
        "/community/communities/?q={}", "/benefit/studios/?q={}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("typed", ["%00", "a%00b", "%0%000"])
def test_a_link_with_a_nul_is_read_without_it(town: Any, address: str, typed: str) -> None:
    client = Client()
    client.force_login(town.accounts["lin"])
    assert client.get(address.replace("{}", typed)).status_code == 200
