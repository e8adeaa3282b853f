"""Does a secretary record a meeting on a page in two minutes, and lose nothing she typed?"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from conftest import TODAY, as_owner
from jingwei.work.meetings.models import Meeting, Resolution, Talk

NEW = "/meetings/new/EAST-1/"


def text(answer) -> str:
    return str(answer.content.decode())


def typed(life, **more):
    ids = [life.people[name].pk for name in ("东甲", "东乙", "东丙", "东戊")]
    return {
        "kinds": ["member_meeting"], "on": TODAY.isoformat(), "topic": "学习讨论",
        "starts": "09:00", "ends": "10:30", "venue": "活动室", "chair": ids[0],
        "recorder": ids[1], "guests": "",
        "said_member_meeting": "学文件，谈体会。", "do": "close",
        **{f"p_{pk}": "present" for pk in ids}, **more,
    }  # fmt: skip


@pytest.fixture
def everywhere(life):
    with as_owner():
        yield life


def test_the_form_shows_the_roster_of_the_day(life, browser):
    said = text(browser("branch").get(f"{NEW}?kind=member_meeting"))
    for name in ("东甲", "东乙", "东丙", "东戊"):
        assert f"<legend>{name}" in said
    assert "没有表决权" in said
    assert "西甲" not in said
    alone = text(browser("branch").get(f"{NEW}?kind=committee_meeting"))
    assert "东戊" not in alone


def test_a_meeting_is_recorded_and_its_page_says_so(everywhere, browser):
    branch = browser("branch")
    answer = branch.post(NEW, typed(everywhere))
    row = Meeting.everything.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{row.public_id}/")
    said = text(branch.get(answer["Location"]))
    for words in ("记录完成。", "学文件，谈体会。", "东戊", "09:00", "完成会议记录"):
        assert words in said
    listed = text(branch.get("/meetings/"))
    assert "学习讨论" in listed
    assert "4/4" in listed


def test_all_reasons_stand_on_the_page_and_what_was_typed_stays(everywhere, browser):
    away = everywhere.people["东丙"].pk
    answer = browser("branch").post(
        NEW, typed(everywhere, topic="", chair="", **{f"p_{away}": "excused"})
    )
    said = text(answer)
    assert answer.status_code == 422
    for reason in ("还没有写议题。", "还没有写主持人。", "请假的要选一个原因。"):
        assert reason in said
    assert "学文件，谈体会。" in said
    assert f'name="p_{away}" value="excused" checked' in said
    assert not Meeting.everything.exists()


def test_the_roster_follows_the_day_that_is_typed(life, browser):
    said = text(browser("branch").post(NEW, typed(life, on="2026-02-01", do="roster")))
    assert "东戊" not in said
    assert "东丙" in said


def test_planned_first_recorded_later_and_put_right(everywhere, browser):
    branch = browser("branch")
    branch.post(NEW, {"kinds": ["lecture"], "on": "2026-11-23", "topic": "党课", "do": "plan"})
    row = Meeting.everything.get()
    assert row.state == "planned"
    edit = f"/meetings/{row.public_id}/edit/"
    done = typed(everywhere, kinds=["lecture"], said_lecture="讲党章", version=row.version)
    assert branch.post(edit, done).status_code == 302
    again = branch.post(edit, done | {"version": row.version})
    assert again.status_code == 409
    row.refresh_from_db()
    fix = f"/meetings/{row.public_id}/correct/"
    done |= {"do": "correct", "version": row.version, "topic": "党课：党章"}
    assert "还没有写为什么更正。" in text(branch.post(fix, done | {"reason": ""}))
    assert branch.post(fix, done | {"reason": "议题写短了"}).status_code == 302
    assert "议题写短了" in text(branch.get(f"/meetings/{row.public_id}/"))


def test_it_was_not_held_needs_a_reason(everywhere, browser):
    branch = browser("branch")
    branch.post(NEW, {"kinds": ["lecture"], "on": "2026-11-23", "topic": "党课", "do": "plan"})
    row = Meeting.everything.get()
    url = f"/meetings/{row.public_id}/cancel/"
    assert "还没有写为什么没有开。" in text(branch.post(url, {"reason": ""}))
    assert branch.post(url, {"reason": "下大雪"}).status_code == 302
    assert "下大雪" in text(branch.get(f"/meetings/{row.public_id}/"))


def test_the_minutes_come_as_a_paper(everywhere, browser):
    branch = browser("branch")
    branch.post(NEW, typed(
        everywhere, v1_subject="接收预备党员", v1_way="ballot", v1_issued=3, v1_returned=3,
        v1_valid=3, v1_yes=2, v1_no=1, v1_abstained=0,
    ))  # fmt: skip
    row = Meeting.everything.get()
    answer = branch.get(f"/meetings/{row.public_id}/minutes.docx")
    assert "attachment" in answer["Content-Disposition"]
    document = Document(BytesIO(answer.content))
    lines = [line.text for line in document.paragraphs]
    assert "应到会有表决权人数：3" in lines
    assert any("学文件" in line for line in lines)
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "通过" in cells
    assert branch.get(f"/meetings/{row.public_id}/minutes.exe").status_code == 404


def test_a_decision_waits_on_the_page_of_today_until_it_is_done(everywhere, browser):
    branch = browser("branch")
    owner = everywhere.people["东乙"].pk
    branch.post(NEW, typed(
        everywhere, r1_text="修路灯", r1_owner=owner, r1_due=(TODAY + timedelta(days=3)).isoformat()
    ))  # fmt: skip
    assert "修路灯" in text(branch.get("/"))
    lamp = Resolution.everything.get()
    url = f"/meetings/resolutions/{lamp.public_id}/finish/"
    assert "请写一句办成了什么。" in text(branch.post(url, {"outcome": "", "on": "2026-11-23"}))
    branch.post(url, {"outcome": "修好六盏", "on": "2026-11-23"})
    assert "修路灯" not in text(branch.get("/"))


def test_a_talk_has_no_place_for_what_was_said(everywhere, browser):
    branch = browser("branch")
    one, other = (everywhere.people[name].pk for name in ("东甲", "东乙"))
    form = {"kind": "with_member", "one": one, "other": other, "on": "2026-11-20"}
    assert "textarea" not in text(branch.get("/meetings/talks/new/EAST-1/"))
    assert branch.post("/meetings/talks/new/EAST-1/", form).status_code == 302
    assert "谈话日期还没有到。" in text(
        branch.post("/meetings/talks/new/EAST-1/", form | {"on": "2026-12-20"})
    )
    assert Talk.everything.count() == 1


def test_the_neighbour_finds_nothing(everywhere, browser):
    browser("branch").post(NEW, typed(everywhere))
    row = Meeting.everything.get()
    gu = browser("gu")
    for url in (f"/meetings/{row.public_id}/", NEW, "/meetings/of/EAST-1/"):
        assert gu.get(url).status_code == 404
    assert "学习讨论" not in text(gu.get("/meetings/"))


@pytest.mark.slow
def test_one_meeting_and_fifty_cost_the_same(everywhere, browser):
    lin = browser("lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert lin.get("/meetings/").status_code == 200
        return len(queries)

    where = {"org": everywhere.east_one, "org_path": everywhere.east_one.path}
    Meeting.everything.create(**where, kinds=["lecture"], on=TODAY, topic="一")
    cost()  # the first page of a session writes it
    one = cost()
    for n in range(49):
        Meeting.everything.create(**where, kinds=["lecture"], on=TODAY, topic=f"第{n}次")
    assert cost() == one
