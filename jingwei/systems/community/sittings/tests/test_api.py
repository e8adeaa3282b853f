"""Does the API keep meetings, links and groups as the pages do?"""

from typing import Any

from conftest import as_owner
from jingwei.api.tests.conftest import call, key_of  # noqa: F401 - fixtures
from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Person
from jingwei.systems.community.sittings.tests.conftest import committee_of


def test_a_meeting_is_recorded_and_its_task_called_done(council: Any, call: Any):  # noqa: F811
    with acting(council.lin_scope):
        body = committee_of(council.community).title
    said = {
        "community": str(council.community.public_id), "body": body, "on": "2026-11-20",
        "topic": "停车", "chair": "东甲", "items": [{"title": "停车"}],
        "came": [{"name": name, "came": "present"} for name in ("东甲", "示例乙", "示例丙")],
        "decisions": [{"text": "画线", "owner": "东甲", "due_on": "2026-12-01"}],
    }  # fmt: skip
    few = call("lin", "POST", "/sittings", said | {"came": said["came"][:1]})
    assert few.status_code == 422
    made = call("lin", "POST", "/sittings", said)
    assert made.status_code == 201, made.content
    task = made.json()["decisions"][0]["id"]
    done = call(
        "lin", "POST", f"/sittings/decisions/{task}/done",
        {"outcome": "画好了", "on": "2026-11-23"},
    )  # fmt: skip
    assert done.json()["done_on"] == "2026-11-23"
    (row,) = call("lin", "GET", "/sittings").json()["rows"]
    assert (row["present"], row["decided"], row["waiting"]) == (3, 1, 0)
    assert call("gu", "GET", f"/sittings/{row['id']}").status_code == 404


def test_a_link_is_proposed_and_seen_by_the_branch_of_the_relation(council: Any, call: Any):  # noqa: F811
    with as_owner():
        member = str(Person.everything.get(pk=council.people["东乙"].pk).public_id)
    said = {"member": member, "branch": "WEST-1", "place": "西镇二区"}
    assert call("gu", "POST", "/links", said).status_code == 404
    made = call("branch", "POST", "/links", said)
    assert made.status_code == 201, made.content
    assert made.json()["state"] == "proposed"
    (row,) = call("branch", "GET", "/links?what=out").json()["rows"]
    assert row["here"] == "西镇第一党支部"
    assert call("gu", "GET", f"/links/{row['id']}").json()["life"] == []
    assert call("branch", "POST", "/links", said).status_code == 422


def test_a_group_begins_and_a_member_serves(council: Any, call: Any):  # noqa: F811
    from jingwei.systems.community.groups.tests.conftest import sorted_by

    sorted_by(council)
    said = {"community": str(council.community.public_id), "name": "老干部理事会"}
    assert call("lin", "POST", "/groups", said | {"sort": "没有的"}).status_code == 422
    made = call("lin", "POST", "/groups", said | {"sort": "老干部理事会", "residents": 20})
    assert made.status_code == 201, made.content
    path = f"/groups/{made.json()['id']}"
    member = str(council.people["东甲"].public_id)
    body = {"member": member, "does": "会长", "since": "2026-11-01"}
    whole = call("lin", "POST", f"{path}/members", body).json()
    assert [one["name"] for one in whole["serving"]] == ["东甲"]
    assert call("gu", "GET", path).status_code == 404
