"""Is a year planned in one act, the ledger taken away, a life seen by member and branch?"""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import PASSWORD
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Membership
from jingwei.kernel.ranges import held
from jingwei.work.meetings import planning, queries
from jingwei.work.meetings.models import Meeting, Resolution

YEAR = "/meetings/year/EAST-1/"


def text(answer) -> str:
    return str(answer.content.decode())


def wished(life, today=TODAY, **days):
    with acting(life.branch_scope):
        return [(one.kind, one.on) for one in planning.wished(life.east_one, today, days)]


def test_only_what_the_organ_and_the_rest_of_the_year_ask_for(life):
    assert sorted(wished(life, theme_day=5)) == [
        ("appraisal", date(2026, 12, 15)), ("committee_meeting", date(2026, 11, 30)),
        ("committee_meeting", date(2026, 12, 15)), ("lecture", date(2026, 12, 15)),
        ("member_meeting", date(2026, 12, 15)), ("org_life_meeting", date(2026, 12, 15)),
        ("theme_day", date(2026, 11, 30)), ("theme_day", date(2026, 12, 5)),
    ]  # fmt: skip
    kinds = {kind for kind, _on in wished(life)}
    assert "group_meeting" not in kinds
    assert "committee_meeting" in kinds


def test_a_year_from_january_has_every_month_and_quarter(life):
    asked = wished(life, today=date(2026, 1, 1), theme_day=5, member_meeting=31)
    assert [on for kind, on in asked if kind == "theme_day"] == [
        date(2026, month, 5) for month in range(1, 13)
    ]
    assert [on for kind, on in asked if kind == "member_meeting"] == [
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31),
    ]  # fmt: skip


def test_one_act_one_line_and_a_second_time_there_is_nothing_left(life, browser):
    branch = browser("branch")
    assert "会排上的" in text(branch.get(YEAR))
    with as_owner():
        assert branch.post(YEAR, {"do": "plan", "theme_day": "5"}).status_code == 302
    planned = Meeting.everything.filter(state="planned")
    with as_owner():
        n = planned.count()
        assert n == Meeting.everything.count() > 5
        assert Entry.everything.filter(verb="meetings.year.plan").count() == 1
        again = branch.post(YEAR, {"do": "plan"})
    assert again.status_code == 422
    assert "今年该开的会都已安排或开过。" in text(again)


def test_a_day_that_is_none_is_said_in_words(life, browser):
    answer = browser("branch").post(YEAR, {"do": "plan", "theme_day": "40"})
    assert answer.status_code == 422
    assert "每月的日子写1到31。" in text(answer)


@pytest.fixture
def host(life):
    """西甲 is at home in the west and lives in the east."""
    with as_owner():
        Membership.everything.create(
            person=life.people["西甲"], org=life.east_one, org_path=life.east_one.path,
            kind="host", category="full", held=held(date(2026, 1, 1)), began="moved",
        )  # fmt: skip
        ids = [life.people[name].pk for name in ("东甲", "东乙", "东丙", "东戊", "西甲")]
        where = {"org": life.east_one, "org_path": life.east_one.path}
        Meeting.everything.create(
            **where, kinds=["lecture"], on=date(2026, 10, 1), topic="讲党章", state="closed",
            present=ids, closed_at=life.at, closed_by=life.branch, entitled=3, entitled_present=3,
            agenda=[{"kind": "lecture", "title": "党课", "said": "讲党章"}],
        )  # fmt: skip
    return life


def test_life_elsewhere_is_seen_and_counted_once(host, browser):
    east = text(browser("branch").get("/meetings/"))
    assert "讲党章" in east
    with as_owner():
        rows = queries.attended(host.people["西甲"], date(2026, 1, 1))
        assert [(row.topic, how) for row, how in rows] == [("讲党章", "present")]
        assert Meeting.everything.count() == 1


def test_the_file_has_a_tab_with_the_members_meetings(host, browser):
    branch = browser("branch")
    who = host.people["东甲"].public_id
    assert f"/meetings/member/{who}/" in text(branch.get(f"/members/{who}/"))
    said = text(branch.get(f"/meetings/member/{who}/"))
    assert "讲党章" in said
    assert "到会" in said
    assert browser("gu").get(f"/meetings/member/{who}/").status_code == 404


def test_a_member_reads_the_own_meetings_and_tasks(host, browser):
    with as_owner():
        where = {"org": host.east_one, "org_path": host.east_one.path}
        Resolution.everything.create(
            **where, meeting=Meeting.everything.get(), position=1, text="修路灯",
            owner=host.people["东甲"], due_on=date(2026, 12, 1),
        )  # fmt: skip
        Resolution.everything.create(
            **where, meeting=Meeting.everything.get(), position=2, text="买书",
            owner=host.people["东乙"], due_on=date(2026, 12, 1),
        )  # fmt: skip
    said = text(browser("member").get("/me/"))
    assert "讲党章" in said
    assert "修路灯" in said
    assert "买书" not in said


def test_the_ledger_is_taken_as_a_workbook_and_that_is_noted(host, browser):
    branch = browser("branch")
    with as_owner():
        answer = branch.post("/meetings/ledger/EAST-1/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    head = [cell.value for cell in sheet[2]]
    row = dict(zip(head, [cell.value for cell in sheet[3]], strict=True))
    assert row["议题"] == "讲党章"
    assert "东甲" in row["参会人员姓名"]
    assert row["应到会有表决权人数"] == "3"
    with as_owner():
        assert Entry.everything.filter(verb="meetings.ledger.take").count() == 1
    assert browser("gu").post("/meetings/ledger/EAST-1/").status_code == 404


def test_a_session_left_open_takes_no_ledger_away(host, browser):
    branch = browser("branch")
    branch.get("/meetings/")
    with time_machine.travel(AT + timedelta(minutes=11), tick=False):
        refused = branch.post("/meetings/ledger/EAST-1/")
        assert refused.status_code == 422
        assert 'name="proof"' in text(refused)
        assert branch.post("/meetings/ledger/EAST-1/", {"proof": "no"}).status_code == 422
        with as_owner():
            assert not Entry.everything.filter(verb="meetings.ledger.take").exists()
        assert branch.post("/meetings/ledger/EAST-1/", {"proof": PASSWORD}).status_code == 200
