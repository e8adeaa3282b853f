"""Are terms on duty kept with their days, and do residents read on which days a station is shut?"""

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.public_benefit.network import queries, shutting, staffing
from jingwei.systems.public_benefit.network.models import StationShut, StationStaff
from jingwei.systems.public_benefit.network.staffing import Term
from jingwei.systems.public_benefit.network.tests.conftest import day, opened

ROOT = "/benefit/network"
PUBLIC = "/ask/stations/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def named(town: Any, row: Any, *, term: Term, who: str = "示例一") -> StationStaff:
    with acting(town.lin_scope) as by:
        return staffing.name_staff(station=row, name=who, post="代办员", term=term, by=by, at=AT)


def shut(town: Any, row: Any, first: date, last: date, why: str = "春节放假") -> StationShut:
    with acting(town.lin_scope) as by:
        return shutting.shut_days(station=row, first=first, last=last, why=why, by=by, at=AT)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (Term(day(-9), day(1)), "staff.early"),
        (Term(day(3), day(3)), "staff.order"),
        (Term(day(5), day(9)), "staff.twice"),
    ],
)
def test_a_term_lies_within_the_station_and_nobody_is_there_twice(
    streets: Any, term: Term, code: str
) -> None:
    row = opened(streets)
    named(streets, row, term=Term(day(4), day(6)))
    with pytest.raises(Refused) as refusal:
        named(streets, row, term=term)
    assert refusal.value.codes == {code}
    named(streets, row, term=Term(day(6), None))
    with acting(streets.lin_scope):
        assert StationStaff.everything.count() == 2, "the next term begins where the last ends"


def test_terms_are_added_changed_and_ended_on_the_page(streets: Any, browser: Any) -> None:
    lin = browser("lin")
    page = f"{ROOT}/{opened(streets).public_id}/"
    typed = {"name": "示例一", "post": "代办员", "since": str(day(4)), "until": str(day(4))}
    answer = lin.post(f"{page}staff/new/", typed)
    assert answer.status_code == 422
    assert "请改正其中一个" in text(answer)
    assert 'value="示例一"' in text(answer)
    typed["until"] = str(day(90))
    assert lin.post(f"{page}staff/new/", typed).status_code == 302
    said = text(lin.get(page))
    assert f"从 {day(4)} 起" in said
    assert "没有人在岗" in said, "not yet"
    with as_owner():
        one = StationStaff.everything.get()
    change = f"{page}staff/{one.public_id}/change/"
    assert f'value="{day(90)}"' in text(lin.get(change))
    told = {"post": "调解员", "since": str(TODAY), "until": ""}
    assert lin.post(change, told).status_code == 302
    said = text(lin.get(page))
    assert "调解员" in said
    assert "没有人在岗" not in said
    assert browser("gu").post(change, told).status_code == 404
    assert lin.post(f"{page}staff/{one.public_id}/end/").status_code == 302
    with as_owner():
        one.refresh_from_db()
        line = Entry.everything.get(verb="network.staff.change")
    assert one.held.upper == day(1)
    told = json.loads(line.payload)
    assert told["was_until"] == str(day(90)), "what it was before stays in the ledger"
    with acting(streets.lin_scope):
        assert queries.terms(one.station, day(2)).former == [one]


@pytest.mark.parametrize(
    ("first", "last", "why", "code"),
    [
        (None, None, "放假", "shut.first"), (day(2), day(1), "放假", "shut.order"),
        (day(-3), day(-1), "放假", "shut.past"), (day(9), day(99), "放假", "shut.long"),
        (day(1), day(1), " ", "shut.why"), (day(6), day(8), "放假", "shut.twice"),
    ],
)  # fmt: skip
def test_closed_days_are_said_beforehand_with_a_word(
    streets: Any, first: Any, last: Any, why: str, code: str
) -> None:
    row = opened(streets)
    shut(streets, row, day(5), day(7))
    with pytest.raises(Refused) as refusal:
        shut(streets, row, first, last, why)
    assert refusal.value.codes == {code}


def test_residents_read_them_and_lose_them_when_they_are_taken_back(
    streets: Any, browser: Any
) -> None:
    lin, resident = browser("lin"), browser()
    page = f"{ROOT}/{opened(streets).public_id}/"
    typed = {"first": str(day(3)), "last": "", "why": "停电检修"}
    assert lin.post(f"{page}shut/new/", typed).status_code == 302
    assert "停电检修" in text(lin.get(page))
    assert "停电检修" in text(resident.get(PUBLIC))
    with as_owner():
        row = StationShut.everything.get()
    assert row.last == day(3), "one day where no last one is said"
    again = lin.post(f"{page}shut/new/", typed)
    assert "这几天里已经写了关门" in text(again)
    assert browser("gu").post(f"{page}shut/{row.public_id}/remove/").status_code == 404
    assert lin.post(f"{page}shut/{row.public_id}/remove/").status_code == 302
    assert "停电检修" not in text(resident.get(PUBLIC))


def test_what_is_past_or_far_ahead_is_not_shown_and_costs_no_more(
    streets: Any, browser: Any
) -> None:
    row = opened(streets)
    with CaptureQueriesContext(connection) as before:
        browser().get(PUBLIC)
    for ahead, why in ((3, "停电检修"), (30, "院里大修")):
        shut(streets, row, day(ahead), day(ahead), why)
    with CaptureQueriesContext(connection) as after:
        said = text(browser().get(PUBLIC))
    assert "停电检修" in said
    assert "院里大修" not in said
    assert len(after) == len(before)
    with time_machine.travel(day(9), tick=False):
        assert "停电检修" not in text(browser().get(PUBLIC))


def test_programs_name_change_shut_and_open_again(streets: Any, browser: Any) -> None:
    lin, root = browser("lin"), f"/api/v1/stations/{opened(streets).public_id}"

    def call(method: str, path: str, body: Any = None) -> Any:
        return lin.generic(
            method, root + path, json.dumps(body or {}), content_type="application/json"
        )

    made = call("POST", "/staff", {"name": "示例一", "work": "代办员", "since": str(day(2))})
    assert made.status_code == 201
    one = made.json()
    told = {"work": "调解员", "since": str(TODAY), "until": str(day(30))}
    changed = call("PUT", f"/staff/{one['id']}", told).json()
    assert (changed["work"], changed["until"]) == ("调解员", str(day(30)))
    days = call("POST", "/shut", {"first": str(day(1)), "why": "停电"}).json()
    assert days["last"] == str(day(1))
    assert lin.get(root).json()["shut"] == [days]
    assert call("POST", f"/shut/{days['id']}/remove").json()["shut"] == []
    wrong = call("POST", "/shut", {"first": str(day(-2)), "why": ""})
    assert {found["code"] for found in wrong.json()["findings"]} == {"shut.past", "shut.why"}
