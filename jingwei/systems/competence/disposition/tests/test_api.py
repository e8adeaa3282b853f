"""Does the API show a case to those named on it alone, note each look, and let the member speak?"""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.systems.competence.disposition.models import CaseLook, Disposition, Point
from jingwei.systems.competence.disposition.tests.test_practices import tried
from jingwei.systems.competence.disposition.tests.world import CARE, TO_HEARING, make, walk

CASES = "/api/v1/dispositions"
PILOTS = "/api/v1/pilots"
MINE = "/api/v1/me/dispositions"


def send(client, path, body=None, method="post", **headers):
    return getattr(client, method)(
        path, json.dumps(body or {}), content_type="application/json", headers=headers
    )


@pytest.fixture
def heard(place, case):
    with acting(place.branch_scope):
        walk(place, case, *TO_HEARING)
        return Disposition.everything.select_related("person").get(pk=case.pk)


@pytest.mark.parametrize(
    ("who", "status"),
    [("branch", 200), ("lin", 200), ("colleague", 404), ("gu", 404), ("officer", 404),
     ("new", 422)],
)  # fmt: skip
def test_only_those_named_read_a_case(heard, browser, who, status):
    client = browser(who)
    for part in ("", "/looks", "/above"):
        answer = client.get(f"{CASES}/{heard.public_id}{part}").status_code
        assert answer == status or (who == "new" and answer == 403), part
    listed = client.get(CASES)
    codes = [one["code"] for one in listed.json().get("rows", [])]
    assert codes == ([heard.code] if status == 200 else [])


def test_each_look_by_the_api_is_on_file_and_the_member_reads_it(heard, browser):
    one = browser("lin").get(f"{CASES}/{heard.public_id}").json()
    assert one["state"] == "defence_open"
    assert [row["situation"] for row in one["situations"]] == [
        "life", "dues", "transfer", "tasks", "role"
    ]  # fmt: skip
    assert len(one["checklist"]) == 15
    own = browser("member").get(f"{MINE}/{heard.public_id}").json()
    assert {row["name"] for row in own["looks"]} == {"Lin", "Member"}
    assert own["own_steps"] == ["ask"]
    with as_owner():
        assert CaseLook.objects.count() == 2


def test_the_member_speaks_and_nobody_else_does_in_his_name(heard, browser):
    member = browser("member")
    assert [one["code"] for one in member.get(MINE).json()] == [heard.code]
    path = f"{MINE}/{heard.public_id}/steps/ask"
    refused = send(member, path, {"said": {"ask": "account", "said": ""}})
    assert refused.status_code == 422
    body = {"said": {"ask": "account", "said": "二月在外地陪护"}}
    key = {"Idempotency-Key": "own-12345"}
    for _again in range(2):
        answer = send(member, path, body, **key)
        assert answer.status_code == 200, answer.content.decode()
    assert [one["said"] for one in answer.json()["points"]] == ["二月在外地陪护"]
    with as_owner():
        assert Point.objects.count() == 1
    for who in ("lin", "branch", "new"):
        assert send(browser(who), path, body).status_code == 404
    assert send(member, f"{MINE}/{heard.public_id}/steps/approve", body).status_code == 404


def test_a_talk_people_and_local_steps_by_the_api(place, browser):
    branch = browser("branch")
    care = {name.removeprefix("care_"): value for name, value in CARE.items()}
    who = str(place.people["东乙"].public_id)
    body = {"member": who, "talked_on": "2026-11-20", "care": care}
    short = send(branch, CASES, body | {"care": {}})
    assert short.status_code == 422
    made = send(branch, CASES, body)
    assert made.status_code == 201, made.content.decode()
    path = f"{CASES}/{made.json()['id']}"
    above = branch.get(path + "/above").json()
    chosen = next(one for one in above if one["name"] == "Colleague")
    named = send(branch, path + "/seats", {"role": "approver", "post": chosen["id"]})
    assert named.status_code == 201
    assert browser("colleague").get(path).status_code == 200
    twice = send(branch, path + "/seats", {"role": "approver", "post": chosen["id"]})
    assert [one["code"] for one in twice.json()["findings"]] == ["disposition.twice"]
    pair = {"role": "investigator", "member": str(place.people["东甲"].public_id)}
    seats = send(branch, path + "/seats", pair).json()["seats"]
    seat = next(one for one in seats if one["name"] == "东甲")
    told = send(
        branch, f"{path}/seats/{seat['id']}/disclosure", {"relation": "同村", "in_minutes": True}
    ).json()["seats"]
    assert next(one for one in told if one["name"] == "东甲")["relation"] == "同村"
    done = send(branch, path + "/checklist", {"phase": "facts", "position": 1, "on": "2026-11-23"})
    assert done.json()["checklist"][0]["done_on"] == "2026-11-23"
    gone = send(branch, f"{path}/seats/{seat['id']}/end", {"reason": "回避"}).json()["seats"]
    assert "东甲" not in {one["name"] for one in gone}
    assert send(browser("lin"), path + "/seal").status_code == 404


def test_pilots_trials_and_practices_by_the_api(place, browser):
    lin, gu = browser("lin"), browser("gu")
    pilot = send(lin, PILOTS, {
        "organisation": place.east.code, "field": "rural", "locality": "示例村",
        "since": "2026-01-01", "criteria": "班子齐",
    })  # fmt: skip
    assert pilot.status_code == 201, pilot.content.decode()
    path = f"{PILOTS}/{pilot.json()['id']}"
    assert gu.get(path).status_code == 404
    trial = send(
        lin, path + "/trials", {"idea": "两人谈", "expected": "都谈到", "began_on": "2026-02-01"}
    ).json()
    judged = {"evaluation": "都谈到了", "kept": "kept", "ended_on": "2026-09-01"}
    judge = f"{PILOTS}/trials/{trial['id']}/evaluation"
    assert send(gu, judge, judged).status_code == 404
    assert send(lin, judge, judged).json()["kept"] == "kept"
    (practice,) = gu.get(PILOTS + "/practices").json()["rows"]
    assert (practice["locality"], practice["used_by"]) == ("示例村", 0)
    body = {
        "organisation": place.west.code, "locality": "西片", "since": "2026-10-10",
        "why": "人手够",
    }  # fmt: skip
    used = send(gu, f"{PILOTS}/practices/{practice['id']}/adoptions", body)
    assert used.status_code == 201, used.content.decode()
    stop = f"{PILOTS}/adoptions/{used.json()['id']}/stop"
    assert send(lin, stop, {"on": "2026-11-01", "reason": "不合适"}).status_code == 404
    ended = send(gu, stop, {"on": "2026-11-01", "reason": "人手不够"}).json()
    assert (ended["until"], ended["ended_why"]) == ("2026-11-01", "人手不够")
    changed = send(
        lin, path, {
            "field": "rural", "locality": "示例二村", "since": "2026-01-01", "criteria": "齐",
        }, method="put",
    )  # fmt: skip
    assert changed.json()["locality"] == "示例二村"
    assert [one["idea"] for one in changed.json()["trials"]] == ["两人谈"]


@pytest.mark.parametrize("url", ["/dispositions/", CASES])
def test_the_list_of_cases_asks_as_often_for_one_as_for_twenty(place, case, browser, url):
    branch = browser("branch")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert branch.get(url).status_code == 200
        return len(asked)

    branch.get(url)
    one = cost()
    with acting(place.branch_scope):
        for _more in range(19):
            make(place, "concern")
    assert cost() == one


def test_practices_of_others_are_read_and_nothing_else(place, browser):
    tried(place, kept="open")
    assert browser("gu").get(PILOTS + "/practices").json()["rows"] == []
    assert browser("gu").get(PILOTS).json()["rows"] == []
