"""Do the lists and the forms work for whom they should, and keep what was typed?"""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.models import Person
from jingwei.work.membership.standing import concerns
from jingwei.work.membership.standing.actions import Away, register_floating
from jingwei.work.membership.standing.models import Floating, LostContact, Stay
from jingwei.work.membership.standing.tests.conftest import make, member

DAY = AT.date()


def away(town, to="WEST-1"):
    with acting(town.branch_scope):
        return register_floating(
            person=Person.everything.get(pk=town.people["东乙"].pk), by=town.branch_scope, at=AT,
            away=Away(date(2026, 3, 1), "示例县西镇", to=directory.branch(to) if to else None),
        )  # fmt: skip


def test_a_floating_member_is_on_the_list_of_both_sides(browser, town):
    away(town)
    assert "东乙" in browser("lin").get("/standing/").content.decode()
    assert "东乙" in browser("gu").get("/standing/?what=in").content.decode()
    assert "东乙" not in browser("gu").get("/standing/").content.decode()


def test_the_host_is_reminded_of_its_guest(town):
    away(town)
    with acting(town.gu_scope):
        (one,) = concerns.to_receive(town.gu_scope, DAY)
    assert one.title == "接收流动党员东乙"
    with acting(town.lin_scope):
        assert concerns.to_receive(town.lin_scope, DAY) == []


def test_the_guest_is_taken_along_on_the_stepper_page(browser, town):
    row = away(town)
    path = f"/flows/membership.floating/{row.public_id}/"
    client = browser("gu")
    assert client.get(path).status_code == 200
    reply = client.post(f"{path}steps/receive/", {"said-contact": "西甲"})
    assert reply.status_code == 302, reply.content.decode()
    with acting(town.gu_scope):
        assert Floating.everything.get().state == "living"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("floating", {"since": "2026-03-01", "place": "某省某市"}),
        ("lost", {"since": "2026-01-01", "situation": "1", "org_class": "3"}),
        ("abroad", {"since": "2025-09-01", "kind": "study", "place": "某国"}),
        ("leaving", {"since": "2026-11-01"}),
        ("death", {"on": "2026-11-20"}),
    ],
)
def test_each_record_is_opened_by_the_branch_on_its_form(browser, town, kind, said):
    who = town.people["东乙"].public_id
    client = browser("branch")
    path = f"/standing/{kind}/{who}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {}).status_code == 422
    reply = client.post(path, said)
    assert reply.status_code == 302, reply.content.decode()
    assert browser("gu").get(path).status_code == 404
    assert client.get(f"/standing/{who}/").status_code == 200


def test_the_branch_of_the_place_is_looked_up(browser, town):
    path = f"/standing/floating/{town.people['东乙'].public_id}/"
    found = browser("branch").post(path, {"find": "西镇", "look": "1", "place": "西镇街上"})
    text = found.content.decode()
    assert "西镇第一党支部（西镇党委）" in text
    assert "西镇街上" in text


def test_whom_the_roster_marks_is_listed_until_something_is_done(browser, town):
    with as_owner(), acting(town.lin_scope):
        member(town, floating_to="外省")
        member(town, lost_since=date(2025, 1, 1))
    text = browser("lin").get("/standing/?what=marked").content.decode()
    assert "名册标为流动" in text
    assert "名册标为失联" in text


def test_all_lists_open_and_the_workbook_says_who_took_it(browser, town):
    with acting(town.lin_scope):
        make(LostContact, town, "suspended")
        make(Stay, town, "abroad")
    client = browser("lin")
    for what in ("out", "in", "lost", "abroad", "suspended", "leaving", "marked", "nonsense"):
        assert client.get(f"/standing/?what={what}&ended=1").status_code == 200
        reply = client.get(f"/standing/export.xlsx?what={what}")
        rows = list(openpyxl.load_workbook(io.BytesIO(reply.content)).active.values)
        assert "Lin" in rows[0][0]


def test_five_years_abroad_ask_for_a_talk(town):
    with acting(town.lin_scope):
        row = make(Stay, town, "abroad")
        Stay.everything.filter(pk=row.pk).update(since=date(2021, 11, 23))
        (one,) = concerns.abroad_long(town.lin_scope, DAY)
        assert row.name in one.title
        Stay.everything.filter(pk=row.pk).update(since=date(2021, 11, 24))
        assert concerns.abroad_long(town.lin_scope, DAY) == []


def test_a_member_reads_the_own_registration(browser, town):
    with acting(town.branch_scope):
        register_floating(
            person=Person.everything.get(pk=town.people["东甲"].pk), by=town.branch_scope, at=AT,
            away=Away(date(2026, 3, 1), "某省某市", contact="东丙"),
        )  # fmt: skip
    text = browser("member").get("/me/").content.decode()
    for words in ("外出和出国登记", "某省某市", "联系人 东丙"):
        assert words in text


def test_one_row_and_fifty_cost_the_same(browser, town):
    client = browser("lin")
    with acting(town.lin_scope):
        make(Floating, town, "away")
    client.get("/standing/")
    with CaptureQueriesContext(connection) as one:
        client.get("/standing/")
    with acting(town.lin_scope):
        for _ in range(49):
            make(Floating, town, "living")
    with CaptureQueriesContext(connection) as fifty:
        client.get("/standing/")
    assert len(one) == len(fifty)
