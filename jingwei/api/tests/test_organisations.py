"""Can a program do with organisations what its acting post may, and nothing more?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import as_owner
from jingwei.api.models import Repeat
from jingwei.api.tokens import end_token, make_token
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation

RENAME = {"name": "东镇先锋党支部", "on": "2026-03-01", "basis": "东委〔2026〕3号"}


def test_lin_lists_the_east_only(call: Any) -> None:
    reply = call("lin", "GET", "/organisations")
    assert [row["code"] for row in reply.json()["rows"]] == ["EAST", "EAST-1", "EAST-2"]


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("", 401)])
def test_an_organisation_of_the_east_is_unknown_in_the_west(
    call: Any, who: str, status: int
) -> None:
    reply = call(who, "GET", "/organisations/EAST-1")
    assert reply.status_code == status
    if status == 404:
        unknown = call(who, "GET", "/organisations/NOWHERE").json()
        assert reply.json() | {"instance": "", "number": ""} == unknown | {
            "instance": "", "number": "",
        }  # fmt: skip


def test_a_change_needs_the_version_that_was_seen(call: Any) -> None:
    seen = call("lin", "GET", "/organisations/EAST-1").headers["ETag"]
    first = call("lin", "POST", "/organisations/EAST-1/rename", RENAME, **{"If-Match": seen})
    assert first.status_code == 200, first.content
    again = RENAME | {"name": "东镇另一党支部", "on": "2026-04-01"}
    second = call("lin", "POST", "/organisations/EAST-1/rename", again, **{"If-Match": seen})
    assert second.status_code == 409
    assert second["Content-Type"] == "application/problem+json"
    assert second.json()["findings"][0]["code"] == "version.changed"


def test_a_call_made_twice_with_one_key_happens_once(call: Any, town: Any) -> None:
    found = {
        "superior": "EAST", "code": "EAST-9", "name": "东镇第九党支部", "kind": "party_branch",
        "founded_on": "2026-01-01",
    }  # fmt: skip
    one = call("lin", "POST", "/organisations", found, **{"Idempotency-Key": "k1"})
    two = call("lin", "POST", "/organisations", found, **{"Idempotency-Key": "k1"})
    assert (one.status_code, two.status_code) == (201, 201), one.content
    assert two["Idempotency-Replayed"] == "true"
    assert one.json() == two.json()
    other = call(
        "lin", "POST", "/organisations", found | {"code": "X"}, **{"Idempotency-Key": "k1"}
    )
    assert other.status_code == 422
    with as_owner():
        assert Organisation.everything.filter(code__startswith="EAST-9").count() == 1


def test_a_refused_call_leaves_its_key_free(call: Any) -> None:
    wrong = {"on": "2027-01-01", "basis": ""}
    reply = call(
        "lin", "POST", "/organisations/EAST-1/dissolve", wrong, **{"Idempotency-Key": "k2"}
    )
    assert reply.status_code == 422
    assert len(reply.json()["findings"]) >= 2
    with as_owner():
        assert not Repeat.objects.filter(key="k2").exists()


def test_a_program_cannot_reach_over_to_the_neighbour(call: Any) -> None:
    reply = call(
        "lin", "POST", "/organisations/EAST-1/move", {"superior": "WEST", "on": "2026-03-01"}
    )
    assert reply.status_code == 404


def test_an_ended_key_opens_nothing(call: Any, town: Any) -> None:
    call("lin", "GET", "/organisations")
    from jingwei.api.models import Token

    with acting(town.lin_scope) as lin:
        end_token(token=Token.everything.get(), by=lin, at=town.at)
    assert call("lin", "GET", "/organisations").status_code == 401


def test_a_key_is_for_an_own_post_only(town: Any) -> None:
    with acting(town.lin_scope) as lin, pytest.raises(Refused) as refused:
        make_token(
            name="x", grant=town.grants["gu"], until=town.at + timedelta(days=1), by=lin, at=town.at
        )
    assert refused.value.codes == {"token.not_own"}


def test_what_is_not_json_is_said_to_be_so(call: Any, client: Client) -> None:
    call("lin", "GET", "/organisations")
    reply = call("lin", "POST", "/organisations/EAST-1/rename", {"name": 3})
    assert reply.status_code == 422
    assert {finding["code"] for finding in reply.json()["findings"]} == {"request.form"}
