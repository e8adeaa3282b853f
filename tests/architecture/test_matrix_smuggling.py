"""Can a thing of the neighbour be slipped into a form or a call that is one's own?

Foreign keys of the database know nothing of scopes, so each field that names a thing must.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms

from tests.architecture.matrix_asking import (  # noqa: F401 - fixtures
    NAMED,
    OPERATIONS,
    Ask,
    _django_db_marker,
    api_asks,
    ask,
    body_of,
    keys,
    properties_of,
    world,
)
from tests.architecture.matrix_world import World
from tests.architecture.routes import Slip, said_by_parts

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OWN, FOREIGN = "east_one", "west_one"
DAY = {"on": "2026-10-01", "basis": "试"}
ACTORS = {"accounts": "eastsys", "grants": "eastsec"}
# Logins are asked for by their exact words, wherever the account belongs (``actions.by_login``).
ASKED_BY_WORDS = {"login"}


SLIPS = [
    Slip("MoveForm", "other", "org", "/orgs/{org}/change/move/", DAY),
    Slip("DualForm", "other", "org", "/orgs/{org}/change/dual/", DAY),
    Slip("EndDualForm", "other", "org", "/orgs/{org}/change/end-dual/", DAY),
    Slip("TieForm", "other", "org", "/orgs/{org}/change/tie/", {"side": "guides:1", **DAY}),
    Slip("UnitOfForm", "unit", "unit", "/orgs/{org}/change/unit/", {"situation": "same"}),
    Slip("EntrustForm", "other", "org", "/units/{unit}/entrust/", DAY),
    Slip(
        "RegisterForm", "org", "org", "/members/register/",
        {"name": "新人", "category": "full", "began": "transferred_in", **DAY},
    ),
    Slip("MemberMoveForm", "to", "org", "/members/{person}/changes/move/", DAY),
    Slip("MergeForm", "other", "person", "/members/{person}/changes/merge/", {"reason": "同"}),
    Slip("AppointForm", "person", "person", "/members/posts/{org}/", {"post": "{post}", **DAY}),
    Slip("AppointForm", "post", "post", "/members/posts/{org}/", {"person": "{person}", **DAY}),
    Slip("FilterForm", "org", "org", "/members/", query=True),
    Slip("OpenForm", "org", "org", "/accounts/open/", {"login": "neu-1", "name": "新"}, "eastsys"),
    Slip("MemberForm", "person", "person", "/accounts/open/", query=True),
    Slip("SubtreeForm", "org", "org", "/accounts/slips/", {}, "eastsys"),
    Slip("SubtreeForm", "org", "org", "/accounts/open/secretaries/", {}, "eastsys"),
    Slip("SubtreeForm", "org", "org", "/accounts/give/secretaries/", {}, "eastsec"),
    Slip(
        "GiveForm", "org", "org", "/accounts/give/",
        {"account": "new", "role": "cadre", "first": "2026-11-23"}, "eastsec",
    ),
    Slip(
        "DeputyForm", "org", "org", "/accounts/posts/{grant}/deputy/",
        {"account": "new", "first": "2026-11-25", "last": "2026-12-01", "reason": "休假"},
        "eastsec",
    ),
    Slip("meaning", "code", "org", "/imports/{batch}/meaning/", {"column": "branch", "text": "支"}),
    Slip("act_as", "post", "grant", "/account/act-as/"),
]  # fmt: skip
SLIPS += [slip for said in said_by_parts() for slip in getattr(said, "SLIPS", ())]
NAMING = {"org", "one", "other", "to", "person", "post", "unit", "parent", "branch"}
# Lists whose wrong words are no filter and never an error; the rows are within the scope anyway.
# ``post`` of the list of members asks whether somebody holds one at all.
NO_REFERENCE = {
    ("jingwei.shell.accounts.forms", "FilterForm", "org"),
    ("jingwei.shell.ledger.forms", "SearchForm", "org"),
    ("jingwei.shell.members.filters", "FilterForm", "post"),
    # The other side of a transfer or of floating lies elsewhere by nature: it is chosen from the
    # city's address book of branches, by name and code, and writes nothing there before it says so.
    ("jingwei.work.membership.transfers.forms", "WishForm", "to"),
    ("jingwei.work.membership.standing.forms", "FloatingForm", "to"),
    ("jingwei.systems.community.links.forms", "LinkForm", "to"),
    # Words that name nothing: a seat's title, the work of a station's staff, a branch's name.
    ("jingwei.systems.community.grids.forms", "SeatForm", "post"),
    ("jingwei.systems.community.grids.forms", "BuildingForm", "branch"),
    ("jingwei.systems.public_benefit.network.forms", "StaffForm", "post"),
    ("jingwei.systems.public_benefit.network.forms", "TermForm", "post"),
}


@pytest.fixture(scope="module")
def seats(world: World, keys: dict[str, str]) -> World:  # noqa: F811
    """Administrators of the east alone, besides those of the city."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from jingwei.kernel.access.tests.town import add_account

    with connection.cursor() as cursor:
        cursor.execute('SET LOCAL ROLE "jw_migrate"')
    for login, role in (("eastsys", "system_admin"), ("eastsec", "security_admin")):
        add_account(world.town, login, role, world.town.east)
    with connection.cursor() as cursor:
        cursor.execute('SET LOCAL ROLE "jw_app"')
    for who in ("eastsys", "eastsec"):
        client = Client()
        client.force_login(world.town.accounts[who])
        keys[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return world


@pytest.mark.parametrize("one", SLIPS, ids=str)
def test_a_form_takes_no_thing_of_the_neighbour(seats: World, ask: Any, one: Slip) -> None:  # noqa: F811
    foreign = seats.thing(one.kind, FOREIGN)
    unknown = seats.thing(one.kind, "")
    replies = [_sent(seats, ask, one, thing) for thing in (foreign, unknown)]
    for reply in replies:
        assert 400 <= reply.status < 500, reply.text[:400]
    mine = replies[0].text.replace(foreign, "THING")
    theirs = replies[1].text.replace(unknown, "THING")
    assert mine == theirs


def _sent(world: World, ask: Any, one: Slip, thing: str) -> Any:  # noqa: F811
    parts = {kind: names[OWN] for kind, names in world.things.items()}
    address = one.address.format(**parts)
    data = {key: str(value).format(**parts) for key, value in one.data.items()}
    if one.query:
        return ask(one.who, "GET", f"{address}?{one.name}={thing}")
    return ask(one.who, "POST", address, {**data, one.name: thing})


def named_fields() -> Iterator[tuple[str, str, str]]:
    """Every field of a form of the product whose name says that it names a thing."""
    waiting = list(forms.Form.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("jingwei.") and ".tests." not in one.__module__:
            for name in one.base_fields:
                if name in NAMING:
                    yield one.__module__, one.__name__, name


def test_every_field_that_names_a_thing_is_tried() -> None:
    tried = {(one.form.removeprefix("Member"), one.name) for one in SLIPS}
    tried |= {("ChoosingForm", "other"), ("KeyForm", "post")}  # the first is no form of its own
    there = {
        (form.removeprefix("Member"), name)
        for module, form, name in named_fields()
        if (module, form, name) not in NO_REFERENCE
    }
    assert there - tried == set()


def _fields() -> list[tuple[Ask, str]]:
    return [
        (one, name)
        for one in api_asks()
        if one.method != "GET"
        for name in properties_of(OPERATIONS[one.name][2])
        if name in NAMED and name not in ASKED_BY_WORDS
    ]


@pytest.mark.parametrize(("one", "name"), _fields(), ids=lambda part: getattr(part, "name", part))
def test_a_call_takes_no_thing_of_the_neighbour(
    seats: World, ask: Any, one: Ask, name: str  # noqa: F811
) -> None:  # fmt: skip
    who = ACTORS.get(one.pattern.split("/")[3], "lin")
    kind = NAMED[name]
    replies = []
    for thing in (seats.thing(kind, FOREIGN), seats.thing(kind, "")):
        body = {**body_of(one.said, seats, OWN), name: thing}
        body |= {"way": "same"} if "way" in body else {}
        reply = ask(who, one.method, one.address(seats, OWN), body, is_api=True)
        assert reply.status in {403, 404, 422}, reply.text
        replies.append((reply.status, reply.text))
    assert replies[0] == replies[1]
