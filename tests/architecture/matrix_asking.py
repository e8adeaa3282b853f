"""How is a route asked for? Its address for a thing, by a method, with a body that fits."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from conftest import AT, TODAY
from jingwei.api.core import api
from tests.architecture.matrix import API, PAGES, THINGS
from tests.architecture.matrix_world import NOTHING, PERSONS, World, build_world
from tests.architecture.routes import Route

# Tokens and tickets of forms: others in every answer.
TOKEN = re.compile(r'\b[A-Za-z0-9]{64}\b|(?<=name="ticket" value=")[^"]+')
PART = re.compile(r"<(?:\w+:)?(\w+)>")
API_PART = re.compile(r"\{(\w+)\}")
DESCRIPTION = api.get_openapi_schema()
OPERATIONS = {
    said["operationId"]: (method.upper(), path, said)
    for path, methods in DESCRIPTION["paths"].items()
    for method, said in methods.items()
}
UPLOAD = {"multipart": True}
FIXED = {"indicator": "orgs.organisations", "subject": "organisation", "thing": "EAST-1",
         "row": "2", "code": "320000000000", "token_id": NOTHING}  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """One route by one method. ``things`` say which parts of the address name what."""

    name: str
    method: str
    pattern: str
    route: Route
    things: dict[str, str]
    is_api: bool = False
    said: Any = None

    def address(self, world: World, org: str, other: str = "") -> str:
        """With the things of ``org``; the last of several things may be of ``other``."""
        place = API_PART if self.is_api else PART
        parts = {name: world.thing(kind, org) for name, kind in self.things.items()}
        fixed = {**(FIXED if self.is_api else {}), **self.route.args}
        query = self.route.query.format(**parts)
        path = place.sub(lambda m: str(parts.get(m[1], fixed.get(m[1], ""))), self.pattern)
        address = path if path.startswith("/") else f"/{path}"
        return f"{address}?{query}" if query else address

    def body(self, world: World, org: str) -> Any:
        """Something that fits the description, about things of ``org`` where it names some."""
        return body_of(self.said, world, org) if self.is_api else dict(self.route.body)


def routes() -> Iterator[str]:
    """Every address of the project but those of the API."""

    def walk(resolver: Any, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            else:
                yield route

    yield from (route for route in walk(get_resolver(), "") if not route.startswith("api/"))


def page_asks() -> list[Ask]:
    return [
        Ask(f"{method} {pattern or '/'}", method, pattern, route, route.things)
        for pattern, route in PAGES.items()
        for method in route.methods.split()
    ]


def api_asks() -> list[Ask]:
    found = []
    for name, route in API.items():
        if name not in OPERATIONS:
            continue
        method, path, said = OPERATIONS[name]
        things = {part: THINGS[part] for part in API_PART.findall(path) if part in THINGS}
        if path.endswith("/divisions/{code}"):
            things = {}
        found.append(Ask(name, method, path, route, things, is_api=True, said=said))
    return found


# Names in bodies of the API and the things they mean.
NAMED = {
    "organisation": "org", "superior": "org", "to": "org", "manager": "org", "accused": "org",
    "member": "person", "one": "person", "other": "person", "unit": "unit", "login": "login",
    "post": "grant", "where": "community", "community": "kept_community", "slot": "slot",
    "building": "building", "agent": "proxy_agent", "service": "station_item",
    "station": "station",
}  # fmt: skip


def body_of(said: Any, world: World, org: str) -> Any:
    content = said.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return dict(UPLOAD)
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else _fits(_resolved(schema), world, org)


def properties_of(said: Any) -> dict[str, Any]:
    """Names and shapes of what the body of an operation may hold."""
    content = said.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    found: dict[str, Any] = _resolved(schema).get("properties", {})
    return found


def _resolved(schema: Any) -> Any:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    return DESCRIPTION["components"]["schemas"][reference.rpartition("/")[2]]


def _fits(schema: Any, world: World, org: str) -> dict[str, Any]:
    body = {}
    for name, shape in schema.get("properties", {}).items():
        if name in NAMED and (name in schema.get("required", ()) or name == "organisation"):
            body[name] = world.thing(NAMED[name], org)
        elif name in schema.get("required", ()):
            body[name] = _value(name, _resolved(shape))
    return body


def _value(name: str, shape: Any) -> Any:
    if "enum" in shape:
        return shape["enum"][0]
    if {"type": "null"} in shape.get("anyOf", ()):
        return None
    kind = shape.get("type")
    if shape.get("format") == "date":
        return "2026-10-01"
    plain = {"array": [], "boolean": True, "integer": 1, "object": {}}
    return plain.get(kind, "party_branch" if name == "kind" else "x")


@dataclass(frozen=True)
class Reply:
    status: int
    text: str
    location: str
    wrote: dict[str, int]


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """The mark asks for the test database; the transaction is the module's, not each test's."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once by the owner, in a transaction that is never committed; then jw_app asks."""
    # Without the mark on the tests no test database is made, and this were the real one.
    assert str(connection.settings_dict["NAME"]).startswith("test_")
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute('SET LOCAL ROLE "jw_migrate"')
        built = build_world(at=AT, on=TODAY)
        with connection.cursor() as cursor:
            cursor.execute('SET LOCAL ROLE "jw_app"')
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def keys(world: World) -> dict[str, str]:
    """The session of each person."""
    found = {"": ""}
    for who in PERSONS:
        client = Client()
        client.force_login(world.town.accounts[who])
        found[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


@pytest.fixture
def ask(world: World, keys: dict[str, str]) -> Any:
    """``ask(who, method, address, body, is_api)``; nothing of what it did remains."""
    seen = _writes()  # what was taken back stays counted, so the next question begins there

    def do(who: str, method: str, address: str, body: Any = None, *, is_api: bool = False) -> Reply:
        nonlocal seen
        client = Client(raise_request_exception=False)
        if keys[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = keys[who]
        with transaction.atomic():
            response = _sent(client, method, address, body, is_api)
            before, seen = seen, _writes()
            wrote = {
                table: count - before.get(table, 0)
                for table, count in seen.items()
                if count != before.get(table, 0)
            }
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("jw_app",)
        return Reply(response.status_code, TOKEN.sub("", response.content.decode(errors="replace")),
                     response.get("Location", ""), wrote)  # fmt: skip

    return do


def _sent(client: Client, method: str, address: str, body: Any, is_api: bool) -> Any:
    # One number for all, so that answers can be compared.
    headers = {"X-Request-Id": "00000000-0000-0000-0000-000000000001"}
    if method == "GET":
        return client.get(address, headers=headers)
    if body == UPLOAD:
        file = SimpleUploadedFile("花名册.csv", "姓名\n东新\n".encode())
        return client.post(address, {"kind": "members", "slot": "x", "file": file}, headers=headers)
    if not is_api:
        return client.post(address, body or {}, headers=headers)
    return client.generic(
        method, address, b"" if body is None else json.dumps(body),
        content_type="application/json", headers=headers,
    )  # fmt: skip


def _writes() -> dict[str, int]:
    """Rows written to each table in this transaction, taken back or not.

    The view pg_stat_xact_user_tables says the same, but asks for all indexes too: four times the
    work, tens of thousands of times.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, written FROM (SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)"
            " AS written FROM pg_class WHERE relkind IN ('r', 'm')"
            " AND relnamespace = 'public'::regnamespace) AS tables WHERE written > 0"
        )
        return dict(cursor.fetchall())
