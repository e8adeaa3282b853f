"""Are dues fixed, collected and handed up by the API to the cent, and is a grade set for one?"""

from typing import Any

import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.api.core import api
from jingwei.work.membership.appraisal.models import Appraisal


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


def lines(town, **more):
    who = {name: str(town.people[name].public_id) for name in ("东甲", "东乙", "东丙")}
    return {
        "lines": [
            {"member": who["东甲"], "group": "wage", "base": "3000.01"},
            {"member": who["东乙"], "group": "retired", "monthly": "15.00"},
            {"member": who["东丙"], "group": "small"},
        ]
    }  # fmt: skip


def test_a_year_is_fixed_and_a_sheet_collected_to_the_cent(town, call):
    fixed = call("branch", "PUT", "/dues/fixings/EAST-1/2026", lines(town))
    assert fixed.status_code == 200, fixed.content
    assert sorted(one["monthly"] for one in fixed.json()["lines"]) == ["0.20", "15.00", "30.00"]
    assert call("gu", "GET", "/dues/fixings/EAST-1/2026").status_code == 404
    body = {"organisation": "EAST-1", "first": "2026-11-01"}
    sheet = call("branch", "POST", "/dues/sheets", body).json()
    assert (sheet["due"], sheet["unpaid"]) == ("45.20", 3)
    member = str(town.people["东甲"].public_id)
    path = f"/dues/sheets/{sheet['id']}"
    tick = {"member": member, "amount": "30.00", "on": "2026-11-20", "payer": "同事"}
    wrong = call("branch", "POST", f"{path}/collect", {"ticks": [tick | {"amount": "31"}]})
    assert [one["code"] for one in wrong.json()["findings"]] == ["dues.too_much"]
    tag = call("branch", "GET", path)["ETag"]
    paid = call("branch", "POST", f"{path}/collect", {"ticks": [tick]}, **{"If-Match": tag})
    assert paid.json()["paid"] == "30.00"
    late = call("branch", "POST", f"{path}/collect", {"ticks": [tick]}, **{"If-Match": tag})
    assert late.status_code == 409
    back = {"member": member, "amount": "30", "on": "2026-11-21", "why": "记错了人"}
    assert call("branch", "POST", f"{path}/refund", back).json()["paid"] == "0.00"
    assert call("branch", "POST", f"{path}/collect", {"ticks": [tick]}).status_code == 200
    handed = {"organisation": "EAST-1", "amount": "30.00", "on": "2026-11-22", "receipt": "7"}
    row = call("branch", "POST", "/dues/remittances", handed)
    assert (row.status_code, row.json()["state"]) == (201, "handed")
    rows = call("lin", "GET", "/dues/remittances?state=handed").json()["rows"]
    assert [one["receipt"] for one in rows] == ["7"]
    small = call("branch", "GET", "/dues/disclosures/EAST-1?span=2026-2").json()
    assert small["paid"] is None


def test_the_same_key_collects_once(town, call):
    call("branch", "PUT", "/dues/fixings/EAST-1/2026", lines(town))
    body = {"organisation": "EAST-1", "first": "2026-11-01"}
    sheet = call("branch", "POST", "/dues/sheets", body).json()
    tick = {"member": str(town.people["东甲"].public_id), "amount": "30.00", "on": "2026-11-20"}
    for _again in range(2):
        answer = call(
            "branch", "POST", f"/dues/sheets/{sheet['id']}/collect", {"ticks": [tick]},
            **{"Idempotency-Key": "one"},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["paid"]) == (200, "30.00")


def test_hardship_is_proposed_and_its_reason_not_told(town, call):
    said = {"member": str(town.people["东甲"].public_id), "since": "2026-11-01",
            "last": "2026-12-01", "monthly": "0", "reason": "收入少了"}  # fmt: skip
    row = call("branch", "POST", "/dues/reliefs", said)
    assert (row.status_code, row.json()["until"]) == (201, "2027-01-01")
    assert "收入" not in row.content.decode()


def test_one_member_is_graded_at_a_time(town, call):
    row = call("branch", "POST", "/appraisals", {"organisation": "EAST-1", "year": 2026}).json()
    hold = {"said": {"held_on": "2026-11-23"}}
    path = f"/flows/appraisal.round/{row['id']}/steps/hold"
    assert call("branch", "POST", path, hold).status_code == 200
    whole = call("branch", "GET", f"/appraisals/{row['id']}").json()
    assert {one["grade"] for one in whole["lines"]} == {""}
    one = f"/appraisals/lines/{whole['lines'][0]['id']}"
    done = call("branch", "PUT", f"{one}/grade", {"grade": "qualified", "reason": "工作认真"})
    assert (done.status_code, done.json()["grade"]) == (200, "qualified")
    with as_owner():
        assert list(Appraisal.everything.order_by("grade").values_list("grade", flat=True)) == [
            "", "", "qualified",
        ]  # fmt: skip
    skipped = call("branch", "PUT", f"{one}/skip", {"why": "absent"}).json()
    assert (skipped["grade"], skipped["skipped"]) == ("", "absent")


def test_no_call_takes_a_grade_for_several_members():
    """Of all calls under /appraisals one sets a grade, and its body names nobody else."""
    described: Any = api.get_openapi_schema()
    bodies = {
        path: said["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        for path, methods in described["paths"].items()
        for said in methods.values()
        if path.startswith("/api/v1/appraisals") and "requestBody" in said
    }
    shapes = {
        path: described["components"]["schemas"][name.rpartition("/")[2]]["properties"]
        for path, name in bodies.items()
    }
    graded = {path: set(shape) for path, shape in shapes.items() if "grade" in shape}
    assert graded == {"/api/v1/appraisals/lines/{line_id}/grade": {"grade", "reason"}}
    assert not any(part.get("type") == "array" for shape in shapes.values()
                   for part in shape.values())  # fmt: skip
