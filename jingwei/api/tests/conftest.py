"""How do the tests call the API? With a key bound to the post of somebody of the town."""

import json
from typing import Any

import pytest
from django.test import Client

from jingwei.api.tests.keys import lasting_key


@pytest.fixture
def key_of(town: Any) -> Any:
    """``key_of(who)``: a key bound to that person's post."""
    keys: dict[str, str] = {}

    def make(who: str) -> str:
        if who not in keys:
            keys[who] = lasting_key("测试程序", grant=town.grants[who], scope=town.scopes[who])
        return keys[who]

    return make


@pytest.fixture
def call(key_of: Any, client: Client) -> Any:
    """``call(who, method, address, body)`` with a key of that person; nobody for ``""``."""

    def do(who: str, method: str, address: str, body: Any = None, **headers: str) -> Any:
        if who:
            headers["Authorization"] = f"Bearer {key_of(who)}"
        return client.generic(
            method, f"/api/v1{address}", json.dumps(body) if body is not None else "",
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return do
