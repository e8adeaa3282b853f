"""Can somebody make, see and end the keys of the own programs on a page, and only those?"""

from datetime import timedelta
from typing import Any

from django.test import Client

from jingwei.api.models import Token
from jingwei.api.tests.keys import let_last
from jingwei.kernel.access.tests.town import ID_NUMBERS


def make(client: Client, town: Any, who: str = "lin") -> Any:
    client.force_login(town.accounts[who])
    day = (town.at + timedelta(days=30)).date().isoformat()
    post = str(town.grants[who].public_id)
    return client.post("/account/keys/", {"name": "对账程序", "post": post, "until": day})


def test_a_key_is_told_once_and_works(client: Client, town: Any) -> None:
    said = make(client, town).context
    key = said["key"]
    let_last(said["made"])
    assert key not in client.get("/account/keys/").content.decode()
    program = Client()
    reply = program.get("/api/v1/organisations", headers={"Authorization": f"Bearer {key}"})
    assert [row["code"] for row in reply.json()["rows"]] == ["EAST", "EAST-1", "EAST-2"]


def test_an_ended_key_is_refused_with_the_next_call(client: Client, town: Any) -> None:
    reply = make(client, town)
    token = reply.context["made"]
    client.post(f"/account/keys/{token.public_id}/end/")
    headers = {"Authorization": f"Bearer {reply.context['key']}"}
    assert Client().get("/api/v1/me", headers=headers).status_code == 401


def test_the_neighbour_neither_sees_nor_ends_it(client: Client, town: Any) -> None:
    token = make(client, town).context["made"]
    client.force_login(town.gu)
    assert "对账程序" not in client.get("/account/keys/").content.decode()
    assert client.post(f"/account/keys/{token.public_id}/end/").status_code == 404


def test_nobody_makes_a_key_for_the_post_of_somebody_else(client: Client, town: Any) -> None:
    client.force_login(town.lin)
    said = {"name": "x", "post": str(town.grants["gu"].public_id), "until": "2027-01-01"}
    reply = client.post("/account/keys/", said)
    assert reply.status_code == 422
    assert "key" not in reply.context
    assert not Token.everything.filter(name="x").exists()


def test_the_own_file_is_told_by_the_api(client: Client, town: Any) -> None:
    client.force_login(town.accounts["member"])
    reply = client.get("/api/v1/me/file")
    assert reply.json()["name"] == "东甲"
    assert ID_NUMBERS["东甲"] not in reply.content.decode()
    whole = client.post("/api/v1/me/file/whole").json()
    assert whole["file"]["id_number"] == ID_NUMBERS["东甲"]


def test_a_reveal_by_a_program_is_told_to_the_member(call: Any, client: Client, town: Any) -> None:
    person = town.people["东甲"].public_id
    assert "13900000000" not in call("lin", "GET", f"/members/{person}").content.decode()
    why = {"fields": ["phone"], "reason": "contact"}
    asked = call("lin", "POST", f"/members/{person}/reveal", why, **{"Idempotency-Key": "r"})
    assert asked.json()["values"] == {"phone": "13900000000"}
    again = call("lin", "POST", f"/members/{person}/reveal", why, **{"Idempotency-Key": "r"})
    assert again.json()["values"] == {}
    assert call("gu", "POST", f"/members/{person}/reveal", why).status_code == 404
    client.force_login(town.accounts["member"])
    assert [look["who"] for look in client.get("/api/v1/me/looks").json()] == ["Lin"]
