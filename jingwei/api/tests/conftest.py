"""How do the tests call the API? With a key bound to the post of somebody of the town."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jingwei.api.tokens import make_token
from jingwei.kernel.access.scope import acting


@pytest.fixture
def key_of(town: Any) -> Any:
    """``key_of(who)``: a key bound to that person's post."""
    keys: dict[str, str] = {}

    def make(who: str) -> str:
        if who not in keys:
            with acting(town.scopes[who]) as scope:
                keys[who] = make_token(
                    name="测试程序", grant=town.grants[who], by=scope, at=town.at,
                    until=town.at + timedelta(days=300),
                )[1]  # fmt: skip
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
