"""Does the API tell the same numbers and days as the pages, and change them by two people?"""

import json
from datetime import date

import pytest
import time_machine
from django.test import Client

from conftest import AT, as_owner
from jingwei.kernel.rulebook import queries

ASKED = {"from_on": "2027-01-01", "value": "30", "source": "市里的规定", "mark": "verified",
         "reason": "二十次不够用"}  # fmt: skip
NAME = "reveal.per_day.most"


@pytest.fixture
def call(town):
    with as_owner():
        town.account("second", "officer", town.city)

    def called(who, method, path, body=None):
        client = Client()
        client.force_login(town.accounts[who])
        with time_machine.travel(AT, tick=False):
            return client.generic(
                method, f"/api/v1{path}", json.dumps(body) if body is not None else "",
                content_type="application/json",
            )  # fmt: skip

    return called


def test_numbers_are_told_as_of_a_day(call):
    names = {row["name"] for row in call("lin", "GET", "/rulebook?on=2026-05-10").json()}
    assert "development.talk.months" in names
    assert "development.notice.working_days" not in names


def test_the_history_of_a_number_meets_without_a_gap(call):
    new, old = call("lin", "GET", "/rulebook/development.rule_set").json()
    assert (old["until"], new["since"]) == ("2026-05-11", "2026-05-11")
    assert call("lin", "GET", "/rulebook/no.such.number").status_code == 404


def test_dues_of_a_base_are_told_to_the_cent(call):
    due = call("lin", "GET", "/rulebook/dues.wage/due?base=3000.01").json()
    assert (due["least"], due["most"], due["mark"]) == ("30.00", "30.00", "verified")
    assert call("lin", "GET", f"/rulebook/{NAME}/due?base=1").status_code == 422


def test_a_change_is_asked_for_and_decided_by_another(call):
    asked = call("officer", "POST", f"/rulebook/{NAME}/changes", ASKED)
    assert asked.status_code == 200, asked.content
    path = f"/rulebook/changes/{asked.json()['id']}/decide"
    assert call("officer", "POST", path, {"agree": True}).status_code == 422
    assert call("second", "GET", "/rulebook/changes").json()[0]["is_mine"] is False
    assert call("second", "POST", path, {"agree": True}).json()["outcome"] == "done"
    assert queries.value_of(NAME, date(2027, 1, 1)) == 30
    assert call("lin", "POST", f"/rulebook/{NAME}/changes", ASKED).status_code == 403


def test_a_clock_is_told_with_its_last_day(call):
    said = call("lin", "GET", "/calendar/clock?start=2026-09-30&amount=3").json()
    assert said == {
        "start": "2026-09-30", "last": "2026-10-10", "until": "2026-10-11", "unknown": []
    }  # fmt: skip


def test_a_year_is_told_and_a_day_changed(call):
    assert call("lin", "GET", "/calendar/2026").json()["working_days"] == 248
    body = {"is_working": True, "name": "调休", "reason": "市里通知"}
    changed = call("officer", "PUT", "/calendar/days/2026-11-28", body)
    assert changed.json()["working_days"] == 249
    assert call("lin", "PUT", "/calendar/days/2026-11-29", body).status_code == 403
    assert call("lin", "GET", "/calendar/2031").status_code == 404
