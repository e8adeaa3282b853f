"""Does the township keep careers, the county see them, and the cadre have the own word?"""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.competence.careers import actions, queries
from jingwei.systems.competence.careers.flows import REVIEW
from jingwei.systems.competence.careers.models import (
    CadrePost,
    Grading,
    PostHandover,
    Problem,
    Reserve,
    Review,
)
from jingwei.systems.competence.careers.tests.conftest import day, listed

ROOT = "/competence/careers"


def text(answer) -> str:
    return str(answer.content.decode())


def grade(town, **more):
    lin = town.lin_scope
    with acting(lin):
        return actions.grade_cadre(
            cadre=town.cadre, by=lin, at=AT,
            **{"grade": "g1", "evidence": "任职满1年", "since": day(-200), **more},
        )  # fmt: skip


def test_a_grade_rests_on_a_rule_and_on_evidence_and_ends_the_former(office):
    grade(office)
    grade(office, grade="g2", evidence="2020年起任职，修通了路", since=day(-10))
    with acting(office.lin_scope):
        first, second = Grading.everything.order_by("held")
        assert (first.label, first.held.upper) == ("初级", day(-10))
        assert (second.label, second.held.upper) == ("中级", None)
        lines = Entry.everything.filter(verb="careers.cadre.grade")
        assert not [line for line in lines if "修通" in line.payload or "g2" in line.payload]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"grade": "g9"}, "grading.grade"),
        ({"evidence": "好"}, "grading.evidence"),
        ({"since": day(1)}, "grading.ahead"),
        ({"since": day(-3000)}, "grading.no_rule"),
        ({"since": None}, "grading.since"),
    ],
)
def test_what_a_grade_lacks_is_named(office, more, code):
    with pytest.raises(Refused) as refusal:
        grade(office, **more)
    assert code in refusal.value.codes
    with acting(office.lin_scope):
        assert not Grading.everything.exists()


def test_the_county_sees_and_does_not_keep(office, browser):
    page = f"{ROOT}/{office.cadre.public_id}/"
    officer = browser("officer")
    assert "东甲" in text(officer.get(f"{ROOT}/"))
    assert officer.get(page).status_code == 200
    assert officer.get(f"{page}grade/").status_code == 403
    assert "定职级" not in text(officer.get(page))
    assert browser("gu").get(page).status_code == 404
    assert browser("branch").get(f"{ROOT}/").status_code == 403
    assert browser("new").get(page).status_code == 404


def test_a_post_is_put_under_the_scheme_once(office, browser):
    with as_owner():
        position = office.cadre.position
    lin = browser("lin")
    assert "东镇第一党支部" not in text(lin.get(f"{ROOT}/new/EAST/"))
    with acting(office.lin_scope), pytest.raises(Refused) as refusal:
        actions.enter_cadre(
            position=position, kind="village", source="", by=office.lin_scope, at=AT
        )
    assert "cadre.twice" in refusal.value.codes
    assert "还没有选哪个任职。" in text(lin.post(f"{ROOT}/new/EAST/", {}))


def test_the_cadre_speaks_first_reads_and_answers(office, browser):
    lin, member = browser("lin"), browser("member")
    lin.post(f"{ROOT}/{office.cadre.public_id}/talk/", {"year": "2026"})
    with as_owner():
        row = Review.everything.get()
    own = f"{ROOT}/mine/{row.public_id}/"
    assert "等本人写" in text(member.get(f"{ROOT}/mine/"))
    assert "还没有填" in text(member.post(own, {"words": ""}))
    assert member.post(own, {"words": "修了三条路，缺会计"}).status_code == 302
    assert "年度谈话：东甲" in text(lin.get("/"))
    by = office.lin_scope
    with acting(by):
        take_step(flow=REVIEW, subject=row, verb="say", said={"words": "肯干，镇里派会计"}, by=by,
                  at=AT)  # fmt: skip
        with pytest.raises(Refused):
            take_step(flow=REVIEW, subject=row, verb="close_silent", by=by, at=AT)
    assert "镇里派会计" in text(member.get(own))
    member.post(own, {"words": "谢谢"})
    assert "谢谢" in text(lin.get(f"{ROOT}/talks/{row.public_id}/"))
    assert browser("gu").get(f"{ROOT}/talks/{row.public_id}/").status_code == 404
    with as_owner():
        assert not Entry.everything.filter(payload__contains="修了三条路").exists()


def test_nobody_else_speaks_for_the_cadre(office, browser):
    with acting(office.lin_scope):
        row = actions.open_review(cadre=office.cadre, year=2026, by=office.lin_scope, at=AT)
        with pytest.raises(Refused):
            take_step(flow=REVIEW, subject=row, verb="tell", said={"words": "我"},
                      by=office.lin_scope, at=AT)  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.open_review(cadre=office.cadre, year=2026, by=office.lin_scope, at=AT)
        assert refusal.value.codes == {"review.twice"}
    for who in ("new", "branch", "lin"):
        assert browser(who).get(f"{ROOT}/mine/{row.public_id}/").status_code == 404


def test_nobody_is_in_reserve_without_saying_yes(office, browser):
    lin, url = browser("lin"), f"{ROOT}/reserve/new/EAST-1/"
    said = text(lin.post(url, {"name": "东乙", "title": "secretary", "plan": ""}))
    assert "要本人同意，请先问过再写日期。" in said
    assert "还没有写怎样帮助。" in said
    with as_owner():
        assert not Reserve.everything.exists()
    typed = {"name": "东乙", "title": "secretary", "consent_on": TODAY.isoformat(),
             "helper": "东甲", "plan": "跟班办三件事"}  # fmt: skip
    assert lin.post(url, typed).status_code == 302
    assert "跟班办三件事" in text(browser("officer").get(f"{ROOT}/reserve/"))
    assert "跟班办三件事" not in text(browser("gu").get(f"{ROOT}/reserve/"))
    assert "已经是这个组织的后备干部。" in text(lin.post(url, typed))
    with as_owner():
        row = Reserve.everything.get()
    end = f"{ROOT}/reserve/{row.public_id}/end/"
    assert "还没有写原因。" in text(lin.post(end, {"reason": ""}))
    assert lin.post(end, {"reason": "本人改了主意"}).status_code == 302


def test_a_vacancy_says_since_when_and_who_stands_ready(office):
    with as_owner():
        position = office.cadre.position
        position.held = type(position.held)(position.held.lower, day(-30))
        position.save()
    lin = office.lin_scope
    with acting(lin):
        rows = list(queries.vacancies(lin, lin.path, TODAY))
        (one,) = queries.vacancies_told(rows, TODAY)
        assert (one.post.title, one.since, one.reserve) == ("secretary", day(-30), 0)


def test_a_unit_lists_a_real_problem(office, browser):
    branch, url = browser("branch"), "/competence/problems/new/EAST-1/"
    said = text(branch.post(url, {"words": "两盏"}))
    for words in ("还没有写是什么问题。", "还没有写关系到哪些人。", "还没有选谁负责。",
                  "还没有写哪天前解决。"):  # fmt: skip
        assert words in said
    assert "两盏" in said
    typed = {"title": "路灯不亮", "affected": "三组住户", "owner": "东甲",
             "due_on": day(9).isoformat(), "words": ""}  # fmt: skip
    answer = branch.post(url, typed)
    assert answer.status_code == 302
    assert "路灯不亮" in text(branch.get("/"))
    assert "路灯不亮" in text(browser("officer").get("/competence/problems/"))
    assert "路灯不亮" not in text(browser("gu").get("/competence/problems/"))
    assert browser("gu").get(answer["Location"]).status_code == 404


def test_another_day_needs_a_reason_and_the_former_stays_on_record(office, browser):
    row = listed(office)
    url = f"/competence/problems/{row.public_id}/change/"
    branch = browser("branch")
    typed = {"owner": "东甲", "due_on": day(40).isoformat(), "reason": "", "version": "1"}
    assert "还没有写为什么改。" in text(branch.post(url, typed))
    assert branch.post(url, typed | {"reason": "等材料"}).status_code == 302
    assert branch.post(url, typed | {"reason": "等材料"}).status_code == 409
    assert "等材料" in text(branch.get(f"/competence/problems/{row.public_id}/"))
    with as_owner():
        line = Entry.everything.get(verb="careers.problem.change")
    assert day(20).isoformat() in line.payload


def test_what_is_open_goes_to_the_successor(office, browser):
    listed(office)
    lin, url = browser("lin"), f"{ROOT}/{office.cadre.public_id}/hand-over/"
    assert "路灯不亮" in text(lin.get(url))
    assert "不能交给自己" in text(lin.post(url, {"successor": "东甲", "on": TODAY.isoformat()}))
    assert lin.post(
        url, {"successor": "东乙", "on": TODAY.isoformat(), "words": "钥匙在门卫"}
    ).status_code == 302  # fmt: skip
    with as_owner():
        assert Problem.everything.get().owner.name == "东乙"
        assert [one["title"] for one in PostHandover.everything.get().items] == ["路灯不亮"]
    paper = lin.get(f"{ROOT}/{office.cadre.public_id}/handover.docx")
    cells = [cell.text for table in Document(BytesIO(paper.content)).tables
             for row in table.rows for cell in row.cells]  # fmt: skip
    assert "路灯不亮" in cells


def test_a_career_ends_with_a_reason(office, browser):
    grade(office)
    url = f"{ROOT}/{office.cadre.public_id}/leave/"
    lin = browser("lin")
    assert "还没有写为什么退出。" in text(lin.post(url, {"on": TODAY.isoformat(), "reason": ""}))
    assert lin.post(url, {"on": TODAY.isoformat(), "reason": "调走"}).status_code == 302
    with as_owner():
        assert CadrePost.everything.get().held.upper == TODAY
        assert Grading.everything.get().held.upper == TODAY
    assert "东甲" not in text(lin.get(f"{ROOT}/"))


def test_a_rule_is_dated_and_the_former_ends(office, browser):
    lin, url = browser("lin"), f"{ROOT}/rules/new/EAST/"
    said = text(lin.post(url, {"title": "新办法", "grades": "初级", "since": day(0).isoformat()}))
    for words in ("还没有写依据的文件。", "每一级都要写名称和要求，中间用“：”。"):
        assert words in said
    typed = {"title": "新办法", "basis": "东镇〔2026〕1号", "since": day(0).isoformat(),
             "grades": "初级：满1年\n高级: 满8年"}  # fmt: skip
    answer = lin.post(url, typed)
    assert answer.status_code == 302
    with acting(office.lin_scope):
        assert queries.grade_rule_on(office.east_one.path, TODAY).title == "新办法"
        assert queries.grade_rule_on(office.east_one.path, day(-1)).title == "东镇职级办法"
    assert "新办法" not in text(browser("gu").get(f"{ROOT}/rules/"))


def test_one_problem_and_fifty_cost_the_same(office, browser):
    listed(office)
    lin = browser("lin")

    def cost(url) -> int:
        lin.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(url).status_code == 200
        return len(seen)

    before = cost("/competence/problems/")
    for n in range(40):
        listed(office, title=f"问题{n}")
    assert cost("/competence/problems/") == before
