"""Do the desk, a wish, a letter and the member's own page work for whom they should?"""

import io
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.concerns import address
from jingwei.kernel.people.models import Person
from jingwei.work.membership.transfers import concerns
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.tests.conftest import OUTSIDE, make, step

TODAY = AT.date()


def page(browser, who, path, **data):
    return browser(who).get(path, data)


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 200), ("new", 404)])
def test_both_sides_open_the_same_page(browser, town, sent, who, status):
    reply = page(browser, who, f"/transfers/{sent.public_id}/")
    assert reply.status_code == status
    if status == 200:
        assert "西镇第一党支部" in reply.content.decode()


def test_a_third_office_sees_nothing(browser, town):
    with acting(town.lin_scope):
        row = make(town, "sent", host="east_two")
    assert page(browser, "gu", f"/transfers/{row.public_id}/").status_code == 404
    assert page(browser, "gu", f"/flows/membership.transfer/{row.public_id}/").status_code == 404


def test_the_desk_of_each_side_shows_its_own_direction(browser, town, sent):
    going = page(browser, "lin", "/transfers/").content.decode()
    assert "东乙" in going
    assert "东乙" not in page(browser, "lin", "/transfers/", view="coming").content.decode()
    coming = page(browser, "gu", "/transfers/", view="coming").content.decode()
    assert "东乙" in coming
    assert "东镇第一党支部" in coming


def test_late_ones_stand_on_the_desk_of_both_sides(browser, town, sent):
    with time_machine.travel(AT + timedelta(days=20), tick=False):
        for who in ("lin", "gu"):
            assert "东乙" in page(browser, who, "/transfers/", view="late").content.decode()


def test_the_receiving_secretary_takes_it_on_the_stepper_page(browser, town, sent):
    with as_owner():
        town.account("westsec", "secretary", town.west_one)
    client = browser("westsec")
    path = f"/flows/membership.transfer/{sent.public_id}/"
    assert "接收" in client.get(path).content.decode()
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        client.force_login(town.accounts["westsec"])
        reply = client.post(f"{path}steps/accept/")
    assert reply.status_code == 302, reply.content.decode()
    with acting(town.gu_scope):
        assert Person.everything.get(pk=town.people["东乙"].pk).org_id == town.west_one.pk


def test_what_comes_in_stands_on_the_page_of_today(town, sent):
    with acting(town.gu_scope):
        (one,) = concerns.to_accept(town.gu_scope, TODAY)
    assert (one.title, one.due_on) == ("接收东乙的组织关系", TODAY + timedelta(days=10))
    assert one.url == address("transfers:transfer", sent.public_id)
    with acting(town.lin_scope):
        assert concerns.to_accept(town.lin_scope, TODAY) == []


def test_a_branch_is_looked_up_in_the_whole_city_and_chosen(browser, town):
    client = browser("branch")
    path = f"/transfers/new/{town.people['东乙'].public_id}/"
    found = client.post(path, {"find": "西镇", "look": "1"})
    assert found.status_code == 200
    assert "西镇第一党支部（西镇党委）" in found.content.decode()
    reply = client.post(path, {"find": "西镇", "to": "WEST-1", "why": "work"})
    assert reply.status_code == 302
    with acting(town.lin_scope):
        row = Transfer.everything.get()
    assert (row.host_id, row.state, row.to_name) == (
        town.west_one.pk,
        "requested",
        "西镇第一党支部",
    )


def test_everything_missing_is_said_at_once_and_what_was_typed_stays(browser, town):
    client = browser("branch")
    path = f"/transfers/new/{town.people['东乙'].public_id}/"
    reply = client.post(path, {"note": "调到南方去了"})
    assert reply.status_code == 422
    text = reply.content.decode()
    for words in ("还没有写转到哪里", "还没有选转接的原因", "调到南方去了"):
        assert words in text
    with acting(town.lin_scope):
        assert not Transfer.everything.exists()


def test_a_member_asks_sees_who_holds_it_and_takes_it_back(browser, town):
    client = browser("member")
    found = client.post("/me/transfer/", {"find": "WEST-1", "look": "1"})
    assert "西镇第一党支部" in found.content.decode()
    reply = client.post("/me/transfer/", {"find": "WEST-1", "to": "WEST-1", "why": "home"})
    assert reply.status_code == 302, reply.content.decode()
    text = client.get("/me/").content.decode()
    for words in ("待转出", "现在在东镇第一党支部手上", "2026-12-03 前办", "撤回申请"):
        assert words in text
    assert client.post("/me/transfer/back/").status_code == 302
    assert "已撤回" in client.get("/me/").content.decode()
    step_by = town.lin_scope
    with acting(step_by):
        assert Transfer.everything.get().state == "withdrawn"


def test_a_member_takes_nobody_elses_wish_back(browser, town):
    with acting(town.lin_scope):
        row = make(town, "requested")
    assert browser("member").post("/me/transfer/back/").status_code == 404
    with acting(town.lin_scope):
        row.refresh_from_db()
        assert row.state == "requested"


def test_a_letter_from_outside_becomes_a_file(browser, town):
    client = browser("gu")
    told = {
        "name": "外乙", "id_number": id_number(TODAY.replace(year=1990), 5), "from_name": OUTSIDE,
        "letter_no": "外-8", "letter_on": "2026-11-20", "category": "full",
        "joined_on": "2012-07-01", "full_on": "2013-07-01",
    }  # fmt: skip
    assert client.post("/transfers/letters/WEST-1/", told | {"name": ""}).status_code == 422
    reply = client.post("/transfers/letters/WEST-1/", told)
    assert reply.status_code == 302, reply.content.decode()
    with acting(town.gu_scope):
        row = Transfer.everything.get()
    step(row, "take_in", town.gu_scope)
    with acting(town.gu_scope):
        assert Person.everything.filter(name="外乙", org=town.west_one).count() == 1


def test_the_workbook_says_who_took_it(browser, town, sent):
    reply = page(browser, "lin", "/transfers/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(reply.content)).active
    rows = list(sheet.values)
    assert "Lin" in rows[0][0]
    assert rows[2][0] == "东乙"
    assert page(browser, "branch", "/transfers/export.xlsx").status_code == 403


def test_one_row_and_fifty_cost_the_same(browser, town):
    client = browser("lin")
    with acting(town.lin_scope):
        make(town, "requested")
    client.get("/transfers/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/transfers/")
    with acting(town.lin_scope):
        for _ in range(49):
            make(town, "sent")
    with CaptureQueriesContext(connection) as fifty:
        client.get("/transfers/")
    assert len(one) == len(fifty)
