"""Does it take another account to merge files, change numbers, answer members and let lists out?"""

import io
import json
import os
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
import time_machine

from conftest import AT, as_owner
from jingwei.kernel import jobs
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS, id_number
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people import files
from jingwei.kernel.people.correction_actions import ask_own_correction
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.people.own import on_own_behalf
from jingwei.kernel.privacy.models import Look
from jingwei.shell.members import rules, workers
from jingwei.shell.members.models import Export

NUMBER = id_number(date(1980, 1, 1), 31)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def pair(town: Any) -> Any:
    """A second clerk in the east, and a second file for 东甲 in the other branch."""
    with as_owner():
        town.account("wu", "clerk", town.east)
        twin = town.member("东甲", town.east_two)
        Person.everything.filter(pk=twin.pk).update(
            id_number=None, id_index=None, id_tail="", birth_on=date(1980, 1, 1)
        )
        twin.refresh_from_db()
    return twin


def asked() -> Any:
    return Correction.everything.get()


def ask_merge(browser: Any, town: Any, twin: Any) -> Any:
    kept = Person.everything.exclude(pk=twin.pk).get(name="东甲")
    return browser("lin").post(
        f"/members/{kept.public_id}/changes/merge/",
        {"other": str(twin.public_id), "reason": "同名同生日"},
    )


def test_files_alike_are_listed_and_lead_to_the_question(browser, pair):
    said = text(browser("lin").get("/members/duplicates/"))
    assert "同名，同出生日期" in said
    assert "changes/merge/?other=" in said
    assert "东甲" not in text(browser("gu").get("/members/duplicates/"))
    assert browser("new").get("/members/duplicates/").status_code == 404


def test_one_asks_and_another_merges_from_the_page(town, browser, pair):
    with as_owner():
        assert ask_merge(browser, town, pair).status_code == 302
        page = f"/members/corrections/{asked().public_id}/"
        lin, wu = browser("lin"), browser("wu")
        assert "等别人核定" in text(lin.get("/members/corrections/"))
        assert "同意更正" not in text(lin.get(page))
        assert lin.post(page, {"agree": "yes"}).status_code == 422
        said = text(wu.get(page))
        assert "两份档案对照" in said
        assert "同名同生日" in said
        assert wu.post(page, {"agree": "yes"}).status_code == 302
        twin = Person.everything.get(pk=pair.pk)
        assert twin.merged_into_id is not None
        assert "已并入另一份" in text(lin.get(f"/members/{twin.public_id}/"))
        history = text(lin.get(f"/members/{twin.merged_into.public_id}/timeline/"))
        assert "来自已合并的档案" in history
        assert f"/members/{twin.public_id}/" in history


def test_what_was_asked_by_mistake_is_taken_back_and_can_be_asked_anew(town, browser, pair):
    with as_owner():
        ask_merge(browser, town, pair)
        page = f"/members/corrections/{asked().public_id}/"
        lin, wu = browser("lin"), browser("wu")
        assert "已申请合并，等核定" in text(lin.get("/members/duplicates/"))
        assert "撤回申请" not in text(wu.get(page))
        assert "谁提出的谁撤回" in text(wu.post(page, {"withdraw": "yes"}))
        assert asked().outcome == "open"
        assert lin.post(page, {"withdraw": "yes"}).status_code == 302
        assert asked().outcome == "recalled"
        assert "已撤回" in text(lin.get(page))
        assert "这件更正已经有了结果" in text(lin.post(page, {"withdraw": "yes"}))
        assert wu.post(page, {"agree": "yes"}).status_code == 422
        assert Entry.everything.latest("id").verb == "people.correction.withdraw"
        assert "changes/merge/?other=" in text(lin.get("/members/duplicates/"))
        assert ask_merge(browser, town, pair).status_code == 302


def test_who_asked_reads_the_answer_and_its_reason(town, browser, pair):
    with as_owner():
        ask_merge(browser, town, pair)
        page = f"/members/corrections/{asked().public_id}/"
        browser("wu").post(page, {"agree": "no", "answer": "是两个人"})
        said = text(browser("lin").get("/members/corrections/"))
        assert "我提出的，已有结果" in said
        assert "是两个人" in said
        assert page in said
        assert "我提出的，已有结果" not in text(browser("wu").get("/members/corrections/"))


@pytest.mark.parametrize(("who", "status"), [("gu", 404), ("new", 404), ("branch", 403)])
def test_a_correction_is_for_those_who_may_confirm_there(town, browser, pair, who, status):
    with as_owner():
        ask_merge(browser, town, pair)
        page = f"/members/corrections/{asked().public_id}/"
        assert browser(who).get(page).status_code == status
        assert browser(who).post(page, {"agree": "yes"}).status_code == status
        assert asked().outcome == "open"


def test_a_no_needs_its_reason_and_what_was_typed_stays(town, browser, pair):
    with as_owner():
        ask_merge(browser, town, pair)
        page = f"/members/corrections/{asked().public_id}/"
        answer = browser("wu").post(page, {"agree": "no", "answer": " "})
        assert answer.status_code == 422
        assert "不同意时请写明原因" in text(answer)
        assert browser("wu").post(page, {"agree": "no", "answer": "是两个人"}).status_code == 302
        assert asked().outcome == "declined"


def test_a_new_number_is_typed_twice_and_never_shown(town, browser, pair, url):
    with as_owner():
        answer = browser("lin").post(
            url("东甲", "changes/renumber/"), {"id_number": NUMBER, "reason": "抄错"}
        )
        assert answer.status_code == 302
        page = f"/members/corrections/{asked().public_id}/"
        wu = browser("wu")
        said = text(wu.get(page))
        assert NUMBER not in said
        assert ID_NUMBERS["东甲"] not in said
        wrong = id_number(date(1980, 1, 1), 33)
        answer = wu.post(page, {"agree": "yes", "id_number": wrong})
        assert (answer.status_code, "和提出的号码不一样" in text(answer)) == (422, True)
        assert wu.post(page, {"agree": "yes", "id_number": NUMBER}).status_code == 302
        one = Person.everything.get(pk=asked().person_id)
        assert files.unsealed(one, "id_number") == NUMBER


def test_a_branch_answers_its_member(town, browser):
    with acting(town.member_scope) as oneself, on_own_behalf(oneself) as (by, person):
        ask_own_correction(
            person=person, field="phone", value="13711112222", words="换号了", by=by, at=AT
        )
    with as_owner():
        page = f"/members/corrections/{asked().public_id}/"
        branch = browser("branch")
        assert "本人申请更正" in text(branch.get("/members/corrections/"))
        assert "换号了" in text(branch.get(page))
        assert browser("gu").get(page).status_code == 404
        assert branch.post(page, {"agree": "yes"}).status_code == 302
        assert files.unsealed(Person.everything.get(name="东甲"), "phone") == "13711112222"


WANT = {"column": ["name", "org", "joined"], "reason": "superior", "words": "季度核对"}


def sheet(answer: Any) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_a_list_is_taken_out_with_its_watermark_and_a_line(browser):
    answer = browser("lin").post("/members/export/", WANT | {"org": "EAST-1"})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    mark, head, *rows = sheet(answer)
    assert mark[0].startswith(
        "Lin（镇街党务干部）2026-11-23 10:00导出3名，用于：按上级通知核查 季度核对"
    )
    assert head == ["姓名", "所在支部", "入党日期"]
    joined = datetime(2019, 7, 1)  # noqa: DTZ001  (a day of a workbook has no zone)
    assert rows == [[name, "东镇第一党支部", joined] for name in ("东丙", "东甲", "东乙")]
    with as_owner():
        entry = Entry.everything.get(verb="members.export.take")
        told = json.loads(entry.payload)
        assert (told["count"], told["columns"]) == (3, ["name", "org", "joined"])
        assert not Look.everything.exists(), "nothing sealed left the program"


def test_ticked_rows_are_taken_and_the_neighbours_are_not(town, browser):
    who = [str(town.people[name].public_id) for name in ("东乙", "西甲")]
    answer = browser("lin").post("/members/export/", WANT | {"who": who})
    assert [row[0] for row in sheet(answer)[2:]] == ["东乙"]


def test_no_text_is_a_formula_and_days_and_ages_can_be_counted_with(town, browser):
    with as_owner():
        for name in ("=1+1", "@SUM(A1)", "+86", "-1", "http://x.example", "0012"):
            town.member(name, town.east_two)
    answer = browser("lin").post("/members/export/", WANT | {"org": "EAST-2"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    names = {row[0] for row in sheet(answer)}
    assert {"=1+1", "@SUM(A1)", "0012", "http://x.example"} <= names


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": ""}, "请选一个事由"),
        ({"reason": "other", "words": ""}, "请写明用来做什么"),
        ({"column": []}, "还没有选要哪些列"),
        ({"q": "无此人"}, "没有要导出的人"),
    ],
)
def test_no_list_leaves_without_reason_columns_and_people(browser, changed, says):
    answer = browser("lin").post("/members/export/", WANT | changed)
    assert answer.status_code == 422
    assert says in text(answer)
    with as_owner():
        assert not Export.everything.exists()
        assert not Entry.everything.filter(verb__startswith="members.export").exists()


@pytest.mark.parametrize(("who", "status"), [("branch", 403), ("auditor", 403), ("new", 404)])
def test_who_has_not_the_duty_takes_no_list(browser, who, status):
    assert browser(who).get("/members/export/").status_code == status
    assert browser(who).post("/members/export/", WANT).status_code == status


def test_a_list_that_is_too_long_is_refused(browser, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ROWS", 2)
    answer = browser("lin").post("/members/export/", WANT)
    assert (answer.status_code, "一次最多导出2名" in text(answer)) == (422, True)


def test_sealed_columns_leave_a_look_on_each_file(browser):
    with_numbers = WANT | {"column": ["name", "id_number", "phone"], "org": "EAST-2"}
    answer = browser("lin").post("/members/export/", with_numbers)
    assert sheet(answer)[2] == ["东丁", ID_NUMBERS["东丁"], "13900000000"]
    with as_owner():
        look = Look.everything.get()
        assert (look.reason, look.fields) == ("export", "id_number phone")


def test_many_sealed_numbers_wait_for_another_account(town, browser, pair, monkeypatch):
    monkeypatch.setattr(rules, "SECOND_PERSON", 2)
    lin, wu = browser("lin"), browser("wu")
    with_numbers = WANT | {"column": ["name", "id_number"]}
    with as_owner():
        assert lin.post("/members/export/", with_numbers).status_code == 302
        row = Export.everything.get()
        page = f"/members/exports/{row.public_id}"
        assert "等您核定" not in text(lin.get("/members/exports/"))
        assert lin.post(f"{page}/decide/", {"agree": "yes"}).status_code == 422
        assert lin.post(f"{page}/take/").status_code == 422
        assert browser("gu").post(f"{page}/decide/", {"agree": "yes"}).status_code == 404
        assert "等您核定" in text(wu.get("/members/exports/"))
        assert wu.post(f"{page}/decide/", {"agree": "yes"}).status_code == 302
        assert wu.post(f"{page}/take/").status_code == 403
        taken = lin.post(f"{page}/take/")
        assert len(sheet(taken)) == 2 + 5
        assert Look.everything.count() == 5
        assert lin.post(f"{page}/take/").status_code == 422, "a file is taken once"


def test_an_agreed_list_is_for_a_day_and_never_grows(town, browser, pair, monkeypatch):
    monkeypatch.setattr(rules, "SECOND_PERSON", 2)
    lin, wu = browser("lin"), browser("wu")
    with as_owner():
        lin.post("/members/export/", WANT | {"column": ["name", "id_number"]})
        page = f"/members/exports/{Export.everything.get().public_id}"
        wu.post(f"{page}/decide/", {"agree": "yes"})
        town.member("新来", town.east_one)
        answer = lin.post(f"{page}/take/")
        assert (answer.status_code, "名单比申请时多了" in text(answer)) == (422, True)
        Person.everything.filter(name="新来").update(is_gone=True)
        with time_machine.travel(AT + timedelta(hours=25), tick=False):
            lin.force_login(town.accounts["lin"])
            assert lin.post(f"{page}/take/").status_code == 422


@pytest.fixture
def long_list(browser: Any, monkeypatch: Any, settings: Any, tmp_path: Any) -> Any:
    """Lin asks for a list that is too long to wait for; gives its row and the job that makes it."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(rules, "AT_ONCE", 2)
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(jobs, "enqueue", lambda task, **said: asked.append(said))
    answer = browser("lin").post("/members/export/", WANT)
    assert (answer.status_code, answer["Location"]) == (302, "/members/exports/")
    with as_owner():
        return Export.everything.get(), asked[0]


def test_a_long_list_is_made_by_a_worker_and_fetched_once(browser, long_list, tmp_path):
    row, said = long_list
    page, lin = f"/members/exports/{row.public_id}/take/", browser("lin")
    assert set(said) == {"export_id", "account_id", "grant_id", "language"}, "ids and codes only"
    assert "正在做" in text(lin.get("/members/exports/"))
    assert lin.post(page).status_code == 422, "not there yet"
    workers.make(**said)
    assert "做好了" in text(lin.get("/members/exports/"))
    assert "导出的名册可以取了" in text(lin.get("/"))
    (file,) = (tmp_path / "exports").iterdir()
    assert file.read_bytes()[:2] != b"PK", "sealed on the disk"
    assert browser("gu").post(page).status_code == 404
    answer = lin.post(page)
    assert [row[0] for row in sheet(answer)[2:]] == ["东丙", "东丁", "东甲", "东乙"]
    assert sheet(answer)[0][0].startswith("Lin（镇街党务干部）2026-11-23 10:00导出4名")
    assert lin.post(page).status_code == 422, "a file is taken once"
    with as_owner():
        assert json.loads(Entry.everything.get(verb="members.export.take").payload)["count"] == 4


def test_a_long_list_goes_when_it_was_fetched_and_after_a_day(browser, long_list, tmp_path):
    row, said = long_list
    workers.make(**said)
    workers.tidy(timestamp=0)
    with as_owner():
        assert Export.everything.get().file_key is not None, "not yet"
    with time_machine.travel(AT + timedelta(hours=25), tick=False):
        workers.tidy(timestamp=0)
        lin = browser("lin")
        assert lin.post(f"/members/exports/{row.public_id}/take/").status_code == 422
    with as_owner():
        assert Export.everything.get().file_key is None
    for place in (tmp_path / "exports").iterdir():
        os.utime(place, (0, 0))
    workers.tidy(timestamp=0)
    assert not list((tmp_path / "exports").iterdir())


def test_who_lost_the_post_meanwhile_gets_no_list(browser, long_list):
    _row, said = long_list
    workers.make(**(said | {"grant_id": 0}))
    with as_owner():
        assert Export.everything.get().making == "failed"
    assert "没有做成" in text(browser("lin").get("/members/exports/"))


def test_a_list_nobody_finished_is_not_waited_for(browser, long_list):
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        assert "没有做成" in text(browser("lin").get("/members/exports/"))


def test_sealed_columns_are_never_taken_in_a_long_list(browser, monkeypatch):
    monkeypatch.setattr(rules, "MOST_SEALED", 2)
    answer = browser("lin").post("/members/export/", WANT | {"column": ["name", "phone"]})
    assert (answer.status_code, "含完整号码一次最多2名" in text(answer)) == (422, True)
