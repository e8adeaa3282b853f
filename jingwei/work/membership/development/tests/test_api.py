"""Does the API show the same cases, refuse in the same words, and take an application once?"""

import json

import pytest

from conftest import as_owner
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.tests.conftest import begun, number

PATH = "/api/v1/development"


def body(answer):
    return json.loads(answer.content)


@pytest.fixture
def cases(town):
    with as_owner():
        return begun(town, "activist"), begun(town, "applied", org=town.west_one, name="西申")


def send(client, path, said, **headers):
    return client.post(path, json.dumps(said), content_type="application/json", headers=headers)


def test_the_list_is_of_the_own_part_of_the_tree(cases, browser):
    answer = body(browser("lin").get(PATH))
    (row,) = answer["items"] if "items" in answer else answer["rows"]
    assert (row["state"], row["organisation"]) == ("activist", "EAST-1")
    assert row["next_step"] == "记半年考察"


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404)])
def test_one_case_is_unknown_next_door(cases, browser, who, status):
    answer = browser(who).get(f"{PATH}/{cases[0].public_id}")
    assert answer.status_code == status
    if status == 200:
        told = body(answer)
        assert told["id_tail"] == cases[0].id_tail
        assert "id_number" not in told
        again = browser(who).get(
            f"{PATH}/{cases[0].public_id}", headers={"If-None-Match": answer["ETag"]}
        )
        assert again.status_code == 304


def test_an_application_is_taken_once(town, browser):
    said = {
        "organisation": "EAST-1", "name": "申一", "applied_on": "2026-11-20",
        "id_number": number(),
    }  # fmt: skip
    branch = browser("branch")
    first = send(branch, PATH, said, **{"Idempotency-Key": "k-1"})
    again = send(branch, PATH, said, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert body(first)["id"] == body(again)["id"]
    with as_owner():
        assert Development.everything.count() == 1


def test_what_is_wrong_is_said_in_the_same_words(town, browser):
    said = {"organisation": "EAST-1", "name": "", "applied_on": "2026-11-20", "phone": "12"}
    answer = send(browser("branch"), PATH, said)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "development.name" in words
    assert "people.phone.form" in words


def test_details_change_only_for_who_saw_the_latest(cases, browser):
    branch = browser("branch")
    path = f"{PATH}/{cases[0].public_id}"
    tag = branch.get(path)["ETag"]
    said = json.dumps({"name": "申改", "sex": "1", "birth_on": "1998-03-03"})
    changed = branch.put(path, said, content_type="application/json", headers={"If-Match": tag})
    assert (changed.status_code, body(changed)["name"]) == (200, "申改")
    stale = branch.put(path, said, content_type="application/json", headers={"If-Match": tag})
    assert stale.status_code in (409, 412)
