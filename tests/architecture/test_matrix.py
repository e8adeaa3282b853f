"""Does everybody see what is theirs, and nothing of anybody else's, on every route there is?"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest

from tests.architecture.matrix import API, PAGES
from tests.architecture.matrix_asking import (  # noqa: F401 - fixtures
    OPERATIONS,
    Ask,
    Reply,
    _django_db_marker,
    api_asks,
    ask,
    keys,
    page_asks,
    routes,
    world,
)
from tests.architecture.matrix_world import LOOKS, World
from tests.architecture.routes import ANYBODY, SIGNED_IN

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ASKS = [*page_asks(), *api_asks()]
SEEN = frozenset({200, 201, 202, 204, 302, 303, 409, 422})
# A session keeps its own row up to date, and a try at the door is counted.
KEPT = frozenset({"session", "attempt"})


def name(one: Ask) -> str:
    return one.name


def test_every_route_is_in_the_table() -> None:
    """A page or operation that nobody said anything about fails the build."""
    there = set(routes())
    assert sorted(there - set(PAGES)) == []
    assert sorted(set(PAGES) - there) == []
    assert sorted(set(OPERATIONS) ^ set(API)) == []


@pytest.mark.parametrize("one", ASKS, ids=name)
def test_a_route_answers_whom_it_should(world: World, ask: Any, one: Ask) -> None:  # noqa: F811
    wrong = []
    for who, relations in LOOKS.items():
        # To one person the thing that does not exist is the same for all relations.
        unknown = cache(partial(_reply, world, ask, one, who, ""))
        for relation, org in relations.items() if one.things else list(relations.items())[:1]:
            reply = _reply(world, ask, one, who, org)
            wrong += _judged(world, reply, unknown, one, who, relation, org)
    assert wrong == []


def _judged(
    world: World,  # noqa: F811
    reply: Reply,
    unknown: Callable[[], Reply],
    one: Ask,
    who: str,
    relation: str,
    org: str,
) -> list[str]:
    expected = _expected(world, one, who, org)
    where = f"{who or 'nobody'} {relation} {org}: "
    found = []
    if reply.status not in expected:
        found.append(f"{where}{reply.status}, not {sorted(expected)} {reply.text[:300]!r}")
    if who == "" and one.route.who != ANYBODY and not one.is_api and reply.status == 302:
        found += [] if reply.location.startswith("/sign-in/") else [f"{where}{reply.location}"]
    if one.method == "GET" and set(reply.wrote) - KEPT:
        found.append(f"{where}looking wrote {reply.wrote}")
    if one.things and expected == {404}:
        as_unknown = _plain(unknown(), one, world, "")
        if _plain(reply, one, world, org) != as_unknown:
            found.append(f"{where}the answer is not that of a thing that does not exist")
    return found


def _reply(world: World, ask: Any, one: Ask, who: str, org: str) -> Reply:  # noqa: F811
    body_org = org if org else "east_one"
    reply: Reply = ask(
        who, one.method, one.address(world, org), one.body(world, body_org), is_api=one.is_api
    )
    return reply


def _expected(world: World, one: Ask, who: str, org: str) -> set[int]:  # noqa: F811
    route = one.route
    if route.who == ANYBODY:
        return set(SEEN | route.also)
    if who == "":
        return {401} if one.is_api or one.method == "POST" else {302}
    if route.who == SIGNED_IN:
        return set(SEEN | route.also)
    if world.scope(who).is_empty:
        return {403} if one.is_api else {404}
    if not world.holds(who, route.duties):
        return {403}
    if "nothing" in one.things.values():
        return {404}
    if one.things and not world.sees(who, org):
        return {404}
    return set(SEEN | route.also)


def _plain(reply: Reply, one: Ask, world: World, org: str) -> tuple[int, str]:  # noqa: F811
    """The answer without the address that was asked for and without what differs every time."""
    text = reply.text
    for kind in sorted(one.things.values()):
        text = text.replace(world.thing(kind, org), "THING")
    return reply.status, text
