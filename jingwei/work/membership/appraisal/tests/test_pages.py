"""Does a secretary appraise one member after the other on pages, and does a member read the own?"""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.tests.town import add_member
from jingwei.work.meetings.models import Meeting
from jingwei.work.membership.appraisal import actions
from jingwei.work.membership.appraisal.models import Objection, Round
from jingwei.work.membership.appraisal.tests.conftest import grade_all, line, step


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def everywhere(town):
    with as_owner():
        yield town


def test_a_round_from_beginning_to_end(everywhere, browser):
    town, branch = everywhere, browser("branch")
    answer = branch.post("/appraisals/of/EAST-1/call/", {"year": "2026"})
    town.round = Round.everything.get()
    page = f"/appraisals/{town.round.public_id}/"
    assert (answer.status_code, answer["Location"]) == (302, page)
    said = text(branch.get(page))
    for words in ("东甲", "还没有提", "不能几个人一起定等次", "个人自评"):
        assert words in said
    member = browser("member")
    assert "写自评" in text(member.get("/me/"))
    assert member.post("/me/appraisal/", {"text": "参加了防汛。"}).status_code == 302
    case = f"/flows/appraisal.round/{town.round.public_id}/"
    hold = {"said-held_on": "2026-11-23", "said-issued": "3", "said-valid": "3"}
    assert branch.post(f"{case}steps/hold/", hold).status_code == 302
    votes = {f"{letter}_{town.people['东甲'].pk}": n for letter, n in zip("eqbu", "2100",
             strict=True)}  # fmt: skip
    assert branch.post(f"{page}votes/", votes | {f"e_{town.people['东乙'].pk}": "9"}
                       ).status_code == 422  # fmt: skip
    assert branch.post(f"{page}votes/", votes).status_code == 302
    for name in ("东甲", "东乙", "东丙"):
        one = line(town, name)
        url = f"/appraisals/lines/{one.public_id}/"
        shown = text(branch.get(url))
        assert ("参加了防汛。" in shown) is (name == "东甲")
        assert "请写支委会为什么提这个等次。" in text(branch.post(url, {"grade": "basic"}))
        form = {"grade": "qualified", "reason": "工作认真", "version": one.version}
        assert branch.post(url, form).status_code == 302
    assert "合格" not in text(member.get("/me/")).split("我的民主评议")[1].split("</section>")[0]
    assert branch.post(f"{case}steps/settle/", {}).status_code == 302
    assert branch.post(f"{case}steps/tell/", {"said-told_on": "2026-11-23"}).status_code == 302
    mine = text(member.get("/me/"))
    assert "工作认真" in mine
    assert "对结果提意见" in mine
    assert member.post("/me/appraisal/object/", {"text": "防汛没有算"}).status_code == 302
    assert "答复一名党员对评议结果的意见" in text(branch.get("/"))
    assert "等支部答复" in text(member.get("/me/"))
    row = Objection.everything.get()
    case = f"/flows/appraisal.objection/{row.public_id}/"
    assert branch.post(f"{case}steps/keep/", {"said-answer": "算进去了"}).status_code == 302
    mine = text(member.get("/me/"))
    assert "已答复，维持" in mine
    assert "算进去了" in mine
    document = Document(BytesIO(branch.get(f"{page}results.docx").content))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"东甲", "合格", "2/1/0/0"} <= set(cells)
    assert branch.get(f"{page}results.exe").status_code == 404


def test_the_words_of_a_member_open_in_the_branch_only(called, browser):
    from jingwei.kernel.access.scope import acting

    with acting(called.member_scope) as oneself:
        actions.own_words(oneself=oneself, text="心里话在这里。", at=AT)
    with as_owner():
        url = f"/appraisals/lines/{line(called, '东甲').public_id}/"
    assert "心里话在这里。" in text(browser("branch").get(url))
    above = text(browser("lin").get(url))
    assert "心里话" not in above
    assert "只有本支部班子看得到。" in above
    assert browser("lin").get(f"{url}mutual/").status_code == 404


def test_a_member_withdraws_the_objection(held, browser):
    grade_all(held, "basic", "basic", "basic")
    step(held, "settle")
    step(held, "tell", told_on=TODAY.isoformat())
    member = browser("member")
    member.post("/me/appraisal/object/", {"text": "说两句"})
    assert "收回意见" in text(member.get("/me/"))
    assert member.post("/me/appraisal/withdraw/").status_code == 302
    assert member.post("/me/appraisal/withdraw/").status_code == 404
    assert "本人收回" in text(member.get("/me/"))


def test_nobody_without_a_round_writes(town, browser):
    for who in ("member", "new"):
        assert browser(who).get("/me/appraisal/").status_code == 404
        assert browser(who).get("/me/appraisal/object/").status_code == 404


def test_a_member_is_said_not_to_have_been_appraised(held, browser):
    branch = browser("branch")
    with as_owner():
        url = f"/appraisals/lines/{line(held, '东丙').public_id}/skip/"
    assert "请选为什么没有评议。" in text(branch.post(url, {"why": ""}))
    assert branch.post(url, {"why": "absent", "note": "出差"}).status_code == 302
    said = text(branch.get(f"/appraisals/{held.round.public_id}/"))
    assert "没有参加评议" in said
    assert "出差" in said


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_a_round_of_the_east_is_unknown_in_the_west(called, browser, who, status):
    with as_owner():
        pages = (f"/appraisals/lines/{line(called, '东甲').public_id}/",
                 f"/appraisals/{called.round.public_id}/", "/appraisals/of/EAST-1/")  # fmt: skip
    for page in pages:
        assert browser(who).get(page).status_code == status


def test_a_round_of_many_costs_what_one_of_few_costs(called, browser):
    branch = browser("branch")
    page = f"/appraisals/{called.round.public_id}/"
    branch.get(page)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            branch.get(page)
        return len(seen)

    before = cost()
    with as_owner():
        from jingwei.work.membership.appraisal.models import Appraisal

        for number in range(15):
            person = add_member(called, f"东{number}", called.east_one)
            Appraisal.everything.create(
                org=called.east_one, org_path=called.east_one.path, round=called.round,
                person=person,
            )  # fmt: skip
    assert cost() == before


def test_the_round_names_the_record_of_its_meeting(held, browser):
    branch, page = browser("branch"), f"/appraisals/{held.round.public_id}/"
    assert "这次会还没有记" in text(branch.get(page))
    with as_owner():
        for day, kind in ((TODAY, "lecture"), (TODAY - timedelta(days=1), "appraisal")):
            Meeting.everything.create(
                org=held.east_one, org_path=held.east_one.path, kinds=[kind], state="closed",
                on=day, topic="另一次", closed_at=AT, closed_by=held.branch,
            )  # fmt: skip
        assert "这次会还没有记" in text(branch.get(page))
        row = Meeting.everything.create(
            org=held.east_one, org_path=held.east_one.path, kinds=["appraisal"], state="closed",
            on=TODAY, topic="民主评议", closed_at=AT, closed_by=held.branch,
        )  # fmt: skip
    assert f"/meetings/{row.public_id}/" in text(branch.get(page))
    api = branch.get(f"/api/v1/appraisals/{held.round.public_id}").json()
    assert api["meeting"] == str(row.public_id)


def test_ballots_are_counted_by_the_api_and_set_no_grade(held, browser):
    grades = ("excellent", "qualified", "basic", "unqualified")
    with as_owner():
        path = f"/api/v1/appraisals/lines/{line(held, '东甲').public_id}/ballots"

    def count(*ballots, by="branch"):
        body = json.dumps(dict(zip(grades, ballots, strict=True)))
        return browser(by).put(path, body, content_type="application/json")

    too_many = count(3, 3, 0, 0)
    assert too_many.status_code == 422
    assert too_many.json()["findings"]
    one = count(2, 1, 0, 0).json()
    assert (one["ballots"], one["grade"]) == ([2, 1, 0, 0], "")
    assert count(1, 0, 0, 0, by="gu").status_code == 404
