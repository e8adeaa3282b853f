"""Does the description say what the API does, and does nothing answer without a key?"""

from typing import Any

import pytest
from django.test import Client
from ninja.openapi.schema import OpenAPISchema

from jingwei.api.core import api

DESCRIPTION = api.get_openapi_schema()
OPERATIONS = [
    (method.upper(), path, said)
    for path, methods in DESCRIPTION["paths"].items()
    for method, said in methods.items()
]
NOBODY = "00000000-0000-0000-0000-000000000000"


def address(path: str) -> str:
    return "/".join(NOBODY if part.startswith("{") else part for part in path.split("/"))


def name(operation: Any) -> str:
    return str(operation[2]["operationId"])


def test_the_description_is_there_for_everybody(client: Client, db: None) -> None:
    said = client.get("/api/v1/openapi.json")
    assert said.status_code == 200
    assert said.json()["openapi"].startswith("3.1")


def test_it_is_drawn_once_for_each_language(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(prefix: str) -> Any:
        drawn.append(prefix)
        return {"openapi": len(drawn)}

    monkeypatch.setattr(api, "_drawn", {})
    monkeypatch.setattr(api, "draw", draw)
    said = [
        client.get("/api/v1/openapi.json", headers={"Accept-Language": language}).json()["openapi"]
        for language in ("zh-hans", "zh-hans", "en", "en")
    ]
    assert said == [1, 1, 2, 2]
    assert drawn == ["/api/v1/", "/api/v1/"]


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [name(operation) for operation in OPERATIONS]
    assert len(names) == len(set(names)) > 80


def test_refusals_are_described_as_problems() -> None:
    wrong = [
        f"{name(operation)}: {status}"
        for operation in OPERATIONS
        for status in (400, 401, 403, 404, 409, 422)
        if set(operation[2]["responses"][status]["content"]) != {"application/problem+json"}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_change_can_be_made_once() -> None:
    wrong = []
    for operation in OPERATIONS:
        method, path, said = operation
        headers = {one["name"] for one in said["parameters"] if one["in"] == "header"}
        is_change = method != "GET" and not path.endswith("/file/whole")
        if ("Idempotency-Key" in headers) != is_change:
            wrong.append(name(operation))
    assert not wrong, "\n".join(wrong)


def test_what_everybody_may_ask_is_known_and_says_so() -> None:
    open_ones = {name(one) for one in OPERATIONS if one[2].get("security") == []}
    assert open_ones == {
        "list_public_communities", "list_public_doors", "map_public_doors", "suggest_by_api",
    }  # fmt: skip
    for method, path, said in OPERATIONS:
        assert path.startswith("/api/v1/public/") == (said.get("security") == []), (method, path)


def test_nothing_answers_without_a_key(client: Client, db: None) -> None:
    wrong = []
    closed = [one for one in OPERATIONS if one[2].get("security") != []]
    for operation in closed:
        method, path, _ = operation
        for key in ("", "Bearer jw_nothing", "Bearer "):
            reply = client.generic(method, address(path), headers={"Authorization": key})
            if (reply.status_code, reply["Content-Type"]) != (401, "application/problem+json"):
                wrong.append(f"{name(operation)} with {key!r}: {reply.content[:300]!r}")
    assert not wrong, "\n".join(wrong)


def test_a_session_alone_changes_nothing_from_elsewhere(town: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(town.lin)
    assert browser.get("/api/v1/organisations").status_code == 200
    body = {"contact": "东甲", "phone": ""}
    reply = browser.post(
        "/api/v1/organisations/EAST/contact", body, content_type="application/json"
    )
    assert reply.status_code == 403


def test_somebody_without_a_post_is_told_so(town: Any, client: Client) -> None:
    client.force_login(town.new)
    reply = client.get("/api/v1/organisations")
    assert reply.status_code == 403
    assert reply.json()["findings"][0]["code"] == "access.duty"


@pytest.mark.parametrize("text", ['{"name": "\\u0000"}', '{"name": "\\ud800"}', "{", "[" * 2000])
def test_what_no_database_keeps_is_a_bad_request(call: Any, client: Client, text: str) -> None:
    key = call("lin", "GET", "/me").wsgi_request.headers["Authorization"]
    reply = client.generic(
        "POST", "/api/v1/organisations", text, content_type="application/json",
        headers={"Authorization": key},
    )  # fmt: skip
    assert reply.status_code == 400
    assert (
        client.get("/api/v1/organisations?q=%00", headers={"Authorization": key}).status_code == 400
    )
    assert (
        client.get("/api/v1/organisations/%00", headers={"Authorization": key}).status_code == 404
    )


def test_no_two_shapes_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The later one would be described in the place of the earlier one, and nobody told."""
    seen: dict[str, Any] = {}

    def add(_schema: Any, definitions: dict[str, Any]) -> None:
        for name, shape in definitions.items():
            assert seen.setdefault(name, shape) == shape, name

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", add)
    api.draw("/api/v1/")
    assert len(seen) > 50
