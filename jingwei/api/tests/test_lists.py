"""Does a list of fifty cost the database what a list of one does, and does it go on by key?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.people.models import Correction
from jingwei.kernel.ranges import held
from jingwei.ops.imports.models import Batch

LISTS = [
    ("officer", "/organisations"),
    ("officer", "/units"),
    ("officer", "/members"),
    ("officer", "/corrections"),
    ("officer", "/imports"),
    ("officer", "/organisations/EAST-1/posts"),
    ("sysadmin", "/accounts"),
    ("secadmin", "/grants"),
    ("auditor", "/ledger"),
]
MANY = 49


def more(town: Any) -> None:
    """Fifty of everything in the first branch of the east."""
    where = {"org": town.east_one, "org_path": town.east_one.path}
    asker = town.accounts["new"]
    for at in range(MANY):
        person = town.member(f"名{at}", town.east_one)
        town.account(f"konto-{at}", "cadre", town.east_one)
        since = held(person.joined_on)
        Unit.everything.create(**where, name=f"单位{at}", kind=UnitKind.OTHER, held=since)
        Correction.everything.create(
            **where, kind="own", person=person, reason="手机", asked_by=asker, asked_at=town.at
        )
        Batch.everything.create(
            **where, kind="members", state="cancelled", file_name="名册.csv", file_digest="0",
            file_size=1, as_of=town.on, account=asker, uploaded_at=town.at,
        )  # fmt: skip


def queries(call: Any, who: str, address: str) -> int:
    call(who, "GET", address)  # the first call also makes a key
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert call(who, "GET", address).status_code == 200
    return len(captured)


@pytest.mark.slow
def test_a_long_list_costs_the_same(call: Any, town: Any) -> None:
    few = {place: queries(call, *place) for place in LISTS}
    with as_owner():
        more(town)
    many = {place: queries(call, *place) for place in LISTS}
    assert {place: (few[place], many[place]) for place in LISTS if many[place] > few[place]} == {}


@pytest.mark.slow
def test_a_list_goes_on_by_key_without_gap_or_double(call: Any, town: Any) -> None:
    with as_owner():
        more(town)
    seen: list[str] = []
    at = ""
    while True:
        page = call("officer", "GET", f"/members?at={at}").json()
        seen += [row["id"] for row in page["rows"]]
        at = page["next"]
        if not at:
            break
    assert len(seen) == len(set(seen)) == len(town.people)
