"""Does the API do what the pages do, with the same scope and the same reasons?"""

import json

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.people.models import Person
from jingwei.work.membership.standing.models import Floating
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import OUTSIDE


def send(client, path, body, **headers):
    return client.post(
        f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers
    )


def test_a_transfer_goes_from_wish_to_acceptance(browser, town):
    who = str(town.people["东乙"].public_id)
    branch, lin, gu = browser("branch"), browser("lin"), browser("gu")
    found = branch.get("/api/v1/transfers/branches", {"text": "西镇"}).json()
    assert [one["code"] for one in found] == ["WEST-1"]
    reply = send(branch, "/transfers", {"member": who, "branch": "WEST-1", "why": "work"})
    assert reply.status_code == 201, reply.content.decode()
    path = f"/flows/membership.transfer/{reply.json()['id']}"
    assert send(lin, f"{path}/steps/send", {"said": {}}).status_code == 200
    assert send(gu, f"{path}/steps/accept", {"said": {}}).status_code == 200
    with acting(town.gu_scope):
        assert Person.everything.get(public_id=who).org_id == town.west_one.pk


def test_the_same_key_asks_once(browser, town):
    who = str(town.people["东乙"].public_id)
    body = {"member": who, "outside": OUTSIDE, "why": "home"}
    client, key = browser("branch"), {"Idempotency-Key": "k-1234567890"}
    first = send(client, "/transfers", body, **key)
    again = send(client, "/transfers", body, **key)
    assert first.json()["id"] == again.json()["id"]
    with acting(town.lin_scope):
        assert Transfer.everything.count() == 1


def test_all_reasons_come_at_once_as_on_the_page(browser, town):
    who = str(town.people["东乙"].public_id)
    reply = send(browser("branch"), "/transfers", {"member": who, "why": "fun"})
    assert reply.status_code == 422
    codes = {one["code"] for one in reply.json()["findings"]}
    assert codes == {"transfers.to", "transfers.why"}


@pytest.mark.parametrize(("who", "status"), [("gu", 404), ("lin", 201)])
def test_a_member_of_the_east_is_unknown_in_the_west(browser, town, who, status):
    body = {"member": str(town.people["东乙"].public_id), "outside": OUTSIDE, "why": "home"}
    assert send(browser(who), "/transfers", body).status_code == status


def test_the_desk_and_one_transfer_are_read_by_both_sides(browser, town, sent):
    for who, view in (("lin", "going"), ("gu", "coming")):
        client = browser(who)
        (row,) = client.get("/api/v1/transfers", {"view": view}).json()["rows"]
        one = client.get(f"/api/v1/transfers/{row['id']}")
        assert one.json()["held_by"] == "西镇第一党支部"
        tag = one["ETag"]
        again = client.get(f"/api/v1/transfers/{row['id']}", headers={"If-None-Match": tag})
        assert again.status_code == 304


def test_a_letter_is_recorded_and_a_floating_member_registered(browser, town):
    number = id_number(AT.date().replace(year=1990), 3)
    letter = {
        "organisation": "WEST-1", "name": "外丙", "id_number": number,
        "sender": OUTSIDE, "number": "外-9", "letter_on": "2026-11-20",
    }  # fmt: skip
    assert send(browser("gu"), "/transfers/letters", letter).status_code == 201
    away = {"member": str(town.people["东丙"].public_id), "since": "2026-02-01", "place": "某省"}
    reply = send(browser("branch"), "/standing/floating", away)
    assert reply.status_code == 201
    with acting(town.lin_scope):
        assert Floating.everything.get().state == reply.json()["state"] == "away"
    (row,) = browser("lin").get("/api/v1/standing", {"what": "out"}).json()["rows"]
    assert row["note"] == "某省"
