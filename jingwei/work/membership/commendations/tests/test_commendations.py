"""Is a commendation recorded once, taken back with a reason, counted in table 12, no score?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Person
from jingwei.work.membership.commendations import actions, rules
from jingwei.work.membership.commendations.models import Commendation
from jingwei.work.membership.statistics import queries as statistics
from jingwei.work.membership.statistics.registered import table_of

TOLD = {"honour": "member", "level": "city", "given_by": "示例市委", "paper": "示例〔2026〕6号",
        "on": date(2026, 7, 1)}  # fmt: skip


def record(town: Any, who: str = "lin", **more: Any) -> Commendation:
    told = actions.Told(**{**TOLD, "person": town.people["东甲"], **more})
    org = told.person.org if told.person else town.east_one
    with acting(town.scopes[who]) as by:
        return actions.record_commendation(org=org, told=told, by=by, at=AT)


def test_a_commendation_is_recorded_once_by_its_paper(town):
    row = record(town)
    assert (row.name, row.org_id) == ("东甲", town.east_one.pk)
    with pytest.raises(Refused) as refusal:
        record(town)
    assert refusal.value.codes == {"commendation.again"}
    body = record(town, honour="body", person=None)
    assert body.name == town.east_one.name
    with acting(town.lin_scope):
        lines = Entry.everything.filter(verb="commendations.commendation.record")
        assert all("东甲" not in line.payload for line in lines)
        assert len(lines) == 2


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, set()),
        ({"has_person": False}, {"commendation.nobody"}),
        ({"honour": "body"}, {"commendation.body"}),
        ({"given_by": " ", "paper": ""}, {"commendation.by", "commendation.paper"}),
        ({"on": None}, {"commendation.day"}),
        ({"on": date(2027, 1, 1)}, {"commendation.future"}),
        ({"on": date(2001, 1, 1)}, {"commendation.before"}),
        ({"again": True}, {"commendation.again"}),
    ],
)
def test_a_decision_has_its_hand_its_number_and_its_day(more, codes):
    said = {"honour": "member", "has_person": True, "given_by": "示例市委", "paper": "1号",
            "on": TODAY, "today": TODAY, "founded": date(2010, 1, 1), "again": False,
            **more}  # fmt: skip
    assert {one.code for one in rules.commendation_findings(**said)} == codes


def test_what_was_taken_back_stays_with_its_reason(town):
    row = record(town)
    with acting(town.lin_scope) as by:
        with pytest.raises(Refused) as refusal:
            actions.take_back(commendation=row, on=date(2026, 1, 1), why="", by=by, at=AT)
        assert refusal.value.codes == {"commendation.taken_day", "commendation.taken_why"}
        actions.take_back(
            commendation=row, on=date(2026, 9, 1), why="示例〔2026〕9号", by=by, at=AT
        )
        with pytest.raises(Refused) as refusal:
            actions.take_back(commendation=row, on=TODAY, why="再撤", by=by, at=AT)
        assert refusal.value.codes == {"commendation.taken"}


def test_table_twelve_counts_by_kind_and_level(town):
    row = record(town)
    record(town, honour="body", person=None, level="county")
    table = table_of("commended")
    with acting(town.lin_scope) as by:
        cells = statistics.counted(town.east, 2026)["commended"]
        assert (cells["all"]["all"], cells["member"]["city"], cells["body"]["county"]) == (2, 1, 1)
        found = statistics.records(
            by, table, table.row("member"), table.column("all"), town.east, 2026
        )
        assert [(one.public_id, one.label) for one in found] == [(str(row.public_id), "东甲")]
        assert statistics.counted(town.east, 2025)["commended"]["all"]["all"] == 0


def test_pages_record_show_and_take_back(town, browser):
    lin, branch, gu = browser("lin"), browser("branch"), browser("gu")
    url = "/commendations/new/EAST-1/"
    assert "东甲" in lin.get(url).content.decode()
    told = {**TOLD, "on": "2026-07-01", "person": ""}
    answer = lin.post(url, told)
    assert answer.status_code == 422
    assert "请选受表彰的党员。" in answer.content.decode()
    with as_owner():
        assert lin.post(url, told | {"person": town.people["东甲"].pk}).status_code == 302
        row = Commendation.everything.get()
    page = f"/commendations/{row.public_id}/"
    assert "东甲" in lin.get("/commendations/?honour=member&year=2026").content.decode()
    assert gu.get(page).status_code == 404
    assert gu.get(url).status_code == 404
    assert branch.post(page, {"on": "2026-09-01", "why": "撤"}).status_code == 403
    with as_owner():
        assert lin.post(page, {"on": "2026-09-01", "why": "示例〔2026〕9号"}).status_code == 302
    assert "已撤销" in lin.get(page).content.decode()
    assert "优秀共产党员" in browser("member").get("/me/").content.decode()


def test_one_commendation_and_twenty_cost_the_same(town, browser):
    lin = browser("lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert lin.get("/commendations/").status_code == 200
        return len(found)

    record(town)
    cost()
    one = cost()
    for n in range(19):
        record(town, paper=f"示例〔2026〕{n + 10}号")
    assert cost() == one


def test_nobody_is_counted_up(town):
    """A list in the order of days; no column, and no order, of how many somebody has."""
    names = {one.name for one in Commendation._meta.concrete_fields}
    assert not {"score", "points", "rank", "count"} & names
    assert not {"commendations", "honours"} & {one.name for one in Person._meta.concrete_fields}
