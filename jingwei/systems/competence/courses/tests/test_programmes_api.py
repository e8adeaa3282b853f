"""Is a class for a group planned, given sessions, read and closed by the API as on the pages?"""

import json
from typing import Any

import pytest
from django.test import Client

from conftest import TODAY, as_owner
from jingwei.systems.competence.courses.models import Course, Programme
from jingwei.systems.competence.courses.tests.conftest import DAYS

ROOT = "/api/v1/programmes"
PLAN = {"organisation": "EAST", "title": "村班子示范班", "group": "village_heads", "year": 2026}
SESSION = {
    "title": "第一场", "topic": "law", "teacher": "王示一", "seats": 20, "place": "党校",
    "until": (DAYS[0].on).isoformat(),
    "lessons": [{"on": DAYS[0].on.isoformat(), "starts": "09:00", "ends": "11:00", "hours": 2}],
}  # fmt: skip


@pytest.fixture
def call(town: Any) -> Any:
    def asked(method: str, path: str, body: Any = None, who: str = "lin") -> Any:
        client = Client()
        client.force_login(town.accounts[who])
        said = "" if body is None else json.dumps(body)
        return client.generic(method, path, said, content_type="application/json")

    return asked


def test_a_class_is_planned_with_sessions_and_closed_with_its_result(town, call):
    made = call("POST", ROOT, PLAN)
    assert made.status_code == 201, made.content
    one = f"{ROOT}/{made.json()['id']}"
    assert call("POST", one + "/sessions", SESSION, "gu").status_code == 404
    whole = call("POST", f"{one}/sessions", SESSION).json()
    assert [row["title"] for row in whole["sessions"]] == ["第一场"]
    assert call("GET", f"{one}/roster").json() == []
    assert call("GET", f"{ROOT}?year={TODAY.year}").json()["rows"][0]["state"] == "planned"
    assert call("GET", one, None, "gu").status_code == 404
    assert call("GET", one, None, "branch").status_code == 200  # what those above hold is open
    assert call("POST", f"{one}/sessions", SESSION, "branch").status_code == 403
    step = f"/api/v1/flows/courses.programme/{made.json()['id']}/steps"
    assert call("POST", f"{step}/open", {}).status_code == 200
    early = call("POST", f"{step}/close", {"said": {"result": "调解成3件"}})
    assert early.status_code == 422, "a session is not over yet"
    with as_owner():
        Course.everything.update(state="cancelled")
    assert call("POST", f"{step}/close", {"said": {"result": "调解成3件"}}).status_code == 200
    assert call("GET", one).json()["result"] == "调解成3件"
    assert call("POST", f"{one}/sessions", SESSION).status_code == 422


def test_what_a_class_lacks_is_named(town, call):
    said = call("POST", ROOT, PLAN | {"title": " ", "year": 1999})
    assert said.status_code == 422
    assert {one["code"] for one in said.json()["findings"]} >= {"programme.title"}
    with as_owner():
        assert not Programme.everything.exists()
